"""The rows that do not depend on pages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import pyarrow as pa

from schemas.codes import IDENTIFIER_SCHEMES
from schemas.records import Row
from schemas.tables import (
    COALITIONS,
    EUROVOC,
    GOVERNMENTS,
    MINISTER_TERMS,
    MINISTERS,
    ORGANISATIONS,
    PARTIES,
    PLACES,
)
from schemas.vocabulary.entities import Organisation, Party, Place, organisations, parties, places, registers
from schemas.vocabulary.eurovoc import Concept, Labels, concepts, domains, microthesauri
from schemas.vocabulary.governments import Term, coalitions, governments, ministers
from tasks.tables.rows import ordered_tables


def vocabulary_tables(terms: Sequence[Term] | None = None) -> dict[str, pa.Table]:
    """Tables of parties, governments, ministers, concepts, bodies and places, in the order of their keys.

    `terms` are those of ministers; by default all real ones.
    """
    terms = ministers() if terms is None else terms
    of_terms = [_term_row(term) for term in terms]
    by_term = ordered_tables({"ministers": list(_minister_rows(terms)), "minister_terms": of_terms})
    return {**_tables_without_terms(), **by_term}


@cache
def _tables_without_terms() -> dict[str, pa.Table]:
    return ordered_tables(
        {
            "parties": [_party_row(party) for party in parties()],
            "governments": [GOVERNMENTS.row(one, government_id=one.code) for one in governments().values()],
            "coalitions": [
                COALITIONS.row(one, government_id=one.government, party_id=one.party) for one in coalitions()
            ],
            "eurovoc": [_concept_row(concept) for concept in concepts()],
            "organisations": [_organisation_row(body) for body in organisations() if not body.is_only_a_name],
            "places": [_place_row(place) for place in places()],
        }
    )


def _concept_row(concept: Concept) -> Row:
    return EUROVOC.row(
        concept,
        **_labels("microthesaurus", microthesauri().get(concept.microthesaurus_id or "")),
        **_labels("domain", domains().get(concept.domain_id or "")),
    )


def _labels(level: str, labels: Labels | None) -> Row:
    return {f"{level}_{code}": getattr(labels, f"label_{code}", None) for code in ("nl", "fr", "en")}


def _organisation_row(body: Organisation) -> Row:
    identifiers = registers().get(body.code, {})
    return ORGANISATIONS.row(
        body,
        body.lifetime,
        instead={"source": "; ".join(filter(None, (body.source, identifiers.get("source"))))},
        organisation_id=body.code,
        name_nl=next(iter((*body.names_nl, *body.abbreviations_nl)), None),
        name_fr=next(iter((*body.names_fr, *body.abbreviations_fr)), None),
        spellings=list(dict.fromkeys((*body.names, *body.abbreviations))),
        **{scheme: identifiers.get(scheme) for scheme in IDENTIFIER_SCHEMES},
    )


def _place_row(place: Place) -> Row:
    return PLACES.row(
        place,
        place.lifetime,
        place_id=place.code,
        name_nl=place.names_nl[0],
        name_fr=place.names_fr[0],
    )


def _party_row(party: Party) -> Row:
    return PARTIES.row(
        party,
        party.lifetime,
        instead={"spellings": list(party.spellings)},
        party_id=party.code,
        name_nl=next(iter(party.names_nl), None),
        name_fr=next(iter(party.names_fr), None),
    )


def _minister_rows(terms: Iterable[Term]) -> Iterator[Row]:
    """A row per person, named as in the last term."""
    by_person: dict[str, list[Term]] = defaultdict(list)
    for term in sorted(terms, key=lambda term: term.since):
        by_person[term.minister].append(term)
    for minister_id, found in by_person.items():
        first, last = found[0], found[-1]
        yield MINISTERS.row(
            minister_id=minister_id, name=last.name, party_id=last.party, since=first.since, until=last.until
        )


def _term_row(term: Term) -> Row:
    return MINISTER_TERMS.row(
        term,
        instead={"portfolios": list(term.portfolios)},
        minister_id=term.minister,
        party_id=term.party,
        government_id=term.government,
    )
