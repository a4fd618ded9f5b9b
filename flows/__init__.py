"""What runs: the command line and the flows."""
