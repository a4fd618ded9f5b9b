"""Numbers that texts mention: money, quantities and their units."""
