"""Numberings of questions and answers: '1)', '2. a)', 'III.', '1, 2 en 3.', 'Vraag 1:', 'Ten eerste', '-'."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from schemas.vocabulary.phrases import phrases_of
from tasks.extract.number_places import BULLETS, Place, number_places, ordinal_values
from tasks.extract.paragraphs import RunningText
from tasks.extract.phrase_patterns import any_of, either

Items = tuple[tuple[str, str], ...]
"""Labels as pairs of themselves, ranges as first and last."""

ROMAN = tuple("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split())
"""The numerals of lists; the longest lists seen end here."""
ORDERS: dict[str, tuple[str, ...]] = {
    "number": tuple(map(str, range(1, 100))),
    "numeral": ROMAN,
    "small_numeral": tuple(map(str.lower, ROMAN)),
    "capital": tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "letter": tuple("abcdefghijklmnopqrstuvwxyz"),
    "ordinal": tuple(map(str, range(1, 100))),
}
"""The labels of each kind of numbering, in order."""
_MOST = 60
"""Most numbers in a row, which bounds the time."""
_SHORTEST = 12
"""Least letters after a number without a sign, unless they end a sentence: table cells are shorter."""

_BLANK = r"[^\S\n]"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ\"“«‘']"
_CLOSED = rf"{_BLANK}?(?:\.\)|[.)°º/])"
_ALONE = re.compile(r"(?P<noun>)(?=\s*(?:\n\n|\Z))(?P<blank>\s*+)")
_BULLET = re.compile(rf"[{re.escape(BULLETS)}]{_BLANK}+(?=\S)")
_FIRST = re.compile(r"\(?(\d{1,2}(?!\d)|[IVX]{1,5}|[ivx]{1,5}|[a-zA-Z])")
_POINTED = re.compile(r"\d{1,2}\.[a-z\d]")
_SIGN = re.compile(rf"\(?\d+{_BLANK}?([.)°º/])(?!\d)")
_SIGNS = re.compile(r"[\s.)(°º/]+")
_TOP = re.compile(r"(\d+|[IVX]+(?=[^IVX])|[ivx]+(?=[^ivx])|[A-Za-z])(.+)")
_UNMARKED = re.compile(
    rf"(?P<noun>)(?P<blank>{_BLANK}+)(?:(?={_CAPITAL})|(?<=\.\d\s)(?=[^\W\d_])|(?<=\.\d\d\s)(?=[^\W\d_]))"
)


@dataclass(frozen=True, slots=True)
class Mark:
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
        """Whether it stands where a number should, with a sign."""
        return self.place == "paragraph" and self.form not in {"", "sentence"}


@cache
def split(label: str) -> tuple[str, str]:
    """The number of a label and what is below it: '2' and 'a', '1' and '.2', 'I' and '1'."""
    found = None if any(label in order for order in ORDERS.values()) else _TOP.fullmatch(label)
    return (found[1], found[2]) if found else (label, "")


@cache
def _item() -> re.Pattern[str]:
    """One number, letter or numeral, with what is below it."""
    joins = rf"(?![A-Z])(?:{either('join', 'range')})"
    follows = rf"(?={_CLOSED}|{_BLANK}?[,:–-]|{_BLANK}+{joins}\s|\s*\n\n|\s*\Z)"
    letter = rf"(?!{joins}(?!\w))(?:[a-z]|[A-Z](?={_BLANK}?\))){follows}"
    below_number = rf"(?:{_BLANK}?[.)]{_BLANK}*+|{_BLANK})?\(?{letter}|\.[a-z](?={_BLANK}+{_CAPITAL})"
    below_letter = rf"(?:{_CLOSED}{_BLANK}?|{_BLANK})?\(?\d{{1,2}}(?!\d)"
    return re.compile(
        rf"\(?(?:(?P<decimal>\d{{1,2}}\.\d{{1,2}}(?!\d))|\d{{1,2}}(?!\d)(?:{below_number})?"
        rf"|(?:[IVX]{{1,5}}|[ivx]{{1,5}}|[a-zA-Z])(?:{below_letter}|{follows}))"
    )


@cache
def _join() -> re.Pattern[str]:
    joins = rf"(?![A-Z])(?:{either('join')}){_BLANK}++"
    ranges = rf"(?![A-Z])(?P<range>{either('range')}){_BLANK}++"
    comma, signs = rf"{_BLANK}?,{_BLANK}*+(?:{joins})?", rf"{_BLANK}?(?:(?P<dash>[-–])|[&+/]){_BLANK}?"
    return re.compile(
        rf"(?:{_CLOSED})?(?:{comma}|{_BLANK}++(?:{ranges}|{joins})|{signs})|\){_BLANK}++(?=[a-z]\))"
    )


def _row(text: str, at: int) -> tuple[Items, int]:
    """Numbers with 'en', commas and 'tot' between, and their end; letters belong to the number before."""
    items: list[tuple[str, str]] = []
    above, end = "", at
    joined: re.Match[str] | None = None
    while (found := _item().match(text, joined.end() if joined else at)) and len(items) < _MOST:
        top, below = split((found["decimal"] or _SIGNS.sub("", found[0])).lstrip("0") or "0")
        if not below and above and top.isdigit() != above.isdigit() and (top.isdigit() or len(top) == 1):
            top, below = above, top  # '2. a) en b)', 'A. 1) en 2)'
        elif below or top.isdigit():
            above = top
        is_range = joined and (joined["range"] or joined["dash"])
        items.append((items.pop()[0] if is_range else top + below, top + below))
        end = found.end()
        if not (joined := _join().match(text, end)):
            break
    return tuple(items), end


@cache
def _close() -> re.Pattern[str]:
    """What ends a numbering."""
    noun = rf"(?P<noun>(?:{either('ordinal_ending')})\s(?:{either('asked_word')}))?"
    figure = r"(?<![a-zA-Z])(?:\.(?!\d{1,4}(?!\d))|[:/](?!\d))"
    letter = rf"\.(?=\s|{_CAPITAL}|\Z)|[:/](?=\s)"
    signs = rf"\.\)|\)[.:]?|\.-|{figure}|{letter}|(?<![nN])(?:°\)?|º)"
    return re.compile(rf"{noun}{_BLANK}?(?:{signs}|[-–](?=\s))(?P<blank>\s*+)(?![,;)\]|%])")


@cache
def _lead() -> re.Pattern[str]:
    """Words before a number."""
    signs, topics = either("number_sign"), either("topic_lead")
    nouns = rf"(?:(?:{either('article')})\s?)?(?:{either('asked_word')})(?:\s(?:{signs}))?"
    leads = rf"(?:(?:{either('mark_lead')})\s|(?P<topic>(?:{topics})\s))?"
    return re.compile(rf"(?:{leads}{nouns}|{either('mark_word')}|{signs})\s")


@cache
def _topic_end() -> re.Pattern[str]:
    return re.compile(rf"(?![-/.]?\d)\b(?:\s(?:{either('topic_end')})\b)?")


@cache
def _ordinals() -> re.Pattern[str]:
    """Ordinals in words, and sentences that take up a sub-question: 'Wat de eerste vraag betreft'."""
    joins, articles, ordinals = either("join"), either("article"), any_of(ordinal_values())
    more = rf"(?:(?:,?\s(?:{joins})\s|,\s)(?:(?:{articles})\s)?(?:{either('ordinal')}))*"
    lead = rf"(?:(?P<topic>{either('topic_lead')})\s)?(?:(?:{articles})\s?)?"
    end = rf"(?(topic)(?:\s(?:{either('topic_end')})\b)?|(?={_BLANK}?[:–-]|\n\n))"
    return re.compile(
        rf"(?:{ordinals})(?:(?:,|,?\s(?:{joins}))\s(?:{ordinals}))*\b"
        rf"|{lead}(?:{either('ordinal')}){more}\s(?:{either('asked_word')})\b{end}"
    )


@cache
def _values() -> tuple[re.Pattern[str], dict[str, str]]:
    """Each word that numbers, and its number."""
    values = {phrase.text: phrase.code for phrase in phrases_of("ordinal")}
    values |= {word: str(value) for word, value in ordinal_values().items()}
    return re.compile(rf"\b(?:{any_of(values)})\b"), values


def _in_words(words: str) -> Items:
    """What ordinals name; letters that only look alike name nothing."""
    pattern, values = _values()
    named = (values.get(word.lower()) for word in pattern.findall(words))
    return tuple((value, value) for value in named if value)


def marks(running: RunningText) -> Iterator[tuple[Mark, ...]]:
    """The readings of each possible numbering of a text, the longest first."""
    behind = 0
    for at, place in number_places(running):
        if at >= behind and (found := tuple(_readings(running, at, place))):
            yield found
            behind, inner = found[0].end, found[-1].end
            is_above = inner < behind and running.text[at].isalpha()
            if is_above and (below := tuple(_readings(running, inner, "sentence"))):
                yield below


def _readings(running: RunningText, at: int, place: Place) -> Iterator[Mark]:
    text, lead = running.text, None
    if found := _BULLET.match(text, at):
        yield Mark(text[at], (), text[at], at, found.end(), place)
        return
    if place != "clause" and text[at].isalpha():
        if (found := _ordinals().match(text, at)) and (items := _in_words(found[0])):
            yield Mark(found[0], items, "sentence", at, at, place)
        lead = _lead().match(text, at)
    items, end = _row(text, lead.end() if lead else at)
    if lead and lead["topic"]:
        if items and (found := _topic_end().match(text, end)):
            yield Mark(text[at : found.end()], items, "sentence", at, at, place)
        return
    first = None if lead else _FIRST.match(text, at)
    shorter = [(((first[1], first[1]),), first.end())] if first and first.end() < end else []
    for row, row_end in [(items, end), *shorter] if items else ():
        if closed := _closed(running, at, row_end, place, is_led=lead is not None):
            label, begin = text[at : closed.start("blank")], closed.end()
            while text.startswith((f"{label} ", f"{label}\n"), begin):  # printed twice
                begin += len(label) + 1
            form = "word" if lead or closed["noun"] else _form(label, row_end - at)
            yield Mark(label, row, form, at, begin, place)


def _closed(running: RunningText, at: int, end: int, place: Place, *, is_led: bool) -> re.Match[str] | None:
    """What ends the numbering: a sign or, behind words, the end of the paragraph, or the text itself."""
    text = running.text
    if found := _close().match(text, end):
        return found
    if is_led:
        return _ALONE.match(text, end)
    found = _UNMARKED.match(text, end)
    if not found or not (place in {"paragraph", "question"} or _POINTED.match(text, at)):
        return None
    rest = text[found.end() : running.end_of(running.paragraph_at(found.end()))]
    return found if len(rest) >= _SHORTEST or rest.rstrip().endswith((".", "?", "!")) else None


def _form(label: str, end: int) -> str:
    """The sign at the first number of a row that ends at an offset of its label."""
    sign = _SIGN.match(label, 0, end)
    last = (
        (sign[1] if sign else label[end:].strip()[-1:] or "." * ("." in label))
        .replace("º", "°")
        .replace("–", "-")
    )
    return f"({last}" if label.startswith("(") else last
