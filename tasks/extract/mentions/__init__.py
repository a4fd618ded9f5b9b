"""Things named in a text that can be told by their form: addresses, handles, dates, amounts, papers."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from schemas.vocabulary import labels_of

_SPACE = "[\u00a0\u202f ]"
_NUMBER = rf"\d{{1,3}}(?:(?:\.|{_SPACE})\d{{3}}){{1,5}}(?:,\d{{1,9}})?(?!\d)|\d{{1,15}}(?:,\d{{1,9}})?"
_URL = re.compile(r"(?<![\w@./-])(?:https?://|www\.)[^\s<>\"“”«»]+", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_HANDLE = re.compile(r"(?<![\w@./])@\w{2,30}\b(?![.@]\w)")
_QUESTION = re.compile(
    r"(?:schriftelijke\svraag|vraag|question(?:\sécrite)?)\s(?:nr\.?|n°|nº)?\s?(\d-\d{1,5})\b", re.IGNORECASE
)
_PAPER = re.compile(r"(?<!\d)(\d{1,2}-\d{1,4}/\d{1,3})(?!\d)")
_SCALE = {"miljoen": 6, "miljard": 9, "million": 6, "millions": 6, "milliard": 9, "milliards": 9}
_CURRENCY = {"euro": "EUR", "euros": "EUR", "eur": "EUR", "€": "EUR", "dollar": "USD", "dollars": "USD"}
_MONEY = re.compile(
    rf"(?<![\d.,])({_NUMBER}){_SPACE}?(?:({'|'.join(_SCALE)}){_SPACE}(?:d['’])?)?"
    rf"({'|'.join(_CURRENCY)})(?!\w)",
    re.IGNORECASE,
)
_MONEY_FIRST = re.compile(
    rf"(?:€|(?<!\w)EUR){_SPACE}?({_NUMBER})(?:{_SPACE}({'|'.join(_SCALE)})(?!\w))?", re.IGNORECASE
)
_HOST = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PERCENT = re.compile(rf"(?<![\d.,])({_NUMBER}){_SPACE}?(%|procent\b|pour{_SPACE}cent\b)")
_DATE_IN_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d{2})(?![\d/-])")
_TRAILING = ".,;:!?'’\"”»)]}…"


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing named: its place (code points, half-open), its kind, its normal form."""

    start: int
    end: int
    kind: str
    text: str
    value: str | None = None
    unit: str | None = None
    entity_id: str | None = None


def mentions(text: str) -> tuple[Mention, ...]:
    """All mentions of a text in its order; within one kind none overlaps another."""
    found = [mention for finder in _finders() for mention in finder(text)]
    return tuple(sorted(_without_overlaps(found), key=lambda m: (m.start, m.end, m.kind)))


def _without_overlaps(found: list[Mention]) -> Iterator[Mention]:
    """The longer of two that overlap; handles inside addresses and the like go too."""
    end = -1
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if mention.start >= end:
            yield mention
            end = mention.end


@cache
def _finders() -> tuple[Callable[[str], Iterator[Mention]], ...]:
    return (_urls, _emails, _handles, _documents, _amounts, _percentages, _dates)


def _urls(text: str) -> Iterator[Mention]:
    for match in _URL.finditer(text):
        shown = _trimmed(match[0])
        if not _HOST.match(shown):
            continue
        value = shown if "://" in shown else f"http://{shown}"
        yield Mention(match.start(), match.start() + len(shown), "url", shown, value)


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence it stands in."""
    unopened = address.count(")") - address.count("(")
    end = len(address)
    while end and address[end - 1] in _TRAILING:
        if address[end - 1] == ")":
            if unopened <= 0:
                break
            unopened -= 1
        end -= 1
    return address[:end]


def _emails(text: str) -> Iterator[Mention]:
    for match in _EMAIL.finditer(text):
        yield Mention(match.start(), match.end(), "email", match[0], match[0].lower())


def _handles(text: str) -> Iterator[Mention]:
    for match in _HANDLE.finditer(text):
        yield Mention(match.start(), match.end(), "handle", match[0], match[0].lower())


def _documents(text: str) -> Iterator[Mention]:
    for match in _QUESTION.finditer(text):
        yield Mention(match.start(), match.end(), "document", match[0], match[1], entity_id=match[1])
    for match in _PAPER.finditer(text):
        yield Mention(match.start(), match.end(), "document", match[0], match[1])


def number_value(text: str) -> Decimal:
    """A Belgian number: points and spaces part thousands, a comma the decimals."""
    return Decimal(re.sub(rf"{_SPACE}|\.", "", text).replace(",", "."))


def _plain(number: Decimal) -> str:
    return format(number, "f")


def _amounts(text: str) -> Iterator[Mention]:
    for match in _MONEY.finditer(text):
        currency = _CURRENCY.get(match[3].lower())
        if currency:
            yield Mention(match.start(), match.end(), "money", match[0], _scaled(match), currency)
    for match in _MONEY_FIRST.finditer(text):
        yield Mention(match.start(), match.end(), "money", match[0], _scaled(match), "EUR")


def _scaled(match: re.Match[str]) -> str:
    """The amount of a match: its number, times its word of scale."""
    return _plain(number_value(match[1]) * 10 ** _SCALE.get((match[2] or "").lower(), 0))


def _percentages(text: str) -> Iterator[Mention]:
    for match in _PERCENT.finditer(text):
        yield Mention(match.start(), match.end(), "quantity", match[0], _plain(number_value(match[1])), "%")


@cache
def _month_numbers() -> dict[str, int]:
    return {label.text.lower(): int(label.code) for label in labels_of("month")}


@cache
def _date_in_words() -> re.Pattern[str]:
    months = "|".join(_month_numbers())
    return re.compile(
        rf"(?<!\d)(\d{{1,2}})(?:er|ste|de)?{_SPACE}({months}){_SPACE}((?:19|20)\d{{2}})(?!\d)", re.IGNORECASE
    )


def _dates(text: str) -> Iterator[Mention]:
    for match in _date_in_words().finditer(text):
        yield from _date(match, match[3], _month_numbers().get(match[2].lower(), 0), match[1])
    for match in _DATE_IN_FIGURES.finditer(text):
        yield from _date(match, match[3], int(match[2]), match[1])


def _date(match: re.Match[str], year: str, month: int, day: str) -> Iterator[Mention]:
    try:
        value = date(int(year), month, int(day)).isoformat()
    except ValueError:  # a day that does not exist
        return
    yield Mention(match.start(), match.end(), "date", match[0], value)
