"""Lines of a page, and what stands on them."""
