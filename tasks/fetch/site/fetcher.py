"""Requesting planned pages from the site, one after the other, and storing the responses.

Each response is in the raw store and in the journal of the fetch log before the next request is sent, so that
a killed run loses no response.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from schemas.codes import KEPT_HEADERS, LANGUAGES, LIVE_SOURCE, VARIANTS, FetchReason, Language, Variant
from schemas.question_number import QuestionNumber
from tasks.common.address import SITE, FetchAddress, QuestionAddress, parse_address
from tasks.common.clock import Clock
from tasks.common.errors import SourceUnavailableError
from tasks.fetch.plan import AddressState, PlannedFetch, StoredState, address_states
from tasks.fetch.plan.plan import HIGHEST_NUMBER
from tasks.fetch.plan.rules import page_of, seen_number
from tasks.fetch.site.canary import contradicts_apart
from tasks.fetch.site.classify import Classification, Classifier, classify
from tasks.fetch.site.client import PoliteClient, Request, Response, StayAwayError
from tasks.fetch.site.robots import UNAVAILABLE, RobotsOfHosts
from tasks.fetch.site.trouble import CAME, NO_QUESTION, Trouble
from tasks.raw import LogEntry, RawStore, headers_text

_FIRST_SEGMENT = 50_000
"""Segments of the site are numbered after those of files that the same run brings in."""
SEGMENT = 1000
"""Responses that become one segment of the fetch log."""
_CONTENT_EVERY = timedelta(days=30)
_Done: TypeAlias = FetchAddress | FetchReason | tuple[Variant, Language]


@dataclass
class Fetcher:
    """Fetches planned pages into a raw store, where they are logged under the identifier of a run.

    `state` includes what this run has fetched; `outcomes` counts responses; `notes` are sentences on
    omissions. `site` is the base address, as 'https://www.senate.be/www/'; `seconds` limits the run, and
    `absent_run` the responses in a row, to requests for one reason, that say nothing; neither by default.
    """

    client: PoliteClient
    site: str
    store: RawStore
    run_id: str
    state: StoredState
    clock: Clock
    seconds: float | None = None
    absent_run: int = HIGHEST_NUMBER
    classifier: Classifier = classify
    outcomes: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    _entries: list[LogEntry] = field(default_factory=list)  # what `fetch` has logged since it was called
    _logged: int = 0
    _done: set[_Done] = field(default_factory=set)  # what is requested no more: addresses, reasons, kinds
    _may_ask: bool = False
    _trouble: Trouble = field(default_factory=Trouble)
    _silent: Counter[FetchReason] = field(default_factory=Counter)
    _displayed_for: dict[QuestionNumber, QuestionNumber] = field(default_factory=dict)
    _canary: FetchAddress | None = None
    _contradiction: str | None = None

    def __post_init__(self) -> None:
        self._began_at = self.clock.monotonic()
        self._robots = RobotsOfHosts(self.client, self._keep_robots)

    @property
    def is_over(self) -> bool:
        """Whether the time of the run is up."""
        return self.seconds is not None and self.clock.monotonic() >= self._began_at + self.seconds

    def wanted(self, planned: Sequence[PlannedFetch]) -> list[PlannedFetch]:
        """The part of a plan that this run still requests: never the same page twice."""
        return [
            item
            for item in planned
            if self._done.isdisjoint((item.address, item.reason, _kind(item.address)))
        ]

    def fetch(self, planned: Sequence[PlannedFetch], on_response: Callable[[], None] = lambda: None) -> int:
        """Request pages in order until the time is up; returns how many.

        Raises SourceUnavailableError when the site blocks the client, forbids it, is down or has no more
        questions, and StorageError when the disk is full or read-only. What came before is kept.
        """
        self._entries = []
        wanted = self.wanted(planned)
        try:
            self._check_permission(wanted)
            for item in wanted:
                if self.is_over:
                    break
                if self.wanted([item]):  # not given up, and not requested meanwhile
                    self._done.add(item.address)
                    self._visit(item)
                    on_response()
        finally:
            now = self.clock.now()
            addresses = address_states(self._entries, now, self.state.addresses)
            self.state = replace(self.state, now=now, addresses=addresses)
        return len(self._entries)

    def fetch_canary(self, planned: PlannedFetch) -> str | None:
        """Request a page and compare it with the copy held; a sentence if it says something else.

        It adds nothing to a release: the same facts in other bytes are a sighting, and other facts wait for
        the next night. Raises as `fetch` does.
        """
        self._canary = planned.address
        self.fetch([planned])
        return self._contradiction or None

    def _check_permission(self, wanted: Sequence[PlannedFetch]) -> None:
        """Raise SourceUnavailableError unless robots.txt allows a main page: all else depends on one."""
        main = [self._url(item.address) for item in wanted if item.address.variant == "main"]
        if self._may_ask or self.is_over or not main:
            return
        self._may_ask = any(self._robots.allows(url) for url in main)
        if not self._may_ask:
            raise SourceUnavailableError(
                f"The site's robots.txt forbids {main[0]}, so no page was requested. Ask the Senate for "
                "permission, or import pages from an archive with --from FILE.warc.gz."
            )

    def _visit(self, item: PlannedFetch) -> None:
        """Request one page, and perhaps another one to see whether the site works."""
        if not self._robots.allows(self._url(item.address)):
            self._leave_out(item)
            return
        known, question = self.state.addresses.get(item.address), item.address.question
        found = self._ask(item)
        if found.outcome == "blocked" and found.certain:
            raise SourceUnavailableError(f"The site blocks requests: {found.detail} {UNAVAILABLE}")
        is_silent = found.outcome == "no_evidence"
        self._silent[item.reason] = self._silent[item.reason] + 1 if is_silent else 0
        is_trouble = self._trouble.after(
            found,
            stored=bool(known and known.stored and not known.failures),
            expected=question.number <= seen_number(question.legislature),
        )
        if is_trouble or self._is_too_silent(item.reason):
            self._look_at_another_page(item, found)

    def _leave_out(self, item: PlannedFetch) -> None:
        """Log a page that robots.txt forbids, and leave out all others like it."""
        forbidden = Classification("forbidden", "robots.txt forbids it.")
        response = Response(item.address.url, self.clock.now(), None, {}, b"", forbidden)
        self._keep(response, item.address.url, item.reason)
        note = f"{item.reason}: the site's robots.txt forbids some of these pages; they were left out."
        if note not in self.notes:
            self.notes.append(note)
        if item.address.variant != "main":  # else a rule for one question would hide all later ones
            self._done.add(_kind(item.address))

    def _ask(self, item: PlannedFetch) -> Classification:
        """Request a page, and store the response; raises StayAwayError."""
        self._done.add(item.address)
        known = self.state.addresses.get(item.address)
        is_complete = known and known.sha256 and self.store.is_complete(known.sha256)
        conditions = conditions_of(known, self.clock.now()) if is_complete else {}
        request = Request(self._url(item.address), conditions, self.classifier, self._robots.lets_follow)
        try:
            response = self.client.get(request)
        except StayAwayError as error:
            self._keep(error.response, item.address.url, item.reason)
            raise
        found = response.classification
        if detail := self._other_question_reason(found, response.url, item.address):
            found = Classification("absent", detail)
        response = replace(response, classification=found)
        compared = self._compared(response, known) if item.address == self._canary else response
        self._keep(compared, item.address.url, item.reason)
        return found

    def _compared(self, response: Response, known: AddressState | None) -> Response:
        """The response of the canary as it is logged: a page with the same facts as before is unchanged."""
        content = next(self.store.pages([known.sha256])) if known and known.sha256 else None
        is_page = response.classification.outcome == "page"
        if not is_page or content == response.content or not isinstance(content, bytes):
            return response
        self._contradiction = contradicts_apart(response.url, content, response.content)
        if self._contradiction is None:
            return response
        same = Classification("unchanged", "Other bytes with the same facts.")
        other = Classification("no_evidence", self._contradiction)
        return replace(response, classification=other if self._contradiction else same)

    def _other_question_reason(self, found: Classification, url: str, asked: FetchAddress) -> str | None:
        """A sentence when a page belongs to another question, as sites return for unknown numbers.

        A page with another number than in its address may be a mistake of the site; but when a page of the
        printed question is stored, it is not a new question.
        """
        if found.outcome in CAME and _is_of_another(url, asked):
            return f"The site redirects to another question, {url[:200]}"
        displayed = found.displays
        if displayed is None:
            return None
        displayed_for = self._displayed_for.setdefault(displayed, asked.question)
        if displayed == asked.question or (
            displayed_for == asked.question and not self._is_stored(displayed)
        ):
            return None
        return f"The page shows another question, {displayed}."

    def _is_stored(self, question: QuestionNumber) -> bool:
        pages = (page_of(question, language, variant) for variant in VARIANTS for language in LANGUAGES)
        return any(state.stored for page in pages if (state := self.state.addresses.get(page)))

    def _look_at_another_page(self, item: PlannedFetch, found: Classification) -> None:
        """Request a page that came before: if it comes, only some pages are in trouble.

        Raises SourceUnavailableError when it does not come either, or none came before.
        """
        is_none, is_silent = found.outcome in NO_QUESTION, self._is_too_silent(item.reason)
        other = self._one_that_came()
        if other is None or self._ask(PlannedFetch(other, "spot_check")).outcome not in CAME:
            trouble = f"Page after page fails: {found.detail}"
            if is_none:
                where = " where there were some" if found.outcome == "absent" else ""
                trouble = f"The site shows no questions{where}: {found.detail} It may have changed."
            raise SourceUnavailableError(f"{trouble} {UNAVAILABLE}")
        self._trouble.forget()
        if is_none and not is_silent:
            return  # the site works: these questions are no longer there
        self._done.add(item.reason)
        what = "says nothing about a question" if is_none else "fails"
        self.notes.append(
            f"{item.reason}: page after page {what} ({found.detail}), while other pages load. The "
            "rest is left for the next run."
        )

    def _is_too_silent(self, reason: FetchReason) -> bool:
        return self._silent[reason] >= self.absent_run

    def _one_that_came(self) -> FetchAddress | None:
        """The last page to come among those not requested by this run; else among all."""
        states = address_states(self._entries, self.clock.now(), self.state.addresses)
        came = [
            (address in self._done, -found.tried_at.timestamp(), address.url, address)
            for address, found in states.items()
            if found.stored
            and not found.failures
            and found.tried_at
            and self._robots.allows(self._url(address))
        ]
        return min(came)[-1] if came else None

    def _url(self, address: FetchAddress) -> str:
        return f"{self.site}?{address.url.partition('?')[2]}"

    def _keep_robots(self, response: Response, address: str) -> None:
        classification = replace(response.classification, outcome="robots")
        self._keep(replace(response, classification=classification), address, None)

    def _keep(self, response: Response, canonical: str, reason: FetchReason | None) -> None:
        """Store a response, and log it as that of an address."""
        sha256 = self.store.put(response.content, durable=True) if response.content else None
        entry = response_entry(response, canonical, self.run_id, reason, sha256)
        self.store.note(entry, self.run_id, _FIRST_SEGMENT + self._logged // SEGMENT)
        self._logged += 1
        if self._logged % SEGMENT == 0:
            self.store.seal()
        if entry.outcome != "robots":
            self._entries.append(entry)
            self.outcomes[entry.outcome] += 1


def response_entry(
    response: Response, canonical: str, run_id: str, reason: FetchReason | None, sha256: str | None
) -> LogEntry:
    """The row of the fetch log for the response of an address; `sha256` names its stored bytes."""
    at = response.headers
    return LogEntry(
        sha256=sha256,
        url=response.url,
        canonical_url=canonical,
        fetched_at=response.fetched_at,
        source=LIVE_SOURCE,
        origin=canonical,
        run_id=run_id,
        status=response.status,
        headers=headers_text({name: at[name] for name in KEPT_HEADERS if name in at}),
        outcome=response.classification.outcome,
        detail=response.classification.detail,
        reason=reason,
        size=len(response.content) or None,
    )


def _kind(address: FetchAddress) -> tuple[Variant, Language]:
    return address.variant, address.language


def _is_of_another(url: str, asked: FetchAddress) -> bool:
    """Whether redirects led to the page of another question."""
    found = parse_address(f"{SITE}?{url.partition('?')[2]}")
    return isinstance(found, QuestionAddress) and found.question_id != asked.question_id


def conditions_of(state: AddressState | None, now: datetime) -> Mapping[str, str]:
    """Headers that save the site from sending a stored page again, unless it was not sent for a month.

    Else a site that always says "unchanged" would be believed for ever.
    """
    was_long_ago = state is not None and now - (state.sent_at or now) >= _CONTENT_EVERY
    if state is None or not state.stored or state.came_short or was_long_ago:
        return {}
    conditions = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    # The client itself would refuse values that no header can hold, night after night.
    return {
        name: value
        for name, value in conditions.items()
        if value and value.isascii() and value.isprintable() and value == value.strip()
    }
