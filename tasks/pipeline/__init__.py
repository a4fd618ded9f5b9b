"""The steps in order over many pages: shards, workers, what is kept of earlier runs."""
