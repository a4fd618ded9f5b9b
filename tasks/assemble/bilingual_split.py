"""Splitting what a bilingual page runs together, where a page in one language has one of the halves.

The French half comes first (docs/source.md, 5). Halves are compared without white space, apart from damage.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TypeVar

from schemas.codes import PARTS, Field, Language, Part
from schemas.records import PageReading, PageRecord
from tasks.assemble.choice import ReadPage, is_unsure
from tasks.assemble.same_words import same_but_for_damage

T = TypeVar("T")
Items = tuple[str, ...]


def split_by_sisters(record: PageRecord, sisters: Sequence[ReadPage]) -> PageRecord:
    """A bilingual page with titles, keywords and texts split as on its sister pages.

    A sister that ends within its head, or with a doubtful reading, provides no half. What the page itself is
    sure of is split again only by a sister of no less evidence; texts, which a line splits, never are.
    """
    reading = record.reading
    if reading is None or len(reading.languages) == 1:
        return record
    title = _title(reading, _halves_of(record, sisters, "title"))
    keywords = _keywords(reading, _halves_of(record, sisters, "keyword"))
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
    for language, title in _halves(halves, lambda other: other.title):
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


def _keywords(reading: PageReading, halves: Sequence[PageReading]) -> Mapping[Language, Items] | None:
    items = reading.keywords.get("fr", ()) + reading.keywords.get("nl", ())
    for language, half in _halves(halves, lambda other: other.keywords):
        split = _split_items(items, half, language)
        if split:
            return {"fr": split[0], "nl": split[1]}
    return None


def _text(
    reading: PageReading, halves: Sequence[PageReading], part: Part
) -> dict[tuple[Language, Part], Items] | None:
    items = reading.texts.get(("fr", part), ()) + reading.texts.get(("nl", part), ())
    texts: list[tuple[Language, Items]] = [
        (language, other.texts[language, part])
        for other in halves
        for language in other.languages
        if (language, part) in other.texts
    ]
    for language, half in texts:
        split = _split_items(items, half, language)
        if split:
            return {("fr", part): split[0], ("nl", part): split[1]}
    return None


def _halves(
    halves: Sequence[PageReading], values: Callable[[PageReading], Mapping[Language, T]]
) -> Iterator[tuple[Language, T]]:
    for other in halves:
        yield from values(other).items()


def _split_items(items: Items, half: Items, language: Language) -> tuple[Items, Items] | None:
    """French and Dutch items, if the first or the last ones are the given half; both must exist."""
    wanted = "".join(half)
    sizes = list(accumulate(_size(item) for item in items))
    first = _size(wanted) if language == "fr" else sizes[-1] - _size(wanted) if sizes else 0
    if first not in sizes[:-1]:
        return None
    place = sizes.index(first) + 1
    same = items[:place] if language == "fr" else items[place:]
    return (items[:place], items[place:]) if same_but_for_damage("".join(same), wanted) else None
