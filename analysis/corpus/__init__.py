"""How do documents get in? Reading, checking and cleaning them."""
