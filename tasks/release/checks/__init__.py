"""The checks that can refuse a release: keys, references, floors, losses."""
