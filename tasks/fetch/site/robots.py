"""What the site's robots.txt allows (RFC 9309), read by protego."""

from collections.abc import Mapping
from dataclasses import dataclass

from protego import Protego

from tasks.fetch.site.agent import PRODUCT
from tasks.fetch.site.classify import Classification

LARGEST_ROBOTS = 512_000
"""Bytes of robots.txt that are read; rules after them do not count (RFC 9309, 2.5)."""
_UNAVAILABLE = range(400, 500)
_TOO_MANY = 429


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
    """The rules of a response to robots.txt; None when the host is in trouble.

    Then nothing may be requested from it (RFC 9309, 2.3.1.4).
    """
    if status in _UNAVAILABLE and status != _TOO_MANY:
        return Robots(None)
    if not 200 <= status < 300:  # noqa: PLR2004 - the class of success
        return None
    if len(content) >= LARGEST_ROBOTS:
        content, _, _ = content[:LARGEST_ROBOTS].rpartition(b"\n")  # half a line is another rule
    return Robots(Protego.parse(content.decode("utf-8-sig", errors="replace")))
