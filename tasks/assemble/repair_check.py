"""Whether a page's repairs are right: its sisters have the same words, and undamaged ones are the truth.

French pages and bilingual pages arrived undamaged even where the Dutch main page of the same question is
damaged (docs/source.md, 5). A repaired word of a sister proves nothing, and only a page without any repair
can refute one, with a word other than the damaged one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from schemas.codes import PARTS, Field, Language, Verdict
from schemas.records import PageIssue, PageRecord

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
