"""What is talked about? Topic models whose stability is shown."""
