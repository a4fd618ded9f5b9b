"""What only all questions together tell: who is who, which questions are the same, which terms pair."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict
from functools import cache, partial

import pyarrow as pa
import pyarrow.compute as pc

from schemas.codes import Language
from schemas.records import Row, Tables
from schemas.vocabulary.entities import Organisation, Party, Place, organisations, parties, places
from schemas.vocabulary.governments import (
    CoalitionParty,
    Government,
    Term,
    coalitions,
    governments,
    ministers,
)
from schemas.vocabulary_tables import (
    COALITIONS,
    GOVERNMENTS,
    MINISTER_TERMS,
    MINISTERS,
    ORGANISATIONS,
    PARTIES,
    PLACES,
)
from tasks.actors import Sighting, member_tables, minister_asked, office_holder_rows, office_tables
from tasks.actors.names import name_key
from tasks.actors.offices import NamedOffice
from tasks.actors.printed_office import read_office
from tasks.release.arrow_tables import distinct, is_kind, mapped, of_kind, replaced
from tasks.same import Compared, same_question_rows
from tasks.thesaurus import part_cells, thesaurus_rows

Eurovoc = Mapping[tuple[str, str], str]
"""Identifiers of EuroVoc by language and folded term."""


def link_questions(
    tables: Tables,
    sightings: Iterable[Sighting],
    named: Iterable[NamedOffice],
    known: Compared,
    eurovoc: Eurovoc,
) -> None:
    """Fill in what ties questions to each other, to persons, parties, offices and terms.

    Args:
        tables: The rows of questions, links, keywords, pages and issues, and of the texts of questions; rows
            of `questions` get their identifiers, the tables of actors, terms and vocabularies their rows.
        sightings: Where a person is named beside an office.
        named: Offices that texts name.
        known: What was found of the texts of questions.
        eurovoc: Identifiers of terms; empty when none are configured.
    """
    tables["office_holders"] = office_holder_rows(sightings)
    _add_actors(tables, (*named, *_of_holders(tables["office_holders"])))
    _add_groups(tables, known)
    tables["keywords"], tables["issues"] = part_cells(
        tables["keywords"], tables["pages"], tables["issues"], eurovoc
    )
    tables["thesaurus"] = thesaurus_rows(tables["keywords"], tables["pages"], tables["issues"], eurovoc)
    tables |= vocabulary_tables()


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
    """The offices that mentions name and that are known, with how often."""
    there = of_kind(mentions, "kind", "office").group_by(["language", "text"]).aggregate([([], "count_all")])
    found: Counter[tuple[Language, str]] = Counter()
    for row in there.to_pylist():
        found[row["language"], _tidy(row["text"])] += row["count_all"]
    return [NamedOffice(*form, times) for form, times in found.items() if _office(form[1])]


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


def vocabulary_tables() -> Tables:
    """The tables that hold what the product knows: parties, governments, ministers, organisations, places."""
    return {
        "parties": [_party_row(party) for party in parties()],
        "governments": [_government_row(government) for government in governments().values()],
        "coalitions": [_coalition_row(one) for one in coalitions()],
        "ministers": list(_minister_rows(ministers())),
        "minister_terms": [_term_row(term) for term in ministers()],
        "organisations": [_organisation_row(body) for body in organisations()],
        "places": [_place_row(place) for place in places()],
    }


def _organisation_row(body: Organisation) -> Row:
    return ORGANISATIONS.row(
        organisation_id=body.code,
        kind=body.kind,
        name_nl=next(iter((*body.names_nl, *body.abbreviations_nl)), None),
        name_fr=next(iter((*body.names_fr, *body.abbreviations_fr)), None),
        spellings=list(dict.fromkeys((*body.names, *body.abbreviations))),
        **asdict(body.lifetime),
        source=body.source,
    )


def _place_row(place: Place) -> Row:
    return PLACES.row(
        place_id=place.code,
        kind=place.kind,
        name_nl=place.names_nl[0],
        name_fr=place.names_fr[0],
        within=place.within,
        since=place.lifetime.since,
        until=place.lifetime.until,
        merged_into=place.merged_into,
        source=place.source,
    )


def _party_row(party: Party) -> Row:
    return PARTIES.row(
        party_id=party.code,
        name_nl=next(iter(party.names_nl), None),
        name_fr=next(iter(party.names_fr), None),
        spellings=list(party.spellings),
        language_group=party.language_group,
        **asdict(party.lifetime),
        predecessor=party.predecessor,
        successor=party.successor,
        source=party.source,
    )


def _government_row(government: Government) -> Row:
    return GOVERNMENTS.row(
        government_id=government.code,
        name=government.name,
        since=government.since,
        until=government.until,
        source=government.source,
    )


def _coalition_row(one: CoalitionParty) -> Row:
    return COALITIONS.row(
        government_id=one.government,
        party_id=one.party,
        part=one.part,
        since=one.since,
        until=one.until,
        source=one.source,
    )


def _minister_rows(terms: Iterable[Term]) -> Iterator[Row]:
    """A row for each person, named as in the last term."""
    by_person: dict[str, list[Term]] = defaultdict(list)
    for term in sorted(terms, key=lambda term: term.since):
        by_person[term.minister].append(term)
    for minister_id, found in by_person.items():
        first, last = found[0], found[-1]
        yield MINISTERS.row(
            minister_id=minister_id,
            name=last.name,
            party_id=last.party,
            since=first.since,
            until=last.until,
        )


def _term_row(term: Term) -> Row:
    return MINISTER_TERMS.row(
        minister_id=term.minister,
        party_id=term.party,
        government_id=term.government,
        role=term.role,
        portfolios=list(term.portfolios),
        since=term.since,
        until=term.until,
        source=term.source,
    )
