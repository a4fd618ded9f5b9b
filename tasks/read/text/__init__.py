"""The lines of a page and their content."""
