"""The paragraphs of a text as one running text, and the places where a number may be."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Literal

from schemas.vocabulary import labels_of
from schemas.vocabulary.phrases import PhraseGroup, phrases_of
from tasks.common.accents import fold

ROMAN = tuple("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split())
"""The numerals of lists; the longest lists seen end here."""
ROMAN_VALUES = {numeral: value for value, numeral in enumerate(ROMAN, 1)}
BREAK = "\n\n"
Place = Literal["paragraph", "question", "sentence", "clause"]
"""What begins at a place: 'question' follows a question mark; a 'clause' can only continue a list."""

_SHORTEST_UNMARKED = 12
"""Least letters after a number without mark, unless a full sentence follows: table cells are shorter."""

_HEAD = r"\(?(?:\d{1,2}|[A-Za-z]|[IVX]{2,5}|[ivx]{2,5})[^\S\n]?(?:[.)°º/:]|[a-z][^\S\n]?[.)])"
_JOINED = (
    r"(?:(?<=[?!;])|(?<=[^\d]:)|(?<=\d{4}:))(?=\d{1,2}[.)]|[a-z]\))"
    r"|(?:(?<=[^\s\d]\.)|(?<=\d{4}\.)|(?<=[\"”»)]))(?=\d{1,2}[.)]\s|[a-z]\)\s)"
)
BULLETS = '-–—•*·▪■●○◦►➢✓\uf0a7\uf0b7"'
"""The last one is that of a word processor (docs/source.md, 6)."""
_CLAUSE = r"(?=\(?(?:\d{1,2}|[a-z])[^\S\n]?[)°])"
_LAST_WORD = re.compile(r"[\w.’'-]+\Z")


@dataclass(frozen=True, slots=True)
class RunningText:
    """Paragraphs joined by blank lines, with the offset at which each begins."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, paragraphs: Sequence[str]) -> "RunningText":
        """Join paragraphs."""
        sizes = (len(paragraph) + len(BREAK) for paragraph in paragraphs[:-1])
        return cls(BREAK.join(paragraphs), tuple(accumulate(sizes, initial=0)))

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph at an offset."""
        return bisect_right(self.starts, offset) - 1

    def end_of(self, paragraph: int) -> int:
        """The offset after the last letter of a paragraph."""
        if paragraph + 1 < len(self.starts):
            return self.starts[paragraph + 1] - len(BREAK)
        return len(self.text)

    def is_no_cell(self, start: int) -> bool:
        """Whether the rest of a paragraph from an offset on is longer than a table cell."""
        end = self.end_of(self.paragraph_at(start))
        return end - start >= _SHORTEST_UNMARKED or self.text[start:end].rstrip().endswith((".", "?", "!"))

    def bounds(self) -> Iterator[tuple[int, int]]:
        """First and last offset of each paragraph, without the spaces around it."""
        for number, start in enumerate(self.starts):
            end = self.end_of(number)
            while start < end and self.text[start].isspace():
                start += 1  # noqa: PLW2901 - moves to the first letter
            yield start, end


def either(*groups: PhraseGroup) -> str:
    """A pattern for any phrase of these groups, the longest first."""
    texts = sorted({phrase.text for group in groups for phrase in phrases_of(group)}, key=len, reverse=True)
    return "|".join(re.escape(text).replace(r"\ ", r"\s") for text in texts)


@cache
def any_word_of(group: PhraseGroup) -> re.Pattern[str]:
    """Any phrase of a group, as whole words in any case."""
    return re.compile(rf"\b(?:{either(group)})\b", re.IGNORECASE)


@cache
def ordinal_values() -> dict[str, int]:
    """The words that number sentences, 'ten eerste', with their number."""
    return {label.text.lower(): int(label.code) for label in labels_of("ordinal")}


@cache
def adjective_values() -> dict[str, int]:
    """The adjectives that number, 'eerste', with their number."""
    return {phrase.text: int(phrase.code) for phrase in phrases_of("ordinal")}


@cache
def ordinal_words() -> str:
    """A pattern for any of them."""
    return "|".join(re.escape(word) for word in sorted(ordinal_values(), key=len, reverse=True))


@cache
def _inside() -> re.Pattern[str]:
    """The spaces (or none, if lost) before a possible number inside a paragraph."""
    words = either("mark_word", "mark_lead", "topic_lead", "asked_word")
    head = rf"(?={_HEAD}|[{re.escape(BULLETS)}]\s|(?:{words})\s|(?:{ordinal_words()})\b)"
    no_number = r"(?!(?<=:)\s+\d{1,2}\.\s\d{3}[.,]\d|(?<=\.\s\?))"  # '2013: 4. 000.000'; '§' read as '?'
    spaced = rf"{no_number}(?<=[?!:;.|…”\"»)])\s+{head}|\n\s*{head}"
    unmarked = r"(?<=\?)\s+(?=\d{1,2}\s+[a-zà-ÿ\"“«])"
    comma, join = r"\s?,\s?\d{1,2}", rf"\s(?:{either('join', 'range')})\s\d{{1,2}}"
    row = rf"(?=\d{{1,2}}(?:{comma})*{join}[^\S\n]?[.)]\s+(?-i:[A-ZÀ-ÖØ-Þ\"“«]|[a-z]\)))"
    rows = rf"(?<=[.?!…”\"»)])\s+{row}|\n\s*{row}|(?-i:(?<=[a-zà-ÿ)]\.)){row}"
    return re.compile(
        rf"(?P<sentence>{spaced}|{unmarked}|{_JOINED}|{rows})|(?:(?<=,)"
        rf"|(?<=\s)(?:{either('join')}))\s+{_CLAUSE}",
        re.IGNORECASE,
    )


_LETTER_ENDS = re.compile(r"[a-zà-ÿ]{3}\s[A-Z]\.\s+\d")
"""A single letter that ends a sentence: 'vitamine D. 2. Neen', no initial."""
_BEFORE_NUMBER = re.compile(r"[?!:;.|…”\"»),\n]")


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"(?<=\s)(?:{either('join')})(?=\s+{_CLAUSE})", re.IGNORECASE)


def _inside_of(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of `_inside`, tried only after signs, at line ends and at joining words."""
    signs = _BEFORE_NUMBER.finditer(text, start - 1, end)
    candidates = {sign.start() if sign[0] == "\n" else sign.end() for sign in signs}
    if text.find(")", start, end) >= 0 or text.find("°", start, end) >= 0:
        candidates |= {join.start() for join in _joined().finditer(text, start, end)}
    behind = start
    for at in sorted(candidates):
        if at >= behind and (found := _inside().match(text, at, end)):
            yield found
            behind = found.end()


def places(running: RunningText) -> Iterator[tuple[int, Place]]:
    """Every offset at which a number may be, in order."""
    text = running.text
    for start, end in running.bounds():
        if start >= end:
            continue
        yield start, "paragraph"
        for found in _inside_of(text, start + 1, end):
            if found["sentence"] is None:
                yield found.end(), "clause"
            elif not is_abbreviated(text, found.start()) or _LETTER_ENDS.match(
                text, max(0, found.start() - 6)
            ):
                yield found.end(), "question" if text[found.start() - 1] == "?" else "sentence"


def is_abbreviated(text: str, end: int) -> bool:
    """Whether the point before an offset belongs to an abbreviation or an initial."""
    if text[end - 1 : end] != ".":
        return False
    word = _LAST_WORD.search(text[max(0, end - 20) : end - 1])
    return word is not None and (
        word[0].lower() in _abbreviations() or (word[0].isalpha() and len(word[0]) == 1)
    )


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(phrase.text for phrase in phrases_of("abbreviation"))


class _Plain(dict[int, str]):
    """Small letters without accents, each as one letter, so that offsets stay."""

    def __missing__(self, code: int) -> str:
        letter = fold(chr(code))[:1] or chr(code)
        self[code] = {"’": "'"}.get(letter, letter)
        return self[code]


_PLAIN = _Plain()


def plain(text: str) -> str:
    """A text in small letters without accents, of the same length, for finding phrases."""
    return text.translate(_PLAIN)
