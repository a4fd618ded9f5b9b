"""How each step of the pipeline works, as plain functions."""
