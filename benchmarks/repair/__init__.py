"""Damage a corpus in every class, repair it, and print what comes back: `make bench-repair [CORPUS=…]`."""
