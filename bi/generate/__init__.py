"""Writes the assets of Superset: datasets on the views of a release, charts, and one dashboard."""
