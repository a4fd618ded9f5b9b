"""What only all questions together tell: who is who, which questions are the same, which terms pair."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from schemas.records import Row, Tables
from schemas.vocabulary.entities import Party, organisations, parties, places
from tasks.actors import member_tables, office_holders, office_tables
from tasks.actors.names import name_key
from tasks.actors.printed_office import read_office
from tasks.same import same_question_rows
from tasks.thesaurus import thesaurus_rows

Eurovoc = Mapping[tuple[str, str], str]
"""Identifiers of EuroVoc by language and folded term."""


def link_questions(tables: Tables, eurovoc: Eurovoc) -> None:
    """Fill in what ties questions to each other, to persons, parties, offices and terms.

    Args:
        tables: Every row that single questions and pages give; rows of `questions` and `mentions` get their
            identifiers, and the tables of actors, terms and vocabularies their rows.
        eurovoc: Identifiers of terms; empty when none are configured.
    """
    _add_actors(tables)
    _add_groups(tables)
    tables["thesaurus"] += thesaurus_rows(tables["keywords"], tables["pages"], tables["issues"], eurovoc)
    tables |= vocabulary_tables()


def _add_actors(tables: Tables) -> None:
    actors, offices = member_tables(tables["questions"]), office_tables(tables["questions"])
    for row in tables["questions"]:
        row["member_id"], row["party_id"] = actors.of_question.get(row["question_id"], (None, None))
        row["office_id"] = offices.of_question.get(row["question_id"])
    tables["members"] += actors.members
    tables["memberships"] += _numbered(actors.memberships)
    tables["offices"] += offices.offices
    tables["issues"] += (*actors.issues, *offices.issues)
    texts = {(row["question_id"], row["language"], row["part"]): row["text"] for row in tables["texts"]}
    tables["office_holders"] += office_holders(tables["mentions"], texts)
    _identify_mentions(tables["mentions"], actors.members)


def _numbered(memberships: Iterable[Row]) -> Iterable[Row]:
    """The runs of each member with their place in its order."""
    seen: dict[str, int] = defaultdict(int)
    for row in memberships:
        yield row | {"position": seen[row["member_id"]]}
        seen[row["member_id"]] += 1


def _identify_mentions(mentions: Iterable[Row], members: Iterable[Row]) -> None:
    """Identifiers of persons who are members, by their full name, and of offices."""
    known: dict[str, set[str]] = defaultdict(set)
    for member in members:
        for spelling in member["spellings"]:
            known[name_key(spelling)].add(member["member_id"])
    for mention in mentions:
        if mention["kind"] == "person" and " " in mention["text"]:
            found = known.get(name_key(mention["text"]), set())
            mention["entity_id"] = next(iter(found)) if len(found) == 1 else None
        elif mention["kind"] == "office":
            mention["entity_id"] = _office(" ".join(mention["text"].split()))


@cache
def _office(printed: str) -> str | None:
    office = read_office(printed)
    return office.office_id if office.is_known else None


def _add_groups(tables: Tables) -> None:
    rows = same_question_rows(tables["texts"], tables["links"], tables["questions"])
    groups = {row["question_id"]: row for row in rows}
    for row in tables["questions"]:
        group = groups[row["question_id"]]
        row["group_id"], row["group_reason"] = group["group_id"], group["reason"]


def vocabulary_tables() -> Tables:
    """The tables that hold what the product knows: parties, organisations, places."""
    return {
        "parties": [_party_row(party) for party in parties()],
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
