"""What refuses a release: keys, references, floors, losses."""
