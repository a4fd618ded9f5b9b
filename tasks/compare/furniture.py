"""Footers without structure: lines that end every page of a site, behind whatever text.

Never by cutting an answer: a text that many pages share is furniture only when it ends nearly all pages of a
kind, asked by different senators on different days, and stands behind questions without answer too, or is
for the most part no sentences.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from schemas.codes import PARTS, Language, Part
from schemas.records import PageIssue, PageReading, PageRecord
from tasks.address import parse_address
from tasks.read.furniture import PROSE
from tasks.read.lines import unread_detail

LONGEST_FOOTER = 12
"""Lines of a footer that are looked at."""
SHARE = 0.8
"""Share of the pages of a kind that must end alike."""
FEWEST = 5
"""Questions of different senators or days that must end alike."""
FEWEST_OPEN = 2
"""As many among the pages without an answer: a footer stands behind questions too."""
FEWEST_ANSWERED = 20
"""As many when all pages have an answer; most lines of the ending are no sentences then."""
_SENTENCE = re.compile(r"[.?!:;…][\"'»”’)\s]*$")

Ending = tuple[str, ...]
TextKey = tuple[Language, Part]


class _Kind(NamedTuple):
    """Pages that share a template: of one source, form, variant, languages, language of the address."""

    source: str
    form: str | None
    variant: str
    languages: tuple[Language, ...]
    address: Language | None


def without_shared_endings(records: Sequence[PageRecord]) -> list[PageRecord]:
    """Pages without the lines that end every page of their kind; each line left out is reported.

    Args:
        records: All pages of a release, read and quarantined.
    """
    kinds: dict[_Kind, list[PageReading]] = defaultdict(list)
    for record in records:
        if record.reading:
            kinds[_kind(record, record.reading)].append(record.reading)
    endings = {kind: ending for kind, readings in kinds.items() if (ending := _shared_ending(readings))}
    return [_without(record, endings) for record in records] if endings else list(records)


def _kind(record: PageRecord, reading: PageReading) -> _Kind:
    address = parse_address(record.capture.url or "")
    language = address.language if address else None
    return _Kind(record.capture.source, record.form, reading.variant, reading.languages, language)


def _last_text(reading: PageReading) -> tuple[TextKey, Ending] | None:
    """The text that stands last on a page: its answer if there is one; the Dutch one of a bilingual page."""
    keys: tuple[TextKey, ...] = (("nl", "answer"), ("fr", "answer"), ("nl", "question"), ("fr", "question"))
    return next(((key, reading.texts[key]) for key in keys if reading.texts.get(key)), None)


def _shared_ending(readings: Sequence[PageReading]) -> Ending:
    """The longest run of last lines that is furniture; empty when none is."""
    last = [(reading, *found) for reading in readings if (found := _last_text(reading))]
    needed = max(FEWEST, SHARE * len({_asking(reading) for reading, _, _ in last}))
    for size in range(LONGEST_FOOTER, 0, -1):
        for ending, pages in _endings(last, size).items():
            if len({page.asking for page in pages}) >= needed and _is_furniture(ending, pages):
                return ending
    return ()


class _Ended(NamedTuple):
    """A page that ends in a certain way: who asked when, in which part, behind which line."""

    asking: tuple[str | None, date | None]
    part: Part
    before: str


def _endings(last: Iterable[tuple[PageReading, TextKey, Ending]], size: int) -> dict[Ending, list[_Ended]]:
    """The last lines of each page, with the pages that end so; prose is no furniture."""
    endings: dict[Ending, list[_Ended]] = defaultdict(list)
    for reading, (_, part), text in last:
        if len(text) > size and all(len(line) < PROSE for line in text[-size:]):
            endings[text[-size:]].append(_Ended(_asking(reading), part, text[-size - 1]))
    return endings


def _asking(reading: PageReading) -> tuple[str | None, date | None]:
    """Who asked and when: a text put to many ministers counts once."""
    return reading.author, reading.asked_on


def _is_furniture(ending: Ending, pages: Sequence[_Ended]) -> bool:
    """Whether an ending stands behind different lines of questions and answers, or does not read as prose."""
    different = len({page.before for page in pages})
    behind = {part: {page.asking for page in pages if page.part == part} for part in PARTS}
    if behind["answer"] and len(behind["question"]) >= FEWEST_OPEN:
        return different >= FEWEST
    sentences = sum(_SENTENCE.search(line) is not None for line in ending)
    return min(different, len(behind["answer"])) >= FEWEST_ANSWERED and 2 * sentences < len(ending)


def _goes_on(text: Ending, ending: Ending) -> bool:
    """Whether a text ends so and is more than the ending; a text is never taken whole."""
    return len(text) > len(ending) and text[-len(ending) :] == ending


def _without(record: PageRecord, endings: Mapping[_Kind, Ending]) -> PageRecord:
    reading = record.reading
    ending = endings.get(_kind(record, reading)) if reading else None
    found = _last_text(reading) if reading else None
    if reading is None or not ending or not found or not _goes_on(found[1], ending):
        return record
    key, text = found
    texts = dict(reading.texts) | {key: text[: -len(ending)]}
    issues = tuple(PageIssue("unread_block", unread_detail(line)) for line in ending)
    return replace(record, reading=replace(reading, texts=texts), issues=(*record.issues, *issues))
