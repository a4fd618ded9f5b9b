"""What is stored, and the state of each address, for the plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from schemas.codes import LIVE_SOURCE, SAMPLE_SOURCE, FetchOutcome, Language, Status
from schemas.question_number import QuestionNumber
from tasks.common.address import FetchAddress, parse_address
from tasks.common.clock import CLOCK_TOLERANCE
from tasks.raw import LogEntry

_NOT_MODIFIED = 304
_BEFORE_ITS_TIME = frozenset({"new_number", "new_legislature"})
"""Reasons for requesting a number that may not be in use yet."""


@dataclass(frozen=True, slots=True)
class AddressState:
    """The state of one address."""

    tried_at: datetime | None  # when last requested, whatever came; None when a page came without its time
    outcome: FetchOutcome  # what came last
    stored: bool  # whether any page of it is stored
    failures: int = 0  # requests in a row without a page; see `_failed_tries`
    sought_as_new: bool = False  # requested as a new number, which may not have been in use then
    came_at: datetime | None = None  # when a page, or confirmation that it is unchanged, last came
    live_at: datetime | None = None  # likewise, when a run fetched it from the site itself
    first_live_at: datetime | None = None  # when one first did
    sent_at: datetime | None = None  # when its content last came, changed or not
    changed_at: datetime | None = None  # when other content came than was stored
    sha256: str | None = None  # name of the newest page in the raw store
    etag: str | None = None  # for a conditional request: the validator of the newest page
    last_modified: str | None = None  # likewise
    came_short: bool = False  # it had fewer bytes than announced, and was not requested again since


@dataclass(frozen=True, slots=True)
class QuestionState:
    """The release's state of a question; `answer_languages` have an answer that is no placeholder."""

    status: Status
    asked_on: date | None = None
    settled_on: date | None = None  # day of the answer or requalification
    answer_languages: frozenset[Language] = frozenset()
    has_page: bool = True  # False if only bulletins show it


@dataclass(frozen=True, slots=True)
class StoredState:
    """Everything that decides what to fetch; `addresses` are all that were requested or brought in."""

    now: datetime
    questions: Mapping[QuestionNumber, QuestionState] = field(default_factory=dict)
    addresses: Mapping[FetchAddress, AddressState] = field(default_factory=dict)
    named: frozenset[QuestionNumber] = frozenset()  # written questions that others name

    def stored(self) -> set[QuestionNumber]:
        """Questions with a stored page."""
        pages = {at.question for at, state in self.addresses.items() if state.stored and at.question}
        return pages | set(self.questions)

    def known(self) -> set[QuestionNumber]:
        """Questions that exist: stored, or named by another."""
        return self.stored() | self.named


def address_states(
    entries: Iterable[LogEntry], now: datetime, before: Mapping[FetchAddress, AddressState] | None = None
) -> dict[FetchAddress, AddressState]:
    """The state of each address that may be requested, from the fetch log.

    `entries` are rows of the log in the order written; those of the sample do not count. A page with a time
    after `now` was fetched with a wrong clock, at an unknown time. `before` are the states from earlier rows.
    """
    states = dict(before or {})
    for entry in entries:
        address = parse_address(entry.canonical_url or "")
        if isinstance(address, FetchAddress) and entry.source != SAMPLE_SOURCE:
            states[address] = after(states.get(address), entry, now)
    return states


def after(state: AddressState | None, entry: LogEntry, now: datetime) -> AddressState:
    """The state of an address after one more row of the log; None before the first."""
    gives = entry.outcome in {"page", "archive"}
    if state is None:
        state = AddressState(None, entry.outcome, stored=False)
    stored = replace(state, stored=state.stored or gives)
    if entry.fetched_at is None or entry.fetched_at > now + CLOCK_TOLERANCE:
        return stored
    if state.tried_at and entry.fetched_at < state.tried_at:
        return stored  # an old copy, brought in later
    fresh = gives or entry.outcome == "unchanged"
    live_at = entry.fetched_at if fresh and entry.source == LIVE_SOURCE else None
    return replace(
        stored,
        tried_at=entry.fetched_at,
        outcome=entry.outcome,
        failures=0 if fresh else _failed_tries(state, entry),
        sought_as_new=state.sought_as_new or entry.reason in _BEFORE_ITS_TIME,
        came_at=entry.fetched_at if fresh else state.came_at,
        live_at=live_at or state.live_at,
        first_live_at=state.first_live_at or live_at,
        sent_at=entry.fetched_at if fresh and entry.status != _NOT_MODIFIED else state.sent_at,
        changed_at=entry.fetched_at
        if gives and state.sha256 not in {None, entry.sha256}
        else state.changed_at,
        sha256=entry.sha256 if gives else state.sha256,
        etag=entry.header("etag") if gives else state.etag,
        last_modified=entry.header("last-modified") if gives else state.last_modified,
        came_short=gives and bool(entry.detail) and not state.came_short,
    )


def _failed_tries(state: AddressState, entry: LogEntry) -> int:
    """Failures in a row, with this one.

    A number that did not exist while it was not in use is requested no less often once it is a gap: all those
    requests count as one. So do responses that say nothing.
    """
    counts_once = entry.reason in _BEFORE_ITS_TIME or entry.outcome == "no_evidence"
    return max(state.failures, 1) if counts_once else state.failures + 1
