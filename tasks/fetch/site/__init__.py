"""The site: asking it politely, and judging what it answers."""
