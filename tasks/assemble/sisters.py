"""What the pages of one question split for each other before it is assembled.

Keywords that a pipe table joins: all terms of a language are in one cell with a space between them
(docs/source.md, 7). A split counts only if it covers the complete cell and is the only one.

What a bilingual page runs together, where a page in one language has one of the halves: the French half comes
first (docs/source.md, 5). Halves are compared without white space, apart from damage.

Whether repairs are right: French and bilingual pages arrived undamaged even where the Dutch main page of the
same question is damaged. A repaired word of a sister proves nothing, and only a page without any repair can
refute one, with a word other than the damaged one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate

from schemas.codes import PARTS, Field, Language, Part, Verdict
from schemas.records import PageIssue, PageReading, PageRecord
from tasks.assemble.choice import ReadPage, is_unsure, read_pages
from tasks.assemble.same_words import plain_letters, same_but_for_damage
from tasks.read import cell_detail

Place = tuple[Field, Language | None]
"""A field of a question, in one language where it has one."""

CERTAINTY_OF: dict[Verdict, float] = {"confirmed": 1.0, "refuted": 0.0}
_MOST_WORDS = 20_000
"""Words of a field that are compared; a longer text is no question."""


def check_repairs(records: Sequence[PageRecord]) -> list[PageRecord]:
    """Pages of one question with each repair confirmed, refuted or neither; an issue per refuted one."""
    words = {record.capture.page_id: dict(_words(record)) for record in records}
    return [_checked(record, records, words) for record in records]


def _words(record: PageRecord) -> Iterator[tuple[Place, list[str]]]:
    reading = record.reading
    if reading is None:
        return
    yield ("author", None), _split(reading.author or "")
    for language in reading.languages:
        yield ("addressee", language), _split(reading.addressee.get(language, ""))
        yield ("title", language), _split(reading.title.get(language, ""))
        yield ("keyword", language), _split(" ".join(reading.keywords.get(language, ())))
        for part in PARTS:
            text = " ".join(reading.texts.get((language, part), ()))
            yield (part, language), _split(text)[:_MOST_WORDS]


def _split(text: str) -> list[str]:
    """Words between spaces; a no-break space is part of a word, as in '1 200'."""
    return [word for word in text.split(" ") if word]


def _checked(
    record: PageRecord, sisters: Sequence[PageRecord], words: Mapping[str, Mapping[Place, list[str]]]
) -> PageRecord:
    repaired: dict[tuple[Field, str], set[str]] = defaultdict(set)
    for repair in record.repairs:
        repaired[repair.field, repair.word].add(repair.word.replace(repair.after, repair.before))
    if not repaired:
        return record
    own = words[record.capture.page_id]
    results: dict[tuple[Field, str], Verdict] = {}
    issues: list[PageIssue] = []
    for sister in sisters:
        if sister.capture.page_id != record.capture.page_id:
            doubtful = {repair.word for repair in sister.repairs}
            for field, word, other in _pairs(own, words[sister.capture.page_id], set(repaired)):
                left_damaged = other in repaired[field, word]
                if other not in doubtful and (other == word or not (doubtful or left_damaged)):
                    _check_word(results, issues, (field, word), other, (record, sister))
    repairs = tuple(
        repair._replace(verdict=verdict, certainty=CERTAINTY_OF[verdict])
        if (verdict := results.get((repair.field, repair.word)))
        else repair
        for repair in record.repairs
    )
    return replace(record, repairs=repairs, issues=(*record.issues, *dict.fromkeys(issues)))


def _check_word(
    results: dict[tuple[Field, str], Verdict],
    issues: list[PageIssue],
    word: tuple[Field, str],
    other: str,
    pages: tuple[PageRecord, PageRecord],
) -> None:
    """Record a sister's evidence for one word; one refusal outweighs any number of confirmations."""
    if other == word[1]:
        results.setdefault(word, "confirmed")
        return
    results[word] = "refuted"
    own, sister = (page.capture.page_id for page in pages)
    detail = f'{word[0]}: page {own} was repaired to "{word[1]}", page {sister} shows "{other}".'
    issues.append(PageIssue("repair_refuted", detail))


def _pairs(
    own: Mapping[Place, list[str]], others: Mapping[Place, list[str]], repaired: set[tuple[Field, str]]
) -> Iterator[tuple[Field, str, str]]:
    """Each repaired word of a page with the word in its place on a sister."""
    wanted: dict[Field, set[str]] = defaultdict(set)
    for field, word in repaired:
        wanted[field].add(word)
    for (field, language), words in own.items():
        other = others.get((field, language), [])
        if other and not wanted[field].isdisjoint(words):
            for one, two in _aligned(words, other):
                # Damage changes only letters beyond ASCII.
                if one in wanted[field] and _skeleton(one) == _skeleton(two):
                    yield field, one, two


def _aligned(words: Sequence[str], others: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Words in the same place of two texts, by the words around them."""
    if len(words) == len(others):
        yield from zip(words, others, strict=True)
        return
    matcher = SequenceMatcher(
        None, [_skeleton(w) for w in words], [_skeleton(w) for w in others], autojunk=False
    )
    for first, second, size in matcher.get_matching_blocks():
        yield from zip(words[first : first + size], others[second : second + size], strict=True)


def _skeleton(word: str) -> str:
    """A word with its letters beyond ASCII masked: no damage can change the rest."""
    return "".join(letter if letter.isascii() else "?" for letter in word)


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
