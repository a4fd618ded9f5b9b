"""The life of an invented question: when it is sent, reminded of, answered or closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import log
from random import Random

from tests.support.render import LANGUAGES, Event

CLOSED = 0.08
UNANSWERED = 0.1
"""Shares of questions that are closed without an answer, and that nobody ever answers."""
LATE_PAGES = 0.08
"""Share of answered questions whose page in the other language gets its answer some days later."""
REMINDED = 0.5
"""Share of questions, among those not answered by their deadline, whose author sends a reminder."""
DAYS_TO_ANSWER = 35
"""Median; the tail is long."""
SPREAD_OF_ANSWERS = 0.75
DAYS_TO_DEADLINE = 30
WITHOUT_DEADLINE = frozenset({5})
"""Legislatures whose pages print no deadline (docs/source.md, 3)."""
SATURDAY = 5


@dataclass(frozen=True)
class Life:
    """The days of one question; its page appears on the day it is sent."""

    asked_on: date
    sent_on: date
    deadline_on: date | None
    reminded_on: tuple[date, ...] = ()
    answered_on: date | None = None
    closed_on: date | None = None
    late_language: str = ""
    late_days: int = 0

    def answer_shown_on(self, language: str) -> date | None:
        """The day from which the page in a language shows the answer."""
        late = self.late_days if language == self.late_language else 0
        return self.answered_on + timedelta(late) if self.answered_on else None

    def events(self) -> Iterator[Event]:
        """All events of the whole life, in the order of their days."""
        yield Event(self.sent_on, "sent", self.deadline_on)
        yield from (Event(day, "reminder") for day in self.reminded_on)
        if self.answered_on:
            yield Event(self.answered_on, "answered")
        if self.closed_on:
            yield Event(self.closed_on, "closed")


def is_workday(day: date) -> bool:
    return day.weekday() < SATURDAY


def after(day: date, days: float) -> date:
    """The first working day that many days later, and never the same day."""
    day += timedelta(max(1, round(days)))
    return day if is_workday(day) else day + timedelta(7 - day.weekday())


def reminders(chance: Random, deadline: date, end: date | None) -> Iterator[date]:
    """Days of reminders, each some weeks behind the last, before the question ends."""
    day = deadline
    while chance.random() < REMINDED:
        day = after(day, chance.randint(1, 40))
        if end and day >= end:
            return
        yield day


def draw_life(chance: Random, sent_on: date, legislature: int) -> Life:
    """One life, by the generator of its question."""
    deadline = sent_on + timedelta(DAYS_TO_DEADLINE)
    fate, answered_on, closed_on = chance.random(), None, None
    if fate < CLOSED:
        closed_on = after(sent_on, chance.randint(10, 60))
    elif fate >= CLOSED + UNANSWERED:
        answered_on = after(sent_on, chance.lognormvariate(log(DAYS_TO_ANSWER), SPREAD_OF_ANSWERS))
    asked_on = sent_on - timedelta(chance.choice((0, 0, 0, 1, 2)))
    is_late = chance.random() < LATE_PAGES
    return Life(
        asked_on=asked_on if is_workday(asked_on) else sent_on,
        sent_on=sent_on,
        deadline_on=None if legislature in WITHOUT_DEADLINE else deadline,
        late_language=chance.choice(LANGUAGES) if is_late else "",
        late_days=chance.randint(2, 9),
        reminded_on=tuple(reminders(chance, deadline, answered_on or closed_on)),
        answered_on=answered_on,
        closed_on=closed_on,
    )
