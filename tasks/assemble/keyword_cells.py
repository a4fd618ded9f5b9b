"""Keywords that a pipe table joins in one cell, split as on the page's sisters.

All terms of a language are in one cell with a space between them (docs/source.md, 7). A split counts only if
it covers the complete cell and is the only one.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from schemas.codes import Language
from schemas.records import PageIssue, PageRecord
from tasks.assemble.choice import ReadPage
from tasks.assemble.same_words import plain_letters
from tasks.read import cell_detail

NOT_SPLIT = "keywords_not_parted"
LONGEST_TERM = 15
"""Most words in a thesaurus term."""
Terms = tuple[str, ...]


def term_key(term: str) -> str:
    """A term for comparison: the plain letters of its words, with single spaces."""
    return " ".join(map(plain_letters, term.split()))


def split_cell(cell: str, known: Collection[str]) -> Terms | None:
    """The terms of a cell, if there is only one way to split it into known terms (by key)."""
    words, keys = cell.split(), term_key(cell).split(" ")
    ways, firsts = [1], [0]
    for end in range(1, len(words) + 1):
        starts = range(max(0, end - LONGEST_TERM), end)
        found = [first for first in starts if ways[first] and " ".join(keys[first:end]) in known]
        ways.append(min(2, sum(ways[first] for first in found)))
        firsts.append(found[-1] if found else 0)
    if not words or ways[-1] != 1:
        return None
    terms, end = [], len(words)
    while end:
        terms.append(" ".join(words[firsts[end] : end]))
        end = firsts[end]
    return tuple(reversed(terms))


def split_cells_by_sisters(record: PageRecord, sisters: Sequence[ReadPage]) -> PageRecord:
    """A page with the keywords of its cells split, where a sister has the same terms singly."""
    reading = record.reading
    if reading is None or not _has_cells(record):
        return record
    split = {
        language: terms
        for language, items in reading.keywords.items()
        if len(items) == 1 and (terms := _split_by_best_sister(items[0], language, sisters))
    }
    solved = {PageIssue(NOT_SPLIT, cell_detail(reading.keywords[language][0])) for language in split}
    return replace(
        record,
        reading=replace(reading, keywords={**reading.keywords, **split}),
        issues=tuple(issue for issue in record.issues if issue not in solved),
    )


def _has_cells(record: PageRecord) -> bool:
    return any(issue.kind == NOT_SPLIT for issue in record.issues)


def _split_by_best_sister(cell: str, language: Language, sisters: Sequence[ReadPage]) -> Terms | None:
    """The terms of a cell by the sister with the best evidence that has them singly."""
    for sister in sorted(sisters, key=lambda sister: sister.rank):
        if not _has_cells(sister.record):
            known = {term_key(term) for term in sister.reading.keywords.get(language, ())}
            if terms := split_cell(cell, known):
                return terms
    return None
