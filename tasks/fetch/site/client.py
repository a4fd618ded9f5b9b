"""Polite requests to the site: one connection, paced, with bounded time and size.

A redirect is followed only within the known hosts, and counts as a request of its own.
"""

import zlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from random import Random
from urllib.parse import urldefrag, urljoin, urlsplit

import requests
from requests import Response as Received

from tasks.common.address import HOSTS, is_senate
from tasks.common.clock import Clock
from tasks.common.errors import SourceUnavailableError
from tasks.common.largest_page import LARGEST_PAGE
from tasks.fetch.site.classify import Classification, Classifier, classify
from tasks.fetch.site.pace import (
    LONGEST_WAIT,
    SENATE_PAUSE,
    TRIES,
    TRIES_WHEN_BLOCKED,
    Pace,
    backoff,
    retry_after,
)
from tasks.fetch.site.session import BROKEN, Deadline, in_words, is_untrusted, open_session, unzipped

CONNECT_TIMEOUT = 10.0
"""Seconds to wait for a connection."""
READ_TIMEOUT = 30.0
"""Seconds to wait for the next bytes."""
WHOLE_TIMEOUT = 120.0
"""Seconds for one complete response, however steadily its head or its body drips."""
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
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST = 2000
"""Letters of an address; longer ones are no pages of the site."""


@dataclass(frozen=True, slots=True)
class Response:
    """The response of one address."""

    url: str  # the address that responded, after all redirects
    fetched_at: datetime  # when the last request was sent, UTC
    status: int | None  # HTTP status; None without a response
    headers: Mapping[str, str]  # all headers, names in small letters
    content: bytes  # the body without transfer compression; empty when it is incomplete
    classification: Classification


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for one response: seconds for a connection, for the next bytes and in all; bytes."""

    connect: float = CONNECT_TIMEOUT
    read: float = READ_TIMEOUT
    whole: float = WHOLE_TIMEOUT
    largest: int = LARGEST_PAGE


@dataclass(frozen=True, slots=True)
class Request:
    """One request."""

    url: str
    conditions: Mapping[str, str] = field(default_factory=dict)  # headers that make it conditional
    classifier: Classifier = classify
    permits: Callable[[str], bool] = lambda _: True  # whether a redirect to an address may be followed
    enough: int | None = None  # bytes of the response that are enough; None for all

    def sent_on(self, target: str) -> "Request":
        """The request for another address; a condition applies only to the same page."""
        is_same = urlsplit(self.url)[2:4] == urlsplit(target)[2:4]  # whatever its scheme and host
        return replace(self, url=target, conditions=self.conditions if is_same else {})


class StayAwayError(SourceUnavailableError):
    """The site wants a longer wait than a run should take; `response` says so."""

    def __init__(self, response: Response, seconds: float) -> None:
        super().__init__(
            f"The site asks for a pause of {min(seconds, 1e9):,.0f} seconds (HTTP {response.status}, "
            "Retry-After). What was fetched is kept; the next run resumes from there."
        )
        self.response = response


@dataclass
class PoliteClient(AbstractContextManager["PoliteClient"]):
    """One session with the site.

    `pace` is the current pace; `requests` counts requests, including repeated tries and redirects. `hosts`,
    with their port where they have one, may be requested.
    """

    agent: str
    pace: Pace
    clock: Clock
    hosts: frozenset[str] = HOSTS
    limits: Limits = field(default_factory=Limits)
    requests: int = 0

    def __post_init__(self) -> None:
        # A restart must wait too: the last run may have sent a request a moment ago.
        self._ended_at = self._not_before = self.clock.monotonic()
        self._random = Random()
        self._deadline = Deadline(self.limits.read, self.limits.whole)
        self._session = open_session(self.agent, self._deadline)

    def __exit__(self, *error: object) -> None:
        self._session.close()

    def slow_down_to(self, seconds: float) -> None:
        """Leave at least this many seconds between two requests from now on."""
        self.pace = replace(self.pace, floor=max(self.pace.floor, seconds))

    def get(self, request: Request) -> Response:
        """Send a request, repeatedly where that may help, and return the last response.

        Raises StayAwayError when the site wants a longer wait than a run should take.
        """
        tries = 0
        while True:
            response, tries = self._try(request), tries + 1
            most = TRIES_WHEN_BLOCKED if response.classification.outcome == "blocked" else TRIES
            if tries >= most or not response.classification.again:
                return response
            self._wait(backoff(tries, self._random))

    def _wait(self, seconds: float) -> None:
        self._not_before = max(self._not_before, self._ended_at + seconds)

    def _try(self, request: Request) -> Response:
        """One try: a request, and those for its redirects."""
        response = self._request(request)
        for _ in range(MOST_REDIRECTS):
            if response.status not in REDIRECTS or response.classification.outcome == "blocked":
                return response
            target = redirect_target(response.url, response.headers.get("location"))
            if hindrance := self._hindrance(request, target):
                return replace(response, classification=hindrance)
            request = request.sent_on(target)
            response = self._request(request)
        if response.status not in REDIRECTS:
            return response
        detail = f"More than {MOST_REDIRECTS} redirects, the last from {response.url[:200]!r}."
        return replace(response, classification=Classification("failed", detail))

    def _hindrance(self, request: Request, target: str) -> Classification | None:
        if not target:
            return Classification("failed", "The site redirects without naming a target.")
        if not self._is_known(target):
            detail = f"The site redirects to {target[:200]!r}, which is not one of its own addresses."
            return Classification("blocked", detail, again=True, certain=False)
        detail = f"The site redirects to {target[:200]!r}, which robots.txt forbids."
        return None if request.permits(target) else Classification("failed", detail)

    def _is_known(self, url: str) -> bool:
        parts = urlsplit(url)
        port, netloc = _PORTS.get(parts.scheme), parts.netloc.lower()
        return port is not None and bool({netloc, netloc.removesuffix(port)} & self.hosts)

    def _request(self, request: Request) -> Response:
        # A mirror with a faster pace may redirect to the Senate.
        pause = max(self.pace.pause(), SENATE_PAUSE if is_senate(request.url) else 0.0)
        self.clock.sleep(max(self._not_before, self._ended_at + pause) - self.clock.monotonic())
        sent, began = self.clock.now(), self.clock.monotonic()
        self.requests += 1
        try:
            response = self._exchange(request, sent)
        finally:
            self._ended_at = self.clock.monotonic()
        # An error of one page is no sign that the site is overloaded.
        is_well = not response.classification.again or response.status == _FAULT_OF_A_PAGE
        self.pace = self.pace.after(self._ended_at - began, well=is_well)
        self._obey(response)
        return response

    def _obey(self, response: Response) -> None:
        """Wait as long as the response asks for, whatever is requested next."""
        wanted = retry_after(response.headers.get("retry-after"), self.clock.now())
        if wanted is None or not response.classification.again:
            return
        if wanted > LONGEST_WAIT:
            raise StayAwayError(response, wanted)
        self._wait(wanted)

    def _exchange(self, request: Request, sent: datetime) -> Response:
        status, headers, content = None, dict[str, str](), bytearray()
        ask = partial(self._session.get, timeout=(self.limits.connect, self.limits.read), stream=True)
        self._deadline.start()
        try:
            with ask(request.url, headers=dict(request.conditions), allow_redirects=False) as received:
                status = received.status_code
                headers = {name.lower(): value for name, value in received.headers.items()}
                self._read_body(received, content, request.enough)
            classification = _classified(request, status, headers, bytes(content))
        except _TooLargeError as error:
            classification = Classification("failed", str(error))
            content.clear()
        except BROKEN as error:
            classification = _classified_unfinished(error, request, status, headers, bytes(content))
            if classification.outcome != "page":
                content.clear()
        return Response(request.url, sent, status, headers, bytes(content), classification)

    def _read_body(self, received: Received, content: bytearray, enough: int | None) -> None:
        """Read the body; when it breaks off, `content` has what came before.

        Raises the errors of BROKEN (requests.ConnectionError for an informational response, which must not be
        taken for that of the next request) and _TooLargeError.
        """
        if received.status_code in _INFORMATIONAL:
            raise requests.ConnectionError(f"HTTP {received.status_code} instead of a response")
        # As they arrive: reading full pieces would lose a partial one when the connection breaks.
        pieces = iter(partial(received.raw.read1, _PIECE, decode_content=False), b"")
        is_gzip = received.headers.get("content-encoding", "").strip().lower() in _GZIP
        for piece in unzipped(pieces) if is_gzip else pieces:
            content += piece
            if enough is not None and len(content) >= enough:
                del content[enough:]
                return
            if len(content) > self.limits.largest:
                raise _TooLargeError(f"The response has more than {self.limits.largest:,} bytes.")


class _TooLargeError(ValueError):
    """A response with more bytes than any page has."""


def _classified(request: Request, status: int, headers: Mapping[str, str], content: bytes) -> Classification:
    if status == _NOT_MODIFIED and not request.conditions:
        return Classification("failed", "The site says 'unchanged' to a request without conditions.")
    found = request.classifier(status, headers, content)
    is_empty = not content and (status in _GOOD or found.outcome == "absent")
    if is_empty and not _SAY_WHERE_IT_ENDS & headers.keys():
        # A response cut within its head looks like a response without a body.
        return Classification("failed", "The response ends within its head.", again=True)
    return found


def _classified_unfinished(
    error: Exception, request: Request, status: int | None, headers: Mapping[str, str], content: bytes
) -> Classification:
    """Classify what came before an error: a page with its last tag is complete.

    Some servers always announce too many bytes; another request would give the same.
    """
    is_complete = content.rstrip().lower().endswith(_END_OF_PAGE) and not isinstance(error, zlib.error)
    if status is not None and is_complete:
        found = _classified(request, status, headers, content)
        if found.outcome == "page":
            return replace(found, detail=f"The page is complete, its transfer was not. {in_words(error)}")
    meets_it_again = is_untrusted(error) or isinstance(error, requests.exceptions.InvalidURL)
    return Classification("failed", in_words(error), again=not meets_it_again)


def redirect_target(url: str, location: str | None) -> str:
    """The target of a redirect, '' for none or an unreadable one; `location` is decoded as latin-1."""
    if not location or not location.strip():
        return ""
    with suppress(UnicodeError):  # it really is latin-1
        location = location.encode("latin-1").decode("utf-8")
    try:
        target = urldefrag(urljoin(url, location.strip())).url
        urlsplit(target)
    except ValueError:
        return ""
    return target if len(target) <= _LONGEST else ""
