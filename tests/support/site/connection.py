"""One connection of a client: requests in, steps of answers out."""

import select
import socket
import struct
from collections.abc import Iterable, Iterator
from http.server import BaseHTTPRequestHandler
from time import monotonic
from typing import TYPE_CHECKING

from .reply import Close, Step, Wait

if TYPE_CHECKING:
    from .server import Listener

GLANCE = 0.02
"""Seconds between two looks at whether a waiting client is still there."""
RESET_ON_CLOSE = struct.pack("ii", 1, 0)
"""SO_LINGER without lingering: closing sends a reset."""


class GoneError(ConnectionError):
    """The client has closed its end, or the site is closing."""


class Connection(BaseHTTPRequestHandler):
    """Answers the requests of one connection, one after the other, by the steps that the site gives."""

    server: "Listener"
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    arrived_at = 0.0

    def parse_request(self) -> bool:
        self.arrived_at = monotonic()
        return super().parse_request()

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def log_message(self, format, *args) -> None:  # noqa: A002
        """Keep quiet."""

    def do_GET(self) -> None:
        headers = {name.lower(): text for name, text in self.headers.items()}
        flight, reply, steps = self.server.site.answer(self.arrived_at, self.path, headers)
        if reply.closes:
            self.close_connection = True
        try:
            for step, is_last in with_last(steps):
                if is_last:
                    self.server.site.traffic.land(flight)
                self.take_step(step)
        except OSError:
            self.server.site.traffic.land(flight, given_up=True)
            self.close_connection = True
        finally:
            self.server.site.traffic.land(flight)

    def take_step(self, step: Step) -> None:
        if isinstance(step, Wait):
            self.wait(step.seconds)
        elif isinstance(step, Close):
            self.end(reset=step.reset)
        else:
            self.connection.sendall(step)

    def wait(self, seconds: float) -> None:
        """Send nothing for some seconds; a GoneError when nobody waits for it any more."""
        until = monotonic() + seconds
        while (rest := until - monotonic()) > 0:
            if self.server.closing.is_set() or self.is_left(min(rest, GLANCE)):
                raise GoneError

    def is_left(self, seconds: float) -> bool:
        """Whether the client closes its end within some seconds."""
        readable, _, _ = select.select([self.connection], [], [], seconds)
        if not readable:
            return False
        is_left = not self.connection.recv(1, socket.MSG_PEEK)
        if not is_left:
            self.server.closing.wait(seconds)
        return is_left

    def end(self, *, reset: bool) -> None:
        self.close_connection = True
        if reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
            self.rfile.close()
            self.connection.close()


def with_last(steps: Iterable[Step]) -> Iterator[tuple[Step, bool]]:
    """Each step, and whether nothing is sent behind it."""
    ahead = iter(steps)
    step = next(ahead, None)
    while step is not None:
        following = next(ahead, None)
        yield step, following is None or isinstance(following, Close)
        step = following
