"""Asking the site, politely: one connection, paced, with bounded patience and bounded size.

A redirect is followed within the known hosts only, and counts as a request of its own.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from random import Random
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import requests

from schemas.codes import KEPT_HEADERS
from tasks.common.address import HOSTS, is_senate
from tasks.common.clock import Clock
from tasks.common.errors import SourceUnavailableError
from tasks.decode import LARGEST_PAGE
from tasks.fetch.site.classify import Judgement, judge
from tasks.fetch.site.gzipped import unzipped
from tasks.fetch.site.pace import SENATE_PAUSE, Pace
from tasks.fetch.site.redirect import REDIRECTS, redirect_target, same_page
from tasks.fetch.site.waiting import LONGEST_WAIT, TRIES, TRIES_WHEN_BLOCKED, backoff, retry_after
from tasks.fetch.site.watchdog import BROKEN, Watchdog, in_words, is_untrusted, open_session

CONNECT_TIMEOUT = 10.0
"""Seconds to wait for a connection."""
READ_TIMEOUT = 30.0
"""Seconds to wait for the next bytes."""
WHOLE_TIMEOUT = 120.0
"""Seconds that one answer may take in all, however steadily its head or its body drips."""
MOST_REDIRECTS = 5
_PORTS = {"http": ":80", "https": ":443"}
_PIECE = 1 << 16
_GZIP = frozenset({"gzip", "x-gzip"})
_INFORMATIONAL = range(100, 200)
_GOOD = frozenset({200, 203})
_NOT_MODIFIED = 304
_FAULT_OF_A_PAGE = 500
_SAY_WHERE_IT_ENDS = frozenset({"content-length", "transfer-encoding", "connection"})
_END_OF_PAGE = b"</html>"


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
        content: The body, its transfer compression undone; empty when it did not come whole.
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


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for.

    Attributes:
        url: The address.
        conditions: Headers that make the request conditional.
        judged_by: Judges the answer; as a page of a question by default.
        permits: Whether an address that the site sends us on to may be asked for.
        enough: Bytes of the answer that are enough; None for all.
    """

    url: str
    conditions: Mapping[str, str] = field(default_factory=dict)
    judged_by: Judge = judge
    permits: Callable[[str], bool] = lambda _: True
    enough: int | None = None

    def sent_on(self, target: str) -> "Wish":
        """The wish at another address: a condition holds for the same page alone."""
        return replace(self, url=target, conditions=self.conditions if same_page(self.url, target) else {})


class StayAwayError(SourceUnavailableError):
    """The site wants us to wait longer than a run should.

    Attributes:
        answer: The answer that says so.
    """

    def __init__(self, answer: Answer, seconds: float) -> None:
        super().__init__(
            f"The site asks us to stay away for {min(seconds, 1e9):,.0f} seconds (HTTP {answer.status}, "
            "Retry-After). What was fetched is kept; the next run goes on from there."
        )
        self.answer = answer


class PoliteClient:
    """One session with the site.

    Attributes:
        pace: The pace now.
        requests: How many requests were sent, with repeated tries and redirects.

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
        self._ended_at = clock.monotonic()
        self._not_before = self._ended_at
        self._random = Random()
        self._watchdog = Watchdog(self._limits.whole)
        self._session = open_session(agent, self._watchdog)

    def __enter__(self) -> Self:
        """The client itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection."""
        self._session.close()

    def slow_down_to(self, seconds: float) -> None:
        """Leave at least so many seconds between two requests, from the next one on."""
        self.pace = replace(self.pace, floor=max(self.pace.floor, seconds))

    def get(self, wish: Wish | str) -> Answer:
        """Ask for one address, again where that may help.

        Args:
            wish: What is asked for; an address alone is asked for as the page of a question.

        Returns:
            The last answer, whatever it is.

        Raises:
            StayAwayError: When the site wants us to wait longer than a run should.
        """
        wish = Wish(wish) if isinstance(wish, str) else wish
        answer = self._try(wish)
        tries = 1
        while answer.judgement.again and tries < _most_tries(answer):
            self._wait(backoff(tries, self._random))
            answer = self._try(wish)
            tries += 1
        return answer

    def _wait(self, seconds: float) -> None:
        self._not_before = max(self._not_before, self._ended_at + seconds)

    def _try(self, wish: Wish) -> Answer:
        """One try: a request, and those that its redirects ask for."""
        answer = self._request(wish)
        for _ in range(MOST_REDIRECTS):
            if answer.status not in REDIRECTS or answer.judgement.outcome == "blocked":
                return answer
            target = redirect_target(answer.url, answer.headers.get("location"))
            if hindrance := self._hindrance(wish, target):
                return replace(answer, judgement=hindrance)
            wish = wish.sent_on(target)
            answer = self._request(wish)
        if answer.status not in REDIRECTS:
            return answer
        detail = f"More than {MOST_REDIRECTS} redirects, the last from {answer.url[:200]!r}."
        return replace(answer, judgement=Judgement("failed", detail))

    def _hindrance(self, wish: Wish, target: str) -> Judgement | None:
        """What keeps us from following a redirect."""
        if not target:
            return Judgement("failed", "The site sends us on, but does not say where to.")
        if not self._is_known(target):
            detail = f"The site sends us on to {target[:200]!r}, which is none of its own addresses."
            return Judgement("blocked", detail, again=True, certain=False)
        if not wish.permits(target):
            return Judgement("failed", f"robots.txt forbids {target[:200]!r}, where the site sends us on to.")
        return None

    def _is_known(self, url: str) -> bool:
        parts = urlsplit(url)
        netloc = parts.netloc.lower()
        return parts.scheme in _PORTS and bool(
            {netloc, netloc.removesuffix(_PORTS[parts.scheme])} & self._hosts
        )

    def _request(self, wish: Wish) -> Answer:
        # A mirror that may be asked faster may send us on to the Senate.
        pause = max(self.pace.pause(), SENATE_PAUSE if is_senate(wish.url) else 0.0)
        self._clock.sleep(max(self._not_before, self._ended_at + pause) - self._clock.monotonic())
        sent, began = self._clock.now(), self._clock.monotonic()
        self.requests += 1
        try:
            answer = self._answer(wish, sent)
        finally:
            self._ended_at = self._clock.monotonic()
        # A fault of one page is no sign that the site has too much to do.
        is_well = not answer.judgement.again or answer.status == _FAULT_OF_A_PAGE
        self.pace = self.pace.after(self._ended_at - began, well=is_well)
        self._obey(answer)
        return answer

    def _obey(self, answer: Answer) -> None:
        """Stay away as long as the answer asks for, whatever is asked next."""
        wanted = retry_after(answer.headers.get("retry-after"), self._clock.now())
        if wanted is None or not answer.judgement.again:
            return
        if wanted > LONGEST_WAIT:
            raise StayAwayError(answer, wanted)
        self._wait(wanted)

    def _answer(self, wish: Wish, sent: datetime) -> Answer:
        status, headers, content = None, dict[str, str](), bytearray()
        try:
            with self._watchdog.watching(), self._sent(wish) as response:
                status = response.status_code
                headers = {name.lower(): value for name, value in response.headers.items()}
                self._take(response, content, wish.enough)
            judgement = _judged(wish, status, headers, bytes(content))
        except _TooLargeError as error:
            judgement = Judgement("failed", str(error))
            content.clear()
        except BROKEN as error:
            judgement = _judged_unfinished(error, wish, status, headers, bytes(content))
            if judgement.outcome != "page":
                content.clear()
        return Answer(wish.url, sent, status, headers, bytes(content), judgement)

    @contextmanager
    def _sent(self, wish: Wish) -> Iterator[requests.Response]:
        limits = self._limits
        response = self._session.get(
            wish.url,
            headers=dict(wish.conditions),
            timeout=(limits.connect, limits.read),
            stream=True,
            allow_redirects=False,
        )
        with response:
            yield response

    def _take(self, response: requests.Response, content: bytearray, enough: int | None) -> None:
        """Take the body.

        Raises:
            urllib3.exceptions.HTTPError: When it breaks off; `content` has what came before.
            zlib.error, UnfinishedError: When its compression is damaged.
            requests.ConnectionError: When the answer itself is still to come: it must not be taken for that
                of the next request.
            _TooLargeError: When it has too many bytes.
        """
        if response.status_code in _INFORMATIONAL:
            raise requests.ConnectionError(f"HTTP {response.status_code} in place of an answer")
        # As they come: whoever asks for a full piece loses what came of it when the connection breaks.
        pieces = iter(partial(response.raw.read1, _PIECE, decode_content=False), b"")
        is_gzip = response.headers.get("content-encoding", "").strip().lower() in _GZIP
        for piece in unzipped(pieces) if is_gzip else pieces:
            content += piece
            if enough is not None and len(content) >= enough:
                del content[enough:]
                return
            if len(content) > self._limits.largest:
                raise _TooLargeError(f"The answer has more than {self._limits.largest:,} bytes.")


class _TooLargeError(ValueError):
    """An answer with more bytes than any page has."""


def _judged(wish: Wish, status: int, headers: Mapping[str, str], content: bytes) -> Judgement:
    if status == _NOT_MODIFIED and not wish.conditions:
        return Judgement("failed", "The site says 'unchanged' of a page that we did not say we have.")
    found = wish.judged_by(status, headers, content)
    is_empty = not content and (status in _GOOD or found.outcome == "absent")
    if is_empty and not _SAY_WHERE_IT_ENDS & headers.keys():
        # Of an answer that broke off within its head, the part that came looks like an answer without body.
        return Judgement("failed", "The answer ends within its head.", again=True)
    return found


def _most_tries(answer: Answer) -> int:
    return TRIES_WHEN_BLOCKED if answer.judgement.outcome == "blocked" else TRIES


def _is_hopeless(error: Exception) -> bool:
    """Whether the same request will meet the same error."""
    return is_untrusted(error) or isinstance(error, requests.exceptions.InvalidURL)


def _judged_unfinished(
    error: Exception, wish: Wish, status: int | None, headers: Mapping[str, str], content: bytes
) -> Judgement:
    """Judge what came before an error: a page whose last tag came is whole, though more was announced.

    Some servers announce too many bytes for good; to ask again would give the same.
    """
    is_whole = content.rstrip().lower().endswith(_END_OF_PAGE) and not isinstance(error, zlib.error)
    if status is not None and is_whole:
        found = _judged(wish, status, headers, content)
        if found.outcome == "page":
            return replace(found, detail=f"The page is whole, its sending was not. {in_words(error)}")
    return Judgement("failed", in_words(error), again=not _is_hopeless(error))
