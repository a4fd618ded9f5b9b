"""How likely letters and words are in Dutch and French."""
