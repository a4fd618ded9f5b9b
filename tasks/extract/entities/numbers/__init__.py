"""Numbers in texts: money, quantities and their units."""
