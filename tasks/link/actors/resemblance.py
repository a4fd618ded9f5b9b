"""Whom a surname alone may refer to: bulletins print no given names (docs/source.md, 5)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tasks.link.actors.names import is_surname_alone, surnames
from tasks.link.actors.persons import Asked, Person

NEIGHBOUR = 1
"""Most legislatures between the questions of one senator."""


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
        fitting = [other for other in bearers[person.key] if _may_be_one(questions, asked[other])]
        if is_surname_alone(person.key) and len(fitting) == 1:
            found[person] = fitting[0]
    return found


def _may_be_one(questions: Sequence[Asked], others: Sequence[Asked]) -> bool:
    """Whether two members were senators at about the same time, without opposite language groups."""
    times, their_times = ({one.question["legislature"] for one in some} for some in (questions, others))
    sides, their_sides = ({one.side for one in some} - {None} for some in (questions, others))
    is_near = any(abs(one - other) <= NEIGHBOUR for one in times for other in their_times)
    return is_near and (not sides or not their_sides or not sides.isdisjoint(their_sides))
