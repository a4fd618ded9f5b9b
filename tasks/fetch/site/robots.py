"""What the robots.txt of each requested host allows (RFC 9309), read by protego, fetched once per run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from tasks.common.errors import SourceUnavailableError
from tasks.fetch.site.agent import PRODUCT
from tasks.fetch.site.classify import Classification
from tasks.fetch.site.client import PoliteClient, Request, Response, StayAwayError
from tasks.fetch.site.pace import LONGEST_WAIT

LARGEST_ROBOTS = 512_000
"""Bytes of robots.txt that are read; rules after them do not count (RFC 9309, 2.5)."""
_UNAVAILABLE = range(400, 500)
_TOO_MANY = 429
UNAVAILABLE = (
    "What was fetched is kept, and nothing is recorded as missing. Try again later; if the problem persists, "
    "ask the Senate for access, or import pages from an archive with --from FILE.warc.gz."
)
"""What to do when the site does not provide its pages."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host; `rules` is None where it has none."""

    rules: Protego | None

    def allows(self, url: str) -> bool:
        """Whether an address may be requested."""
        return self.rules is None or bool(self.rules.can_fetch(url, PRODUCT))

    @property
    def delay(self) -> float:
        """Seconds that it wants between two requests; 0 by default."""
        if self.rules is None:
            return 0.0
        delay = self.rules.crawl_delay(PRODUCT) or 0.0
        rate = self.rules.request_rate(PRODUCT)
        try:
            return max(float(delay), rate.seconds / rate.requests if rate and rate.requests else 0.0)
        except OverflowError:
            return float("inf")


def classify_robots(status: int, headers: Mapping[str, str], content: bytes) -> Classification:
    """Classify a response to a request for robots.txt: tried again while the host is in trouble."""
    del headers
    in_trouble = parse_robots(status, content) is None
    return Classification("robots", f"HTTP {status}." if in_trouble else None, again=in_trouble)


def parse_robots(status: int, content: bytes) -> Robots | None:
    """The rules of a response; None for a host in trouble: nothing may be requested (RFC 9309, 2.3.1.4)."""
    if status in _UNAVAILABLE and status != _TOO_MANY:
        return Robots(None)
    if not 200 <= status < 300:  # noqa: PLR2004 - the class of success
        return None
    if len(content) >= LARGEST_ROBOTS:
        content, _, _ = content[:LARGEST_ROBOTS].rpartition(b"\n")  # half a line is another rule
    return Robots(Protego.parse(content.decode("utf-8-sig", errors="replace")))


class RobotsOfHosts:
    """The rules of the hosts of the site; `keep` stores the response of an address of robots.txt.

    `advice` says what to do when a host provides nothing.
    """

    def __init__(
        self, client: PoliteClient, keep: Callable[[Response, str], object], advice: str = UNAVAILABLE
    ) -> None:
        self._client, self._keep, self._advice = client, keep, advice
        self._found: dict[str, Robots] = {}
        self._unavailable: set[str] = set()

    def allows(self, url: str) -> bool:
        """Whether an address may be requested.

        Raises SourceUnavailableError when the host's robots.txt did not load, or wants longer pauses than a
        run has: then nothing may be requested from the host.
        """
        address = _robots_of(url)
        if address not in self._found:
            self._found[address] = self._ask(address)
        return self._found[address].allows(url)

    def lets_follow(self, url: str) -> bool:
        """Whether a redirect to an address may be followed: never to a host without known rules."""
        if _robots_of(url) in self._unavailable:
            return False
        try:
            return self.allows(url)
        except SourceUnavailableError:
            self._unavailable.add(_robots_of(url))
            return False

    def _ask(self, address: str) -> Robots:
        try:
            response = self._client.get(Request(address, classifier=classify_robots, enough=LARGEST_ROBOTS))
        except StayAwayError as error:
            self._keep(error.response, address)
            raise
        self._keep(response, address)
        robots = None  # an incomplete response does not mean that all is allowed
        if response.status is not None and response.classification.outcome == "robots":
            robots = parse_robots(response.status, response.content)
        if robots is None:
            detail = response.classification.detail or f"HTTP {response.status}."
            raise SourceUnavailableError(
                f"The site cannot be reached: {address} did not load, and nothing may be requested without "
                f"it. {detail} {self._advice}"
            )
        if robots.delay > LONGEST_WAIT:
            raise SourceUnavailableError(
                f"{address} asks for {robots.delay:,.0f} seconds between two requests, which is longer than "
                f"a run has. {self._advice}"
            )
        self._client.slow_down_to(robots.delay)
        return robots


def _robots_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}/robots.txt"
