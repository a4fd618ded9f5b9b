"""Where a copy ends, and what of the page its end leaves standing.

A copy may end anywhere (docs/source.md, 7). What stands at its very end is no value, since nobody knows how
it went on; an issue row keeps it.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from schemas.codes import LANGUAGES, PARTS, Field, Language, Part, Place
from schemas.records import DecodedPage, PageReading
from schemas.vocabulary import labels_of
from tasks.read.text.cut import ends_in_mid_sentence
from tasks.read.text.dates import DATE_IN_FIGURES, parse_date
from tasks.read.text.lines import Findings, Line, quoted
from tasks.read.text.patterns import LONGEST_LABEL

TextKey = tuple[Language, Part]

_FRAGMENT = 60
"""Most letters in the beginning of an unknown label."""
_EXCERPT = 60
_LONGEST_QUOTE = 300


def settle_end(
    reading: PageReading, lines: Sequence[Line], decoded: DecodedPage, findings: Findings
) -> PageReading:
    """A reading without what the end of the copy makes doubtful, and where the copy ends, if it is cut."""
    last = next((line for line in reversed(lines) if line.text and not line.is_rule), None)
    if last is None or not decoded.may_be_cut:
        return reading
    key = _ending(reading, last)
    if key is None and reading.texts:  # more than the question is on the page
        return reading
    if key and not _is_fragment(reading, key, last, findings):
        return _in_text(reading, key, findings)
    if key:
        reading = _without_last_paragraph(reading, key)
    place: Place = "question" if reading.texts else _place(reading, last, findings)
    kept, dropped = (reading, last.label) if key else _without_last_piece(reading, last, findings)
    text = quoted(last.label if dropped in last.label else dropped, _LONGEST_QUOTE)
    findings.report("page_cut", f"The copy ends in or right behind its {place}: {text}.")
    return replace(kept, ends_in=place)


def _ending(reading: PageReading, last: Line) -> TextKey | None:
    keys = [(language, part) for part in PARTS for language in LANGUAGES if (language, part) in reading.texts]
    ending = [key for key in keys if last.paragraph.endswith(reading.texts[key][-1])]
    return ending[-1] if ending else None


def _in_text(reading: PageReading, key: TextKey, findings: Findings) -> PageReading:
    """A reading whose copy ends in a text: where a sentence ends, nobody can know whether more followed."""
    language, part = key
    if ends_in_mid_sentence(reading.texts[key]):
        excerpt = reading.texts[key][-1][-_EXCERPT:]
        findings.report("text_cut", f'The copy ends within the {part} ({language}): "…{excerpt}".')
        return replace(reading, ends_in=part, cut=key)
    lacks_one = any((language, "question") not in reading.texts for language in reading.languages)
    return replace(reading, ends_in="question") if lacks_one and part == "question" else reading


def _is_fragment(reading: PageReading, key: TextKey, last: Line, findings: Findings) -> bool:
    """Whether the last paragraph of a question is the beginning of a label, or of the head's end."""
    language, part = key
    if part == "answer" or len(last.text) > LONGEST_LABEL:
        return False
    if _begins(last.label, language, "answer", "bulletin_answer"):
        return True
    alone = _is_unopened(findings) and len(reading.texts[key]) == 1
    return alone and (len(last.text) <= _FRAGMENT or _begins(last.label, language, "question", "prefix"))


def _is_unopened(findings: Findings) -> bool:
    return any(issue.kind == "question_line_missing" for issue in findings.issues)


def _begins(text: str, language: Language, *codes: str) -> bool:
    """Whether a line is the beginning of a label, or goes on behind its first words."""
    found = chain.from_iterable(labels_of("line", code) for code in codes)
    heads = [label.text.split("{")[0].strip() for label in found if label.language == language]
    return any(head.startswith(text) or text.startswith(head) for head in heads if head)


def _without_last_paragraph(reading: PageReading, key: TextKey) -> PageReading:
    texts = dict(reading.texts) | {key: reading.texts[key][:-1]}
    return replace(reading, texts={key: text for key, text in texts.items() if text})


def _place(reading: PageReading, last: Line, findings: Findings) -> Place:
    """The place of the last line of a copy without texts."""
    field = findings.fields.get((last.block, last.row))
    if reading.variant != "bulletin" and not _is_unopened(findings):
        return "question"
    if field == "link" or reading.links:
        return "references"
    return "chronology" if field == "event" or reading.events else "head"


def _without_last_piece(reading: PageReading, last: Line, findings: Findings) -> tuple[PageReading, str]:
    """A reading without the piece that ends its copy, and that piece."""
    found = findings.fields.get((last.block, last.row))
    change = _dropped(reading, found, last)
    dropped = ""
    for name, value in change.items():
        before = getattr(reading, name)
        left = [one for one in before if one not in value]
        dropped = " | ".join(_words(before[one] if isinstance(before, dict) else one) for one in left)
    return replace(reading, **change), dropped


def _words(value: object) -> str:
    return value if isinstance(value, str) else " | ".join(value) if isinstance(value, tuple) else ""


def _dropped(reading: PageReading, found: Field | None, last: Line) -> dict[str, Any]:
    """The fields of a reading that lose the piece in the last line, as they are without it."""
    several = len(reading.languages) > 1
    match found:
        case "addressee":
            return {"addressee": dict(list(reading.addressee.items())[:-1])}
        case "title" | "author" if found == "title" or reading.variant == "bulletin":
            return {"title": {}}
        case "keyword":
            shorter = {key: words[:-1] for key, words in reading.keywords.items() if not several}
            return {"keywords": {key: words for key, words in shorter.items() if words}}
        case "event" if reading.events and _may_show(last, reading):
            return {"events": reading.events[:-1]}
        case "link" if reading.links and last.label.endswith(reading.links[-1].target_id):
            return {"links": reading.links[:-1]}
    return {}


def _may_show(last: Line, reading: PageReading) -> bool:
    """Whether the last line of a chronology shows its last event: it has its day, or none."""
    days = [parse_date(found[0]) for found in DATE_IN_FIGURES.finditer(last.label)]
    return not days or reading.events[-1].event_on in days
