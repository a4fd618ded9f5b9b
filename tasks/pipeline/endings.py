"""Footers without markup: lines that end every page of a site, after any text.

An answer is never cut: shared lines are boilerplate only when they end nearly all pages of a kind, from
different senators on different days, and either follow questions without an answer too or are mostly no
sentences.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from schemas.codes import PARTS, Language, Part
from schemas.records import PageReading, PageRecord
from tasks.common.address import parse_address
from tasks.read import PROSE, without_read

LONGEST_FOOTER = 12
"""Most lines of a footer."""
SHARE = 0.8
"""Share of the pages of a kind that must end alike."""
FEWEST = 5
"""Questions of different senators or days that must end alike."""
FEWEST_OPEN = 2
"""The same among the pages without an answer: a footer follows questions too."""
FEWEST_ANSWERED = 20
"""The same when all pages have an answer; then most lines of the ending must be no sentences."""
_SENTENCE = re.compile(r"[.?!:;…][\"'»”’)\s]*$")

Ending = tuple[str, ...]
TextKey = tuple[Language, Part]


class Kind(NamedTuple):
    """Pages that share a template; `address` is the language in the address."""

    source: str
    form: str | None
    variant: str
    languages: tuple[Language, ...]
    address: Language | None


class PageEnding(NamedTuple):
    """How a page ends: its kind, who asked when, the part that it ends in, its last lines.

    A text sent to many ministers counts once: by who asked and when. Prose is no boilerplate: a line of prose
    is kept as its hash, and nothing before it.
    """

    kind: Kind
    asking: tuple[str | None, date | None]
    part: Part
    lines: Ending


Endings = Mapping[Kind, Ending]
"""The last lines that all pages of a kind share."""


def page_ending(record: PageRecord) -> PageEnding | None:
    """How a page ends; None for a page without text."""
    found = _last_text(record.reading) if record.reading else None
    if record.reading is None or not found:
        return None
    (_, part), text = found
    asking = record.reading.author, record.reading.asked_on
    return PageEnding(_kind(record, record.reading), asking, part, _tail(text))


def shared_endings(endings: Iterable[PageEnding]) -> Endings:
    """The lines that end every page of a kind, for the kinds that have some; needs all pages of a release."""
    kinds: dict[Kind, list[PageEnding]] = defaultdict(list)
    for ending in endings:
        kinds[ending.kind].append(ending)
    return {kind: shared for kind, pages in kinds.items() if (shared := _shared_ending(pages))}


def without_endings(records: Sequence[PageRecord], endings: Endings) -> list[PageRecord]:
    """Pages without the lines that `shared_endings` found, each reported as an issue."""
    return [_without(record, endings) for record in records] if endings else list(records)


def _kind(record: PageRecord, reading: PageReading) -> Kind:
    address = parse_address(record.capture.url or "")
    language = address.language if address else None
    return Kind(record.capture.source, record.form, reading.variant, reading.languages, language)


def _last_text(reading: PageReading) -> tuple[TextKey, Ending] | None:
    """The last text on a page: its answer if there is one; the Dutch one of a bilingual page."""
    keys: tuple[TextKey, ...] = (("nl", "answer"), ("fr", "answer"), ("nl", "question"), ("fr", "question"))
    return next(((key, reading.texts[key]) for key in keys if reading.texts.get(key)), None)


def _tail(text: Ending) -> Ending:
    """The last lines of a text, back to the last one that is prose."""
    lines: list[str] = []
    for line in reversed(text[-LONGEST_FOOTER - 1 :]):
        is_prose = len(line) >= PROSE
        lines.append(sha256(line.encode()).hexdigest().rjust(PROSE) if is_prose else line)
        if is_prose:
            break
    return tuple(reversed(lines))


def _shared_ending(pages: Sequence[PageEnding]) -> Ending:
    """The longest run of last lines that is boilerplate; empty for none."""
    needed = max(FEWEST, SHARE * len({page.asking for page in pages}))
    with_tail = [page for page in pages if len(page.lines) > 1]
    for size in range(LONGEST_FOOTER, 0, -1):
        for ending, ended in _by_ending(with_tail, size).items():
            if len({page.asking for page in ended}) >= needed and _is_boilerplate(ending, ended):
                return ending
    return ()


class _Ended(NamedTuple):
    """A page with a certain ending: who asked when, the part that it ends in, the line before the ending."""

    asking: tuple[str | None, date | None]
    part: Part
    before: str


def _by_ending(pages: Iterable[PageEnding], size: int) -> dict[Ending, list[_Ended]]:
    """The pages by their last lines, without endings that hold prose."""
    endings: dict[Ending, list[_Ended]] = defaultdict(list)
    for page in pages:
        lines = page.lines
        if len(lines) > size and all(len(line) < PROSE for line in lines[-size:]):
            endings[lines[-size:]].append(_Ended(page.asking, page.part, lines[-size - 1]))
    return endings


def _is_boilerplate(ending: Ending, pages: Sequence[_Ended]) -> bool:
    """Whether an ending follows different lines of questions and answers, or does not read as prose."""
    different = len({page.before for page in pages})
    behind = {part: {page.asking for page in pages if page.part == part} for part in PARTS}
    if behind["answer"] and len(behind["question"]) >= FEWEST_OPEN:
        return different >= FEWEST
    sentences = sum(_SENTENCE.search(line) is not None for line in ending)
    return min(different, len(behind["answer"])) >= FEWEST_ANSWERED and 2 * sentences < len(ending)


def _without(record: PageRecord, endings: Endings) -> PageRecord:
    reading = record.reading
    ending = endings.get(_kind(record, reading)) if reading else None
    found = _last_text(reading) if reading else None
    if reading is None or not ending or not found:
        return record
    key, text = found
    if len(text) <= len(ending) or text[-len(ending) :] != ending:  # no text is removed entirely
        return record
    texts = dict(reading.texts) | {key: text[: -len(ending)]}
    return without_read(replace(record, reading=replace(reading, texts=texts)), ending)
