"""The numbering of paragraphs: '1)', '2) a)', 'III.', '1, 2 en 3.', 'Ten eerste' (docs/source.md, 6)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from schemas.vocabulary import labels_of

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN_NUMERAL = r"(?:X(?:I{1,2})?|IX|IV|V?I{1,3}|V)"

_NUMBER = re.compile(
    r"\(?(?P<number>\d{1,2})\s?(?P<mark>[.)](?!\d)|°)?(?![.,]?\d)\s*(?:(?P<letter>[a-z])\s?[.)])?\s*(?=\S)"
)
_LETTER = re.compile(r"(?P<letter>[a-z])\s?[.)]\s*(?=\S)")
_NUMERAL = re.compile(rf"(?P<numeral>{_ROMAN_NUMERAL})\s?[.)]\s*(?=\S)")
_BULLET = re.compile(r"[-–—•*·]\s+(?=\S)")

_ITEM = (
    rf"(?:\d{{1,2}}(?:(?:\s?[.)]\s?|\s)?[a-z](?=[\s.),]))?|[a-z](?=[\s.),])|{_ROMAN_NUMERAL}(?=[\s.),–-]))"
)
_RANGE_WORDS = "tot en met|t\\.?e\\.?m\\.?|tot|t/m|à|jusqu'à"
# Each space can match in one way only, so that a long row of figures takes linear time.
_JOIN = rf"(?:\s?[.)])?(?:\s?,\s?|\s(?:en|et|ainsi que|alsook|{_RANGE_WORDS})\s|\s?[-–&]\s?)"
_LEAD = r"(?:(?:[Vv]raag|[Vv]ragen|[Qq]uestions?|[Pp]unten?|[Pp]oints?|[Aa]d)\s)?"
_SERIES = re.compile(rf"(?P<label>{_LEAD}{_ITEM}(?:{_JOIN}{_ITEM})*+\s?(?:\)\.?|\.|:|°))\s*(?=\S)")
_PIECES = re.compile(rf"(?<![^\W\d_])(?:(?P<item>{_ITEM})|(?P<range>{_RANGE_WORDS}|[-–]))")


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number at the beginning of a paragraph.

    Attributes:
        kind: 'number', 'letter', 'numeral' or 'bullet'.
        value: Its place in the order of its kind, from 1; 0 for bullets.
        letter: The letter behind a number ('2) a)'), as its place in the alphabet, 0 without one.
        marked: False for a number whose mark was forgotten.
        end: Where the text behind it begins.
    """

    kind: str
    value: int
    letter: int
    marked: bool
    end: int


def numberings(paragraph: str) -> tuple[Numbering, ...]:
    """Every way in which the beginning of a paragraph can be read as a number; 'I.' is letter-like too."""
    found = []
    if match := _NUMBER.match(paragraph):
        letter = ord(match["letter"]) - 96 if match["letter"] else 0
        found.append(
            Numbering("number", int(match["number"]), letter, bool(match["mark"] or letter), match.end())
        )
    if match := _NUMERAL.match(paragraph):
        found.append(
            Numbering("numeral", _ROMAN.index(match["numeral"]) + 1, 0, marked=True, end=match.end())
        )
    if match := _LETTER.match(paragraph):
        found.append(Numbering("letter", ord(match["letter"]) - 96, 0, marked=True, end=match.end()))
    if match := _BULLET.match(paragraph):
        found.append(Numbering("bullet", 0, 0, marked=True, end=match.end()))
    return tuple(found)


def label_of(kind: str, value: int) -> str:
    """A number as it is written in a label: '2', 'b', 'II'."""
    if kind == "numeral":
        return _ROMAN[value - 1]
    return chr(96 + value) if kind == "letter" else str(value)


@cache
def _ordinals() -> re.Pattern[str]:
    words = "|".join(sorted((label.text for label in labels_of("ordinal")), key=len, reverse=True))
    return re.compile(rf"(?P<label>(?:{words})(?:\s(?:en|et)\s(?:{words}))*),?\s*(?=\S)", re.IGNORECASE)


@cache
def _ordinal_values() -> dict[str, str]:
    return {label.text.lower(): label.code for label in labels_of("ordinal")}


@dataclass(frozen=True, slots=True)
class Series:
    """The numbering at the beginning of an answer's paragraph.

    Attributes:
        label: As printed, '1, 2 en 3.'.
        items: What it names: labels, or pairs of labels for a range.
        end: Where the text behind it begins; 0 for ordinals in words, which belong to the sentence.
    """

    label: str
    items: tuple[tuple[str, str], ...]
    end: int


def series(paragraph: str) -> Series | None:
    """The numbering with which a paragraph of an answer begins."""
    if ordinal := _ordinals().match(paragraph):
        words = re.split(r"\s(?:en|et)\s", ordinal["label"].lower())
        codes = [code for word in words if (code := _ordinal_values().get(word))]
        return Series(ordinal["label"], tuple((code, code) for code in codes), 0) if codes else None
    if match := _SERIES.match(paragraph):
        return Series(match["label"], tuple(_items(match["label"])), match.end())
    return None


def _items(label: str) -> Iterator[tuple[str, str]]:
    """Single labels as pairs of themselves, ranges as first and last."""
    label = re.sub(rf"^{_LEAD}", "", label)
    waiting: str | None = None
    number = ""
    is_range = False
    for piece in _PIECES.finditer(label):
        if piece["range"]:
            is_range = True
            continue
        item = re.sub(r"[\s.)]", "", piece["item"])
        if is_range and waiting:
            yield waiting, item
            waiting, is_range = None, False
        else:
            if waiting:
                yield waiting, waiting
            waiting = item
            if item.isalpha() and len(item) == 1 and number:
                waiting = number + item  # '2. a) en b)'
            elif item[0].isdigit():
                number = item.rstrip("abcdefghijklmnopqrstuvwxyz")
    if waiting:
        yield waiting, waiting


def expand(items: Sequence[tuple[str, str]], known: Sequence[str]) -> tuple[str, ...] | None:
    """The known sub-questions that a series names, in order; None when one of them is not known.

    A number that is no label itself stands for its letters: '2' for '2a' and '2b'. A range takes the whole
    numbers between its ends.
    """
    found: list[str] = []
    for first, last in items:
        begin, end = _known(first, known), _known(last, known)
        if not begin or not end:
            return None
        if first == last:
            found += begin
            continue
        inside = known[known.index(begin[0]) : known.index(end[-1]) + 1]
        found += [label for label in inside if not (first.isdigit() and label[:-1] in known)]
    return tuple(dict.fromkeys(found))


def _known(label: str, known: Sequence[str]) -> list[str]:
    if label in known:
        return [label]
    return [name for name in known if label.isdigit() and re.fullmatch(rf"{label}[a-z]", name)]
