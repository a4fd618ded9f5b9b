"""Bringing pages in: what to ask for (`plan`), asking the site (`site`), files and archives (`files`)."""
