"""The limit that everything made of one page has."""

LARGEST_PAGE = 2_000_000
"""Bytes; a larger page is quarantined. The largest known page has 0.5 MB."""
