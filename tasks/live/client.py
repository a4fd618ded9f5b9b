"""Asking the site, politely: one connection, paced, with bounded patience and bounded size.

A redirect is followed within the known hosts only, and counts as a request of its own.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter

from schemas.codes import KEPT_HEADERS
from tasks.address import HOSTS
from tasks.clock import Clock
from tasks.decode import LARGEST_PAGE
from tasks.errors import SourceUnavailableError
from tasks.live.judge import Judgement, judge
from tasks.live.pace import Pace
from tasks.live.waiting import LONGEST_WAIT, TRIES, backoff, retry_after

CONNECT_TIMEOUT = 10.0
"""Seconds to wait for a connection."""
READ_TIMEOUT = 30.0
"""Seconds to wait for the next bytes."""
WHOLE_TIMEOUT = 120.0
"""Seconds that one answer may take in all, however steadily it drips."""
MOST_REDIRECTS = 5
_PIECE = 1 << 16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5"


Judge = Callable[[int, Mapping[str, str], bytes], Judgement]
"""What judges an answer: from its status, its headers and its body."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one address.

    Attributes:
        url: The address that answered, behind all redirects.
        fetched_at: When the last request was sent, UTC.
        status: HTTP status; None when no answer came.
        headers: All headers of the answer, names in small letters.
        content: The body, its transfer compression undone.
        judgement: What the answer is.
    """

    url: str
    fetched_at: datetime
    status: int | None
    headers: Mapping[str, str]
    content: bytes
    judgement: Judgement

    @property
    def kept_headers(self) -> dict[str, str]:
        """The headers that the fetch log keeps."""
        return {name: self.headers[name] for name in KEPT_HEADERS if name in self.headers}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may cost: seconds for a connection, for the next bytes and in all; bytes."""

    connect: float = CONNECT_TIMEOUT
    read: float = READ_TIMEOUT
    whole: float = WHOLE_TIMEOUT
    largest: int = LARGEST_PAGE


class PoliteClient:
    """One session with the site.

    Args:
        agent: The agent string.
        pace: The pace to begin with.
        clock: Tells the time and waits.
        hosts: Hosts, with their port where they have one, that may be asked; those of the Senate by default.
        limits: What one answer may cost.
    """

    def __init__(
        self,
        agent: str,
        pace: Pace,
        clock: Clock,
        hosts: frozenset[str] = HOSTS,
        limits: Limits | None = None,
    ) -> None:
        self.pace = pace
        self.requests = 0
        self._clock = clock
        self._hosts = hosts
        self._limits = limits or Limits()
        # Whoever starts again at once must not ask at once: the last run may have asked a moment ago.
        self._ready_at = clock.monotonic() + pace.floor
        self._random = Random()
        self._session = requests.Session()
        self._session.headers.update({"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"})
        adapter = HTTPAdapter(pool_connections=2, pool_maxsize=1, pool_block=True, max_retries=0)
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, adapter)

    def __enter__(self) -> Self:
        """The client itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection."""
        self._session.close()

    def slow_down_to(self, seconds: float) -> None:
        """Leave at least so many seconds between two requests."""
        self.pace = replace(self.pace, floor=max(self.pace.floor, seconds))

    def get(self, url: str, conditions: Mapping[str, str] | None = None, judged_by: Judge = judge) -> Answer:
        """Ask for one address, again where that may help.

        Args:
            url: The address.
            conditions: Headers that make the request conditional.
            judged_by: Judges the answer; as a page of a question by default.

        Returns:
            The last answer, whatever it is.

        Raises:
            SourceUnavailableError: When the site wants us to wait longer than a run should.
        """
        answer = self._try(url, conditions or {}, judged_by)
        for tries in range(1, TRIES):
            if not answer.judgement.again:
                break
            self._wait_before_retry(answer, tries)
            answer = self._try(url, conditions or {}, judged_by)
        return answer

    def _wait_before_retry(self, answer: Answer, tries: int) -> None:
        wanted = retry_after(answer.headers.get("retry-after"), self._clock.now())
        if wanted is not None and wanted > LONGEST_WAIT:
            raise SourceUnavailableError(
                f"The site asks us to stay away for {wanted:,.0f} seconds (HTTP {answer.status}, "
                f"Retry-After). What was fetched is kept; the next run goes on from there."
            )
        self._clock.sleep(max(wanted or 0.0, backoff(tries, self._random)))

    def _try(self, url: str, conditions: Mapping[str, str], judged_by: Judge) -> Answer:
        """One try: a request, and those that its redirects ask for."""
        at = url
        answer = self._request(at, conditions, judged_by)
        for _ in range(MOST_REDIRECTS):
            if answer.status not in _REDIRECTS:
                return answer
            at = urljoin(at, answer.headers.get("location", ""))
            if not self._is_known(at):
                detail = f"The site sends us on to {at[:200]!r}, which is none of its own addresses."
                return replace(answer, judgement=Judgement("blocked", detail, again=True, certain=False))
            answer = self._request(at, conditions, judged_by)
        if answer.status not in _REDIRECTS:
            return answer
        detail = f"More than {MOST_REDIRECTS} redirects, the last to {at[:200]!r}."
        return replace(answer, judgement=Judgement("failed", detail))

    def _is_known(self, url: str) -> bool:
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        return parts.scheme in {"http", "https"} and parts.netloc.lower() in self._hosts

    def _request(self, url: str, conditions: Mapping[str, str], judged_by: Judge) -> Answer:
        self._clock.sleep(self._ready_at - self._clock.monotonic())
        sent, began = self._clock.now(), self._clock.monotonic()
        self.requests += 1
        status, headers, content = None, {}, b""
        try:
            with self._sent(url, conditions) as response:
                status = response.status_code
                headers = {name.lower(): value for name, value in response.headers.items()}
                content = self._body(response)
            judgement = judged_by(status, headers, content)
        except _TooLargeError as error:
            judgement = Judgement("failed", str(error))
        except (requests.RequestException, OSError) as error:
            judgement = Judgement("failed", _told(error), again=True)
        ended = self._clock.monotonic()
        self.pace = self.pace.after(ended - began, well=not judgement.again)
        self._ready_at = ended + self.pace.pause()
        return Answer(url, sent, status, headers, content, judgement)

    @contextmanager
    def _sent(self, url: str, conditions: Mapping[str, str]) -> Iterator[requests.Response]:
        limits = self._limits
        response = self._session.get(
            url,
            headers=dict(conditions),
            timeout=(limits.connect, limits.read),
            stream=True,
            allow_redirects=False,
        )
        with response:
            yield response

    def _body(self, response: requests.Response) -> bytes:
        """The body, within the limits of size and time.

        Raises:
            requests.RequestException: When it breaks off or is damaged.
            requests.Timeout: When it takes too long in all.
            _TooLargeError: When it has too many bytes.
        """
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            response.raw.shutdown()

        watchdog = threading.Timer(self._limits.whole, expire)
        watchdog.daemon = True
        watchdog.start()
        try:
            content = self._pieces(response)
        except (requests.RequestException, OSError) as error:
            if expired.is_set():
                raise requests.Timeout(f"not whole after {self._limits.whole:.0f} seconds") from error
            raise
        finally:
            watchdog.cancel()
        if expired.is_set():
            raise requests.Timeout(f"not whole after {self._limits.whole:.0f} seconds")
        return content

    def _pieces(self, response: requests.Response) -> bytes:
        content = bytearray()
        for piece in response.iter_content(_PIECE):
            content += piece
            if len(content) > self._limits.largest:
                raise _TooLargeError(f"The answer has more than {self._limits.largest:,} bytes.")
        return bytes(content)


class _TooLargeError(ValueError):
    """An answer with more bytes than any page has."""


def _told(error: Exception) -> str:
    """An error of the connection, in a sentence short enough for a log."""
    name = type(error).__name__
    return f"{name}: {str(error)[:300]}."
