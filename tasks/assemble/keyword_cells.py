"""Keywords that a pipe table runs together in one cell, parted as the sisters of the page show them.

All terms of a language stand in one cell with a space between them (docs/source.md, 7). Only a parting that
covers the whole cell counts, and only if there is no other.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from schemas.codes import Language
from schemas.records import PageIssue, PageRecord
from tasks.assemble.choice import Witness
from tasks.assemble.same_words import plain_letters
from tasks.read.text.lines import cell_detail

UNPARTED = "keywords_not_parted"
LONGEST_TERM = 15
"""Words of a thesaurus term at most."""
Terms = tuple[str, ...]


def term_key(term: str) -> str:
    """A term as terms are compared: the plain letters of its words, with single spaces."""
    return " ".join(map(plain_letters, term.split()))


def part_cell(cell: str, known: Collection[str]) -> Terms | None:
    """The terms of a cell, if they follow each other in one way alone.

    Args:
        cell: The letters of the cell.
        known: Keys of the terms that it may hold.
    """
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


def part_cells_by_sisters(record: PageRecord, sisters: Sequence[Witness]) -> PageRecord:
    """A page with the keywords of its cells parted, where a sister has the same terms one by one.

    Args:
        record: A page; one that shows no cell is returned as it is.
        sisters: The pages of the same question, the page itself included or not.
    """
    reading = record.reading
    if reading is None or not _has_cells(record):
        return record
    parted = {
        language: terms
        for language, items in reading.keywords.items()
        if len(items) == 1 and (terms := _as_sisters_show(items[0], language, sisters))
    }
    solved = {PageIssue(UNPARTED, cell_detail(reading.keywords[language][0])) for language in parted}
    return replace(
        record,
        reading=replace(reading, keywords={**reading.keywords, **parted}),
        issues=tuple(issue for issue in record.issues if issue not in solved),
    )


def _has_cells(record: PageRecord) -> bool:
    return any(issue.kind == UNPARTED for issue in record.issues)


def _as_sisters_show(cell: str, language: Language, sisters: Sequence[Witness]) -> Terms | None:
    """The terms of a cell as the best vouched for sister has them that shows them one by one."""
    for sister in sorted(sisters, key=lambda sister: sister.rank):
        if not _has_cells(sister.record):
            known = {term_key(term) for term in sister.reading.keywords.get(language, ())}
            if terms := part_cell(cell, known):
                return terms
    return None
