"""The rules of robots.txt of every host that is asked, each had once a run."""

from collections.abc import Callable
from urllib.parse import urlsplit

from tasks.common.errors import SourceUnavailableError
from tasks.fetch.site.client import Answer, PoliteClient, StayAwayError, Wish
from tasks.fetch.site.robots import LARGEST_ROBOTS, Robots, judge_robots, parse_robots
from tasks.fetch.site.waiting import LONGEST_WAIT

NOT_HAD = (
    "What was fetched is kept, and nothing is recorded as missing. Try again later; if it stays so, ask the "
    "Senate for access, or bring pages in from an archive with --from FILE.warc.gz."
)
"""What to do when the site does not let us have its pages."""


class RobotsOfHosts:
    """The rules of the hosts of the site.

    Args:
        client: Asks for them.
        keep: Keeps an answer, and the address of the robots.txt asked for.
    """

    def __init__(self, client: PoliteClient, keep: Callable[[Answer, str], object]) -> None:
        self._client, self._keep = client, keep
        self._found: dict[str, Robots] = {}
        self._not_had: set[str] = set()

    def allows(self, url: str) -> bool:
        """Whether an address may be asked for.

        Raises:
            SourceUnavailableError: When the robots.txt of its host cannot be had, or wants longer pauses than
                a run has: then nothing may be asked of the host.
        """
        address = _robots_of(url)
        if address not in self._found:
            self._found[address] = self._ask(address)
        return self._found[address].allows(url)

    def lets_follow(self, url: str) -> bool:
        """Whether a redirect to an address may be followed: never to a host whose rules cannot be had."""
        if _robots_of(url) in self._not_had:
            return False
        try:
            return self.allows(url)
        except SourceUnavailableError:
            self._not_had.add(_robots_of(url))
            return False

    def _ask(self, address: str) -> Robots:
        try:
            answer = self._client.get(Wish(address, judged_by=judge_robots, enough=LARGEST_ROBOTS))
        except StayAwayError as error:
            self._keep(error.answer, address)
            raise
        self._keep(answer, address)
        robots = _rules(answer)
        if robots is None:
            told = answer.judgement.detail or f"HTTP {answer.status}."
            raise SourceUnavailableError(
                f"The site is not to be had: {address} does not come, and without it nothing may be asked of "
                f"the site. {told} {NOT_HAD}"
            )
        if robots.delay > LONGEST_WAIT:
            raise SourceUnavailableError(
                f"{address} asks for {robots.delay:,.0f} seconds between two requests, which is longer than "
                f"a run has. {NOT_HAD}"
            )
        self._client.slow_down_to(robots.delay)
        return robots


def _robots_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}/robots.txt"


def _rules(answer: Answer) -> Robots | None:
    """The rules of an answer that came whole; one that broke off does not say that all is free."""
    if answer.status is None or answer.judgement.outcome != "robots":
        return None
    return parse_robots(answer.status, answer.content)
