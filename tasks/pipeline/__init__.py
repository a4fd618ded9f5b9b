"""The steps in order over many pages: shards, workers, the cache of earlier runs."""
