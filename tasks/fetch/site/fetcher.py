"""Asking the site for planned pages, one after the other, and keeping what it answers.

Each answer is in the raw store and in the journal of the fetch log before the next request goes out, so that
a run that is killed has asked for nothing in vain.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from schemas.codes import LANGUAGES, LIVE_SOURCE, VARIANTS, FetchOutcome, FetchReason, Language, Variant
from schemas.question_number import QuestionNumber
from schemas.vocabulary import legislatures
from tasks.common.address import SITE, QuestionAddress, parse_address
from tasks.common.clock import Clock
from tasks.common.errors import SourceUnavailableError
from tasks.fetch.plan import AddressState, HeldState, PlannedFetch, address_states
from tasks.fetch.plan.rules import page_of
from tasks.fetch.site.classify import Judgement
from tasks.fetch.site.client import Answer, PoliteClient, StayAwayError, Wish
from tasks.fetch.site.hosts import NOT_HAD, RobotsOfHosts
from tasks.fetch.site.trouble import Sign, Trouble
from tasks.raw import LogEntry, RawStore, headers_text
from tasks.read import displayed_question

_FIRST_SEGMENT = 50_000
"""Segments of the site are numbered behind those of files that the same run brings in."""
SEGMENT = 1000
"""Answers that become one segment of the fetch log."""
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
        self._robots = RobotsOfHosts(client, self._keep_robots)
        self._may_ask = False
        self._logged = 0
        self._trouble = Trouble()
        self._given_up: set[FetchReason] = set()
        self._forbidden: set[tuple[Variant, Language]] = set()
        self._shown_for: dict[QuestionNumber, QuestionNumber] = {}
        self._asked_for: set[QuestionAddress] = set()

    @property
    def is_over(self) -> bool:
        """Whether the time of the run is up."""
        return self._ends_at is not None and self._clock.monotonic() >= self._ends_at

    def wanted(self, planned: Sequence[PlannedFetch]) -> list[PlannedFetch]:
        """Of a plan, what this run still asks for: never the same page twice."""
        return [item for item in planned if self._is_wanted(item)]

    def _is_wanted(self, item: PlannedFetch) -> bool:
        address = item.address
        return (
            item.reason not in self._given_up
            and address not in self._asked_for
            and (address.variant, address.language) not in self._forbidden
        )

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
        wanted = self.wanted(planned)
        try:
            self._check_permission(wanted)
            for item in wanted:
                if self.is_over:
                    break
                if self.wanted([item]):  # not given up, and not looked at meanwhile
                    self._asked_for.add(item.address)
                    self._visit(item, entries)
                    on_answer()
        finally:
            now = self._clock.now()
            addresses = address_states(entries, now, self.state.addresses)
            self.state = replace(self.state, now=now, addresses=addresses)
        return len(entries)

    def _check_permission(self, wanted: Sequence[PlannedFetch]) -> None:
        """See that robots.txt leaves us any main page: without these there is nothing to fetch.

        Raises:
            SourceUnavailableError: When it does not, or cannot be had.
        """
        main = [self._url(item.address) for item in wanted if item.address.variant == "main"]
        if self._may_ask or self.is_over or not main:
            return
        self._may_ask = any(self._robots.allows(url) for url in main)
        if not self._may_ask:
            raise SourceUnavailableError(
                f"robots.txt of the site forbids {main[0]}, so no page was asked for. Ask the Senate for "
                "permission, or bring pages in from an archive with --from FILE.warc.gz."
            )

    def _visit(self, item: PlannedFetch, entries: list[LogEntry]) -> None:
        """Ask for one page; its rows of the log are added to `entries`, also when the run ends here."""
        if not self._robots.allows(self._url(item.address)):
            self._leave_out(item, entries)
            return
        known = self.state.addresses.get(item.address)
        judgement = self._ask(item, entries)
        sign = self._trouble.after(
            judgement, held=bool(known and known.held and not known.vain), expected=_is_expected(item.address)
        )
        if sign is Sign.SITE:
            raise SourceUnavailableError(f"The site stops us: {judgement.detail} {NOT_HAD}")
        if sign is Sign.SOME_PAGES:
            self._look_at_another_page(item, judgement, entries)

    def _leave_out(self, item: PlannedFetch, entries: list[LogEntry]) -> None:
        """Log a page that robots.txt keeps us from, and leave out all others like it."""
        entry = self._entry(item.address.url, "forbidden", "robots.txt forbids it.", item.reason)
        entries.append(self._note(entry))
        note = f"{item.reason}: robots.txt of the site forbids some of these pages; they were left out."
        if note not in self.notes:
            self.notes.append(note)
        if item.address.variant != "main":  # else a rule for one question would hide all that come behind it
            self._forbidden.add((item.address.variant, item.address.language))

    def _ask(self, item: PlannedFetch, entries: list[LogEntry]) -> Judgement:
        """Ask for a page, and keep the answer.

        Raises:
            StayAwayError: When the site wants us to wait longer than a run should.
        """
        self._asked_for.add(item.address)
        known = self.state.addresses.get(item.address)
        is_whole = bool(known and known.sha256 and self._to.store.is_whole(known.sha256))
        conditions = _conditions(known) if is_whole else {}
        try:
            answer = self._client.get(
                Wish(self._url(item.address), conditions, permits=self._robots.lets_follow)
            )
        except StayAwayError as error:
            entries.append(self._keep(error.answer, item.address.url, item.reason))
            raise
        if detail := self._why_of_another_question(answer, item.address):
            answer = replace(answer, judgement=Judgement("absent", detail))
        entries.append(self._keep(answer, item.address.url, item.reason))
        return answer.judgement

    def _why_of_another_question(self, answer: Answer, asked: QuestionAddress) -> str | None:
        """A sentence when a page is that of another question, as a site may answer for unknown numbers.

        A page that prints another number than that of its address may be a slip of the site; when we have a
        page of the question whose number it prints, it is none, or it would be new for ever.
        """
        if _is_of_another_question(answer, asked):
            return f"The site sends us on to another question, {answer.url[:200]}"
        shown = displayed_question(answer.content) if answer.judgement.outcome == "page" else None
        if shown is None:
            return None
        asked_for = asked.question
        shown_for = self._shown_for.setdefault(shown, asked_for)
        if shown == asked_for or not (shown_for != asked_for or self._is_held(shown)):
            return None
        return f"The page shows another question, {shown}."

    def _is_held(self, question: QuestionNumber) -> bool:
        pages = (page_of(question, language, variant) for variant in VARIANTS for language in LANGUAGES)
        return any(state.held for page in pages if (state := self.state.addresses.get(page)))

    def _look_at_another_page(
        self, item: PlannedFetch, judgement: Judgement, entries: list[LogEntry]
    ) -> None:
        """Ask for a page that came before: when it comes, the trouble is that of some pages only.

        Raises:
            SourceUnavailableError: When it does not come either, or none came before.
        """
        address = self._one_that_came(entries)
        if address is not None:
            seen = self._ask(PlannedFetch(address, "spot_check"), entries)
            if seen.outcome not in _CAME:
                address = None
        if address is None:
            raise SourceUnavailableError(f"{_site_trouble(judgement)} {NOT_HAD}")
        self._trouble.forget()
        if judgement.outcome == "absent":
            return  # the site is well: these questions are no longer there
        self._given_up.add(item.reason)
        self.notes.append(
            f"{item.reason}: page after page does not come ({judgement.detail}), while others do. The rest "
            "of them is left to the next run."
        )

    def _one_that_came(self, entries: Sequence[LogEntry]) -> QuestionAddress | None:
        """The page that came last of those that this run has not asked for; else of all."""
        states = address_states(entries, self._clock.now(), self.state.addresses)
        came = [
            (address in self._asked_for, -found.tried_at.timestamp(), address.url, address)
            for address, found in states.items()
            if found.held and not found.vain and found.tried_at and self._robots.allows(self._url(address))
        ]
        return min(came)[-1] if came else None

    def _url(self, address: QuestionAddress) -> str:
        _, _, query = address.url.partition("?")
        return f"{self._site}?{query}"

    def _keep_robots(self, answer: Answer, address: str) -> LogEntry:
        return self._keep(
            replace(answer, judgement=replace(answer.judgement, outcome="robots")), address, None
        )

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
                size=len(answer.content) or None,
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
        self._to.store.note(entry, self._to.run_id, _FIRST_SEGMENT + self._logged // SEGMENT)
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
    if judgement.outcome == "absent":
        return f"The site shows no questions where there were some: {judgement.detail} It may have changed."
    return f"Page after page does not come: {judgement.detail}"


def _is_of_another_question(answer: Answer, asked: QuestionAddress) -> bool:
    """Whether redirects led to the page of another question."""
    _, _, query = answer.url.partition("?")
    found = parse_address(f"{SITE}?{query}")
    if answer.judgement.outcome not in _CAME or not isinstance(found, QuestionAddress):
        return False
    return found.question_id != asked.question_id


def _conditions(state: AddressState | None) -> Mapping[str, str]:
    """Headers that spare the site a page that we hold already."""
    if state is None or not state.held:
        return {}
    conditions = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    # What no header can hold would be refused by our own side, night after night.
    return {name: value for name, value in conditions.items() if value and _fits_header(value)}


def _fits_header(value: str) -> bool:
    return value.isascii() and value.isprintable() and value == value.strip()
