"""The rules for which addresses to request, one per reason; `REASONS` of the plan has them in order.

Each is a pure function of the state that gives addresses, in order; the plan leaves out those not yet due.
`schemas/vocabulary/fetch_reasons.tsv` explains the reasons.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from random import Random

from schemas.codes import LANGUAGES, FetchOutcome, Language, Variant
from schemas.question_number import QuestionNumber
from schemas.vocabulary import end_of_legislature, legislatures
from tasks.common.address import FetchAddress, QuestionAddress
from tasks.fetch.plan.state import AddressState, QuestionState, StoredState

SPOT_CHECKS = 3
"""Settled questions that a night fetches again."""
NEXT_LEGISLATURE = 3
"""First numbers of the next legislature that are tried."""
NUMBERS_REACH = 1000
"""No existing number is further above the next lower known one."""
LEAD: Language = "nl"
"""The main page in this language shows whether a question exists and how far it has come."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_NEVER = AddressState(None, "absent", stored=False)
_AT_ONCE = timedelta(0)
_QUIET_DAY = 0
"""Monday, before dawn: the day with the fewest new questions since the last night."""
_ONCE_MORE = timedelta(days=30)
_TRANSLATION_YEARS = timedelta(days=365)
_ANSWERABLE = frozenset({"answered", "requalified"})
"""Statuses after which an answer may still come, in one language or in both."""
_SETTLED = _ANSWERABLE | {"closed", "lapsed"}
_FAILED = frozenset({"failed", "blocked", "forbidden"})
DAY = timedelta(days=1)
_LONG_SETTLED = timedelta(days=365)
COOLING = ((60, 1), (240, 7), (None, 30))
"""Largest age of a question in days, and the days between two requests: daily, weekly, monthly."""
LONGEST_GAP_PAUSE = 180
"""Most days between two requests for a number that does not exist."""
LONGEST_FAILED_PAUSE = 8
"""Most days between two requests for a page that failed."""
_WITHOUT_QUESTION: dict[FetchOutcome, int] = {"absent": LONGEST_GAP_PAUSE, "no_evidence": 1}
"""Good responses that are no page of a question, and the most days until the next request."""
TOLERANCE = timedelta(hours=6)
"""A night that begins earlier than the last one still requests what is due that day."""


@dataclass(frozen=True)
class PlanFacts:
    """The state, with what several rules need of it."""

    state: StoredState
    absent_run: int

    @cached_property
    def today(self) -> date:
        """The day of the plan."""
        return self.state.now.date()

    @cached_property
    def stored(self) -> list[QuestionNumber]:
        """Questions with a stored page, in order."""
        return sorted(self.state.stored())

    @cached_property
    def newest(self) -> list[tuple[QuestionNumber, QuestionState]]:
        """Questions of the release, the youngest first."""
        return sorted(self.state.questions.items(), reverse=True)

    @cached_property
    def current(self) -> int:
        """The current legislature: the last of the list, or a later one with questions that were read.

        An address alone proves nothing: it may be misspelt.
        """
        read = {legislature for legislature, _ in self.state.questions}
        current = max(legislatures())
        while current + 1 in read:
            current += 1
        return current

    @cached_property
    def tops(self) -> Counter[int]:
        """The highest known number of each legislature; one far above all others is a typing error."""
        tops: Counter[int] = Counter()
        for legislature, number in sorted(self.state.known()):
            if number <= max(tops[legislature], seen_number(legislature)) + NUMBERS_REACH:
                tops[legislature] = number
        return tops

    def was_left(self, legislature: int) -> bool:
        """Whether nights tried new numbers of an earlier legislature, and did not see its end."""
        above = range(self.tops[legislature] + 1, self.tops[legislature] + self.absent_run + 1)
        return any(self.at(lead(QuestionNumber(legislature, number))).sought_as_new for number in above)

    def at(self, address: FetchAddress) -> AddressState:
        """The state of an address."""
        return self.state.addresses.get(address, _NEVER)

    def is_new(self, address: FetchAddress) -> bool:
        """Whether an address was never requested, and no page of it was brought in."""
        return address not in self.state.addresses

    def due(self, address: FetchAddress, pause: timedelta = _AT_ONCE) -> bool:
        """Whether it is time for an address: a pause after its last page, growing ones after failures."""
        found = self.at(address)
        longest = _WITHOUT_QUESTION.get(found.outcome, LONGEST_FAILED_PAUSE)
        tries = is_due(found.tried_at, growing_pause(found.failures, longest), self.state.now)
        return tries and is_due(found.came_at, pause, self.state.now)

    def was_silent_at(self, address: FetchAddress) -> datetime:
        """When the last response of an address said nothing; long ago for all others."""
        found = self.at(address)
        return (found.outcome == "no_evidence" and found.tried_at) or _LONG_AGO

    def last_to_try(self, legislature: int, highest: int) -> int:
        """The number at which `absent_run` others, or silent ones in a row, end a search for new numbers."""
        number, counted, silent = highest, 0, 0
        while max(counted, silent) < self.absent_run:
            number += 1
            is_silent = self.was_silent_at(lead(QuestionNumber(legislature, number))) > _LONG_AGO
            counted, silent = (counted, silent + 1) if is_silent else (counted + 1, 0)
        return number


def seen_number(legislature: int) -> int:
    """The highest number seen when the list of legislatures was made; 0 for one that is not on it."""
    found = legislatures().get(legislature)
    return (found and found.seen_number) or 0


def lead(question: QuestionNumber) -> QuestionAddress:
    """The page that shows whether a question exists."""
    return page_of(question, LEAD)


def page_of(question: QuestionNumber, language: Language, variant: Variant = "main") -> QuestionAddress:
    """The address of one of a question's pages."""
    return QuestionAddress(variant, *question, language)


def _pages(question: QuestionNumber, variant: Variant = "main") -> list[QuestionAddress]:
    return [page_of(question, language, variant) for language in LANGUAGES]


def came_short(facts: PlanFacts) -> Iterable[FetchAddress]:
    """Pages with fewer bytes than announced, before whole ones; once more, as a site may miscount."""
    return (address for address, found in facts.state.addresses.items() if found.came_short)


def spot_check(facts: PlanFacts) -> Iterable[QuestionAddress]:
    """A few settled questions, drawn at random by day; the first was answered long ago, another each day."""
    settled = [question for question, state in facts.newest if state.status in _SETTLED]
    seen = sorted(question for question in settled if facts.at(lead(question)).stored)
    old = [
        question for question in seen if was_answered_long_ago(facts.state.questions[question], facts.today)
    ]
    first = [old[facts.today.toordinal() % len(old)]] if old else []
    drawn = sorted(Random(facts.today.isoformat()).sample(seen, min(SPOT_CHECKS, len(seen))))
    return map(lead, list(dict.fromkeys(first + drawn))[:SPOT_CHECKS])


def was_answered_long_ago(state: QuestionState, today: date) -> bool:
    """Whether nothing more is to be expected of a question but what its pages show already."""
    is_answered = state.status == "answered" and state.settled_on is not None
    return is_answered and today - (state.settled_on or today) >= _LONG_SETTLED


def unknown_status(facts: PlanFacts) -> Iterator[QuestionAddress]:
    """Questions of unknown status whose newest page did not come from the site, the youngest first."""
    for question, state in facts.newest:
        if state.status == "unknown" and state.has_page and not _is_from_site(facts, question):
            yield from _next_look(facts, question, _AT_ONCE)


def _is_from_site(facts: PlanFacts, question: QuestionNumber) -> bool:
    """Whether the newest page of a question came from the site, and after the end of its legislature."""
    found = [facts.at(page) for page in _pages(question)]
    live_at = max(state.live_at or _LONG_AGO for state in found)
    over_on = end_of_legislature(question[0]) or _LONG_AGO.date()
    return live_at.date() > over_on and all(live_at >= (state.came_at or _LONG_AGO) for state in found)


def new_number(facts: PlanFacts) -> list[QuestionAddress]:
    """The numbers above the highest known one."""
    top = facts.tops[facts.current]
    last = facts.last_to_try(facts.current, top)
    above = [lead(QuestionNumber(facts.current, number)) for number in range(top + 1, last + 1)]
    if facts.today.weekday() == _QUIET_DAY:
        # A night may give up after some numbers that fail, but not the same ones every night.
        above.sort(key=lambda address: facts.at(address).tried_at or _LONG_AGO)
    return above


def open_again(facts: PlanFacts) -> Iterator[QuestionAddress]:
    """Questions without an answer, the youngest first."""
    for question, state in facts.newest:
        if state.status == "open":
            age = (facts.today - state.asked_on).days if state.asked_on else None
            yield from _next_look(facts, question, cooling_pause(age))


def changed(facts: PlanFacts) -> Iterator[FetchAddress]:
    """The other pages of a question one of which has changed since they came."""
    latest: dict[QuestionNumber, datetime] = {}
    for address, found in facts.state.addresses.items():
        if found.changed_at:
            latest[address.question] = max(found.changed_at, latest.get(address.question, _LONG_AGO))
    for address, found in facts.state.addresses.items():
        since = latest.get(address.question)
        if since and found.stored and (found.came_at or _LONG_AGO) < since - TOLERANCE:
            yield address


def _next_look(facts: PlanFacts, question: QuestionNumber, pause: timedelta) -> Iterable[QuestionAddress]:
    """The page of a question that was not fetched last, when the pause since then is over.

    An answer may come in one language before the other, and nobody knows in which.
    """
    pages = _pages(question)
    if not is_due(max(facts.at(page).came_at or _LONG_AGO for page in pages), pause, facts.state.now):
        return []
    seen = sorted(
        (page for page in pages if not facts.is_new(page)),
        key=lambda page: facts.at(page).tried_at or _LONG_AGO,
    )
    return [page for page in seen or [lead(question)] if facts.due(page)][:1]


def _settled(facts: PlanFacts) -> Iterator[tuple[QuestionAddress, QuestionState, timedelta]]:
    """Main pages of questions that are seen once more some time after a day, with the time since."""
    for question, state in reversed(facts.newest):
        for address in _pages(question):
            if since := _settled_on(state, facts.at(address)):
                yield address, state, facts.today - since


def _settled_on(state: QuestionState, found: AddressState) -> date | None:
    """The day of the answer or requalification, else the question's; of its first page if that shows none."""
    if state.status == "unknown":
        return found.first_live_at and found.first_live_at.date()
    return state.settled_on or state.asked_on if state.status in _ANSWERABLE else None


def translation(facts: PlanFacts) -> Iterator[QuestionAddress]:
    """Pages of answered and requalified questions in a language whose answer is missing."""
    for address, state, age in _settled(facts):
        missing = state.status in _ANSWERABLE and address.language not in state.answer_languages
        is_recent = age <= _TRANSLATION_YEARS and not facts.is_new(address)
        if missing and is_recent and facts.due(address, cooling_pause(age.days)):
            yield address


def answered_again(facts: PlanFacts) -> Iterator[QuestionAddress]:
    """Both pages of a question once more, thirty days after its answer or what leaves its status unknown."""
    for address, _, age in _settled(facts):
        came_at = facts.at(address).came_at
        if age >= _ONCE_MORE and came_at and age - (facts.today - came_at.date()) < _ONCE_MORE:
            yield address


def other_language(facts: PlanFacts) -> Iterable[QuestionAddress]:
    """Main pages of stored questions that were never requested."""
    return (page for question in facts.stored for page in _pages(question) if facts.is_new(page))


def bilingual(facts: PlanFacts) -> Iterator[QuestionAddress]:
    """The bilingual page of stored questions, when it was requested in neither spelling."""
    for question in facts.stored:
        if all(map(facts.is_new, _pages(question, "print_bilingual"))):
            yield page_of(question, LEAD, "print_bilingual")


def gap(facts: PlanFacts) -> Iterable[QuestionAddress]:
    """Missing numbers: of the current legislature, and those that earlier requests did not find."""
    missing = {QuestionNumber(facts.current, number) for number in range(1, facts.tops[facts.current])}
    before = facts.current - 1
    if facts.was_left(before):
        last = facts.last_to_try(before, facts.tops[before])
        missing |= {QuestionNumber(before, number) for number in range(1, last + 1)}
    for address, found in facts.state.addresses.items():
        question = address.question
        if found.outcome in _WITHOUT_QUESTION and address == lead(question):
            missing |= {question} if question.number < facts.tops[question.legislature] else set()
    return map(lead, sorted(missing.difference(facts.stored)))


def failed_before(facts: PlanFacts) -> Iterator[FetchAddress]:
    """Pages whose requests failed or said nothing, and pages that the site no longer has."""
    stored = set(facts.stored)
    for address, found in facts.state.addresses.items():
        lacks = found.outcome in _WITHOUT_QUESTION and address.question in stored
        if lacks or (found.outcome in _FAILED and not found.stored):
            yield address


def new_legislature(facts: PlanFacts) -> list[QuestionAddress]:
    """The first numbers of the next legislature."""
    return [lead(QuestionNumber(facts.current + 1, number)) for number in range(1, NEXT_LEGISLATURE + 1)]


def cooling_pause(age: int | None) -> timedelta:
    """The pause between two requests for something of an age in days; unknown counts as oldest."""
    for oldest, pause in COOLING:
        if oldest is None or (age is not None and age <= oldest):
            return pause * DAY
    raise AssertionError("the last step of COOLING has no end")


def growing_pause(failures: int, longest: int) -> timedelta:
    """The pause after failures in a row: a day, then twice as long each time, up to `longest` days."""
    if not failures:
        return timedelta(0)
    days: int = min(2 ** min(failures - 1, longest.bit_length()), longest)
    return days * DAY


def is_due(tried_at: datetime | None, pause: timedelta, now: datetime) -> bool:
    """Whether the pause since the last try is over."""
    return tried_at is None or now - tried_at >= pause - TOLERANCE
