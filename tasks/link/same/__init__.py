"""Questions that are the same: addressed to many ministers, or put again after a closure."""
