"""What the tests of the stand-in share: a client that knows no manners, and raw requests."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import requests

from .server import Site

PATIENCE = 60
"""Seconds after which a test's client gives up; no answer here takes so long, whatever else is at work."""


@contextmanager
def client() -> Iterator[requests.Session]:
    """A session that goes to this machine whatever proxies its environment names."""
    with requests.Session() as session:
        session.trust_env = False
        yield session


def get(address: str, timeout: float = PATIENCE, **options) -> requests.Response:
    """One request on a connection of its own."""
    with client() as session:
        return session.get(address, timeout=timeout, **options)


@contextmanager
def connected(site: Site) -> Iterator[socket.socket]:
    parts = urlsplit(site.url)
    with socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE) as connection:
        yield connection


def ask(connection: socket.socket, address: str) -> None:
    parts = urlsplit(address)
    connection.sendall(f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())


def received(connection: socket.socket) -> bytes:
    """Every byte until the site ends the connection."""
    pieces = []
    while piece := connection.recv(1 << 16):
        pieces.append(piece)
    return b"".join(pieces)


def raw(site: Site, address: str) -> bytes:
    """Head and body of an answer behind which the connection ends."""
    with connected(site) as connection:
        ask(connection, address)
        return received(connection)
