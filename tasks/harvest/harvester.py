"""Asking the site for planned pages, one after the other, and keeping what it answers.

Each answer is in the raw store and in the journal of the fetch log before the next request goes out, so that
a run that is killed has asked for nothing in vain.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from schemas.codes import LIVE_SOURCE, FetchOutcome, FetchReason
from schemas.vocabulary import legislatures
from tasks.address import QuestionAddress
from tasks.clock import Clock
from tasks.errors import SourceUnavailableError
from tasks.harvest.trouble import Sign, Trouble
from tasks.live.client import Answer, PoliteClient
from tasks.live.judge import Judgement
from tasks.live.robots import Robots, judge_robots, parse_robots
from tasks.plan import AddressState, HeldState, PlannedFetch, address_states
from tasks.raw import LogEntry, RawStore, headers_text

SEGMENT = 1000
"""Answers that become one segment of the fetch log."""
_ADVICE = (
    "What was fetched is kept, and nothing is recorded as missing. Try again later; if it stays so, ask the "
    "Senate for access, or bring pages in from an archive with --from FILE.warc.gz."
)
_CAME = frozenset({"page", "unchanged"})


@dataclass(frozen=True, slots=True)
class Destination:
    """Where answers are kept: the raw store, and the run that they are logged under."""

    store: RawStore
    run_id: str


class Harvester:
    """Fetches planned pages into a raw store.

    Attributes:
        state: What is held, with what this run has fetched.
        outcomes: How many answers were what.
        notes: Sentences on what was left out.

    Args:
        client: Asks the site.
        site: Base address of the site's pages, as 'https://www.senate.be/www/'.
        destination: Where answers are kept.
        state: What is held when the run begins.
        clock: Tells the time.
        seconds: How long this run may ask; None for as long as there is work.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the whole surroundings of a run
        self,
        client: PoliteClient,
        site: str,
        destination: Destination,
        state: HeldState,
        clock: Clock,
        seconds: float | None = None,
    ) -> None:
        self.state = state
        self.outcomes: Counter[str] = Counter()
        self.notes: list[str] = []
        self._client, self._site, self._to, self._clock = client, site, destination, clock
        self._ends_at = None if seconds is None else clock.monotonic() + seconds
        self._robots: Robots | None = None
        self._logged = 0
        self._trouble = Trouble()
        self._given_up: set[FetchReason] = set()
        self._asked_for: set[QuestionAddress] = set()

    @property
    def is_over(self) -> bool:
        """Whether the time of the run is up."""
        return self._ends_at is not None and self._clock.monotonic() >= self._ends_at

    def wanted(self, planned: Sequence[PlannedFetch]) -> list[PlannedFetch]:
        """Of a plan, what this run still asks for: never the same page twice."""
        return [
            item
            for item in planned
            if item.reason not in self._given_up and item.address not in self._asked_for
        ]

    def fetch(self, planned: Sequence[PlannedFetch], on_answer: Callable[[], None] = lambda: None) -> int:
        """Ask for pages, in their order, until the time is up.

        Args:
            planned: The pages.
            on_answer: Called after each.

        Returns:
            How many were asked for.

        Raises:
            SourceUnavailableError: When the site blocks us, forbids it, is down or shows no questions any
                more. What came before is kept.
            StorageError: When the disk is full or read-only.
        """
        entries: list[LogEntry] = []
        try:
            for item in self.wanted(planned):
                if self.is_over:
                    break
                if item.reason not in self._given_up:
                    self._asked_for.add(item.address)
                    self._visit(item, entries)
                    on_answer()
        finally:
            addresses = address_states(entries, self.state.addresses)
            self.state = replace(self.state, now=self._clock.now(), addresses=addresses)
        return len(entries)

    def _visit(self, item: PlannedFetch, entries: list[LogEntry]) -> None:
        """Ask for one page; its rows of the log are added to `entries`, also when the run ends here."""
        if not self._rules().allows(self._url(item.address)):
            entries.append(self._forbidden(item))
            return
        answer = self._ask(item, entries)
        known = self.state.addresses.get(item.address)
        sign = self._trouble.after(
            answer.judgement, held=bool(known and known.held), expected=_is_expected(item.address)
        )
        if sign is Sign.SITE:
            raise SourceUnavailableError(f"{_site_trouble(answer.judgement)} {_ADVICE}")
        if sign is Sign.SOME_PAGES:
            self._look_at_another_page(item, answer.judgement, entries)

    def _ask(self, item: PlannedFetch, entries: list[LogEntry]) -> Answer:
        url = self._url(item.address)
        answer = self._client.get(url, _conditions(self.state.addresses.get(item.address)))
        entries.append(self._keep(answer, item.address.url, item.reason))
        return answer

    def _look_at_another_page(
        self, item: PlannedFetch, judgement: Judgement, entries: list[LogEntry]
    ) -> None:
        """Ask for a page that came before: when it comes, the trouble is that of some pages only.

        Raises:
            SourceUnavailableError: When it does not come either, or none came before.
        """
        came = (address for address, found in self.state.addresses.items() if found.held and not found.vain)
        address = next(came, None)
        if address is None or self._ask(
            PlannedFetch(address, "spot_check"), entries
        ).judgement.outcome not in (_CAME):
            raise SourceUnavailableError(f"Page after page does not come: {judgement.detail} {_ADVICE}")
        self._trouble.forget()
        self._given_up.add(item.reason)
        self.notes.append(
            f"{item.reason}: page after page does not come ({judgement.detail}), while others do. The rest "
            "of them is left to the next run."
        )

    def _url(self, address: QuestionAddress) -> str:
        _, _, query = address.url.partition("?")
        return f"{self._site}?{query}"

    def _forbidden(self, item: PlannedFetch) -> LogEntry:
        """Log a page that robots.txt keeps us from.

        Raises:
            SourceUnavailableError: When it is a main page: without these there is nothing to fetch.
        """
        if item.address.variant == "main":
            raise SourceUnavailableError(
                f"robots.txt of the site forbids {self._url(item.address)}, so nothing was asked for. Ask "
                "the Senate for permission, or bring pages in from an archive with --from FILE.warc.gz."
            )
        self._given_up.add(item.reason)
        self.notes.append(f"{item.reason}: robots.txt of the site forbids these pages; they were left out.")
        return self._note(self._entry(item.address.url, "forbidden", "robots.txt forbids it.", item.reason))

    def _rules(self) -> Robots:
        """The rules of robots.txt, asked for once a run.

        Raises:
            SourceUnavailableError: When it cannot be had: then nothing may be asked for.
        """
        if self._robots is None:
            parts = urlsplit(self._site)
            url = f"{parts.scheme}://{parts.netloc}/robots.txt"
            answer = self._client.get(url, judged_by=judge_robots)
            self._keep(answer, url, None)
            robots = None if answer.status is None else parse_robots(answer.status, answer.content)
            if robots is None:
                told = answer.judgement.detail or f"HTTP {answer.status}."
                raise SourceUnavailableError(
                    f"The site is not to be had: {url} does not come ({told}), and without it nothing may be "
                    f"asked of the site. {_ADVICE}"
                )
            self._client.slow_down_to(robots.delay)
            self._robots = robots
        return self._robots

    def _keep(self, answer: Answer, canonical: str, reason: FetchReason | None) -> LogEntry:
        """Store what an answer holds, and log it."""
        judgement = answer.judgement
        entry = self._entry(canonical, judgement.outcome, judgement.detail, reason)
        return self._note(
            replace(
                entry,
                sha256=self._to.store.put(answer.content, durable=True) if answer.content else None,
                url=answer.url,
                fetched_at=answer.fetched_at,
                status=answer.status,
                headers=headers_text(answer.kept_headers),
            )
        )

    def _entry(
        self, url: str, outcome: FetchOutcome, detail: str | None, reason: FetchReason | None
    ) -> LogEntry:
        return LogEntry(
            sha256=None,
            url=url,
            canonical_url=url,
            fetched_at=self._clock.now(),
            source=LIVE_SOURCE,
            origin=url,
            run_id=self._to.run_id,
            outcome=outcome,
            detail=detail,
            reason=reason,
        )

    def _note(self, entry: LogEntry) -> LogEntry:
        self._to.store.note(entry, self._to.run_id, self._logged // SEGMENT)
        self._logged += 1
        if self._logged % SEGMENT == 0:
            self._to.store.seal()
        if entry.outcome != "robots":
            self.outcomes[entry.outcome] += 1
        return entry


def _is_expected(address: QuestionAddress) -> bool:
    """Whether a number was seen to exist when the list of legislatures was made."""
    legislature = legislatures().get(address.legislature)
    return address.number <= ((legislature and legislature.seen_number) or 0)


def _site_trouble(judgement: Judgement) -> str:
    if judgement.outcome == "blocked":
        return f"The site stops us: {judgement.detail}"
    return f"The site shows no questions where there were some: {judgement.detail} It may have changed."


def _conditions(state: AddressState | None) -> Mapping[str, str]:
    """Headers that spare the site a page that we hold already."""
    if state is None or not state.held:
        return {}
    conditions = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in conditions.items() if value}
