"""The rules for which addresses to request, one function per reason.

Each is a pure function of the state; `schemas/vocabulary/fetch_reasons.tsv` explains the reasons.
"""

from collections.abc import Callable, Iterable, Iterator
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
NUMBERS_REACH = 1000
"""No existing number is further above the next lower known one."""
NEXT_LEGISLATURE = 3
"""First numbers of the next legislature that are tried."""
LEAD: Language = "nl"
"""The main page in this language shows whether a question exists and how far it has come."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_FIRST_TIME = timedelta(0)
_QUIET_DAY = 0
"""Monday, before dawn: the day with the fewest new questions since the last night."""
_WEEK = timedelta(days=7)
_ONCE_MORE = timedelta(days=30)
_TRANSLATION_YEARS = timedelta(days=365)
_ANSWERABLE = frozenset({"answered", "requalified"})
"""Statuses after which an answer may still come, in one language or in both."""
_SETTLED = _ANSWERABLE | {"closed", "lapsed"}
_FAILED = frozenset({"failed", "blocked", "forbidden"})
_DAY = timedelta(days=1)
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
    def questions(self) -> list[QuestionNumber]:
        """Questions with a stored page, in order."""
        return sorted(self.state.stored())

    @cached_property
    def known(self) -> set[QuestionNumber]:
        """Questions that exist."""
        return self.state.known()

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

    def was_left(self, legislature: int) -> bool:
        """Whether nights tried new numbers of an earlier legislature, and did not see its end."""
        top = self.top(legislature)
        above = (lead(QuestionNumber(legislature, top + more)) for more in range(1, self.absent_run + 1))
        return any(found.sought_as_new for address in above if (found := self.at(address)))

    def top(self, legislature: int) -> int:
        """The highest number known to exist, or 0; one far above all others is a typing error."""
        seen = legislatures()[legislature].seen_number if legislature in legislatures() else None
        top = 0
        for number in sorted(number for leg, number in self.known if leg == legislature):
            if number > max(top, seen or 0) + NUMBERS_REACH:
                break
            top = number
        return top

    def at(self, address: FetchAddress) -> AddressState | None:
        """The state of an address."""
        return self.state.addresses.get(address)

    def tried_at(self, address: FetchAddress) -> datetime | None:
        """When an address was last requested."""
        found = self.at(address)
        return found.tried_at if found else None

    def is_new(self, address: FetchAddress) -> bool:
        """Whether an address was never requested, and no page of it was brought in."""
        return self.at(address) is None

    def due(self, address: FetchAddress, pause: timedelta) -> bool:
        """Whether it is time for an address: a pause after its last page, growing ones after failures."""
        found = self.at(address)
        if found is None:
            return True
        longest = _WITHOUT_QUESTION.get(found.outcome, LONGEST_FAILED_PAUSE)
        tries = is_due(found.tried_at, growing_pause(found.failures, longest), self.state.now)
        return tries and is_due(found.came_at, pause, self.state.now)

    def was_silent_at(self, address: FetchAddress) -> datetime:
        """When the last response of an address said nothing; long ago for all others."""
        found = self.at(address)
        return (found and found.outcome == "no_evidence" and found.tried_at) or _LONG_AGO

    def last_to_try(self, legislature: int, highest: int) -> int:
        """The number at which `absent_run` others, or silent ones in a row, end a search for new numbers."""
        number, counted, silent = highest, 0, 0
        while counted < self.absent_run and silent < self.absent_run:
            number += 1
            is_silent = self.was_silent_at(lead(QuestionNumber(legislature, number))) > _LONG_AGO
            counted, silent = (counted, silent + 1) if is_silent else (counted + 1, 0)
        return number

    def came_at(self, address: FetchAddress) -> datetime | None:
        """When a page of an address last came."""
        found = self.at(address)
        return found.came_at if found else None


def lead(question: QuestionNumber) -> QuestionAddress:
    """The page that shows whether a question exists."""
    return page_of(question, LEAD)


def page_of(question: QuestionNumber, language: Language, variant: Variant = "main") -> QuestionAddress:
    """The address of one of a question's pages."""
    return QuestionAddress(variant, *question, language)


Rule = Callable[[PlanFacts], Iterable[FetchAddress]]


def spot_check(facts: PlanFacts) -> Iterator[QuestionAddress]:
    """A few settled questions, drawn at random by day; the first was answered long ago, another each day."""
    settled = sorted(
        question for question, state in facts.state.questions.items() if state.status in _SETTLED
    )
    seen = [question for question in settled if (found := facts.at(lead(question))) and found.stored]
    today = facts.state.now.date()
    old = [question for question in seen if was_answered_long_ago(facts.state.questions[question], today)]
    first = [old[today.toordinal() % len(old)]] if old else []
    drawn = sorted(Random(today.isoformat()).sample(seen, min(SPOT_CHECKS, len(seen))))
    for question in [*first, *(one for one in drawn if one not in first)][:SPOT_CHECKS]:
        if facts.due(lead(question), timedelta(days=1)):
            yield lead(question)


def was_answered_long_ago(state: QuestionState, today: date) -> bool:
    """Whether nothing more is to be expected of a question but what its pages show already."""
    is_answered = state.status == "answered" and state.settled_on is not None
    return is_answered and today - (state.settled_on or today) >= _LONG_SETTLED


def came_short(facts: PlanFacts) -> Iterator[FetchAddress]:
    """Pages with fewer bytes than announced, before whole ones; once more, as a site may miscount."""
    for address, found in facts.state.addresses.items():
        if found.came_short and facts.due(address, _DAY):
            yield address


def unknown_status(facts: PlanFacts) -> Iterator[QuestionAddress]:
    """Questions of unknown status whose newest page did not come from the site, the youngest first."""
    unknown = (q for q, s in facts.state.questions.items() if s.status == "unknown" and s.has_page)
    for question in sorted(unknown, reverse=True):
        if not _is_from_site(facts, question):
            yield from _next_look(facts, question, _FIRST_TIME)


def _is_from_site(facts: PlanFacts, question: QuestionNumber) -> bool:
    """Whether the newest page of a question came from the site, and after the end of its legislature."""
    found = [state for language in LANGUAGES if (state := facts.at(page_of(question, language)))]
    live_at = max((state.live_at or _LONG_AGO for state in found), default=_LONG_AGO)
    over_on = end_of_legislature(question[0]) or _LONG_AGO.date()
    return live_at.date() > over_on and all(live_at >= (state.came_at or _LONG_AGO) for state in found)


def new_number(facts: PlanFacts) -> Iterator[QuestionAddress]:
    """The numbers above the highest known one."""
    top = facts.top(facts.current)
    last = facts.last_to_try(facts.current, top)
    above = [lead(QuestionNumber(facts.current, number)) for number in range(top + 1, last + 1)]
    if facts.state.now.weekday() == _QUIET_DAY:
        # A night may give up after some numbers that fail, but not the same ones every night.
        above.sort(key=lambda address: facts.tried_at(address) or _LONG_AGO)
    for address in above:
        # Without growing pauses: this is where questions appear.
        if is_due(facts.tried_at(address), timedelta(days=1), facts.state.now):
            yield address


def open_again(facts: PlanFacts) -> Iterator[QuestionAddress]:
    """Questions without an answer, the youngest first."""
    unanswered = [(q, s) for q, s in facts.state.questions.items() if s.status == "open"]
    for question, state in sorted(unanswered, reverse=True, key=lambda item: item[0]):
        age = (facts.state.now.date() - state.asked_on).days if state.asked_on else None
        yield from _next_look(facts, question, cooling_pause(age))


def changed(facts: PlanFacts) -> Iterator[QuestionAddress]:
    """The other pages of a question one of which has changed since they came."""
    latest: dict[QuestionNumber, datetime] = {}
    for address, found in facts.state.addresses.items():
        if address.question and found.changed_at:
            latest[address.question] = max(found.changed_at, latest.get(address.question, _LONG_AGO))
    for address, found in facts.state.addresses.items():
        since = address.question and latest.get(address.question)
        is_older = since and found.stored and (found.came_at or _LONG_AGO) < since - TOLERANCE
        if isinstance(address, QuestionAddress) and is_older and facts.due(address, _FIRST_TIME):
            yield address


def _next_look(facts: PlanFacts, question: QuestionNumber, pause: timedelta) -> Iterator[QuestionAddress]:
    """The page of a question that was not fetched last, when the pause since then is over.

    An answer may come in one language before the other, and nobody knows in which.
    """
    known = [page_of(question, language) for language in LANGUAGES]
    seen = {page: facts.tried_at(page) or _LONG_AGO for page in known if not facts.is_new(page)}
    came = [facts.came_at(page) or _LONG_AGO for page in known]
    if is_due(max(came), pause, facts.state.now):
        in_turn = sorted(seen, key=lambda page: seen[page]) or [lead(question)]
        yield from [page for page in in_turn if facts.due(page, _FIRST_TIME)][:1]


def _settled(facts: PlanFacts) -> Iterator[tuple[QuestionAddress, QuestionState, date]]:
    """Main pages of questions that are seen once more some time after a day, with that day."""
    for question, state in sorted(facts.state.questions.items()):
        for address in (page_of(question, language) for language in LANGUAGES):
            if since := _settled_on(state, facts.at(address)):
                yield address, state, since


def _settled_on(state: QuestionState, found: AddressState | None) -> date | None:
    """The day of the answer or requalification, else the question's; of its first page if that shows none."""
    if state.status == "unknown":
        return found.first_live_at.date() if found and found.first_live_at else None
    return state.settled_on or state.asked_on if state.status in _ANSWERABLE else None


def translation(facts: PlanFacts) -> Iterator[QuestionAddress]:
    """Pages of answered and requalified questions in a language whose answer is missing."""
    for address, state, settled_on in _settled(facts):
        age = facts.state.now.date() - settled_on
        missing = state.status in _ANSWERABLE and address.language not in state.answer_languages
        is_recent = age <= _TRANSLATION_YEARS and not facts.is_new(address)
        if missing and is_recent and facts.due(address, cooling_pause(age.days)):
            yield address


def other_language(facts: PlanFacts) -> Iterator[QuestionAddress]:
    """Main pages of stored questions that were never requested."""
    for question in facts.questions:
        for language in LANGUAGES:
            if facts.is_new(page_of(question, language)):
                yield page_of(question, language)


def bilingual(facts: PlanFacts) -> Iterator[QuestionAddress]:
    """The bilingual page of stored questions, when it was requested in neither spelling."""
    for question in facts.questions:
        if all(facts.is_new(page_of(question, language, "print_bilingual")) for language in LANGUAGES):
            yield page_of(question, LEAD, "print_bilingual")


def answered_again(facts: PlanFacts) -> Iterator[QuestionAddress]:
    """Both pages of a question once more, thirty days after its answer or what leaves its status unknown."""
    for address, _, settled_on in _settled(facts):
        came_at = facts.came_at(address)
        stood = facts.state.now.date() - settled_on >= _ONCE_MORE
        seen_since = came_at is None or came_at.date() - settled_on >= _ONCE_MORE
        if stood and not seen_since and facts.due(address, _FIRST_TIME):
            yield address


def gap(facts: PlanFacts) -> Iterator[QuestionAddress]:
    """Missing numbers: of the current legislature, and those that earlier requests did not find."""
    below = {QuestionNumber(facts.current, number) for number in range(1, facts.top(facts.current))}
    before = facts.current - 1
    if facts.was_left(before):
        last = facts.last_to_try(before, facts.top(before))
        below |= {QuestionNumber(before, number) for number in range(1, last + 1)}
    tried = {
        address.question
        for address, found in facts.state.addresses.items()
        if found.outcome in _WITHOUT_QUESTION and address.question and address == lead(address.question)
    }
    tops = {legislature: facts.top(legislature) for legislature in {leg for leg, _ in tried}}
    sought = {question for question in tried if question.number < tops[question.legislature]}
    for question in sorted((below | sought) - set(facts.questions)):
        if facts.due(lead(question), _FIRST_TIME):
            yield lead(question)


def failed_before(facts: PlanFacts) -> Iterator[FetchAddress]:
    """Pages whose requests failed or said nothing, and pages that the site no longer has."""
    questions = set(facts.questions)
    for address, found in facts.state.addresses.items():
        lacks = found.outcome in _WITHOUT_QUESTION and address.question in questions
        failed = found.outcome in _FAILED and not found.stored
        if (lacks or failed) and facts.due(address, _FIRST_TIME):
            yield address


def new_legislature(facts: PlanFacts) -> Iterator[QuestionAddress]:
    """The first numbers of the next legislature."""
    for number in range(1, NEXT_LEGISLATURE + 1):
        address = lead(QuestionNumber(facts.current + 1, number))
        if is_due(facts.tried_at(address), _WEEK, facts.state.now):
            yield address


def cooling_pause(age: int | None) -> timedelta:
    """The pause between two requests for something of an age in days; unknown counts as oldest."""
    for oldest, pause in COOLING:
        if oldest is None or (age is not None and age <= oldest):
            return pause * _DAY
    raise AssertionError("the last step of COOLING has no end")


def growing_pause(failures: int, longest: int) -> timedelta:
    """The pause after failures in a row: a day, then twice as long each time, up to `longest` days."""
    if not failures:
        return timedelta(0)
    days: int = min(2 ** min(failures - 1, longest.bit_length()), longest)
    return days * _DAY


def is_due(tried_at: datetime | None, pause: timedelta, now: datetime) -> bool:
    """Whether the pause since the last try is over."""
    return tried_at is None or now - tried_at >= pause - TOLERANCE
