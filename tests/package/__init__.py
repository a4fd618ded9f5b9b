"""Tests of what a release says of itself, and of taking tables out of it."""
