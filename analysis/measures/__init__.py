"""What marks a text, a period, a speaker? Tables of measures with intervals and tests."""
