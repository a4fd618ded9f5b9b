"""What the pages of one question split for each other before it is assembled.

Keywords that a pipe table joins: all terms of a language are in one cell with a space between them
(docs/source.md, 7). A split counts only if it covers the complete cell and is the only one.

What a bilingual page runs together, where a page in one language has one of the halves: the French half comes
first (docs/source.md, 5). Halves are compared without white space, apart from damage.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from schemas.codes import PARTS, Field, Language, Part
from schemas.records import PageIssue, PageReading, PageRecord
from tasks.assemble.choice import ReadPage, is_unsure, read_pages
from tasks.assemble.repair_check import check_repairs
from tasks.assemble.same_words import plain_letters, same_but_for_damage
from tasks.read import cell_detail

Items = tuple[str, ...]
Terms = Items
NOT_SPLIT = "keywords_not_parted"
LONGEST_TERM = 15
"""Most words in a thesaurus term."""


def compare_sisters(records: Sequence[PageRecord]) -> list[PageRecord]:
    """The pages of one question, in any order, each improved by its sisters.

    Keywords in one cell are split where a sister has them singly; what a bilingual page runs together is
    split where a sister has one of the halves; a repair is confirmed or refuted where a sister has the word
    undamaged.
    """
    if len(records) == 1:
        return list(records)
    pages = read_pages(records)
    records = [split_cells_by_sisters(record, pages) for record in records]
    own = read_pages(records)
    return check_repairs([split_by_sisters(record, own) for record in records])


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
        terms.append(" ".join(words[firsts[end] : end]).rstrip(",;|·•"))
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


def _split_by_best_sister(cell: str, language: Language, sisters: Sequence[ReadPage]) -> Items | None:
    """The terms of a cell by the sister with the best evidence that has them singly."""
    for sister in sorted(sisters, key=lambda sister: sister.rank):
        if not _has_cells(sister.record):
            known = {term_key(term) for term in sister.reading.keywords.get(language, ())}
            if terms := split_cell(cell, known):
                return terms
    return None


def split_by_sisters(record: PageRecord, sisters: Sequence[ReadPage]) -> PageRecord:
    """A bilingual page with titles, keywords and texts split as on its sister pages.

    A sister that ends within its head, or with a doubtful reading, provides no half. What the page itself is
    sure of is split again only by a sister of no less evidence; texts, which a line splits, never are.
    """
    reading = record.reading
    if reading is None or len(reading.languages) == 1:
        return record
    title = _title(reading, _halves_of(record, sisters, "title"))
    items = reading.keywords.get("fr", ()) + reading.keywords.get("nl", ())
    of_keywords = _halves_of(record, sisters, "keyword")
    keywords = _split_items(items, (half for one in of_keywords for half in one.keywords.items()))
    is_unsure = any(issue.kind == "languages_not_parted" for issue in record.issues)
    halves = _halves_of(record, sisters, "question") if is_unsure else ()
    texts = {part: found for part in PARTS if (found := _text(reading, halves, part))}
    solved = {
        "title_not_parted": title is not None,
        "keywords_not_paired": keywords is not None and len(keywords["fr"]) == len(keywords["nl"]),
        "languages_not_parted": all(part in texts for _, part in reading.texts),
    }
    split = replace(
        reading,
        title=title or reading.title,
        keywords=keywords or reading.keywords,
        texts=dict(reading.texts) | {key: text for found in texts.values() for key, text in found.items()},
    )
    kept = tuple(issue for issue in record.issues if not solved.get(issue.kind, False))
    return replace(record, reading=split, issues=kept)


def _halves_of(record: PageRecord, sisters: Sequence[ReadPage], field: Field) -> list[PageReading]:
    """The readings of pages in one language that may split a field of a bilingual one."""
    page = ReadPage(record, record.reading) if record.reading else None
    return [
        sister.reading
        for sister in sorted(sisters, key=lambda sister: sister.rank)
        if page
        and len(sister.reading.languages) == 1
        and not is_unsure(sister, field)
        and (is_unsure(page, field) or sister.rank <= page.rank)
    ]


def _title(reading: PageReading, halves: Sequence[PageReading]) -> Mapping[Language, str] | None:
    french, dutch = reading.title.get("fr"), reading.title.get("nl")
    if not french or not dutch:
        return None
    together = french if french == dutch else f"{french} {dutch}"
    for language, title in (half for other in halves for half in other.title.items()):
        place = _place_of_half(together, title, language)
        if place is not None:
            return {"fr": together[:place].strip(), "nl": together[place:].strip()}
    return None


def _place_of_half(together: str, half: str, language: Language) -> int | None:
    """Start of the Dutch half, if one half is the given one; white space does not count."""
    filled = [at for at, character in enumerate(together) if not character.isspace()]
    size = _size(half)
    first = size if language == "fr" else len(filled) - size
    if not 0 < first < len(filled):
        return None
    place = filled[first]
    same = together[:place] if language == "fr" else together[place:]
    return place if same_but_for_damage(same, half) else None


def _size(text: str) -> int:
    """Characters of a text other than white space: damage changes them, but not their number."""
    return len("".join(text.split()))


def _text(
    reading: PageReading, halves: Sequence[PageReading], part: Part
) -> dict[tuple[Language, Part], Items] | None:
    items = reading.texts.get(("fr", part), ()) + reading.texts.get(("nl", part), ())
    texts = [
        (language, other.texts[language, part])
        for other in halves
        for language in other.languages
        if (language, part) in other.texts
    ]
    split = _split_items(items, texts)
    return {(language, part): half for language, half in split.items()} if split else None


def _split_items(items: Items, halves: Iterable[tuple[Language, Items]]) -> Mapping[Language, Items] | None:
    """French and Dutch items, if the first or the last ones are one of the halves; both must exist."""
    return next((split for language, half in halves if (split := _split_at(items, half, language))), None)


def _split_at(items: Items, half: Items, language: Language) -> Mapping[Language, Items] | None:
    wanted = "".join(half)
    sizes = list(accumulate(_size(item) for item in items))
    first = _size(wanted) if language == "fr" else sizes[-1] - _size(wanted) if sizes else 0
    if first not in sizes[:-1]:
        return None
    place = sizes.index(first) + 1
    same = items[:place] if language == "fr" else items[place:]
    return {"fr": items[:place], "nl": items[place:]} if same_but_for_damage("".join(same), wanted) else None
