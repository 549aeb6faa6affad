"""How does it all run at once, and the same way twice? Notebooks in batch, report, verification."""
