"""Links across all questions: who is who, which questions are the same, which terms pair."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache, partial

import pyarrow as pa
import pyarrow.compute as pc

from schemas.codes import Language
from schemas.records import Row, Tables
from tasks.link.actors import (
    Sighting,
    member_tables,
    minister_asked,
    office_holder_rows,
    office_tables,
    terms_for,
)
from tasks.link.actors.names import name_key
from tasks.link.actors.offices import NamedOffice
from tasks.link.actors.printed_office import read_office
from tasks.link.same import Compared, same_question_rows
from tasks.link.thesaurus import split_cells, thesaurus_rows
from tasks.tables.arrow_tables import distinct, is_kind, mapped, of_kind, replaced
from tasks.tables.vocabulary_rows import vocabulary_tables

Eurovoc = Mapping[tuple[str, str], str]
"""EuroVoc identifiers by language and folded term."""


def link_questions(
    tables: Tables,
    sightings: Iterable[Sighting],
    named: Iterable[NamedOffice],
    known: Compared,
    eurovoc: Eurovoc,
) -> None:
    """Fill in the links between questions, persons, parties, offices and terms.

    `tables` has the rows of questions, links, keywords, pages and issues, and of questions' texts. Rows of
    `questions` get their identifiers; the tables of actors, terms and vocabularies get their rows.
    """
    tables["office_holders"] = office_holder_rows(sightings)
    _add_actors(tables, (*named, *_of_holders(tables["office_holders"])))
    _add_groups(tables, known)
    tables["keywords"], tables["issues"] = split_cells(
        tables["keywords"], tables["pages"], tables["issues"], eurovoc
    )
    tables["thesaurus"] = thesaurus_rows(tables["keywords"], tables["pages"], tables["issues"], eurovoc)
    tables |= vocabulary_tables(terms_for(tables["questions"]))


def _add_actors(tables: Tables, named: Iterable[NamedOffice]) -> None:
    actors, offices = member_tables(tables["questions"]), office_tables(tables["questions"], named)
    for row in tables["questions"]:
        row["member_id"], row["party_id"] = actors.of_question.get(row["question_id"], (None, None))
        row["office_id"] = offices.of_question.get(row["question_id"])
        row["minister_id"] = minister_asked(row)
    tables["members"] = list(actors.members)
    tables["memberships"] = list(actors.memberships)
    tables["offices"] = list(offices.offices)
    tables["office_names"] = list(offices.names)
    tables["issues"] += (*actors.issues, *offices.issues)


def _of_holders(holders: Iterable[Row]) -> Iterator[NamedOffice]:
    return (NamedOffice(row["language"], row["office"], row["questions"]) for row in holders)


def named_offices(mentions: pa.Table) -> list[NamedOffice]:
    """The known offices that mentions name, and how often."""
    there = of_kind(mentions, "kind", "office").group_by(["language", "text"]).aggregate([([], "count_all")])
    found: Counter[tuple[Language, str]] = Counter()
    for row in there.to_pylist():
        found[row["language"], _tidy(row["text"])] += row["count_all"]
    return [NamedOffice(*form, times) for form, times in found.items() if _office(form[1])]


def with_identifiers(mentions: pa.Table, members: Iterable[Row]) -> pa.Table:
    """Mentions with identifiers of persons who are members, by their full name, and of offices."""
    known: dict[str, set[str]] = defaultdict(set)
    for member in members:
        for spelling in member["spellings"]:
            known[name_key(spelling)].add(member["member_id"])
    identify: dict[str, Callable[[str], str | None]] = {"person": partial(_member, known), "office": _office}
    identifiers = mentions["entity_id"]
    for kind, identifier in identify.items():
        there = is_kind(mentions["kind"], kind)
        names = distinct(mentions["text"].filter(there))
        found = mapped(mentions["text"], {name: identifier(name) for name in names})
        identifiers = pc.if_else(there, found, identifiers)
    return replaced(mentions, "entity_id", identifiers)


def _member(known: Mapping[str, AbstractSet[str]], name: str) -> str | None:
    found = known.get(name_key(name), frozenset()) if " " in name else frozenset()
    return next(iter(found)) if len(found) == 1 else None


def _tidy(printed: str) -> str:
    return " ".join(printed.split())


@cache
def _office(printed: str) -> str | None:
    office = read_office(_tidy(printed))
    return office.office_id if office.is_known else None


def _add_groups(tables: Tables, known: Compared) -> None:
    rows = same_question_rows(tables["texts"], tables["links"], tables["questions"], known)
    groups = {row["question_id"]: row for row in rows}
    for row in tables["questions"]:
        group = groups[row["question_id"]]
        row["group_id"], row["group_reason"] = group["group_id"], group["reason"]
