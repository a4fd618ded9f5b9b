"""The ordered list of what to fetch, with a reason for each: a pure function of what is stored."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from schemas.codes import FetchReason
from schemas.question_number import QuestionNumber
from schemas.vocabulary import legislatures
from schemas.vocabulary.houses import house_of, houses, term_of
from tasks.common.address import FetchAddress, QuestionAddress
from tasks.common.errors import UsageError
from tasks.fetch.plan import rules
from tasks.fetch.plan.rules import DAY, PlanFacts, is_due, lead, page_of, seen_number
from tasks.fetch.plan.state import StoredState


class Reason(NamedTuple):
    """A reason to request addresses, in order; those that are due."""

    name: FetchReason
    rule: Callable[[PlanFacts], Iterable[FetchAddress]]
    pause: timedelta = timedelta(0)  # since the last page of an address
    tries: bool = False  # since its last request instead: where questions appear, no pause grows


REASONS = (
    Reason("failed_before", rules.came_short, DAY),
    Reason("spot_check", rules.spot_check, DAY),
    Reason("unknown_status", rules.unknown_status),
    Reason("new_number", rules.new_number, DAY, tries=True),
    Reason("open", rules.open_again),
    Reason("changed", rules.changed),
    Reason("translation", rules.translation),
    Reason("other_language", rules.other_language),
    Reason("bilingual", rules.bilingual),
    Reason("answered_again", rules.answered_again),
    Reason("gap", rules.gap),
    Reason("failed_before", rules.failed_before),
    Reason("new_legislature", rules.new_legislature, 7 * DAY, tries=True),
)
"""The most valuable comes first: a night that is too short leaves the end of the list."""

PAGES_OF_A_QUESTION = 3
"""Pages fetched per question: both main pages and a bilingual one."""


@dataclass(frozen=True, slots=True)
class PlannedFetch:
    """One address to request, and why."""

    address: FetchAddress
    reason: FetchReason


def plan(state: StoredState, absent_run: int) -> list[PlannedFetch]:
    """What a night fetches, most important first; after `absent_run` missing numbers no more are tried."""
    facts = PlanFacts(state, absent_run)
    found: dict[FetchAddress, FetchReason] = {}
    for name, rule, pause, tries in REASONS:
        due = (
            address
            for address in rule(facts)
            if (is_due(facts.at(address).tried_at, pause, state.now) if tries else facts.due(address, pause))
        )
        # Pages of which the site may never say anything keep no other from being requested.
        for address in sorted(due, key=facts.was_silent_at):
            found.setdefault(address, name)
    return [PlannedFetch(address, reason) for address, reason in found.items()]


HIGHEST_NUMBER = 99_999
"""No legislature so far has had a seventh as many questions."""


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers of a legislature, both ends included; `last` is None for all there are."""

    legislature: int
    first: int = 1
    last: int | None = None

    def options(self) -> list[str]:
        """The options of `backfill` that name it."""
        last = [] if self.last is None else ["--last", str(self.last)]
        return ["--legislature", str(self.legislature), "--first", str(self.first), *last]

    def checked(self) -> "Range":
        """The range itself; raises UsageError for an unknown legislature or invalid ends."""
        if term_of(self.legislature) not in legislatures():
            known = f"{min(legislatures())} to {max(legislatures())}"
            ahead = ", ".join(f"{one.ahead} more in the {one.name_en}" for one in houses() if one.ahead)
            raise UsageError(f"There is no legislature {self.legislature}; known are {known} ({ahead}).")
        if house_of(self.legislature).archive and (self.first, self.last) != (1, None):
            raise UsageError(f"The archive of legislature {self.legislature} comes whole: give no numbers.")
        if self.first < 1 or (self.last is not None and self.last < self.first):
            raise UsageError(f"The numbers {self.first} to {self.last} are not a range; begin at 1 or later.")
        if max(self.first, self.last or 0) > HIGHEST_NUMBER:
            raise UsageError(f"No legislature has questions above {HIGHEST_NUMBER:,}.")
        return self


def plan_backfill(state: StoredState, wanted: Range, absent_run: int) -> list[PlannedFetch]:
    """What a backfill has yet to fetch; without an end, up to `absent_run` numbers above the last known."""
    facts = PlanFacts(state, absent_run)
    highest = max(facts.tops[wanted.legislature], seen_number(wanted.legislature))
    last = wanted.last or facts.last_to_try(wanted.legislature, highest)
    existing = state.stored()
    planned = [
        PlannedFetch(address, "backfill")
        for number in range(wanted.first, last + 1)
        for address in _pages(QuestionNumber(wanted.legislature, number), facts, existing)
    ]
    return sorted(planned, key=lambda item: facts.was_silent_at(item.address))


def _pages(
    question: QuestionNumber, facts: PlanFacts, existing: set[QuestionNumber]
) -> list[QuestionAddress]:
    """The pages of a question that are to be fetched: only the first, unless the question is stored."""
    first = lead(question)
    if question not in existing:
        return [first] if facts.due(first) else []
    pages = (first, page_of(question, "fr"), page_of(question, "nl", "print_bilingual"))
    return list(filter(facts.is_new, pages))


def requests_left(planned: Sequence[PlannedFetch], state: StoredState) -> int:
    """How many requests a backfill's list needs: each first page brings the others with it."""
    stored = state.stored()
    first = sum(item.address.question not in stored for item in planned)
    return len(planned) + first * (PAGES_OF_A_QUESTION - 1)
