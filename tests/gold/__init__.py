"""Questions and answers marked by hand, and how well extraction does on them."""
