"""What robots.txt of the site allows us (RFC 9309), read by protego."""

from collections.abc import Mapping
from dataclasses import dataclass

from protego import Protego

from tasks.fetch.site.agent import PRODUCT
from tasks.fetch.site.classify import Judgement

LARGEST_ROBOTS = 512_000
"""Bytes of robots.txt that are read; what comes behind them is no rule for us (RFC 9309, 2.5)."""
_UNAVAILABLE = range(400, 500)
_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host; `rules` is None where it has none."""

    rules: Protego | None

    def allows(self, url: str) -> bool:
        """Whether an address may be asked for."""
        return self.rules is None or bool(self.rules.can_fetch(url, PRODUCT))

    @property
    def delay(self) -> float:
        """Seconds that it wants between two requests; 0 when it says nothing."""
        if self.rules is None:
            return 0.0
        delay = self.rules.crawl_delay(PRODUCT) or 0.0
        rate = self.rules.request_rate(PRODUCT)
        try:
            return max(float(delay), rate.seconds / rate.requests if rate and rate.requests else 0.0)
        except OverflowError:
            return float("inf")


def judge_robots(status: int, headers: Mapping[str, str], content: bytes) -> Judgement:
    """Judge an answer to a request for robots.txt: asked again while the host is in trouble."""
    del headers
    in_trouble = parse_robots(status, content) is None
    return Judgement("robots", f"HTTP {status}." if in_trouble else None, again=in_trouble)


def parse_robots(status: int, content: bytes) -> Robots | None:
    """The rules that an answer to robots.txt sets.

    Args:
        status: HTTP status.
        content: The body, or its first LARGEST_ROBOTS bytes.

    Returns:
        None when the host is in trouble: then nothing may be asked of it (RFC 9309, 2.3.1.4).
    """
    if status in _UNAVAILABLE and status != _TOO_MANY:
        return Robots(None)
    if not 200 <= status < 300:  # noqa: PLR2004 - the class of success
        return None
    if len(content) >= LARGEST_ROBOTS:
        content, _, _ = content[:LARGEST_ROBOTS].rpartition(b"\n")  # half a line is another rule
    return Robots(Protego.parse(content.decode("utf-8-sig", errors="replace")))
