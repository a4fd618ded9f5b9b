"""What we hold and what became of each address, as the plan sees it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from schemas.codes import SAMPLE_SOURCE, FetchOutcome, Language, Status
from schemas.question_number import QuestionNumber
from tasks.common.address import QuestionAddress, parse_address
from tasks.common.clock import CLOCK_TOLERANCE
from tasks.raw import LogEntry

_BEFORE_ITS_TIME = frozenset({"new_number", "new_legislature"})
"""Reasons for which a number is asked for that nobody may have given yet."""


@dataclass(frozen=True, slots=True)
class AddressState:
    """What became of one address.

    Attributes:
        tried_at: When it was last asked for, whatever came; None when a page came without its time.
        sought_as_new: Whether it was asked for as a new number, which nobody may have given then.
        came_at: When a page last came, or word that it is unchanged.
        outcome: What came then.
        held: Whether any page of it is held.
        vain: How often in a row it gave no page; tries before its number was given count as one.
        sha256: Name of the newest page in the raw store.
        etag: For a conditional request: the validator of the newest page.
        last_modified: As etag.
    """

    tried_at: datetime | None
    outcome: FetchOutcome
    held: bool
    vain: int = 0
    sought_as_new: bool = False
    came_at: datetime | None = None
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionState:
    """What the release says of one question.

    Attributes:
        status: Its status.
        asked_on: Date of the question.
        answered_on: Date of the answer.
        answer_languages: Languages in which the text of an answer is held; a placeholder is none.
    """

    status: Status
    asked_on: date | None = None
    answered_on: date | None = None
    answer_languages: frozenset[Language] = frozenset()


@dataclass(frozen=True, slots=True)
class HeldState:
    """Everything that decides what to fetch.

    Attributes:
        now: The moment.
        questions: What the release says.
        addresses: What became of each address that was ever asked for or brought in.
        named: Written questions that others name.
    """

    now: datetime
    questions: Mapping[QuestionNumber, QuestionState] = field(default_factory=dict)
    addresses: Mapping[QuestionAddress, AddressState] = field(default_factory=dict)
    named: frozenset[QuestionNumber] = frozenset()

    def held(self) -> set[QuestionNumber]:
        """Questions of which a page is held."""
        pages = {at.question for at, state in self.addresses.items() if state.held}
        return pages | set(self.questions)

    def known(self) -> set[QuestionNumber]:
        """Questions that exist: held, or named by another."""
        return self.held() | self.named


def address_states(
    entries: Iterable[LogEntry],
    now: datetime,
    before: Mapping[QuestionAddress, AddressState] | None = None,
) -> dict[QuestionAddress, AddressState]:
    """What became of each address of a question's page, from the fetch log.

    Args:
        entries: Rows of the log in the order written; those of the sample say nothing of the site.
        now: The moment; what claims to be fetched later was fetched by a wrong clock, nobody knows when.
        before: What is known from earlier rows.
    """
    states = dict(before or {})
    for entry in entries:
        address = parse_address(entry.canonical_url or "")
        if isinstance(address, QuestionAddress) and entry.source != SAMPLE_SOURCE:
            states[address] = _after(states.get(address), entry, now)
    return states


def _after(state: AddressState | None, entry: LogEntry, now: datetime) -> AddressState:
    gives = entry.outcome == "page"
    if state is None:
        state = AddressState(None, entry.outcome, held=False)
    held = replace(state, held=state.held or gives)
    if entry.fetched_at is None or entry.fetched_at > now + CLOCK_TOLERANCE:
        return held
    if state.tried_at and entry.fetched_at < state.tried_at:
        return held  # an old copy, brought in later
    fresh = entry.outcome in {"page", "unchanged"}
    return replace(
        held,
        tried_at=entry.fetched_at,
        outcome=entry.outcome,
        vain=0 if fresh else _vain_tries(state, entry),
        sought_as_new=state.sought_as_new or entry.reason in _BEFORE_ITS_TIME,
        came_at=entry.fetched_at if fresh else state.came_at,
        sha256=entry.sha256 if gives else state.sha256,
        etag=entry.header("etag") if gives else state.etag,
        last_modified=entry.header("last-modified") if gives else state.last_modified,
    )


def _vain_tries(state: AddressState, entry: LogEntry) -> int:
    """Vain tries in a row, with this one.

    That a number did not exist while it was not given yet is no reason to ask for it less often once it is
    a gap below numbers that do.
    """
    return max(state.vain, 1) if entry.reason in _BEFORE_ITS_TIME else state.vain + 1
