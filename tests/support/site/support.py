"""A client of the stand-in that knows no manners."""

import requests

PATIENCE = 60
"""Seconds after which it gives up; no answer here takes so long, whatever else is at work."""


def get(address: str) -> requests.Response:
    """The answer to one request on a connection of its own, whatever proxies the environment names."""
    with requests.Session() as session:
        session.trust_env = False
        return session.get(address, timeout=PATIENCE)
