"""The frame of a page: the lines by which its number, its question and its answer are known.

Everything else of a page is read by its place between these lines (docs/source.md, 2 and 5).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schemas.codes import LANGUAGES, Language
from tasks.read.dates import parse_date
from tasks.read.lines import Line
from tasks.read.patterns import (
    LONGEST_LABEL,
    code_of,
    first_word_pattern,
    match_label,
    whole_line_pattern,
)

_MOST_BROKEN = 3  # an extraction breaks a label into this many lines at most


@dataclass(frozen=True, slots=True)
class Marker:
    """A line of one kind: where it stands (half-open line numbers), its language, its captured parts."""

    start: int
    end: int
    language: Language
    captured: dict[str, str | None]

    @property
    def number(self) -> tuple[int, int] | None:
        """Legislature and number that the line names."""
        legislature, number = self.captured.get("legislature"), self.captured.get("number")
        return (int(legislature), int(number)) if legislature and number else None

    @property
    def date(self) -> date | None:
        """The date that the line names."""
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
        """Languages of the page, by its labels."""
        seen = {marker.language for marker in (*self.numbers, *self.questions)}
        return tuple(language for language in LANGUAGES if language in seen)

    @property
    def header_start(self) -> int:
        """The line behind the number line; 0 when there is none."""
        return self.numbers[-1].end if self.numbers else 0


def match_line(kind: str, language: Language, lines: Sequence[Line], at: int) -> Marker | None:
    """The line of one kind that begins at a place, also when it is broken into up to three."""
    label = _label_at(lines, at, whole_line_pattern(kind, language=language))
    return label and _marker(at, label, (kind,), (language,))


def _label_at(lines: Sequence[Line], at: int, pattern: re.Pattern[str]) -> tuple[int, str] | None:
    """The label that begins at a place, and the number of the line behind it."""
    text = ""
    for end in range(at + 1, min(at + _MOST_BROKEN, len(lines)) + 1):
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
    """What a label says that is one of some kinds in one of some languages, the first that fits."""
    end, text = label
    for kind in kinds:
        for language in languages:
            found = match_label(kind, language, text)
            if found:
                return Marker(at, end, language, found.groupdict())
    return None


def markers(kind: str, lines: Sequence[Line], first: int = 0, *codes: str) -> tuple[Marker, ...]:
    """Every line of a kind (or of one of several codes that stand for it) from a place on."""
    kinds = (kind, *codes)
    may_begin, pattern = first_word_pattern(kind).match, whole_line_pattern(*kinds)
    found = []
    for at in range(first, len(lines)):
        label = _label_at(lines, at, pattern) if may_begin(lines[at].text) else None
        marker = _marker(at, label, kinds, LANGUAGES) if label else None
        if marker:
            found.append(marker)
    return tuple(found)


def find_frame(lines: Sequence[Line]) -> Frame:
    """Find the markers of a page.

    Menus can name the page, so the number line is the last one before the question line (or, without
    one, before the author); an answer line counts only behind the question line.
    """
    questions = markers("question", lines, 0, "question_undeclared")
    questions = tuple(m for m in questions if m.number == questions[0].number)
    border = questions[0].start if questions else len(lines)
    numbers = _numbers_before(markers("number", lines), border, lines)
    first_answer = questions[0].end if questions else (numbers[-1].end if numbers else 0)
    return Frame(numbers, questions, markers("answer", lines, first_answer))


def second_question(lines: Sequence[Line], frame: Frame) -> int | None:
    """The line at which another question begins: a number, an author and a question line of their own.

    A header that a text quotes lacks some of them.
    """
    if not frame.questions:
        return None
    behind = frame.questions[-1].end
    last = {m.number: m.start for m in markers("question", lines, behind, "question_undeclared")}
    for number in markers("number", lines, behind) if last else ():
        if last.get(number.number, 0) > number.end and _author_follows(lines, number.end):
            return number.start
    return None


def _numbers_before(found: Sequence[Marker], border: int, lines: Sequence[Line]) -> tuple[Marker, ...]:
    before = [marker for marker in found if marker.start < border]
    with_author = [marker for marker in before if _author_follows(lines, marker.end)]
    last = (with_author or before)[-1:]
    # The bilingual page has its number twice, one line after the other.
    pair = [m for m in before if last and m.end == last[0].start and m.language != last[0].language]
    return (*pair, *last)


def _author_follows(lines: Sequence[Line], at: int) -> bool:
    return any(author_marker(lines, at, language) for language in LANGUAGES)


def author_marker(lines: Sequence[Line], at: int, language: Language) -> Marker | None:
    """The author line at a place, with or without its date and party."""
    for kind in ("author", "author_undated", "author_partyless"):
        found = match_line(kind, language, lines, at)
        if found:
            return found
    bare = match_line("author_bare", language, lines[: at + 1], at)
    return bare if bare and _addressee_follows(lines, bare.end) else None


def _addressee_follows(lines: Sequence[Line], at: int) -> bool:
    """Whether an addressee stands at a place: the line before it then is the author, however short."""
    return any(match_line("addressee", lang, lines[: at + 1], at) for lang in LANGUAGES if at < len(lines))
