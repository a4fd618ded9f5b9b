"""Machine-readable descriptions of a release: Data Package, Croissant, DCAT-AP, all from the tables."""
