"""UTF-8 read as single bytes, once or several times."""
