"""The tables of actors, and the identifiers of persons and offices in other tables."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache, partial

import pyarrow as pa
import pyarrow.compute as pc

from schemas.codes import Language
from schemas.records import Row, Tables
from tasks.link.actors.holders import Sighting, office_holder_rows
from tasks.link.actors.members import member_tables
from tasks.link.actors.ministers import in_office, minister_asked
from tasks.link.actors.names import name_key
from tasks.link.actors.offices import NamedOffice, office_tables
from tasks.link.actors.printed_office import read_office
from tasks.tables.arrow_tables import distinct, is_kind, mapped, of_kind, replaced


def add_actors(tables: Tables, sightings: Iterable[Sighting], named: Iterable[NamedOffice]) -> None:
    """Fill in the tables of members, offices and their holders, and what rows of `questions` say of them."""
    holders = tables["office_holders"] = office_holder_rows(sightings)
    named = [*named, *(NamedOffice(row["language"], row["office"], row["questions"]) for row in holders)]
    actors, offices = member_tables(tables["questions"]), office_tables(tables["questions"], named)
    for row in tables["questions"]:
        row["member_id"], row["party_id"] = actors.of_question.get(row["question_id"], (None, None))
        row["office_id"] = offices.of_question.get(row["question_id"])
        row["minister_id"] = minister_asked(row)
        row["in_office_at_deadline"] = in_office(row, row["deadline_on"])
        row["in_office_at_answer"] = in_office(row, row["answered_on"])
    tables["members"] = list(actors.members)
    tables["memberships"] = list(actors.memberships)
    tables["offices"] = list(offices.offices)
    tables["office_names"] = list(offices.names)
    tables["issues"] += (*actors.issues, *offices.issues)


def named_offices(mentions: pa.Table) -> list[NamedOffice]:
    """The known offices that mentions name, and how often."""
    there = of_kind(mentions, "kind", "office").group_by(["language", "text"]).aggregate([([], "count_all")])
    found: Counter[tuple[Language, str]] = Counter()
    for row in there.to_pylist():
        found[row["language"], _tidy(row["text"])] += row["count_all"]
    return [NamedOffice(*form, times) for form, times in found.items() if _office(form[1])]


def with_identifiers(mentions: pa.Table, members: Iterable[Row]) -> pa.Table:
    """Mentions with identifiers of persons who are members, by their full name, and of offices.

    A minister who is a member too has the same identifier in both tables, as a rule. A name that members of
    both houses have identifies nobody.
    """
    known: dict[str, set[str]] = defaultdict(set)
    houses: dict[str, set[str]] = defaultdict(set)
    for member in members:
        for spelling in member["spellings"]:
            known[name_key(spelling)].add(member["member_id"])
            houses[name_key(spelling)].add(member["house"])
    identify: dict[str, Callable[[str], str | None]] = {"person": partial(_member, known), "office": _office}
    identifiers = mentions["entity_id"]
    for kind, identifier in identify.items():
        there = is_kind(mentions["kind"], kind)
        names = distinct(mentions["text"].filter(there))
        found = mapped(mentions["text"], {name: identifier(name) for name in names})
        identifiers = pc.if_else(there, pc.coalesce(found, identifiers), identifiers)
        if kind == "person":
            unsure = pa.array([name for name in names if len(houses[name_key(name)]) > 1], pa.string())
            of_both = pc.and_(there, pc.is_in(mentions["text"], unsure))
            identifiers = pc.if_else(of_both, None, identifiers)
    return replaced(mentions, "entity_id", identifiers)


def _member(known: Mapping[str, AbstractSet[str]], name: str) -> str | None:
    found = known.get(name_key(name), frozenset()) if " " in name else frozenset()
    return next(iter(found)) if len(found) == 1 else None


def _tidy(printed: str) -> str:
    return " ".join(printed.split())


_SEVERAL = re.compile(r"(?:ministers|ministres|staatssecretarissen|secrétaires)\b", re.IGNORECASE)
"""Several holders, whose words identify no office: 'ministers van Financiën' of many countries."""


@cache
def _office(printed: str) -> str | None:
    if _SEVERAL.match(printed):
        return None
    office = read_office(_tidy(printed))
    return office.office_id if office.is_known else None
