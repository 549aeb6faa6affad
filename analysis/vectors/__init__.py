"""How often is each term used? Counting, grouping, resampling."""
