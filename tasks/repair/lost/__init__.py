"""Letters that were lost, dropped or split by hyphens."""
