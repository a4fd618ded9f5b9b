"""A server for a few clients at a time: one that is slow is dropped, so that it holds up nobody else."""

import socket
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from typing import Any

MOST = 32
"""Connections that are open at once; a browser opens six."""
PATIENCE = 10.0
"""Seconds in which a request must come, and in which a client must take each piece of the answer."""


@dataclass(eq=False)
class _Connection:
    """A connection: since when it is open, and whether its request has come."""

    request: socket.socket
    opened: float = field(default_factory=time.monotonic)
    has_asked: bool = False

    def drop(self) -> None:
        """End it; the thread that waits for it goes on at once, and ends."""
        with suppress(OSError):
            self.request.shutdown(socket.SHUT_RDWR)


class BoundedServer(ThreadingHTTPServer):
    """Answers each request in a thread of its own; there are few threads.

    When all are taken, a new connection takes the place of the oldest one without a request, or of
    the oldest one of all. A browser that goes away in between is no error.

    Attributes:
        patience: Seconds in which a request must come.
    """

    request_queue_size = 128
    patience = PATIENCE

    def __init__(self, *arguments: Any, **more: Any) -> None:  # noqa: ANN401 - those of the library
        self._connections: dict[socket.socket, _Connection] = {}
        self._lock = threading.Lock()
        self._free = threading.Semaphore(MOST)
        super().__init__(*arguments, **more)

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Answer in a thread, once there is room for it."""
        if not self._free.acquire(blocking=False):
            self._drop_one()
            if not self._free.acquire(timeout=self.patience):
                self.shutdown_request(request)
                return
        with self._lock:
            self._connections[request] = _Connection(request)
        try:
            super().process_request(request, client_address)
        except BaseException:
            self._make_room(request)
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Answer, and make room."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._make_room(request)

    def service_actions(self) -> None:
        """Drop each connection of which no request has come in time."""
        late = time.monotonic() - self.patience
        for connection in self._open():
            if not connection.has_asked and connection.opened < late:
                connection.drop()

    def has_asked(self, request: socket.socket) -> None:
        """Note that the request of a connection has come."""
        with self._lock:
            if request in self._connections:
                self._connections[request].has_asked = True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Tell of an error, unless it is that nobody listens any more."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    def _make_room(self, request: socket.socket) -> None:
        with self._lock:
            del self._connections[request]
        self._free.release()

    def _open(self) -> list[_Connection]:
        with self._lock:
            return list(self._connections.values())

    def _drop_one(self) -> None:
        found = min(self._open(), key=lambda one: (one.has_asked, one.opened), default=None)
        if found:
            found.drop()
