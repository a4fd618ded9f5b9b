"""The frame of a page: the lines that identify its number, its question and its answer.

Everything else is read by its place between these lines (docs/source.md, 2 and 5).
"""

import re
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from schemas.codes import LANGUAGES, AskedFrom, Language
from schemas.question_number import QuestionNumber
from tasks.read.text.dates import parse_date
from tasks.read.text.lines import Line
from tasks.read.text.patterns import (
    LONGEST_LABEL,
    begins_with_label,
    code_of,
    first_word_pattern,
    line_pattern,
    match_label,
    whole_line_pattern,
)

_QUESTION = ("question", "question_undeclared")
_NEAR = 4  # number lines searched for the page's other language
_MOST_BROKEN = 3  # most lines into which an extraction breaks a label


@dataclass(frozen=True, slots=True)
class Marker:
    """A line of one kind: its place (half-open line numbers), its language, its captured parts."""

    start: int
    end: int
    language: Language
    captured: dict[str, str | None]

    @property
    def number(self) -> QuestionNumber | None:
        """Legislature and number in the line."""
        legislature, number = self.captured.get("legislature"), self.captured.get("number")
        return QuestionNumber(int(legislature), int(number)) if legislature and number else None

    @property
    def date(self) -> date | None:
        """The date in the line."""
        return parse_date(self.captured.get("date") or "")

    @property
    def asked_in(self) -> str | None:
        """Code of the language in which the question was asked."""
        return code_of("asked_in", self.captured.get("asked_in") or "")


@dataclass(frozen=True, slots=True)
class Frame:
    """The markers of a page, in reading order; `numbers` and `questions` of one question only."""

    numbers: tuple[Marker, ...]
    questions: tuple[Marker, ...]
    answers: tuple[Marker, ...]

    @property
    def languages(self) -> tuple[Language, ...]:
        """Languages of the page: those of its question lines, else of its number lines (menus have some)."""
        seen = {marker.language for marker in self.questions or self.numbers}
        return tuple(language for language in LANGUAGES if language in seen)

    @property
    def header_start(self) -> int:
        """The line after the number line; 0 when there is none."""
        return self.numbers[-1].end if self.numbers else 0


def match_line(
    kind: str, language: Language, lines: Sequence[Line], at: int, most: int = _MOST_BROKEN
) -> Marker | None:
    """The line of one kind that begins at a place, also when it is broken into up to `most` lines."""
    label = _label_at(lines, at, whole_line_pattern(kind, language=language), most)
    return label and _marker(at, label, (kind,), (language,))


def _label_at(
    lines: Sequence[Line], at: int, pattern: re.Pattern[str], most: int = _MOST_BROKEN
) -> tuple[int, str] | None:
    """The label that begins at a place, and the number of the line after it."""
    text = ""
    for end in range(at + 1, min(at + most, len(lines)) + 1):
        line = lines[end - 1]
        text = f"{text} {line.label}" if text else line.label
        if len(text) > LONGEST_LABEL or line.is_rule:
            return None
        if pattern.fullmatch(text):
            return end, text
    return None


def _marker(
    at: int, label: tuple[int, str], kinds: Sequence[str], languages: Sequence[Language]
) -> Marker | None:
    """A label as the first kind and language that fits."""
    end, text = label
    for kind in kinds:
        for language in languages:
            if found := match_label(kind, language, text):
                return Marker(at, end, language, found.groupdict())
    return None


def _markers_at(places: Iterable[int], lines: Sequence[Line], *kinds: str) -> tuple[Marker, ...]:
    pattern = whole_line_pattern(*kinds)
    labels = ((at, _label_at(lines, at, pattern)) for at in places)
    found = (_marker(at, label, kinds, LANGUAGES) for at, label in labels if label)
    return tuple(marker for marker in found if marker)


def _places(lines: Sequence[Line], first: int = 0) -> list[int]:
    """Where a number, a question or an answer line may begin, by the first word."""
    may_begin = first_word_pattern("number", "question", "question_undeclared", "answer").match
    return [at for at in range(first, len(lines)) if may_begin(lines[at].text)]


def find_frame(lines: Sequence[Line]) -> Frame:
    """Find the markers of a page.

    Menus can name the page, so the number line is the last one before the question line (or, without one,
    before the author); an answer line counts only after the question line.
    """
    places = _places(lines)
    questions = _markers_at(places, lines, *_QUESTION)
    questions = tuple(m for m in questions if m.number == questions[0].number)
    border = questions[0].start if questions else len(lines)
    before = [marker for marker in _markers_at(places, lines, "number") if marker.start < border]
    own = [marker for marker in before if questions and marker.number == questions[0].number]
    numbers = _choose_numbers(own or before, lines, {marker.language for marker in questions})
    first_answer = questions[0].end if questions else (numbers[-1].end if numbers else 0)
    answers = _markers_at([at for at in places if at >= first_answer], lines, "answer")
    return Frame(numbers, questions, answers)


def labels_from(lines: Sequence[Line], first: int) -> tuple[Marker, ...]:
    """The numbers, question lines and answer lines from a line on, of whatever question."""
    return _markers_at(_places(lines, first), lines, "number", *_QUESTION, "answer")


def asked_on(
    lines: Sequence[Line], frame: Frame, in_author_line: date | None
) -> tuple[date, AskedFrom] | None:
    """The date of the question, and the best place that shows it."""
    if found := next((marker.date for marker in frame.questions if marker.date), None):
        return found, "question_line"
    if in_author_line:
        return in_author_line, "author_line"
    above = date_in(lines[: frame.numbers[0].start] if frame.numbers else ())
    return (above, "date_line") if above else None


def date_in(lines: Sequence[Line]) -> date | None:
    """The last day alone on a line; bilingual pages have it in two languages on one."""
    pattern = line_pattern(r"\s*({date_line})(?:[\s|]+({date_line}))?\s*")
    found = (pattern.fullmatch(line.label) for line in reversed(lines))
    days = ({parse_date(day) for day in match.groups() if day} for match in found if match)
    return next((day for one in days if len(one) == 1 for day in one), None)


def session_in(lines: Sequence[Line]) -> str | None:
    """The parliamentary year that print pages and bulletins name in their head: '2012-2013'."""
    named = line_pattern(r"\s*(?:{session}[\s|]*){1,2}").fullmatch  # twice on bilingual pages
    heads = [line.label for line in lines if named(line.label)]
    found = (begins_with_label("session", language, head) for head in heads for language in LANGUAGES)
    return next(("".join(match["years"].split()) for match in found if match), None)


def _choose_numbers(
    before: Sequence[Marker], lines: Sequence[Line], spoken: AbstractSet[Language]
) -> tuple[Marker, ...]:
    """The page's number line among those that name it, menus included; a bilingual page has two."""
    with_author = [one for one in before if any(author_marker(lines, one.end, of) for of in LANGUAGES)]
    last = (with_author or before)[-1:]
    # The bilingual page has its number twice, one line after the other.
    pair = [
        marker
        for marker in before[-_NEAR:]
        if last
        and marker.number == last[0].number
        and marker.language != last[0].language
        and (not spoken or marker.language in spoken)
        and all(line.is_blank for line in lines[marker.end : last[0].start])
    ]
    return (*pair[-1:], *last)


def author_marker(lines: Sequence[Line], at: int, language: Language) -> Marker | None:
    """The author line at a place, with or without its date and party."""
    for kind in ("author", "author_undated", "author_partyless"):
        if found := match_line(kind, language, lines, at):
            return found
    bare = match_line("author_bare", language, lines, at, most=1)
    # With an addressee after it, the line is the author, however short.
    follows = bare and any(match_line("addressee", lang, lines, bare.end, most=1) for lang in LANGUAGES)
    return bare if follows else None


def split_question_label(lines: Sequence[Line], frame: Frame) -> tuple[Sequence[Line], Frame]:
    """The page with its question line split from the text after it, if it has no other."""
    if frame.questions or not frame.numbers:
        return lines, frame
    legislature, number = frame.numbers[-1].number or (0, 0)
    for at in _possible_lines(lines, frame.numbers[-1].end, "question"):
        for language in LANGUAGES:
            found = begins_with_label("question", language, lines[at].text[:LONGEST_LABEL])
            if found and (int(found["legislature"]), int(found["number"])) == (legislature, number):
                split = _split_line(lines, at, found.end())
                return split, find_frame(split)
    return lines, frame


def split_answer_label(
    lines: Sequence[Line], frame: Frame, answered: Collection[date]
) -> tuple[Sequence[Line], Frame]:
    """The page with its answer line split off, if it has no other, on a day `answered` by the chronology."""
    if frame.answers or not frame.questions or not answered:
        return lines, frame
    for at in _possible_lines(lines, frame.questions[-1].end, "answer"):
        for language in frame.languages:
            found = begins_with_label("answer", language, lines[at].text[:LONGEST_LABEL])
            if found and parse_date(found["date"]) in answered:
                split = _split_line(lines, at, found.end())
                return split, find_frame(split)
    return lines, frame


def _possible_lines(lines: Sequence[Line], first: int, kind: str) -> list[int]:
    may_begin = first_word_pattern(kind).match
    return [at for at in range(first, len(lines)) if may_begin(lines[at].text)]


def _split_line(lines: Sequence[Line], at: int, end: int) -> list[Line]:
    line = lines[at]
    label, text = line.text[:end].strip(), line.text[end:].strip()
    pieces = [line._replace(text=piece, label=" ".join(piece.split())) for piece in (label, text)]
    return [*lines[:at], *pieces, *lines[at + 1 :]]
