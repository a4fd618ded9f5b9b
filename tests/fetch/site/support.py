"""What the tests of the client share: a client for a stand-in, and a server that sends any bytes."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from tasks.fetch.site.client import Limits, PoliteClient
from tasks.fetch.site.pace import Pace
from tests.support.quick_clock import QuickClock

AGENT = "senate-questions/test (+tests@example.org)"
QUESTION = b"<html><body><h1>Schriftelijke vraag nr. 8-1</h1><p>Belgische Senaat</p></body></html>"
PATIENT = Limits(connect=10, read=20, whole=40)
"""For tests in which nothing is slow: a machine that is busy may take long."""


@contextmanager
def client_of(url: str, *more: str, limits: Limits = PATIENT, clock=None, floor: float = 1.0):
    """A client that may ask the host of an address, and more hosts; its waits take no time by default."""
    hosts = frozenset({urlsplit(url).netloc, *more})
    with PoliteClient(AGENT, Pace(floor), clock or QuickClock(), hosts, limits) as client:
        yield client


class Wire:
    """Sends to each request the next bytes of a list, the last ones to all that follow.

    A piece of an answer that is a number is a pause of so many seconds; with `hangs_up` the connection ends
    behind each answer.
    """

    def __init__(self, *answers: list[bytes | float], hangs_up: bool = True, wrap: Callable | None = None):
        self.answers, self.hangs_up, self.wrap = list(answers), hangs_up, wrap
        self.heads: list[bytes] = []
        self.connections = self.open = 0
        self._lock = threading.Lock()
        self._closing = threading.Event()

    @contextmanager
    def running(self) -> Iterator["Wire"]:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.settimeout(0.05)
            self.port = listener.getsockname()[1]
            thread = threading.Thread(target=self._listen, args=(listener,), daemon=True)
            thread.start()
            yield self
            self._closing.set()
            thread.join(5)

    @property
    def netloc(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.netloc}/www/?a=1"

    def _listen(self, listener: socket.socket) -> None:
        while not self._closing.is_set():
            with suppress(TimeoutError):
                connection, _ = listener.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with self._lock:
            self.connections += 1
            self.open += 1
        with suppress(OSError), connection:
            connection.settimeout(30)
            served = self.wrap(connection) if self.wrap else connection
            with served:
                while self._answer(served) and not self.hangs_up:
                    pass
        with self._lock:
            self.open -= 1

    def _answer(self, connection: socket.socket) -> bool:
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(1 << 16)
            if not piece:
                return False
            head += piece
        with self._lock:
            self.heads.append(head)
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        for piece in answer:
            if isinstance(piece, bytes):
                connection.sendall(piece)
            else:
                self._closing.wait(piece)
        return True


def drip(content: bytes, pause: float) -> list[bytes | float]:
    """The bytes one by one, with a pause behind each."""
    return [piece for byte in content for piece in (bytes([byte]), pause)]


def reply(
    body: bytes = QUESTION,
    status: str = "200 OK",
    *headers: str,
    length: int | None = None,
    closes: bool = True,
) -> bytes:
    """An answer, whole."""
    announced = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {announced}", *headers]
    # A client that is not told may ask on a connection that is about to end, and has to ask once more.
    lines += ["Connection: close"] if closes else []
    return "\r\n".join((*lines, "", "")).encode("latin-1") + body


def sent_on(location: str | None, status: int = 302) -> bytes:
    """An answer that sends to another address, or to none."""
    return reply(b"", f"{status} Moved", *([] if location is None else [f"Location: {location}"]))


@contextmanager
def wire(*answers: list[bytes | float] | bytes, **options) -> Iterator[Wire]:
    with Wire(*([one] if isinstance(one, bytes) else one for one in answers), **options).running() as running:
        yield running


def is_soon(condition: Callable[[], bool], seconds: float = 120) -> bool:
    """Whether something becomes true within some seconds."""
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.01)
    return condition()
