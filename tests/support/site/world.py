"""The invented questions of one legislature, and what is known of each on any day.

Everything follows from the seed: what a number is on a day never depends on what was asked before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from heapq import heappop, heappush
from math import ceil, exp
from random import Random
from threading import RLock

from tests.support.render import Both, Event, Link, QuestionFacts

from .lives import Life, draw_life, is_workday
from .phrases import ADDRESSEES
from .wording import Wording, compose

WORKDAYS_A_WEEK = 5
PACE_BEFORE = 0.5
"""The questions from before the first day came in at this share of the later pace."""
FAMILIES = 0.06
FAMILY_SIZES = (2, 2, 3)
PUT_AGAIN = 0.6
"""Shares: of questions asked to several ministers, and of closed ones put again under a new number."""
DAYS_UNTIL_PUT_AGAIN = (3, 20)


@dataclass(frozen=True)
class Place:
    """What stands at one number: a life, and the number whose text it has."""

    life: Life
    text: int
    family: range
    again_of: int | None = None


@dataclass
class World:
    """The questions of a legislature.

    seed: another seed is another world. legislature: its number. first_day: numbers 1 to `already` are there
    before it, and some of them answered or closed. numbers_a_week: how many numbers come from then on.
    gaps: the share of numbers that never exist.
    """

    seed: int = 0
    legislature: int = 8
    first_day: date = date(2026, 1, 5)
    numbers_a_week: float = 6
    already: int = 30
    gaps: float = 0.05
    _places: list[Place | None] = field(default_factory=list, init=False, repr=False)
    _put_again_as: dict[int, int] = field(default_factory=dict, init=False, repr=False)
    _to_put_again: list[tuple[date, int]] = field(default_factory=list, init=False, repr=False)
    _wordings: dict[int, Wording] = field(default_factory=dict, init=False, repr=False)
    _known_until: date = field(default=date.min, init=False, repr=False)
    _growing: RLock = field(default_factory=RLock, init=False, repr=False, compare=False)

    def exists(self, number: int, day: date) -> bool:
        """Whether the site has a page of that number on that day."""
        return self._place(number, day) is not None

    def numbers(self, day: date) -> list[int]:
        """The numbers that exist on a day."""
        self._grow(day)
        return [number for number in range(1, len(self._places) + 1) if self.exists(number, day)]

    def facts(self, number: int, day: date, language: str = "nl") -> QuestionFacts | None:
        """What the page in a language shows on a day; None when there is no page."""
        place = self._place(number, day)
        if place is None:
            return None
        wording, is_answered = self._wording(place.text), self._shows_answer(place, day, language)
        return QuestionFacts(
            legislature=self.legislature,
            number=number,
            author=wording.author,
            party=wording.party,
            asked_on=place.life.asked_on,
            original_language=wording.original_language,
            addressee=self._addressee(place, number),
            title=wording.title,
            keywords=wording.keywords,
            question=wording.question,
            events=tuple(self._events(place, day, language)),
            links=tuple(self._links(place, number, day)),
            answered_on=place.life.answered_on if is_answered else None,
            answer=wording.answer if is_answered else None,
            subquestions=wording.subquestions,
            answer_parts=wording.answer_parts if is_answered else (),
        )

    def status(self, number: int, day: date) -> str | None:
        """answered, closed or open, by the page that is ahead; None when there is no page."""
        place = self._place(number, day)
        if place is None:
            return None
        if self._has_come(place.life.answered_on, day):
            return "answered"
        if self._has_come(place.life.closed_on, day):
            return "closed"
        return "open"

    def expected_states(self, day: date) -> dict[str, str]:
        """The status of every question that exists on a day, by its identifier."""
        return {f"{self.legislature}-{number}": self.status(number, day) for number in self.numbers(day)}

    def changed_on(self, number: int, day: date, language: str) -> date:
        """The last day until that day on which the page in a language changed; a KeyError without page."""
        place = self._place(number, day)
        if place is None:
            raise KeyError(number)
        shown = place.life.answer_shown_on(language)
        again = self._again(number, day)
        changes = [event.on for event in self._events(place, day, language)]
        changes += [shown] if shown and shown <= day else []
        changes += [again.life.sent_on] if again else []
        return max(changes)

    # What is shown of a question

    def _wording(self, text: int) -> Wording:
        if text not in self._wordings:
            year = self._places[text - 1].life.sent_on.year
            self._wordings[text] = compose(self._chance(text, "wording"), year)
        return self._wordings[text]

    def _addressee(self, place: Place, number: int) -> Both[str]:
        if place.again_of:
            return self._addressee(self._places[place.again_of - 1], place.again_of)
        first = self._chance(place.text, "addressee").randrange(len(ADDRESSEES))
        return ADDRESSEES[(first + place.family.index(number)) % len(ADDRESSEES)]

    def _has_come(self, on: date | None, day: date) -> bool:
        """Whether what was to happen on a day has happened."""
        return on is not None and on <= day

    def _shows_answer(self, place: Place, day: date, language: str) -> bool:
        return self._has_come(place.life.answered_on, day) and place.life.answer_shown_on(language) <= day

    def _events(self, place: Place, day: date, language: str) -> Iterator[Event]:
        is_answered = self._shows_answer(place, day, language)
        for event in place.life.events():
            if self._has_come(event.on, day) and (is_answered or event.event != "answered"):
                yield event

    def _again(self, number: int, day: date) -> Place | None:
        """The place under which a closed question was put again by that day."""
        again = self._put_again_as.get(number)
        return self._place(again, day) if again else None

    def _links(self, place: Place, number: int, day: date) -> Iterator[Link]:
        if place.again_of:
            yield self._link("reintroduction_of", place.again_of)
        for other in place.family:
            if other != number:
                yield self._link("also_asked_as", other)
        if self._again(number, day):
            yield self._link("reintroduced_as", self._put_again_as[number])

    def _link(self, relation: str, number: int) -> Link:
        return Link(relation, "written_question", f"{self.legislature}-{number}")

    # How the numbers come

    def _chance(self, number: int, matter: str) -> Random:
        """The generator for one matter of one number."""
        return Random(f"{self.seed}/{self.legislature}/{number}/{matter}")

    def _place(self, number: int, day: date) -> Place | None:
        self._grow(day)
        if not 1 <= number <= len(self._places):
            return None
        place = self._places[number - 1]
        return place if place and self._has_come(place.life.sent_on, day) else None

    def _grow(self, day: date) -> None:
        """Know all numbers that come until a day."""
        with self._growing:
            if self._known_until == date.min:
                self._fill_before()
                self._known_until = self.first_day - timedelta(1)
            while self._known_until < day:
                self._known_until += timedelta(1)
                if is_workday(self._known_until):
                    self._fill_day(self._known_until)

    def _fill_before(self) -> None:
        """The numbers from before the first day, spread evenly over working days."""
        a_day = max(self.numbers_a_week, 1) * PACE_BEFORE / WORKDAYS_A_WEEK
        count = ceil(self.already / a_day)
        for index, day in enumerate(workdays_before(self.first_day, count), start=1):
            while len(self._places) < self.already * index // count:
                self._add(day, self.already - len(self._places))

    def _fill_day(self, day: date) -> None:
        coming = poisson(self._chance(day.toordinal(), "day"), self.numbers_a_week / WORKDAYS_A_WEEK)
        target = len(self._places) + coming
        while len(self._places) < target:
            self._add(day, max(FAMILY_SIZES))

    def _add(self, day: date, room: int) -> None:
        """Give the next number: to none, to a closed question, to a family, or to one question."""
        number = len(self._places) + 1
        chance = self._chance(number, "place")
        if chance.random() < self.gaps:
            self._places.append(None)
        elif self._to_put_again and self._to_put_again[0][0] <= day:
            self._put_again(number, heappop(self._to_put_again)[1], day)
        elif chance.random() < FAMILIES:
            self._add_family(range(number, number + min(room, chance.choice(FAMILY_SIZES))), day)
        else:
            self._add_family(range(number, number + 1), day)

    def _add_family(self, family: range, day: date) -> None:
        """One text asked on one day to as many ministers; each answers in his own time."""
        lives = [draw_life(self._chance(number, "life"), day, self.legislature) for number in family]
        for life in lives:
            self._settle(Place(replace(life, asked_on=lives[0].asked_on), family[0], family))

    def _put_again(self, number: int, closed: int, day: date) -> None:
        life = draw_life(self._chance(number, "life"), day, self.legislature)
        text = self._places[closed - 1].text
        self._put_again_as[closed] = number
        self._settle(Place(life, text, range(number, number + 1), again_of=closed))

    def _settle(self, place: Place) -> None:
        """Put a place at the next number; a closed one may be put again some days later."""
        self._places.append(place)
        number, closed_on = len(self._places), place.life.closed_on
        chance = self._chance(number, "again")
        if closed_on and chance.random() < PUT_AGAIN:
            day = closed_on + timedelta(chance.randint(*DAYS_UNTIL_PUT_AGAIN))
            heappush(self._to_put_again, (day, number))


def workdays_before(day: date, count: int) -> list[date]:
    """The last working days before a day, in order."""
    found: list[date] = []
    while len(found) < count:
        day -= timedelta(1)
        if is_workday(day):
            found.append(day)
    return found[::-1]


def poisson(chance: Random, mean: float) -> int:
    """A random count with that mean."""
    count, left = 0, chance.random()
    probability = exp(-mean)
    while left > probability > 0:
        left -= probability
        count += 1
        probability *= mean / count
    return count
