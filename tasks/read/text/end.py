"""Where a copy ends, and what of the page its end leaves standing.

A copy may end anywhere (docs/source.md, 7). What stands at its very end is no value, since nobody knows how
it went on; an issue row keeps it.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from schemas.codes import LANGUAGES, PARTS, Field, Form, Language, Part, Place
from schemas.records import DecodedPage, PageReading
from schemas.vocabulary import labels_of
from tasks.read.text.cut import ends_in_mid_sentence
from tasks.read.text.dates import DATE_IN_FIGURES, parse_date
from tasks.read.text.frame import Frame, find_frame
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
    keys = [(lang, part) for part in PARTS for lang in LANGUAGES if (lang, part) in reading.texts]
    key = next((one for one in reversed(keys) if last.paragraph.endswith(reading.texts[one][-1])), None)
    if key is None and reading.texts:  # more than the question is on the page
        return reading
    if key and not _is_fragment(reading, key, findings):
        is_sure = any(issue.kind in {"page_cut", "page_not_closed"} for issue in decoded.issues)
        return _in_text(reading, key, findings, is_sure=is_sure)
    if key:
        reading = _without_fragment(reading, key, is_head=_is_head_alone(reading, findings))
    place: Place = key[1] if key and reading.texts else _place(reading, last, findings)
    kept = reading if key else _without_last_piece(reading, findings.fields.get((last.block, last.row)), last)
    if place == "chronology":
        findings.take_back("chronology_missing")
    piece = quoted(" ".join(_last_piece(lines, last, findings)), _LONGEST_QUOTE)
    findings.report("page_cut", f"The copy ends in or right behind its {place}: {piece}.")
    is_announced = kept.provisional_answer or (False if place in PARTS else None)
    session = None if last.label.endswith(kept.session or "-") else kept.session
    return replace(kept, ends_in=place, provisional_answer=is_announced, session=session)


def _last_piece(lines: Sequence[Line], last: Line, findings: Findings) -> list[str]:
    """The lines of the piece that ends a copy: an addressee or a title may be broken into several."""
    found = findings.fields.get((last.block, last.row))
    if found not in {"addressee", "title"}:
        return [last.label]
    return [line.label for line in lines if findings.fields.get((line.block, line.row)) == found]


def without_last_label(lines: Sequence[Line], frame: Frame, form: Form) -> tuple[Sequence[Line], Frame]:
    """A page without a label that ends it, where more is known without it.

    That is a number that the address has too (of markdown, which may lack one), and the first question line
    of a bilingual page whose second is cut or missing.
    """
    if form == "markdown" and frame.numbers and not any(line.text for line in lines[frame.numbers[-1].end :]):
        lines = lines[: frame.numbers[0].start]
        return lines, find_frame(lines)
    if not frame.questions:
        return lines, frame
    behind = [line for line in lines[frame.questions[-1].end :] if line.text]
    is_label = any(begins_label(line.label, one, "question") for line in behind for one in LANGUAGES)
    if len(behind) > 1 or (behind and not is_label):
        return lines, frame
    shorter = lines[: frame.questions[0].start]
    found = find_frame(shorter)
    return (shorter, found) if len(found.languages) > 1 else (lines, frame)


def _in_text(reading: PageReading, key: TextKey, findings: Findings, *, is_sure: bool) -> PageReading:
    """A reading whose copy ends in a text: where a sentence ends, nobody can know whether more followed.

    `is_sure` says that its bytes or its markup stop before their end.
    """
    language, part = key
    if ends_in_mid_sentence(reading.texts[key], part):
        excerpt = reading.texts[key][-1][-_EXCERPT:]
        findings.report("text_cut", f'The copy ends within the {part} ({language}): "…{excerpt}".')
        return replace(reading, ends_in=part, cut=key)
    lacks_one = any((language, "question") not in reading.texts for language in reading.languages)
    return replace(reading, ends_in=part) if is_sure or (lacks_one and part == "question") else reading


def _is_fragment(reading: PageReading, key: TextKey, findings: Findings) -> bool:
    """Whether a last paragraph begins a label or ends a head, or too little is there to tell its language."""
    language, part = key
    *before, text = reading.texts[key]
    if len(text) > LONGEST_LABEL:
        return False
    spoken = reading.languages if len(reading.languages) > 1 else (language,)
    if part == "question" and any(begins_label(text, one, "answer", "bulletin_answer") for one in spoken):
        return True
    other = next(one for one in LANGUAGES if one != language)
    if not before and begins_label(text, other, part):  # of the line that a bilingual page prints twice
        return True
    if _is_of_either(reading, key):
        return True
    begins = not before and _is_unopened(findings) and begins_label(text, language, "question", "prefix")
    return begins or _is_head_alone(reading, findings)


def _is_of_either(reading: PageReading, key: TextKey) -> bool:
    """Whether the last words of a bilingual page may end its French text or begin the Dutch one."""
    *before, text = reading.texts[key]
    is_free = len(reading.languages) > 1 and len(text) <= _FRAGMENT and not (before and key[0] == "nl")
    return is_free and ends_in_mid_sentence([text], key[1])


def _is_head_alone(reading: PageReading, findings: Findings) -> bool:
    """Whether what stands behind the head of a page without a question line is too short for a text."""
    paragraphs = [one for text in reading.texts.values() for one in text if one.strip("_")]
    is_short = len(paragraphs) <= 2 * len(LANGUAGES) and max(map(len, paragraphs), default=0) <= _FRAGMENT
    are_pieces = is_short and all(ends_in_mid_sentence((one,), "question") for one in paragraphs)
    return are_pieces and _is_unopened(findings)


def _is_unopened(findings: Findings) -> bool:
    return any(issue.kind == "question_line_missing" for issue in findings.issues)


def begins_label(text: str, language: Language, *codes: str) -> bool:
    """Whether a line is the beginning of a label, or goes on behind its first words."""
    found = chain.from_iterable(labels_of("line", code) for code in codes)
    heads = [label.text.split("{")[0].strip() for label in found if label.language == language]
    return any(head.startswith(text) or text.startswith(head) for head in heads if head)


def _without_fragment(reading: PageReading, key: TextKey, *, is_head: bool) -> PageReading:
    """A reading without a last paragraph; the text before one that may be of either language is cut."""
    if is_head:
        return replace(reading, texts={})
    shorter = dict(reading.texts) | {key: reading.texts[key][:-1]}
    texts = {one: text for one, text in shorter.items() if text}
    french: TextKey = ("fr", key[1])
    is_cut = _is_of_either(reading, key) and french in texts
    return replace(reading, texts=texts, cut=french if is_cut else None)


def _place(reading: PageReading, last: Line, findings: Findings) -> Place:
    """The place of the last line of a copy without texts."""
    field = findings.fields.get((last.block, last.row))
    if reading.variant != "bulletin" and not _is_unopened(findings):
        return "question"
    if field == "link" or reading.links:
        return "references"
    return "chronology" if field == "event" or reading.events else "head"


def _without_last_piece(reading: PageReading, found: Field | None, last: Line) -> PageReading:
    """A reading without the piece that ends its copy, in the last line, of the field `found`."""
    several = len(reading.languages) > 1
    match found:
        case "addressee":
            return replace(reading, addressee=dict(list(reading.addressee.items())[:-1]))
        case "title" | "author" if found == "title" or reading.variant == "bulletin":
            return replace(reading, title={})
        case "keyword":
            shorter = {key: words[:-1] for key, words in reading.keywords.items() if not several}
            return replace(reading, keywords={key: words for key, words in shorter.items() if words})
        case "event" if reading.events and _may_show(last, reading):
            return replace(reading, events=reading.events[:-1])
        case "link" if reading.links and last.label.endswith(reading.links[-1].target_id):
            return replace(reading, links=reading.links[:-1])
    return reading


def _may_show(last: Line, reading: PageReading) -> bool:
    """Whether the last line of a chronology shows its last event: it has its day, or none."""
    days = [parse_date(found[0]) for found in DATE_IN_FIGURES.finditer(last.label)]
    return not days or reading.events[-1].event_on in days
