"""A server for a few clients at a time that drops slow ones, so that they block nobody else."""

import socket
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from typing import Any

MOST = 32
"""Most open connections; a browser opens six."""
PATIENCE = 10.0
"""Seconds for a request to arrive, and for a client to take each piece of the response."""


@dataclass(eq=False)
class _Connection:
    """A connection: when it was opened, and whether its request has arrived."""

    request: socket.socket
    opened: float = field(default_factory=time.monotonic)
    has_request: bool = False

    def drop(self) -> None:
        """Close it; the thread that waits for it ends at once."""
        with suppress(OSError):
            self.request.shutdown(socket.SHUT_RDWR)


class BoundedServer(ThreadingHTTPServer):
    """Answers each request in a thread, with a limited number of threads.

    When all are taken, a new connection replaces the oldest one without a request, or else the oldest one. A
    browser that leaves meanwhile is no error. `patience` is the time limit for a request, in seconds.
    """

    request_queue_size = 128
    patience = PATIENCE

    def __init__(self, *arguments: Any, **more: Any) -> None:  # noqa: ANN401 - those of the library
        self._connections: dict[socket.socket, _Connection] = {}
        self._lock = threading.Lock()
        self._free = threading.Semaphore(MOST)
        super().__init__(*arguments, **more)

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Answer in a thread, once one is free."""
        if not self._free.acquire(blocking=False):
            oldest = min(self._open(), key=lambda one: (one.has_request, one.opened), default=None)
            if oldest:
                oldest.drop()
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
        """Answer, then free the thread."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._make_room(request)

    def service_actions(self) -> None:
        """Drop each connection whose request is late."""
        late = time.monotonic() - self.patience
        for connection in self._open():
            if not connection.has_request and connection.opened < late:
                connection.drop()

    def note_request(self, request: socket.socket) -> None:
        """Record that the request of a connection has arrived."""
        with self._lock:
            if request in self._connections:
                self._connections[request].has_request = True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Print an error, unless the client has gone."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    def _make_room(self, request: socket.socket) -> None:
        with self._lock:
            del self._connections[request]
        self._free.release()

    def _open(self) -> list[_Connection]:
        with self._lock:
            return list(self._connections.values())
