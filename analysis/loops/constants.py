"""What do the numbers in the compiled loops stand for? Classes and traits of characters, ends and beginnings."""

ASK, LETTER, DIGIT, SINGLE, KATAKANA, EXTEND, MARK, MID_NUMBER, STOP, APOSTROPHE, QUOTE, HYPHEN, PERCENT, SLASH = range(
    14
)
"""Class of a character under the rule "words": what UAX #29 and the tailorings make of it (see `text.characters`)."""

WORD, UNEVEN, OPENER, UPPERISH, ENDS, RARE_STOP, CLOSER, BEFORE, CAPITAL_LETTER = (1 << bit for bit in range(9))
"""Traits of a character, one bit each (see `text.characters`)."""

NEVER, TITLE, NUMBER, BEFORE_CAPITAL, ALWAYS, DEPENDS, UNKNOWN = range(7)
"""When a stretch ends a sentence: never for want of a stop or after a title; if a capital letter or a number follows,
but for a `NUMBER` not where it opens a line; always; or as `text.stops.Stops.after` says. `UNKNOWN` is for
`Stops.look`."""

ONLY_OPENERS, CAPITAL, OTHER = range(3)
"""What a stretch begins with, quotation marks and dashes aside: nothing, a capital letter or number, something else."""

GUILLEMET = 4
"""Added to the beginning of a stretch that begins with a closing guillemet, which may belong to the stop before it."""

BRACKET = 8
"""Added to the beginning of a stretch that ends with an opening bracket, after which a line may still open."""
