"""Labels of pages within texts: they show where a text ends, and whether its speaker is known.

Prose quotes such a line now and then. Several in a row are no prose: they begin another question, or a list.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from schemas.codes import LANGUAGES
from schemas.records import PageReading
from tasks.common.parties import names_party
from tasks.read.header.chronology import is_chronology_heading, is_event
from tasks.read.header.references import is_reference
from tasks.read.header.subject import ENDS_OF_SENTENCES, LONGEST_KEYWORD
from tasks.read.text.frame import Marker, author_marker, labels_from
from tasks.read.text.lines import Findings, Line, joined, quoted
from tasks.read.text.patterns import LONGEST_LABEL, first_word_pattern

_LAST = 60
"""Letters of a text by which an issue names its end."""
_ID = re.compile(r"(?<![\w/-])\d-\d{3,6}(?![\w/-])")
_FIRST = 50
"""Letters of a line in which it names the question that it lists."""


def own_lines(
    lines: Sequence[Line], first: int, own: Sequence[Marker], answered: Collection[date], findings: Findings
) -> list[Line]:
    """The lines without the blocks of labels behind `first` and what follows them; a single label stays.

    The page goes on at the answer line among its `own` labels that has a day of its chronology, `answered`,
    unless another question begins before that.
    """
    sure = {marker.start: not marker.number for marker in own if marker.number or marker.date in answered}
    markers = [marker for marker in labels_from(lines, first) if marker.start not in sure]
    others = [marker.start for marker in markers if marker.number and marker.date]
    kept, stay, begin = [*lines[:first]], [], first
    asked = {marker.start for marker in own if marker.number}
    for found, end in _runs(lines, first, markers):
        run = [at for at in found if at not in asked]
        if not run or run[0] < first or {marker.start for marker in own}.issuperset(run):
            continue
        start, is_single = run[0], len(run) == 1
        before, shown = lines[start - 1].text, joined(lines[start:end])
        is_short, announces = len(before.split()) <= LONGEST_KEYWORD, before.endswith(":")
        if is_single or (announces and not is_short):
            stay.append(shown)
            continue
        findings.report("second_question", f"Another question begins, or a list of some: {quoted(shown)}.")
        is_heading = is_short and (announces or before[-1:] not in ENDS_OF_SENTENCES)
        is_heading = is_heading and start > first and all(start != marker.end for marker in own)
        kept += lines[first : start - is_heading]
        goes_on = (at for at, is_answer in sure.items() if is_answer and at > start)
        is_own = (at for at in goes_on if at == end or not any(start <= other < at for other in others))
        first = next(is_own, len(lines))
    kept += lines[first:]
    if stay := [*stay, *_items(kept[begin:])]:
        shown = quoted(" | ".join(dict.fromkeys(stay)))
        findings.report("second_question", f"A label stands in a text, and stays there: {shown}.")
    return kept


def _items(lines: Sequence[Line]) -> list[str]:
    """Two or more lines that each name a question near their beginning, and are no sentence."""
    found = [line.label for line in lines if _ID.search(line.label[:_FIRST])]
    items = [text for text in found if text[-1] not in ENDS_OF_SENTENCES]
    return items if len(items) > 1 else []


def _runs(lines: Sequence[Line], first: int, markers: Sequence[Marker]) -> Iterator[tuple[list[int], int]]:
    """The places of adjacent labels, and the line after them."""
    ends = {at: at + 1 for at in range(first, len(lines)) if _is_other_label(lines, at)}
    ends |= {marker.start: marker.end for marker in markers}
    behind = first
    for start in sorted(ends):
        if start < behind:
            continue
        run, end, behind = [], start, start
        while behind in ends:
            run.append(behind)
            end = ends[behind]
            filled = (at for at in range(end, len(lines)) if lines[at].text and not lines[at].is_rule)
            behind = next(filled, len(lines))
        yield run, end


def _is_other_label(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is an event, a reference, a heading, or an author with a day or a known party."""
    text = lines[at].label
    if not text or len(text) > LONGEST_LABEL:
        return False
    if text[0].isdigit() or text[-1] not in ")0123456789":
        return is_event(lines[at]) or is_chronology_heading(lines[at])
    authors = filter(None, (author_marker(lines, at, language) for language in LANGUAGES))
    return is_reference(lines[at]) or any(
        author.date or names_party(author.captured.get("party") or "") for author in authors
    )


def without_unknown_speaker(reading: PageReading, findings: Findings) -> PageReading:
    """A reading without its text, if that may hold an answer behind a label that is unknown or missing.

    The chronology tells of an answer, and no line of the page opens it. A question ends in '?' (93 % of 6,636
    of the Chamber) or is cut, an answer never does; a line that begins as a label of an answer decides too.
    """
    texts = [text for (_, part), text in reading.texts.items() if part == "question"]
    is_told = any(event.tells_answer for event in reading.events) and reading.answered_on is None
    is_lost = any(issue.kind == "question_line_missing" for issue in findings.issues)
    if not is_told or is_lost or not texts or len(texts) < len(reading.texts):
        return reading
    asks = all(text[-1].rstrip("\"'”’») \u00a0").endswith("?") for text in texts)
    begins = first_word_pattern("answer", "bulletin_answer").match
    labels = [one for text in texts for one in text if begins(one) and one[-1] not in ".?!;"]
    if (asks or reading.cut) and not any(len(label) < LONGEST_LABEL for label in labels):
        return reading
    findings.fields = {place: field for place, field in findings.fields.items() if field != "question"}
    findings.take_back("text_cut", "answer_text_missing", "answer_line_missing")
    ends = " | ".join(quoted(text[-1][-_LAST:]) for text in texts)
    findings.report(
        "answer_line_missing",
        "The question is answered, but no known line opens the answer: whose words the text is, which ends "
        f"with {ends}, is unknown.",
    )
    return replace(reading, texts={}, cut=None)
