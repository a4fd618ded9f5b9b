"""What only all questions together tell: who is who, which questions are the same, which terms pair."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache, partial

import pyarrow as pa
import pyarrow.compute as pc

from schemas.records import Row, Tables
from schemas.vocabulary.entities import Party, organisations, parties, places
from schemas.vocabulary.governments import coalitions, governments, ministers
from tasks.actors import Sighting, member_tables, minister_asked, office_holder_rows, office_tables
from tasks.actors.names import name_key
from tasks.actors.printed_office import read_office
from tasks.release.arrow_tables import distinct, is_kind, mapped, replaced
from tasks.same import Compared, same_question_rows
from tasks.thesaurus import part_cells, thesaurus_rows

Eurovoc = Mapping[tuple[str, str], str]
"""Identifiers of EuroVoc by language and folded term."""


def link_questions(tables: Tables, sightings: Iterable[Sighting], known: Compared, eurovoc: Eurovoc) -> None:
    """Fill in what ties questions to each other, to persons, parties, offices and terms.

    Args:
        tables: The rows of questions, links, keywords, pages and issues, and of the texts of questions; rows
            of `questions` get their identifiers, the tables of actors, terms and vocabularies their rows.
        sightings: Where a person is named beside an office.
        known: What was found of the texts of questions.
        eurovoc: Identifiers of terms; empty when none are configured.
    """
    _add_actors(tables)
    tables["office_holders"] = office_holder_rows(sightings)
    _add_groups(tables, known)
    tables["keywords"], tables["issues"] = part_cells(
        tables["keywords"], tables["pages"], tables["issues"], eurovoc
    )
    tables["thesaurus"] = thesaurus_rows(tables["keywords"], tables["pages"], tables["issues"], eurovoc)
    tables |= vocabulary_tables()


def _add_actors(tables: Tables) -> None:
    actors, offices = member_tables(tables["questions"]), office_tables(tables["questions"])
    for row in tables["questions"]:
        row["member_id"], row["party_id"] = actors.of_question.get(row["question_id"], (None, None))
        row["office_id"] = offices.of_question.get(row["question_id"])
        row["minister_id"] = minister_asked(row)
    tables["members"] = list(actors.members)
    tables["memberships"] = list(_numbered(actors.memberships))
    tables["offices"] = list(offices.offices)
    tables["issues"] += (*actors.issues, *offices.issues)


def _numbered(memberships: Iterable[Row]) -> Iterable[Row]:
    """The runs of each member with their place in its order."""
    seen: dict[str, int] = defaultdict(int)
    for row in memberships:
        yield row | {"position": seen[row["member_id"]]}
        seen[row["member_id"]] += 1


def with_identifiers(mentions: pa.Table, members: Iterable[Row]) -> pa.Table:
    """Mentions with identifiers of persons who are members, by their full name, and of offices.

    Args:
        mentions: The table `mentions`.
        members: Rows of `members`.
    """
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


@cache
def _office(printed: str) -> str | None:
    office = read_office(" ".join(printed.split()))
    return office.office_id if office.is_known else None


def _add_groups(tables: Tables, known: Compared) -> None:
    rows = same_question_rows(tables["texts"], tables["links"], tables["questions"], known)
    groups = {row["question_id"]: row for row in rows}
    for row in tables["questions"]:
        group = groups[row["question_id"]]
        row["group_id"], row["group_reason"] = group["group_id"], group["reason"]


def vocabulary_tables() -> Tables:
    """The tables that hold what the product knows: parties, governments, organisations, places."""
    return {
        "parties": [_party_row(party) for party in parties()],
        **_government_tables(),
        "organisations": [
            {
                "organisation_id": body.code,
                "kind": body.kind,
                "name_nl": next(iter((*body.names_nl, *body.abbreviations_nl)), None),
                "name_fr": next(iter((*body.names_fr, *body.abbreviations_fr)), None),
                "spellings": list(dict.fromkeys((*body.names, *body.abbreviations))),
                "since": body.since,
                "until": body.until,
                "source": body.source,
            }
            for body in organisations()
        ],
        "places": [
            {
                "place_id": place.code,
                "kind": place.kind,
                "name_nl": place.names_nl[0],
                "name_fr": place.names_fr[0],
                "within": place.within,
                "since": place.since,
                "until": place.until,
                "merged_into": place.merged_into,
                "source": place.source,
            }
            for place in places()
        ],
    }


def _party_row(party: Party) -> Row:
    return {
        "party_id": party.code,
        "name_nl": next(iter(party.names_nl), None),
        "name_fr": next(iter(party.names_fr), None),
        "spellings": list(party.spellings),
        "language_group": party.language_group,
        "since": party.since,
        "until": party.until,
        "predecessor": party.predecessor,
        "successor": party.successor,
        "source": party.source,
    }


def _government_tables() -> Tables:
    return {
        "governments": [
            {
                "government_id": government.code,
                "name": government.name,
                "since": government.since,
                "until": government.until,
                "source": government.source,
            }
            for government in governments().values()
        ],
        "coalitions": [
            {
                "government_id": one.government,
                "party_id": one.party,
                "part": one.part,
                "since": one.since,
                "until": one.until,
                "source": one.source,
            }
            for one in coalitions()
        ],
        "ministers": [
            {
                "minister_id": term.minister,
                "name": term.name,
                "party_id": term.party,
                "government_id": term.government,
                "role": term.role,
                "portfolios": list(term.portfolios),
                "since": term.since,
                "until": term.until,
                "source": term.source,
            }
            for term in ministers()
        ],
    }
