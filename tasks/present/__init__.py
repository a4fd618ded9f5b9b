"""A release for people: explorer, search, feed, export, report of a night."""
