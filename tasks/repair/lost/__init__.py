"""Letters and signs that a mark replaced, and words that lost their hyphens."""
