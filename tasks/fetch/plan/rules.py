"""The rules that say which addresses are to be asked for, one function a reason.

Each is a pure function of the state; `schemas/vocabulary/fetch_reasons.tsv` says what a reason means.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from random import Random

from schemas.codes import LANGUAGES, Language, Variant
from schemas.question_number import QuestionNumber
from schemas.vocabulary import end_of_legislature, legislatures
from tasks.common.address import QuestionAddress
from tasks.fetch.plan.pauses import (
    LONGEST_FAILED_PAUSE,
    LONGEST_GAP_PAUSE,
    cooling_pause,
    growing_pause,
    is_due,
)
from tasks.fetch.plan.state import AddressState, HeldState, QuestionState

SPOT_CHECKS = 3
"""Settled questions that a night looks at again."""
NUMBERS_REACH = 1000
"""No number that exists is further above the next lower one that is known."""
NEXT_LEGISLATURE = 3
"""First numbers of the next legislature that are tried."""
LEAD: Language = "nl"
"""The main page in this language tells whether a question exists and how far it has come."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_FIRST_TIME = timedelta(0)
_QUIET_DAY = 0
"""Monday, before dawn: the day on which the fewest new questions have appeared since the last night."""
_WEEK = timedelta(days=7)
_ONCE_MORE = timedelta(days=30)
_TRANSLATION_YEARS = timedelta(days=365)
_SETTLED = frozenset({"answered", "closed", "lapsed"})
_CAME_NOT = frozenset({"failed", "blocked", "forbidden"})


@dataclass(frozen=True)
class Held:
    """The state with what several rules need of it.

    Attributes:
        state: The state.
        absent_run: Numbers in a row that do not exist, after which no further one is sought.
    """

    state: HeldState
    absent_run: int

    @cached_property
    def questions(self) -> list[QuestionNumber]:
        """Questions of which a page is held, in order."""
        return sorted(self.state.held())

    @cached_property
    def known(self) -> set[QuestionNumber]:
        """Questions that exist."""
        return self.state.known()

    @cached_property
    def current(self) -> int:
        """The current legislature: the last of the list, or one after another of which a question was read.

        An address alone proves nothing: it may be misspelt.
        """
        read = {legislature for legislature, _ in self.state.questions}
        current = max(legislatures())
        while current + 1 in read:
            current += 1
        return current

    def was_left(self, legislature: int) -> bool:
        """Whether nights looked for new numbers of an earlier legislature, whose end they had not seen."""
        top = self.top(legislature)
        above = (lead(QuestionNumber(legislature, top + more)) for more in range(1, self.absent_run + 1))
        return any(found.sought_as_new for address in above if (found := self.at(address)))

    def top(self, legislature: int) -> int:
        """The highest number of a legislature that is known to exist; 0 for none.

        Numbers grow by one: one far above all others is a slip of the pen, and is not believed.
        """
        seen = legislatures()[legislature].seen_number if legislature in legislatures() else None
        top = 0
        for number in sorted(number for leg, number in self.known if leg == legislature):
            if number > max(top, seen or 0) + NUMBERS_REACH:
                break
            top = number
        return top

    def at(self, address: QuestionAddress) -> AddressState | None:
        """What became of an address."""
        return self.state.addresses.get(address)

    def tried_at(self, address: QuestionAddress) -> datetime | None:
        """When an address was last asked for."""
        found = self.at(address)
        return found.tried_at if found else None

    def is_new(self, address: QuestionAddress) -> bool:
        """Whether an address was never asked for, and no page of it brought in."""
        return self.at(address) is None

    def due(self, address: QuestionAddress, pause: timedelta) -> bool:
        """Whether an address may be asked for again.

        The pause counts from the last page that came; after vain tries, growing ones from the last try.
        """
        found = self.at(address)
        if found is None:
            return True
        longest = LONGEST_FAILED_PAUSE if found.outcome in _CAME_NOT else LONGEST_GAP_PAUSE
        tries = is_due(found.tried_at, growing_pause(found.vain, longest), self.state.now)
        return tries and is_due(found.came_at, pause, self.state.now)

    def came_at(self, address: QuestionAddress) -> datetime | None:
        """When a page of an address last came."""
        found = self.at(address)
        return found.came_at if found else None


def lead(question: QuestionNumber) -> QuestionAddress:
    """The page that tells whether a question exists."""
    return page_of(question, LEAD)


def page_of(question: QuestionNumber, language: Language, variant: Variant = "main") -> QuestionAddress:
    """The address of one of a question's pages."""
    return QuestionAddress(variant, *question, language)


Rule = Callable[[Held], Iterable[QuestionAddress]]


def spot_check(held: Held) -> Iterator[QuestionAddress]:
    """A few settled questions, drawn by the day's lot."""
    settled = sorted(question for question, state in held.state.questions.items() if state.status in _SETTLED)
    seen = [question for question in settled if (found := held.at(lead(question))) and found.held]
    lot = Random(held.state.now.date().isoformat())
    for question in sorted(lot.sample(seen, min(SPOT_CHECKS, len(seen)))):
        if held.due(lead(question), timedelta(days=1)):
            yield lead(question)


def new_number(held: Held) -> Iterator[QuestionAddress]:
    """The numbers above the highest known one."""
    top = held.top(held.current)
    above = [
        lead(QuestionNumber(held.current, number)) for number in range(top + 1, top + 1 + held.absent_run)
    ]
    if held.state.now.weekday() == _QUIET_DAY:
        # A night may have to give up after some numbers that do not come; for ever it must not.
        above.sort(key=lambda address: held.tried_at(address) or _LONG_AGO)
    for address in above:
        # Not after growing pauses: it is here that questions appear.
        if is_due(held.tried_at(address), timedelta(days=1), held.state.now):
            yield address


def open_again(held: Held) -> Iterator[QuestionAddress]:
    """Questions without an answer, the youngest first."""
    unanswered = [(q, s) for q, s in held.state.questions.items() if _may_move(held, q, s)]
    for question, state in sorted(unanswered, reverse=True, key=lambda item: item[0]):
        age = (held.state.now.date() - state.asked_on).days if state.asked_on else None
        yield from _next_look(held, question, cooling_pause(age))


def _may_move(held: Held, question: QuestionNumber, state: QuestionState) -> bool:
    """Whether a question is open, or lapsed with a legislature since whose end no page of it came."""
    if state.status != "lapsed":
        return state.status == "open"
    over_on = end_of_legislature(question[0])
    came = [held.came_at(page_of(question, language)) or _LONG_AGO for language in LANGUAGES]
    return over_on is not None and max(came).date() < over_on


def _next_look(held: Held, question: QuestionNumber, pause: timedelta) -> Iterator[QuestionAddress]:
    """The page of a question that was not looked at last, when the pause since that look is over.

    An answer may come in one language before the other, and nobody knows in which.
    """
    known = [page_of(question, language) for language in LANGUAGES]
    seen = {page: held.tried_at(page) or _LONG_AGO for page in known if not held.is_new(page)}
    came = [held.came_at(page) or _LONG_AGO for page in known]
    if is_due(max(came), pause, held.state.now):
        in_turn = sorted(seen, key=lambda page: seen[page]) or [lead(question)]
        yield from [page for page in in_turn if held.due(page, _FIRST_TIME)][:1]


def _answered_on(state: QuestionState) -> date | None:
    """Since when a question may have its answer: an undated one stands since the question at the earliest."""
    return (state.answered_on or state.asked_on) if state.status == "answered" else None


def translation(held: Held) -> Iterator[QuestionAddress]:
    """The page of an answered question in the language whose answer is not held."""
    for question, state in sorted(held.state.questions.items()):
        answered_on = _answered_on(state)
        if answered_on is None:
            continue
        age = held.state.now.date() - answered_on
        for language in LANGUAGES:
            address = page_of(question, language)
            missing = language not in state.answer_languages and age <= _TRANSLATION_YEARS
            if missing and not held.is_new(address) and held.due(address, cooling_pause(age.days)):
                yield address


def other_language(held: Held) -> Iterator[QuestionAddress]:
    """Main pages that were never asked for, of questions that are held."""
    for question in held.questions:
        for language in LANGUAGES:
            if held.is_new(page_of(question, language)):
                yield page_of(question, language)


def bilingual(held: Held) -> Iterator[QuestionAddress]:
    """The bilingual page of questions that are held, when it was asked for in neither spelling."""
    for question in held.questions:
        if all(held.is_new(page_of(question, language, "print_bilingual")) for language in LANGUAGES):
            yield page_of(question, LEAD, "print_bilingual")


def answered_again(held: Held) -> Iterator[QuestionAddress]:
    """Both pages of a question once more when its answer has stood for thirty days."""
    for question, state in sorted(held.state.questions.items()):
        answered_on = _answered_on(state)
        if answered_on is None:
            continue
        for language in LANGUAGES:
            address = page_of(question, language)
            came_at = held.came_at(address)
            stood = held.state.now.date() - answered_on >= _ONCE_MORE
            seen_since = came_at is None or came_at.date() - answered_on >= _ONCE_MORE
            if stood and not seen_since and held.due(address, _FIRST_TIME):
                yield address


def gap(held: Held) -> Iterator[QuestionAddress]:
    """Numbers that are not held: of the current legislature, and those that were sought in vain before."""
    below = {QuestionNumber(held.current, number) for number in range(1, held.top(held.current))}
    before = held.current - 1
    if held.was_left(before):
        last = held.top(before) + held.absent_run
        below |= {QuestionNumber(before, number) for number in range(1, last + 1)}
    tried = {
        address.question
        for address, found in held.state.addresses.items()
        if found.outcome == "absent" and address == lead(address.question)
    }
    tops = {legislature: held.top(legislature) for legislature in {leg for leg, _ in tried}}
    sought = {question for question in tried if question.number < tops[question.legislature]}
    for question in sorted((below | sought) - set(held.questions)):
        if held.due(lead(question), _FIRST_TIME):
            yield lead(question)


def failed_before(held: Held) -> Iterator[QuestionAddress]:
    """Pages that were asked for and did not come, and pages that the site had and says it has no longer."""
    questions = set(held.questions)
    for address, found in held.state.addresses.items():
        absent = found.outcome == "absent" and address.question in questions
        if absent or (not found.held and found.outcome in _CAME_NOT):
            pause = growing_pause(found.vain, LONGEST_GAP_PAUSE if absent else LONGEST_FAILED_PAUSE)
            if is_due(found.tried_at, pause, held.state.now):
                yield address


def new_legislature(held: Held) -> Iterator[QuestionAddress]:
    """The first numbers of the legislature to come."""
    for number in range(1, NEXT_LEGISLATURE + 1):
        address = lead(QuestionNumber(held.current + 1, number))
        if is_due(held.tried_at(address), _WEEK, held.state.now):
            yield address
