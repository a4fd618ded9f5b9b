"""The robots.txt rules of every requested host, each fetched once per run."""

from collections.abc import Callable
from urllib.parse import urlsplit

from tasks.common.errors import SourceUnavailableError
from tasks.fetch.site.client import PoliteClient, Request, Response, StayAwayError
from tasks.fetch.site.robots import LARGEST_ROBOTS, Robots, classify_robots, parse_robots
from tasks.fetch.site.waiting import LONGEST_WAIT

UNAVAILABLE = (
    "What was fetched is kept, and nothing is recorded as missing. Try again later; if it stays so, ask the "
    "Senate for access, or bring pages in from an archive with --from FILE.warc.gz."
)
"""What to do when the site does not provide its pages."""


class RobotsOfHosts:
    """The rules of the hosts of the site.

    `keep` stores a response, given the address of the requested robots.txt.
    """

    def __init__(self, client: PoliteClient, keep: Callable[[Response, str], object]) -> None:
        self._client, self._keep = client, keep
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
        robots = _rules(response)
        if robots is None:
            detail = response.classification.detail or f"HTTP {response.status}."
            raise SourceUnavailableError(
                f"The site cannot be reached: {address} did not load, and nothing may be requested without "
                f"it. {detail} {UNAVAILABLE}"
            )
        if robots.delay > LONGEST_WAIT:
            raise SourceUnavailableError(
                f"{address} asks for {robots.delay:,.0f} seconds between two requests, which is longer than "
                f"a run has. {UNAVAILABLE}"
            )
        self._client.slow_down_to(robots.delay)
        return robots


def _robots_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}/robots.txt"


def _rules(response: Response) -> Robots | None:
    """The rules of a complete response; an incomplete one does not mean that all is allowed."""
    if response.status is None or response.classification.outcome != "robots":
        return None
    return parse_robots(response.status, response.content)
