"""The explorer answers a person while others hold its connections, and holds few of them."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tasks.present.explorer.bounded_server import MOST
from tests.present.explorer.support import at, got, serving
from tests.support.engine import wait_for

SLOW = 300
HELD_UP = 120
"""Seconds for which a server waits for slow clients: one that they hold up serves nobody for as long."""


@contextmanager
def clients(port, number) -> Iterator[list[socket.socket]]:
    found = [socket.create_connection(("127.0.0.1", port), timeout=30) for _ in range(number)]
    try:
        yield found
    finally:
        for one in found:
            one.close()


def drip(connections, over):
    """Send a letter a second through each connection, whether or not it is still there."""
    for letter in b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 1000:
        for one in connections:
            with contextlib.suppress(OSError):
                one.sendall(bytes([letter]))
        if over.wait(1):
            return


def is_closed(connection):
    connection.settimeout(60)
    try:
        while connection.recv(65536):
            pass
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    return True


def served(port):
    """Whether a fresh client is served; an error when that takes half a minute."""
    status, content = got(f"{at(port)}/")
    return status == 200 and len(content) > 0


@pytest.mark.long
@pytest.mark.parametrize(
    "silent",
    [pytest.param(True, marks=pytest.mark.long, id="silent"), pytest.param(False, id="a letter a second")],
)
def test_300_slow_clients_hold_few_threads_and_nobody_else_up(sample, silent):
    threads, over = threading.active_count(), threading.Event()
    with serving(sample, HELD_UP) as port, clients(port, SLOW) as slow:
        if not silent:
            threading.Thread(target=drip, args=(slow, over), daemon=True).start()
        time.sleep(2)
        assert threading.active_count() <= threads + MOST + 2
        for _ in range(3):
            assert served(port)
            time.sleep(0.5)
        over.set()
    assert MOST <= 64


@pytest.mark.long
def test_a_client_that_does_not_finish_its_request_is_dropped(sample):
    over = threading.Event()
    with serving(sample, patience=1.0) as port, clients(port, 3) as slow:
        threading.Thread(target=drip, args=(slow, over), daemon=True).start()
        time.sleep(3)
        over.set()
        assert all(is_closed(one) for one in slow)
        assert served(port)


@pytest.mark.long
def test_a_client_that_does_not_read_is_dropped(sample):
    threads = threading.active_count()
    with serving(sample, patience=1.0) as port, clients(port, 3) as slow:
        for one in slow:
            one.sendall(b"GET /senate.duckdb HTTP/1.0\r\n\r\n")
        time.sleep(2)
        wait_for(lambda: threading.active_count() <= threads + 1, "the end of their threads")
        assert served(port)


def test_clients_that_do_not_read_hold_nobody_up(sample):
    with serving(sample, HELD_UP) as port, clients(port, SLOW) as slow:
        for one in slow:
            with contextlib.suppress(OSError):
                one.sendall(b"GET /senate.duckdb HTTP/1.0\r\n\r\n")
        assert served(port)


def test_many_quick_clients_are_all_served(sample):
    with serving(sample) as port:
        found = []
        threads = [threading.Thread(target=lambda: found.append(served(port))) for _ in range(MOST)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    assert found == [True] * MOST
