"""The session with the site: every response ends by a deadline, and a compressed one by its own end."""

import ssl
import zlib
from collections.abc import Iterable, Iterator
from functools import partial
from http.client import HTTPResponse
from io import BufferedReader, RawIOBase
from time import monotonic
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, ProtocolError, ReadTimeoutError

_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5"
_LONGEST_REASON = 300
_PLAIN_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (requests.exceptions.SSLError, "No secure connection"),
    (requests.exceptions.ProxyError, "The proxy refuses the connection"),
    (requests.exceptions.ConnectTimeout, "No connection in time"),
    (requests.exceptions.Timeout, "No response in time"),
    (ReadTimeoutError, "No response in time"),
    (zlib.error, "The compressed response is damaged"),
    (requests.exceptions.ConnectionError, "The connection failed"),
    (HTTPError, "The response broke off"),
)
BROKEN = (requests.RequestException, HTTPError, OSError, zlib.error)
"""What is raised when a response does not come, or is incomplete."""
_WINDOW_AND_HEADER = 31
"""For zlib: the largest window, with gzip's header and checksum."""
_MEMBER_START = b"\x1f\x8b"
_PIECE = 1 << 16


class Deadline:
    """Ends a response that takes longer than `whole` seconds from its start, or `read` for its next bytes."""

    def __init__(self, read: float, whole: float) -> None:
        self._read, self._whole = read, whole
        self.start()

    def start(self) -> None:
        """A response starts now."""
        self._ends_at = monotonic() + self._whole

    def left(self) -> float:
        """Seconds to wait for the next bytes; raises TimeoutError when the time is up."""
        left = self._ends_at - monotonic()
        if left <= 0:
            raise TimeoutError(f"incomplete after {self._whole:g} seconds") from None
        return min(left, self._read)


class _TimedReader(RawIOBase):
    """Reads a socket until a deadline."""

    def __init__(self, raw: RawIOBase, connected: Any, deadline: Deadline) -> None:  # noqa: ANN401 - TLS differs
        self._raw, self._socket, self._deadline = raw, connected, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:  # noqa: ANN401 - as io has it
        self._socket.settimeout(self._deadline.left())
        try:
            return self._raw.readinto(buffer)
        except TimeoutError:
            self._deadline.left()  # raises its own when that is the reason
            raise

    def close(self) -> None:
        self._raw.close()
        super().close()


class _TimedResponse(HTTPResponse):
    """A response that is read until a deadline, from its first byte on.

    The timeouts of requests bound only the wait for the next bytes, so a head, a line of chunks or a trailer
    that drips would never end, and no piece of it reaches the caller. Only the file below can tell.
    """

    def __init__(self, deadline: Deadline, connected: Any, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(connected, *args, **options)
        self.fp = BufferedReader(_TimedReader(self.fp.detach(), connected, deadline))


class _TimedAdapter(HTTPAdapter):
    """Connects once to each of two hosts, and reads until a deadline.

    The pool does not block: if a connection never came back, waiting for it would never end.
    """

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        super().__init__(pool_connections=2, pool_maxsize=1)

    def get_connection_with_tls_context(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401
        pool: Any = super().get_connection_with_tls_context(*args, **options)
        pool.ConnectionCls = partial(self._connection, type(pool).ConnectionCls)
        return pool

    def _connection(self, kind: type[Any], **options: Any) -> Any:  # noqa: ANN401
        connection = kind(**options)
        connection.response_class = partial(_TimedResponse, self._deadline)
        return connection


class _NoCredentials(requests.auth.AuthBase):
    """Keeps requests from looking for a password in ~/.netrc: the site is public."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class _Session(requests.Session):
    """A session that leaves redirects to its user.

    Even when it is not to follow a redirect, requests reads the complete body, without a limit, and works out
    the address, with its own errors.
    """

    def get_redirect_target(self, resp: requests.Response) -> None:
        del resp


def open_session(agent: str, deadline: Deadline) -> requests.Session:
    """A session with an agent string, each response read until a deadline.

    Proxies and certificates come from the environment, as for any program of the machine; cookies live as
    long as the session.
    """
    session = _Session()
    session.headers.update({"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"})
    session.auth = _NoCredentials()
    for scheme in ("http://", "https://"):
        session.mount(scheme, _TimedAdapter(deadline))
    return session


def unzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Decompress gzip in pieces of bounded size; anything after its end that is not gzip is dropped.

    Raises zlib.error when it is damaged, ProtocolError when its end is missing even if the announced number
    of bytes came, of which urllib3's own decoder says nothing.
    """
    member, is_empty = zlib.decompressobj(_WINDOW_AND_HEADER), True
    for piece in pieces:
        rest, is_empty = piece, False
        while rest:
            if member.eof:
                if not rest.startswith(_MEMBER_START[: len(rest)]):
                    return
                member = zlib.decompressobj(_WINDOW_AND_HEADER)
            yield member.decompress(rest, _PIECE)
            rest = member.unused_data if member.eof else member.unconsumed_tail
    if not (is_empty or member.eof):
        raise ProtocolError("the compressed response lacks its end")


def in_words(error: Exception) -> str:
    """A connection error as a sentence short enough for a log."""
    if is_untrusted(error):
        return f"The site cannot prove who it is: {_innermost(error)}."
    words = (text for kind, text in _PLAIN_WORDS if isinstance(error, kind))
    reason = " ".join(str(_innermost(error)).split())
    return f"{next(words, type(error).__name__)}: {reason[:_LONGEST_REASON].rstrip('.')}."


def is_untrusted(error: Exception) -> bool:
    """Whether the site's certificate is the problem, which does not change in seconds."""
    return isinstance(_innermost(error), ssl.SSLCertVerificationError)


def _innermost(error: BaseException) -> BaseException:
    cause = error.__cause__ if error.__suppress_context__ else error.__context__
    return _innermost(cause) if cause and str(cause) else error
