"""Keywords that a pipe table joins in one cell, split by the terms of all other questions.

A known term may be part of an unknown one ("violence politique"), so a split counts only when no two
neighbours are likely to be one term, judging by the parts of known terms of several words.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain, pairwise
from operator import itemgetter

from schemas.codes import LANGUAGES, Language
from schemas.records import Row
from schemas.vocabulary import eurovoc
from tasks.assemble import NOT_SPLIT, Terms, split_cell, term_key
from tasks.read import cell_detail
from tasks.tables.rows import keyword_row

UNPAIRED = "keywords_not_paired"
_LINKS: dict[Language, frozenset[str]] = {
    "fr": frozenset("a au aux contre d dans de des du en entre et l la le les ou par pour sans sur".split()),
    "nl": frozenset("aan bij de der en het in met of op over tegen ten ter tot uit van voor zonder".split()),
}
"""Words between the nouns of a term: a word beside them qualifies no noun by itself."""


Printed = dict[Language, Terms]
"""The keywords of a question by language, in order."""


class KnownTerms:
    """The terms of both languages that other questions have singly."""

    def __init__(self, terms: Iterable[tuple[str, str]]) -> None:
        self._keys: dict[str, set[str]] = {language: set() for language in LANGUAGES}
        for language, term in set(terms):
            self._keys[language].add(term_key(term))
        pairs = {language: list(_joined(language, self._keys[language])) for language in LANGUAGES}
        self._nouns = {language: {noun for noun, _ in found} for language, found in pairs.items()}
        self._qualifying = {language: {word for _, word in found} for language, found in pairs.items()}

    def split(self, cell: str, language: Language) -> Terms | None:
        """The terms of a cell, when that is certain."""
        terms = split_cell(cell, self._keys[language])
        if terms is None or any(self._may_be_one(*pair, language) for pair in pairwise(map(term_key, terms))):
            return None
        return terms

    def _may_be_one(self, first: str, second: str, language: Language) -> bool:
        """Whether two neighbours may be one term: a noun that others qualify, or a qualifier."""
        noun, word = (first, second) if language == "fr" else (second, first)
        is_usual = word in self._qualifying[language] or noun in self._nouns[language]
        return is_usual and " " not in word


def _joined(language: Language, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The noun and its qualifier, of terms that have one: it comes second in French."""
    for words in (key.split(" ") for key in keys):
        if language == "fr":
            noun, beside, word = words[0], words[-2:-1], words[-1]
        else:
            noun, beside, word = words[-1], words[1:2], words[0]
        if beside and beside[0] not in _LINKS[language]:
            yield noun, word


def split_cells(keywords: list[Row], pages: Iterable[Row], issues: list[Row]) -> tuple[list[Row], list[Row]]:
    """The keywords with cells split, and the issues without those that this settles.

    Without cells both lists are returned as they came.
    """
    question_of = {page["page_id"]: page["question_id"] for page in pages}
    reported = _reported(issues, question_of)
    if not reported:
        return keywords, issues
    printed = printed_terms(keywords)
    others = [
        (language, term)
        for question, by_language in printed.items()
        if question not in reported
        for language, terms in by_language.items()
        for term in terms
    ]
    of_others = KnownTerms(others)
    all_terms = ((name.language, name.text) for name in eurovoc.names())
    known = KnownTerms(chain(all_terms, others))
    split = {}
    for question, cells in reported.items():
        terms = printed.get(question, {})
        split[question] = _split(terms, cells, of_others) or _split(terms, cells, known)
    settled = {
        (question, cell_detail(printed[question][language][0]))
        for question, terms in split.items()
        for language in terms
    }
    paired = {question for question, _ in settled}
    left = (
        issue
        for issue in issues
        if (_question(issue, question_of), issue["detail"]) not in settled and not _is_paired(issue, paired)
    )
    return list(_rows(keywords, split)), list(left)


def _reported(issues: Iterable[Row], question_of: Mapping[str, str | None]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for issue in issues:
        if issue["kind"] == NOT_SPLIT:
            found[_question(issue, question_of)].add(issue["detail"])
    return found


def _question(issue: Row, question_of: Mapping[str, str | None]) -> str:
    return issue["question_id"] or question_of.get(issue["page_id"]) or ""


def printed_terms(keywords: Iterable[Row]) -> dict[str, Printed]:
    """The terms of each question."""
    found: dict[str, dict[Language, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(keywords, key=itemgetter("question_id", "language", "position")):
        found[row["question_id"]][row["language"]].append(row["keyword"])
    return {name: {lang: tuple(terms) for lang, terms in by.items()} for name, by in found.items()}


def _split(printed: Printed, details: AbstractSet[str], known: KnownTerms) -> Printed:
    """The terms of each reported cell of a question; none unless both languages then have equally many."""
    single = ((lang, terms[0]) for lang, terms in printed.items() if len(terms) == 1)
    cells = {lang: cell for lang, cell in single if cell_detail(cell) in details}
    found = {language: known.split(cell, language) or () for language, cell in cells.items()}
    sizes = {len(terms) for terms in {**printed, **found}.values()}
    return found if len(sizes) == 1 and 0 not in sizes else {}


def _rows(keywords: Iterable[Row], split: Mapping[str, Printed]) -> Iterator[Row]:
    for row in keywords:
        terms = split.get(row["question_id"], {}).get(row["language"])
        if terms is None:
            yield row
        else:
            yield from (keyword_row(row["question_id"], row["language"], *at) for at in enumerate(terms))


def _is_paired(issue: Row, paired: AbstractSet[str]) -> bool:
    """Whether an issue is about unequal numbers of keywords of a question whose cells are split."""
    return issue["kind"] == UNPAIRED and issue["page_id"] is None and issue["question_id"] in paired
