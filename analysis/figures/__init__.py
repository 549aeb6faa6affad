"""How does a table look? One plot per table."""
