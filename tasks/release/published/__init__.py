"""Releases in a data folder: `current`, manifests, damage and repair, retention."""
