"""Which Dutch term is which French one: bilingual pages list both in one order (docs/source.md, 5).

Only questions with such a page are used; when its terms could not be split or paired with certainty, an issue
row says so, and the question is left out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType

from schemas.codes import Language
from schemas.records import Row
from schemas.tables import THESAURUS
from tasks.assemble import Terms
from tasks.link.thesaurus.eurovoc import folded_term

UNCERTAIN = frozenset(("keywords_not_paired", "keywords_not_parted"))
"""Kinds of issues that make the place of a term meaningless."""

_NO_TERMS: Mapping[tuple[str, str], str] = MappingProxyType({})

Pair = tuple[str, str]
"""A Dutch term and a French one."""

Printed = dict[Language, Terms]
"""The keywords of a question by language, in order."""


def thesaurus_rows(
    keywords: Sequence[Row],
    pages: Sequence[Row],
    issues: Sequence[Row],
    eurovoc: Mapping[tuple[str, str], str] = _NO_TERMS,
) -> list[Row]:
    """The pairs of a Dutch term and a French one, sorted by these terms.

    `eurovoc` has the identifiers from `eurovoc_terms`. In the rows, times_seen counts the questions with the
    pair, and agreed_share (0 to 1) is their share of the questions with the Dutch term.
    """
    teaching = _teaching(pages, issues)
    paired = [_pairs(terms) for question, terms in printed_terms(keywords).items() if question in teaching]
    spellings = _spellings(paired)
    folded = [{(folded_term(dutch), folded_term(french)) for dutch, french in pairs} for pairs in paired]
    seen = Counter(pair for pairs in folded for pair in pairs)
    dutch = Counter(term for pairs in folded for term in {term for term, _ in pairs})
    rows = [
        THESAURUS.row(
            term_nl=spellings["nl", pair[0]],
            term_fr=spellings["fr", pair[1]],
            times_seen=times,
            agreed_share=round(times / dutch[pair[0]], 4),
            eurovoc_id=_identifier(pair, eurovoc),
        )
        for pair, times in seen.items()
    ]
    return sorted(rows, key=lambda row: (row["term_nl"], row["term_fr"]))


def _teaching(pages: Iterable[Row], issues: Iterable[Row]) -> set[str]:
    """The questions with a bilingual page that was read and no doubt about the order of their terms."""
    questions = {page["page_id"]: page["question_id"] for page in pages}
    bilingual = {
        page["question_id"]
        for page in pages
        if page["variant"] == "print_bilingual" and page["outcome"] == "read"
    }
    doubted = {
        issue["question_id"] or questions.get(issue["page_id"])
        for issue in issues
        if issue["kind"] in UNCERTAIN
    }
    return bilingual - doubted - {None}


def printed_terms(keywords: Iterable[Row]) -> dict[str, Printed]:
    """The terms of each question."""
    found: dict[str, dict[Language, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(keywords, key=itemgetter("question_id", "language", "position")):
        found[row["question_id"]][row["language"]].append(row["keyword"])
    return {name: {lang: tuple(terms) for lang, terms in by.items()} for name, by in found.items()}


def _pairs(terms: Printed) -> list[Pair]:
    """The terms of a question in the same place; none when one language has more of them."""
    dutch, french = terms.get("nl", ()), terms.get("fr", ())
    return list(zip(dutch, french, strict=True)) if len(dutch) == len(french) else []


def _spellings(paired: Iterable[Sequence[Pair]]) -> dict[tuple[str, str], str]:
    """The most frequent spelling of each term, by language and folded term; ties go to the first sorted."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for pairs in paired:
        for dutch, french in pairs:
            counts["nl", folded_term(dutch)][dutch] += 1
            counts["fr", folded_term(french)][french] += 1
    return {term: min(spelled, key=lambda name: (-spelled[name], name)) for term, spelled in counts.items()}


def _identifier(pair: Pair, eurovoc: Mapping[tuple[str, str], str]) -> str | None:
    """The only identifier of the terms; none when the languages name two concepts."""
    known = {eurovoc.get(("nl", pair[0])), eurovoc.get(("fr", pair[1]))} - {None}
    return known.pop() if len(known) == 1 else None
