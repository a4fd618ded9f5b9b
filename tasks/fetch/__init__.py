"""Bringing pages in: what to request (`plan`), the site (`site`), files and archives (`files`)."""
