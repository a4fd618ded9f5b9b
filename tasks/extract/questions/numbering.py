"""The marks of numbered lists: '1)', '2) a)', 'III.', '(1)', '1°', 'Vraag 1:', 'Ten eerste', '-'."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from tasks.extract.paragraphs import (
    BULLETS,
    ROMAN,
    ROMAN_VALUES,
    Place,
    RunningText,
    adjective_values,
    either,
    ordinal_values,
    ordinal_words,
    places,
)

MarkKind = Literal["number", "numeral", "small_numeral", "capital", "letter", "ordinal", "bullet"]

_SPACE = r"[^\S\n]"
_CLOSE = rf"{_SPACE}?(?:\.\)|\)[.:]?|\.-|\.|°\)?|º|/|:)"
_DASH = rf"{_SPACE}?[-–](?=\s)"
_BELOW = rf"(?:[a-z]|[A-Z](?={_SPACE}?\)))"

_NUMBER = re.compile(
    rf"(?P<open>\()?(?P<number>\d{{1,2}})(?:"
    rf"{_SPACE}?(?P<tight>{_BELOW})(?P<tight_close>{_SPACE}?(?:\.\)|[.):°]))"
    rf"|(?P<loose_close>\.)(?P<loose>[a-z])(?={_SPACE}+[A-ZÀ-ÖØ-Þ])"
    rf"|(?P<close>{_CLOSE}|{_DASH})(?!\d)"
    rf"(?:\s{{0,3}}\(?(?P<letter>{_BELOW}){_SPACE}?(?:\.\)|\)|\.(?![a-z])))?)"
)
_DECIMAL = re.compile(
    rf"(?P<number>\d{{1,2}})\.(?P<part>\d{{1,2}})(?:{_SPACE}?[.):])?{_SPACE}+(?=[^\W\d_]|[\"“«])"
)
_UNMARKED = re.compile(rf"(?P<number>\d{{1,2}}){_SPACE}+(?=[A-ZÀ-ÖØ-Þ\"“«‘'])")
_LETTER_CLOSE = rf"(?P<close>{_SPACE}?(?:\.\)|\)[.:]?|\.(?=\s|[A-ZÀ-ÖØ-Þ])|/(?=\s)|:(?=\s))|{_DASH})"
_NUMBER_BELOW = rf"\.(?P<below>\d{{1,2}})(?P<below_close>{_SPACE}?\)|\.(?!\d))"
_LETTER = re.compile(rf"(?P<open>\()?(?P<letter>[A-Za-z])(?:{_LETTER_CLOSE}|{_NUMBER_BELOW})")
_NUMERAL = re.compile(
    rf"(?P<open>\()?(?P<numeral>[IVX]{{1,5}}|[ivx]{{1,5}})(?:{_LETTER_CLOSE}|{_NUMBER_BELOW})"
)
_BULLET = re.compile(rf"[{re.escape(BULLETS)}]{_SPACE}+(?=\S)")
_TEXT = re.compile(r"\s*(?=[^\s,.;:?!)\]|/%])")


_HIGHEST = {"bullet": -1, "numeral": len(ROMAN), "small_numeral": len(ROMAN), "capital": 26, "letter": 26}
"""How far each kind counts."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A possible number of a sub-question."""

    kind: MarkKind  # how it counts
    value: int  # its place in the order of its kind, from 1; 0 for bullets
    below: str  # what counts below it in the same mark: 'a' in '1) a)', '.2' in '1.2', '1' in 'I.1)'
    below_value: int  # the place of that in its own order, 0 without one
    form: str  # the signs around it, ')' or '()'; '' for a number without a mark
    start: int
    end: int  # where the text after it begins; the start for ordinals in words, which belong to the sentence
    place: Place

    @property
    def label(self) -> str | None:
        """Its label: '2', '1a', 'II', 'b'; None for bullets, and after 'z' and 'XX'."""
        if self.value > _HIGHEST.get(self.kind, self.value):
            return None
        name = str(self.value)
        if self.kind in {"numeral", "small_numeral"}:
            name = ROMAN[self.value - 1]
        elif self.kind in {"capital", "letter"}:
            name = chr(64 + self.value)
        small = self.kind in {"small_numeral", "letter"}
        return (name.lower() if small else name) + self.below


def marks(running: RunningText) -> Iterator[Mark]:
    """Every reading of every possible number, in the order of the text; 'I.' is a letter too.

    A number printed twice ('1. 1.') is one.
    """
    before: Mark | None = None
    for mark in _all_marks(running):
        if before and _repeats(before, mark):
            before = replace(mark, start=before.start, place=before.place)
            continue
        if before:
            yield before
        before = mark
    if before:
        yield before


def _repeats(before: Mark, mark: Mark) -> bool:
    first, second = ((one.kind, one.value, one.form) for one in (before, mark))
    return before.end == mark.start and first == second and not before.below


def _all_marks(running: RunningText) -> Iterator[Mark]:
    behind = -1
    for at, place in places(running):
        if at > behind:
            for mark in _marks_at(running, at, place):
                yield mark
                behind = max(behind, mark.end - 1 if mark.below else mark.start)


def _marks_at(running: RunningText, at: int, place: Place) -> Iterator[Mark]:
    """The readings at one place, and of a number right after a letter: 'A. 1)'."""
    found = list(_read(running, at, place))
    yield from found
    if found and found[0].kind in {"capital", "letter", "numeral", "small_numeral"}:
        yield from (mark for mark in _read(running, found[0].end, "sentence") if mark.kind == "number")


def _read(running: RunningText, at: int, place: Place) -> Iterator[Mark]:
    for kind, value, below, form, end in _readings(running, at, place):
        text = _TEXT.match(running.text, end)
        if text and not (place == "clause" and form in {"", "."}):
            begin = at if kind == "ordinal" else text.end()
            yield Mark(kind, value, below, _place_of(below), form, at, begin, place)


def _place_of(below: str) -> int:
    if not below:
        return 0
    number = below.removeprefix(".")
    return int(number) if number.isdigit() else ord(below.lower()) - 96


_Reading = tuple[MarkKind, int, str, str, int]


def _readings(running: RunningText, at: int, place: Place) -> Iterator[_Reading]:
    text = running.text
    if found := _DECIMAL.match(text, at):
        yield "number", int(found["number"]), f".{int(found['part'])}", ".1", found.end()
    elif found := _NUMBER.match(text, at):
        yield _number(found)
    elif place in {"paragraph", "question"} and (found := _UNMARKED.match(text, at)):
        if running.is_no_cell(found.end()):
            yield "number", int(found["number"]), "", "", found.end()
    elif found := _BULLET.match(text, at):
        yield "bullet", 0, "", text[at], found.end()
    else:
        yield from _lettered(text, at, place)


def _number(found: re.Match[str]) -> _Reading:
    close = found["close"] or found["tight_close"] or found["loose_close"]
    below = found["tight"] or found["loose"] or found["letter"] or ""
    return "number", int(found["number"]), below, _form(found["open"], close), found.end()


def _lettered(text: str, at: int, place: Place) -> Iterator[_Reading]:
    """Letters, roman numerals, 'Vraag 1:' and ordinals in words."""
    if (found := _NUMERAL.match(text, at)) and (value := ROMAN_VALUES.get(found["numeral"].upper())):
        kind: MarkKind = "numeral" if found["numeral"].isupper() else "small_numeral"
        yield _with_below(kind, value, found)
    if found := _LETTER.match(text, at):
        value = ord(found["letter"].lower()) - 96
        kind = "capital" if found["letter"].isupper() else "letter"
        yield _with_below(kind, value, found)
    elif place != "clause":
        yield from _worded(text, at)


def _with_below(kind: MarkKind, value: int, found: re.Match[str]) -> _Reading:
    form = _form(found["open"], found["below_close"] or found["close"])
    return kind, value, found["below"] or "", form, found.end()


def _form(opening: str | None, close: str) -> str:
    sign = close.strip()[-1].replace("º", "°").replace("–", "-")
    return f"({sign}" if opening else sign


@cache
def _leading() -> re.Pattern[str]:
    close = rf"(?P<close>{_CLOSE}|{_DASH}|(?=\s*\n\n))"
    return re.compile(
        rf"(?:{either('asked_word')})\s(?P<number>\d{{1,2}})(?:(?P<letter>[a-z])\b)?{close}", re.IGNORECASE
    )


@cache
def _ordinal() -> re.Pattern[str]:
    adjectives = "|".join(adjective_values())
    noun = rf"(?:\w+\s)?(?P<adjective>{adjectives})\s(?:{either('asked_word')})\s?:"
    return re.compile(rf"(?:(?P<word>{ordinal_words()})\b|{noun})", re.IGNORECASE)


def _worded(text: str, at: int) -> Iterator[_Reading]:
    if found := _leading().match(text, at):
        yield "number", int(found["number"]), (found["letter"] or "").lower(), "word", found.end()
    elif found := _ordinal().match(text, at):
        word, adjective = (found["word"] or "").lower(), (found["adjective"] or "").lower()
        value = ordinal_values().get(word) or adjective_values().get(adjective)
        if value:  # letters that only look alike match too
            yield "ordinal", value, "", "word", at
