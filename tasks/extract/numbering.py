"""Numberings of questions and answers: '1)', '2. a)', 'III.', '1, 2 en 3.', 'Vraag 1:', 'Ten eerste', '-'."""

import re
from collections.abc import Iterator
from functools import cache, partial
from string import ascii_lowercase, ascii_uppercase
from typing import Literal, NamedTuple

from schemas.vocabulary import labels_of
from schemas.vocabulary.phrases import phrases_of
from tasks.extract.paragraphs import RunningText
from tasks.extract.phrase_patterns import any_of, is_abbreviated
from tasks.extract.rules import Rules

Place = Literal["paragraph", "question", "sentence", "clause"]
"""What begins at a place: 'question' follows a question mark; a 'clause' can only continue a list."""
Items = tuple[tuple[str, str], ...]
"""Labels as pairs of themselves, ranges as first and last."""

ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()
"""The numerals of lists; the longest lists seen end here."""
ORDERS: dict[str, dict[str, int]] = {
    kind: {label: value for value, label in enumerate(labels, 1)}
    for kind, labels in {
        "number": map(str, range(1, 100)),
        "numeral": ROMAN,
        "small_numeral": map(str.lower, ROMAN),
        "capital": ascii_uppercase,
        "letter": ascii_lowercase,
        "ordinal": map(str, range(1, 100)),
    }.items()
}
"""The labels of each kind of numbering, in order, and their place in it."""
_MOST = 60  # numbers in a row, which bounds the time


def _texts(group: str) -> list[str]:
    return [phrase.text for phrase in phrases_of(group)]


_GROUPS = """
    article asked_word join mark_lead mark_word number_sign ordinal ordinal_ending range topic_end topic_lead
""".split()
"""Groups of answer_phrases.tsv that the rules use."""
_pattern = cache(
    Rules(
        "numbering",
        any_of,
        ordinals=lambda: [label.text for label in labels_of("ordinal")],
        **{group: partial(_texts, group) for group in _GROUPS},
    )
)
_LETTER_ENDS = re.compile(r"[a-zà-ÿ]{3}\s[A-Z]\.\s+\d")  # 'vitamine D. 2. Neen', no initial
_CLOSES = tuple(re.compile(rf"{sign}(?:(?<=[\s(][\dA-Za-z].)|(?<=[\s(]\d\d.))") for sign in (r"\)", "°"))
"""Each is looked for by itself, which takes a tenth of the time."""
_SIGN = re.compile(r"\(?\d+[^\S\n]?([.)°º/])")
_SIGNS = re.compile(r"[\s.)(°º/]+")
_TOP = re.compile(r"(\d+|[IVX]+(?=[^IVX])|[ivx]+(?=[^ivx])|[A-Za-z])(.+)")


class Mark(NamedTuple):
    """What numbers the text behind it."""

    label: str  # as printed, '1, 2 en 3.'
    items: Items  # none for bullets
    form: str  # the sign at its first number, ')' or '('; 'word', 'sentence'; '' for numbers without a sign
    start: int
    end: int  # where the text behind it begins; for words of the sentence, where they begin
    place: Place

    @property
    def is_lettered(self) -> bool:
        """Whether it names only letters, which belong to the number before them."""
        return all(item.isalpha() and len(item) == 1 for pair in self.items for item in pair)

    @property
    def is_sure(self) -> bool:
        """Whether it begins a paragraph, with a sign."""
        return self.place == "paragraph" and self.form not in {"", "sentence"}


@cache
def split(label: str) -> tuple[str, str]:
    """The number of a label and what is below it: '2' and 'a', '1' and '.2', 'I' and '1'."""
    found = None if any(label in order for order in ORDERS.values()) else _TOP.fullmatch(label)
    return (found[1], found[2]) if found else (label, "")


@cache
def _words() -> dict[str, str]:
    """Each word that numbers, and its number: 'eerste', 'ten eerste'."""
    adjectives = {phrase.text: phrase.code for phrase in phrases_of("ordinal")}
    return adjectives | {label.text.lower(): label.code for label in labels_of("ordinal")}


def _places(running: RunningText) -> list[tuple[int, Place]]:
    """Every offset at which a number may be, in order."""
    text = running.text
    bounds = zip(running.starts, running.ends, strict=True)
    begins = (end - len(text[start:end].lstrip()) for start, end in bounds if text[start:end].strip())
    found: dict[int, Place] = dict.fromkeys(begins, "paragraph")
    for sign in _pattern("inside").finditer(text):
        at = sign.start() + 1
        if not is_abbreviated(text, at) or _LETTER_ENDS.match(text, max(0, at - 6)):
            found.setdefault(sign.end(), "question" if text[at - 1] == "?" else "sentence")
    for close in (close for pattern in _CLOSES for close in pattern.finditer(text)):
        if clause := _pattern("clause").search(text, max(0, close.start() - 20), close.end()):
            found.setdefault(clause.end(), "clause")
    return sorted(found.items())


def _row(text: str, at: int) -> tuple[Items, int]:
    """Numbers with 'en', commas and 'tot' between, and their end; letters belong to the number before."""
    items: list[tuple[str, str]] = []
    above, end = "", at
    joined: re.Match[str] | None = None
    while (found := _pattern("item").match(text, joined.end() if joined else at)) and len(items) < _MOST:
        top, below = split((found["decimal"] or _SIGNS.sub("", found[0])).lstrip("0") or "0")
        if not below and above and top.isdigit() != above.isdigit():
            top, below = above, top  # '2. a) en b)', 'A. 1) en 2)'
        elif below or top.isdigit():
            above = top
        is_range = joined and (joined["range"] or joined["dash"])
        items.append((items.pop()[0] if is_range else top + below, top + below))
        end = found.end()
        if not (joined := _pattern("between").match(text, end)):
            break
    return tuple(items), end


def marks(running: RunningText) -> Iterator[tuple[Mark, ...]]:
    """The readings of each possible numbering of a text, the longest first."""
    behind = 0
    for at, place in _places(running):
        if at >= behind and (found := tuple(_readings(running.text, at, place))):
            yield found
            behind, inner = found[0].end, found[-1].end
            is_above = inner < behind and running.text[at].isalpha()
            if is_above and (below := tuple(_readings(running.text, inner, "sentence"))):
                yield below


def _readings(text: str, at: int, place: Place) -> Iterator[Mark]:
    lead = None
    if found := _pattern("bullet").match(text, at):
        yield Mark(text[at], (), text[at], at, found.end(), place)
        return
    if place != "clause" and text[at].isalpha():
        if found := _pattern("sentence").match(text, at):
            named = [_words().get(word.lower(), "") for word in _pattern("word").findall(found[0])]
            yield Mark(found[0], tuple(zip(named, named, strict=True)), "sentence", at, at, place)
        lead = _pattern("lead").match(text, at)
    items, end = _row(text, lead.end() if lead else at)
    if not items:
        return
    if lead and lead["topic"]:
        if found := _pattern("topic_behind").match(text, end):
            yield Mark(text[at : found.end()], items, "sentence", at, at, place)
        return
    first = None if lead else _pattern("first").match(text, at)
    shorter = [(((first[1], first[1]),), first.end())] if first and first.end() < end else []
    for row, row_end in [(items, end), *shorter]:
        if closed := _closed(text, at, row_end, place, is_led=lead is not None):
            label, begin = text[at : closed.start("blank")], closed.end()
            while text.startswith((f"{label} ", f"{label}\n"), begin):  # printed twice
                begin += len(label) + 1
            form = "word" if lead else _form(label, row_end - at)
            yield Mark(label, row, form, at, begin, place)


def _closed(text: str, at: int, end: int, place: Place, *, is_led: bool) -> re.Match[str] | None:
    """What ends the numbering: a sign or, behind words, the end of the paragraph, or the text itself."""
    if (found := _pattern("close").match(text, end)) or is_led:
        return found or _pattern("alone").match(text, end)
    may_be = place in {"paragraph", "question"} or "." in text[at:end]
    return _pattern("unmarked").match(text, end) if may_be else None


def _form(label: str, end: int) -> str:
    """The sign at the first number of a row that ends at an offset of its label."""
    sign = _SIGN.match(label, 0, end)
    last = (sign[1] if sign else label[end:].strip()[-1:]).replace("º", "°").replace("–", "-")
    return f"({last}" if label.startswith("(") else last
