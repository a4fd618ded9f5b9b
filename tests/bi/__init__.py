"""Tests of what BI tools take in."""
