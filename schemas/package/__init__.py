"""What a release says of itself to machines: Data Package, Croissant, DCAT-AP; all from the tables."""
