"""The session with the site, and the watchdog that ends a request that takes too long.

The timeouts of requests only bound the wait for the next bytes: they never notice a response whose head or
body drips.
"""

import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from weakref import WeakSet

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, ReadTimeoutError

from tasks.fetch.site.gzipped import UnfinishedError

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
    (UnfinishedError, "The response broke off"),
)


BROKEN = (requests.RequestException, HTTPError, OSError, zlib.error, UnfinishedError)
"""What is raised when a response does not come, or is incomplete."""


class Watchdog:
    """Shuts the connection of a request that takes longer than `seconds`, from its start to the last byte."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        # Sockets, not connections: a connection releases its socket before the last body is read.
        self._sockets: WeakSet[socket.socket] = WeakSet()
        self._lock = threading.Lock()
        self._is_late = False

    def watch(self, connected: object) -> None:
        """Watch this socket from now on."""
        # The channel through a proxy with TLS is no socket, but has one.
        reached = getattr(connected, "socket", connected)
        if isinstance(reached, socket.socket):
            with self._lock:
                self._sockets.add(reached)
                if self._is_late:
                    _shut(reached)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch one request; raises requests.Timeout instead of the shut connection's error."""
        self._is_late = False
        timer = threading.Timer(self._seconds, self._end)
        timer.daemon = True
        timer.start()
        try:
            yield
        except BROKEN:
            if self._is_late:
                raise self._timeout() from None
            raise
        finally:
            timer.cancel()
            timer.join()  # or it might shut the connection of the next request
        if self._is_late:
            raise self._timeout()

    def _timeout(self) -> requests.Timeout:
        return requests.Timeout(f"incomplete after {self._seconds:g} seconds")

    def _end(self) -> None:
        with self._lock:
            self._is_late = True
            for one in list(self._sockets):
                _shut(one)


def _shut(connected: socket.socket) -> None:
    """End a connection below its TLS, whose own shutdown another thread must not call."""
    with suppress(OSError):
        socket.socket.shutdown(connected, socket.SHUT_RDWR)


class _WatchedAdapter(HTTPAdapter):
    """Makes connections for a watchdog: one to a host at a time, two in all.

    The pool does not block: if a connection never came back, waiting for it would never end.
    """

    def __init__(self, watchdog: Watchdog) -> None:
        self._pools = _watched_pools(watchdog)
        super().__init__(pool_connections=2, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as requests has it
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:  # noqa: ANN401 - as requests has it
        manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _watched_pools(watchdog: Watchdog) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            watchdog.watch(self.sock)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            watchdog.watch(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


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


def open_session(agent: str, watchdog: Watchdog) -> requests.Session:
    """A session with an agent string, each connection watched.

    Proxies and certificates come from the environment, as for any program of the machine; cookies live as
    long as the session.
    """
    session = _Session()
    session.headers.update({"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"})
    session.auth = _NoCredentials()
    adapter = _WatchedAdapter(watchdog)
    for scheme in ("http://", "https://"):
        session.mount(scheme, adapter)
    return session


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
