"""Labels of pages within texts: they show where a text ends, and whether its speaker is known.

Prose quotes such a line now and then. Several in a row are no prose: they begin another question, or a list.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from schemas.codes import LANGUAGES
from schemas.records import PageReading
from tasks.common.parties import names_party
from tasks.read.header.chronology import is_chronology_heading, is_event
from tasks.read.header.references import names_question
from tasks.read.header.subject import ENDS_OF_SENTENCES, LONGEST_KEYWORD
from tasks.read.text.frame import Frame, Marker, author_marker, labels_from
from tasks.read.text.lines import Findings, Line, joined, quoted
from tasks.read.text.patterns import LONGEST_LABEL, first_word_pattern

_LONGEST = 120
"""Most letters in the unknown label of an answer."""


def own_lines(
    lines: Sequence[Line],
    frame: Frame,
    first: int,
    answers: Sequence[Marker],
    answered: Collection[date],
    findings: Findings,
) -> list[Line]:
    """The lines without the blocks of labels behind `first` and what follows them; a single label stays.

    The page goes on at the line of `answers` that has a day of its chronology, `answered`, unless another
    question begins before that.
    """
    markers = labels_from(lines, first)
    sure = [marker for marker in answers if marker.date in answered]
    own = {marker.start for marker in (*frame.questions, *sure)}
    others = [marker.start for marker in markers if marker.opens_text and marker.start not in own]
    kept = [*lines[:first]]
    for start, end, is_single in _runs(lines, markers, first, own):
        if start < first or (is_single and any(start == one.start for one in answers)):
            continue
        shown = quoted(joined(lines[start:end]))
        if is_single or _announces(lines[start - 1].text):
            findings.report("second_question", f"A label stands in a text, and stays there: {shown}.")
            continue
        findings.report("second_question", f"Another question begins, or a list of some: {shown}.")
        kept += lines[first : start - _is_heading(lines[start - 1].text)]
        goes_on = (one.start for one in sure if one.start > start)
        is_own = (at for at in goes_on if at == end or not any(start <= one < at for one in others))
        first = next(is_own, len(lines))
    return [*kept, *lines[first:]]


def _runs(
    lines: Sequence[Line], markers: Sequence[Marker], first: int, own: set[int]
) -> Iterator[tuple[int, int, bool]]:
    """Adjacent labels that are not the page's own, as half-open numbers of lines; whether it is only one."""
    ends = {at: at + 1 for at in range(first, len(lines)) if _is_other_label(lines, at)}
    ends |= {marker.start: marker.end for marker in markers if marker.start not in own}
    while ends:
        start, times = min(ends), 0
        at = end = start
        while at in ends:
            end, times = ends.pop(at), times + 1
            at = next((n for n in range(end, len(lines)) if lines[n].text and not lines[n].is_rule), -1)
        yield start, end, times == 1


def _is_other_label(lines: Sequence[Line], at: int) -> bool:
    """Whether a line alone is an author, an event, a reference or the chronology's heading."""
    text = lines[at].label
    if not text or len(text) > LONGEST_LABEL:
        return False
    if text[0].isdigit():
        return is_event(lines[at])
    if text[-1] == ")" or text[-1].isdigit():
        return names_question(text) or _is_author(lines, at)
    return is_chronology_heading(lines[at])


def _is_author(lines: Sequence[Line], at: int) -> bool:
    """Whether an author line begins at a place, with a day or a known party: a bracket alone is prose."""
    found = filter(None, (author_marker(lines, at, language) for language in LANGUAGES))
    return any(one.date or names_party(one.captured.get("party") or "") for one in found)


def _announces(text: str) -> bool:
    """Whether a line is a sentence that announces a list."""
    return text.endswith(":") and len(text.split()) > LONGEST_KEYWORD


def _is_heading(text: str) -> bool:
    """Whether a line may be the heading of what follows it: short, and no sentence."""
    return len(text.split()) <= LONGEST_KEYWORD and text[-1:] not in ENDS_OF_SENTENCES - {":"}


def without_unknown_speaker(reading: PageReading, findings: Findings) -> PageReading:
    """A reading without its text, if that may hold an answer behind a label that is unknown or missing.

    The chronology tells of an answer, and no line of the page opens it. A question ends in '?' (93 % of 6,636
    of the Chamber) or is cut, an answer never does; a line that begins as a label of an answer decides too.
    """
    is_told = any(event.tells_answer for event in reading.events) and reading.answered_on is None
    is_opened = not any(issue.kind == "question_line_missing" for issue in findings.issues)
    if not (is_told and is_opened and reading.texts) or any(part == "answer" for _, part in reading.texts):
        return reading
    texts = reading.texts.values()
    asks = all(text[-1].rstrip("\"'”’») \u00a0").endswith("?") for text in texts)
    if (asks or reading.cut) and not any(_may_open_answer(paragraph) for text in texts for paragraph in text):
        return reading
    findings.leave_unread("question")
    findings.take_back("text_cut", "answer_text_missing", "answer_line_missing")
    findings.report(
        "answer_line_missing",
        "The question is answered, but no known line opens the answer: it is unknown whose words the text is.",
    )
    return replace(reading, texts={}, cut=None)


def _may_open_answer(text: str) -> bool:
    is_label = len(text) <= _LONGEST and text[-1:] not in ENDS_OF_SENTENCES - {":"}
    return is_label and first_word_pattern("answer", "bulletin_answer").match(text) is not None
