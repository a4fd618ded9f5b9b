"""Which person asked each question, and whom a surname alone may refer to (docs/source.md, 5)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from schemas.codes import HOUSES, HouseCode
from schemas.records import Row
from schemas.tables import question_issue
from schemas.vocabulary.entities import Party
from schemas.vocabulary.houses import house_of
from tasks.common.parties import side_of
from tasks.link.actors.names import is_surname_alone, surnames
from tasks.link.actors.shared import quoted

NEIGHBOUR = 1
"""Most legislatures between the questions of one senator."""


class Person(NamedTuple):
    """One person: the key of the name, the language group when two share the name, and the house."""

    key: str
    side: str | None = None
    house: HouseCode = "senate"


@dataclass(frozen=True)
class Asked:
    """A question with an author.

    `spelling` is the author as printed; `key` is what the name's spellings share, '' without a letter;
    `party` is the party after the name, if known.
    """

    question: Row
    spelling: str
    key: str
    party: Party | None

    @cached_property
    def side(self) -> str | None:
        """The language group of the party, if it has one."""
        return side_of(self.party)

    @property
    def house(self) -> HouseCode:
        """The house in which it was put."""
        return house_of(self.question["legislature"]).code


@dataclass(slots=True)
class Persons:
    """Who asked which question; None where it is undecided between several, with an issue."""

    of_question: dict[str, Person | None] = field(default_factory=dict)
    issues: list[Row] = field(default_factory=list)


def persons_of(asked: Sequence[Asked]) -> Persons:
    """The person behind each author; questions are in order."""
    found = Persons()
    named = [one for one in asked if one.key]
    for one in asked:
        if not one.key:
            _keep_open(found, one, f"The author {quoted(one.spelling)} has no letters.")
    for house in HOUSES:
        _separate_namesakes([one for one in named if one.house == house], found)
    return found


def _keep_open(found: Persons, one: Asked, detail: str) -> None:
    question_id = one.question["question_id"]
    found.of_question[question_id] = None
    found.issues.append(question_issue(question_id, "member_uncertain", detail))


def _separate_namesakes(asked: Sequence[Asked], found: Persons) -> None:
    """One person per name; two for a name under parties of both language groups."""
    sides: dict[tuple[str, int], set[str]] = defaultdict(set)
    first: dict[str, dict[str, Asked]] = defaultdict(dict)
    for one in asked:
        if one.side:
            sides[one.key, one.question["legislature"]].add(one.side)
            first[one.key].setdefault(one.side, one)
    found.issues += [_namesakes_issue([*both.values()]) for both in first.values() if len(both) > 1]
    for one in asked:
        there = sides.get((one.key, one.question["legislature"]), set())
        if len(first.get(one.key, ())) <= 1:
            found.of_question[one.question["question_id"]] = Person(one.key, None, one.house)
        elif side := one.side or (next(iter(there)) if len(there) == 1 else None):
            found.of_question[one.question["question_id"]] = Person(one.key, side, one.house)
        else:
            _keep_open(
                found, one, f"{quoted(one.spelling)} is the name of two members, one of each language group."
            )


def _namesakes_issue(first: Sequence[Asked]) -> Row:
    """One row per name, about the first question of the earlier group."""
    groups = " and ".join(f"{one.side} (first in {one.question['question_id']})" for one in first)
    detail = (
        f"The name {quoted(first[0].spelling)} occurs with parties of both language groups, {groups}; "
        "it is treated as two persons."
    )
    return question_issue(first[0].question["question_id"], "member_namesakes", detail)


def possibly_same(asked: Mapping[Person, Sequence[Asked]]) -> dict[Person, Person]:
    """The one member with each lone surname, in the same or a neighbouring legislature.

    None when several have it; parties of both language groups mean two persons.
    """
    bearers: dict[str, list[Person]] = defaultdict(list)
    for person in asked:
        for surname in () if is_surname_alone(person.key) else surnames(person.key):
            bearers[surname].append(person)
    found: dict[Person, Person] = {}
    for person, questions in asked.items():
        of_house = (other for other in bearers[person.key] if other.house == person.house)
        fitting = [other for other in of_house if _may_be_one(questions, asked[other])]
        if is_surname_alone(person.key) and len(fitting) == 1:
            found[person] = fitting[0]
    return found


def _may_be_one(questions: Sequence[Asked], others: Sequence[Asked]) -> bool:
    """Whether two members were senators at about the same time, without opposite language groups."""
    times, their_times = ({one.question["legislature"] for one in some} for some in (questions, others))
    sides, their_sides = ({one.side for one in some} - {None} for some in (questions, others))
    is_near = any(abs(one - other) <= NEIGHBOUR for one in times for other in their_times)
    return is_near and (not sides or not their_sides or not sides.isdisjoint(their_sides))
