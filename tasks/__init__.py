"""How each step of the road works, as plain functions."""
