"""The numbering of an answer's parts: '1, 2 en 3.', '1 à 3.', '2) a)', 'Vragen 1 en 2:', 'Ten eerste'."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tasks.extract.paragraphs import (
    Place,
    RunningText,
    adjective_values,
    either,
    ordinal_values,
    ordinal_words,
    places,
)

_SPACE = r"[^\S\n]"
_CLOSED = rf"{_SPACE}?(?:\.\)|[.)°º/])"
_CLOSE = rf"(?:{_SPACE}?(?:\.\)|\)[.:]?|\.-|\.(?!\d{{1,4}}(?!\d))|[:°º]|/(?!\d))|{_SPACE}[-–](?=\s))"
_TIGHT = re.compile(rf"(?P<row>\d{{1,2}}\.[a-z])(?={_SPACE}+[A-ZÀ-ÖØ-Þ])")
_SINGLE = re.compile(rf"(?P<row>\(?\d{{1,2}})(?P<close>{_CLOSE})")
_TEXT_FOLLOWS = re.compile(r"\s*(?:\Z|(?=[^\s,;)\]|%]))")
_FIRST_SIGN = re.compile(rf"\(?\d+{_SPACE}?([.)°º/])(?!\d)")
_FIGURE = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
_DECIMAL = re.compile(r"\d{1,2}\.\d{1,2}")


@dataclass(frozen=True, slots=True)
class Series:
    """The numbering at the beginning of an answer's part."""

    label: str  # as printed, '1, 2 en 3.'
    items: tuple[tuple[str, str], ...]  # labels, or pairs of labels for a range
    form: str  # how it is written, ')', '()', 'word', 'sentence'; '' for numbers without a mark
    start: int
    end: int  # where the text after it begins; for words of the sentence, where they begin
    place: Place

    @property
    def is_lettered(self) -> bool:
        """Whether it names only letters, which belong to the number before them."""
        return all(item.isalpha() and len(item) == 1 for pair in self.items for item in pair)


@cache
def _item() -> str:
    """One number, letter or numeral, with the letter below it."""
    joins, ranges = either("join"), either("range")
    follows = rf"(?={_CLOSED}|{_SPACE}?[,:–-]|{_SPACE}+(?:{joins}|{ranges})\s|\s*\n\n|\s*\Z)"
    letter = rf"(?!(?:{joins}|{ranges})(?!\w))[a-zA-Z]{follows}"
    below = rf"(?:\.\d{{1,2}}(?!\d)|(?:{_SPACE}?[.)]{_SPACE}*+|{_SPACE})?\(?{letter})"
    return rf"\(?(?:\d{{1,2}}(?!\d){below}?|(?:[IVX]{{1,5}}|[ivx]{{1,5}}|[a-zA-Z]){follows})"


@cache
def _row() -> str:
    """Items with 'en', commas and 'tot' between; each space matches in only one way, for linear time."""
    joins, ranges = either("join"), either("range")
    comma = rf"{_SPACE}?,{_SPACE}*+(?:(?:{joins}){_SPACE}++)?"
    join = rf"(?:{_CLOSED})?(?:{comma}|{_SPACE}++(?:{joins}|{ranges}){_SPACE}++|{_SPACE}?[-–&+/]{_SPACE}?)"
    join = rf"(?:{join}|\){_SPACE}++(?=[a-z]\)))"
    return rf"{_item()}(?:{join}{_item()})*+"


@cache
def _marked() -> re.Pattern[str]:
    leads, articles, asked = either("mark_lead"), either("article"), either("asked_word")
    signs, words = either("number_sign"), either("mark_word")
    noun = rf"(?:(?:{leads})\s)?(?:(?:{articles})\s?)?(?:{asked})(?:\s(?:{signs}))?"
    alone = r"(?(lead)(?=\s*(?:\n\n|\Z))|(?!))"
    return re.compile(
        rf"(?P<lead>(?i:{noun}|{words}|{signs})\s)?(?P<row>{_row()})(?:(?P<close>{_CLOSE})|{alone})"
    )


@cache
def _nested() -> re.Pattern[str]:
    """Numbers after the letter or numeral above them: 'I. 1)', 'A.1) en 2)'."""
    above = rf"\(?(?P<above>[IVX]{{1,5}}|[ivx]{{1,5}}|[a-zA-Z])(?:{_CLOSED}{_SPACE}?|{_SPACE})?"
    return re.compile(rf"{above}(?P<row>(?=\(?\d){_row()})(?P<close>{_CLOSE})")


@cache
def _counted() -> re.Pattern[str]:
    endings, asked = either("ordinal_ending"), either("asked_word")
    return re.compile(rf"(?P<row>\d{{1,2}})(?:{endings})\s(?:{asked})(?P<close>{_CLOSE})")


@cache
def _unmarked() -> re.Pattern[str]:
    return re.compile(rf"(?P<row>{_row()}){_SPACE}+(?=[A-ZÀ-ÖØ-Þ\"“«‘])")


@cache
def _sentence() -> re.Pattern[str]:
    """Ordinals in words, and sentences that take up a sub-question: 'Wat de eerste vraag betreft'."""
    joins, articles, asked = either("join"), either("article"), either("asked_word")
    words = rf"(?:{ordinal_words()})(?:(?:,|,?\s(?:{joins}))\s(?:{ordinal_words()}))*\b"
    more = rf"(?:(?:,?\s(?:{joins})\s|,\s)(?:(?:{articles})\s)?(?:{either('ordinal')}))*"
    adjectives = rf"(?:{either('ordinal')}){more}\s(?:{asked})\b"
    numbers = rf"(?:{asked})\s(?P<row>{_row()})(?![-/.]?\d)\b"
    topic = rf"(?:{either('topic_lead')})\s(?:(?:{articles})\s?)?(?:(?P<adjectives>{adjectives})|{numbers})"
    end = rf"(?:\s(?:{either('topic_end')})\b)?"
    heading = rf"(?:(?:{articles})\s)?(?P<heading>{adjectives})(?={_SPACE}?(?:[:–-]|\n\n))"
    return re.compile(rf"(?P<words>{words})|{heading}|{topic}{end}", re.IGNORECASE)


@cache
def _piece() -> re.Pattern[str]:
    alone = r"(?<![^\W\d_])"
    return re.compile(
        rf"{alone}(?P<range>(?:{either('range')})(?=\s))|{alone}(?P<item>{_item()})|(?P<dash>[-–])"
    )


def all_series(running: RunningText) -> Iterator[tuple[Series, ...]]:
    """Possible numberings of parts, in the order of the text; all readings of a place, longest first."""
    behind = 0
    for at, place in places(running):
        if at >= behind and place != "clause" and (found := tuple(_readings(running, at, place))):
            yield found
            behind = found[0].end


def series(paragraph: str) -> Series | None:
    """The numbering at the beginning of a paragraph of an answer."""
    return next(_readings(RunningText.of([paragraph]), 0, "paragraph"), None)


def _readings(running: RunningText, at: int, place: Place) -> Iterator[Series]:
    text = running.text
    if found := _TIGHT.match(text, at):
        yield from _series(found, ".", text, place)
    if found := _nested().match(text, at):
        yield from _series(found, _form(found["row"], found["close"]), text, place, found["above"])
    if found := _marked().match(text, at):
        form = "word" if found["lead"] else _form(found["row"], found["close"])
        yield from _series(found, form, text, place)
    if found := _counted().match(text, at):
        yield from _series(found, "word", text, place)
    elif found := _SINGLE.match(text, at):
        yield from _series(found, _form(found["row"], found["close"]), text, place)
    elif (place == "paragraph" or _DECIMAL.match(text, at)) and (found := _unmarked().match(text, at)):
        if running.is_no_cell(found.end()) or not _FIGURE.fullmatch(found["row"]):
            yield from _series(found, "", text, place)
    elif (found := _sentence().match(text, at)) and (items := tuple(_worded(found))):
        yield Series(found[0], items, "sentence", at, at, place)


def _form(row: str, close: str) -> str:
    """The sign after the first number: '.' in '1. a)' and in '1. tot 3.'."""
    first = _FIRST_SIGN.match(row)
    sign = (first[1] if first else close.strip()[-1]).replace("º", "°").replace("–", "-")
    return f"({sign}" if row.startswith("(") else sign


def _series(found: re.Match[str], form: str, text: str, place: Place, above: str = "") -> Iterator[Series]:
    follows = _TEXT_FOLLOWS.match(text, found.end())
    items = tuple((above + first, above + last) for first, last in _items(found["row"]))
    if follows and items:
        yield Series(found[0].rstrip(), items, form, found.start(), follows.end(), place)


def _worded(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    """The labels that ordinals name; letters that only look alike name nothing."""
    if found["row"]:
        yield from _items(found["row"])
    elif found["words"]:
        for word in re.findall(ordinal_words(), found["words"], re.IGNORECASE):
            if value := ordinal_values().get(word.lower()):
                yield str(value), str(value)
    else:
        for word in (found["heading"] or found["adjectives"]).lower().replace(",", " ").split():
            if value := adjective_values().get(word):
                yield str(value), str(value)


def _items(row: str) -> Iterator[tuple[str, str]]:
    """Single labels as pairs of themselves, ranges as first and last."""
    waiting, number, is_range = "", "", False
    for piece in _piece().finditer(row):
        if piece["range"] or piece["dash"]:
            is_range = True
            continue
        item = piece["item"]
        if not _FIGURE.fullmatch(item):  # '2) a' is 2a; the point of '1.1' stays
            item = re.sub(r"[\s.)(]", "", item)
        if item[0].isdigit():
            number = item.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        elif number and len(item) == 1:
            item = number + item  # '2. a) en b)'
        if is_range and waiting:
            yield waiting, item
            waiting = ""
        else:
            if waiting:
                yield waiting, waiting
            waiting = item
        is_range = False
    if waiting:
        yield waiting, waiting
