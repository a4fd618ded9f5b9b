"""The rows that do not depend on pages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

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


def vocabulary_tables(terms: Sequence[Term] | None = None) -> Tables:
    """Tables of parties, governments, ministers, organisations and places.

    `terms` are those of ministers; by default all real ones.
    """
    terms = ministers() if terms is None else terms
    return {
        "parties": [_party_row(party) for party in parties()],
        "governments": [_government_row(government) for government in governments().values()],
        "coalitions": [_coalition_row(one) for one in coalitions()],
        "ministers": list(_minister_rows(terms)),
        "minister_terms": [_term_row(term) for term in terms],
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
    """A row per person, named as in the last term."""
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
