"""Amounts of money."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from schemas.vocabulary.entities import currencies
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.numbers.figures import MINUS, NUMBER, SCALE, SPACE, is_year_number, number_value
from tasks.extract.entities.tokens import Words, WordTest, matches_at

_CENTS = frozenset("cent cents eurocent eurocents centime centimes".split())
_ONLY_SCALED = {"pond": "GBP", "ponden": "GBP"}
"""Also a weight, unless there are millions of it."""
_LETTERS = "[^\\W\\d_]+(?:['’-][^\\W\\d_]+)*(?![\\w])"
_SIGNS = "€$£¥"
_SIGN = rf"[A-Za-z]{{0,3}}[{_SIGNS}](?:{SPACE}?[A-Za-z]{{2,3}}(?!\w))?"
_WORD = rf"(?=(?P<word>{_SIGN}|{_LETTERS}(?: {_LETTERS})?))"
_BEHIND = re.compile(
    rf"(?<![\d.,/])(?P<number>{NUMBER})(?:(?:{SPACE}?(?P<join>tot|à|-|–|en|et){SPACE}?)(?P<last>{NUMBER}))?"
    rf"{SPACE}?(?:(?P<scale>{SCALE}|[kKM](?=[{_SIGNS}]))\.?{SPACE}?(?:de{SPACE}|d['’])?|d['’])?{_WORD}",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?P<word>[{_SIGNS}]|(?<!\w)[A-Za-z]{{3}}){SPACE}?(?P<sign>[-−])?(?P<number>{NUMBER})"
    rf"(?:[-–](?P<last>{NUMBER}))?(?:{SPACE}(?P<scale>{SCALE})(?!\w)|(?P<letter>[kKM])(?!\w))?",
    re.IGNORECASE,
)
_COUNTRY_BEFORE = re.compile(r"(?<!\w)[A-Za-z]{1,3}$")
"""Letters before a sign: US$."""
_CODE = 3
_BETWEEN = re.compile(r"(?:tussen|entre)\s(?:(?:de|les)\s)?[“\"«]?\s?\Z", re.IGNORECASE)
_LEAD = 12
_FROM = re.compile(r"\bde $")
_SCALES = {"k": "duizend", "m": "miljoen"}
_AND_CENTS = re.compile(
    rf"{SPACE}(?:(?:en|et){SPACE})?(?P<cents>\d{{1,2}})(?:{SPACE}?(?:euro)?(?:cents?|centimes?)|c)(?!\w)"
)
_TO = re.compile(rf"{SPACE}?(?P<join>[-–]|(?<=\s)(?:en|et)(?=\s)){SPACE}?(?:(?:de|les){SPACE})?")


@cache
def currency_codes() -> dict[str, str]:
    """The code of each currency by its names."""
    return {name: currency.code for currency in currencies() for name in currency.names}


@cache
def _codes_before() -> frozenset[str]:
    return frozenset(one.code.lower() for one in currencies() if {one.code, one.code.lower()} & {*one.names})


_NUMBER_BEFORE = re.compile(
    rf"(?<![\w.,/:°§-])(?P<number>{NUMBER}){SPACE}(?:of|ou|en|et|naar|vers|à|tot){SPACE}(?:de{SPACE})?$"
)
"""The first of two amounts that share a currency: '10.000 of 5.000 euro'."""


def _code(printed: str) -> str | None:
    """The code of a currency; names in lower case hold in any case."""
    return currency_codes().get(printed) or currency_codes().get(printed.lower())


def amounts(text: str, words: Words) -> Iterator[Mention]:
    """Amounts with their currency before or after; value: the amount in its currency, unit: ISO 4217."""
    begins = words.begins(words.such_as(_is_currency))
    found = [
        *filter(None, (_before(text, match) for match in matches_at(_BEFORE, text, begins))),
        *filter(None, (_behind(text, match) for match in matches_at(_BEHIND, text, words.figures))),
    ]
    found.sort(key=lambda amount: amount.start)
    yield from found
    for amount in found:
        if before := _NUMBER_BEFORE.search(text, max(0, amount.start - 2 * _LEAD), amount.start):
            start, end = before.span("number")
            if not is_year_number(before["number"]) and not _is_between(text, start):
                yield Mention(
                    start, end, "money", before["number"], number_value(before["number"]), amount.unit
                )
    for first, second in pairwise(found):
        if both := _range(text, first, second):
            yield both


@WordTest
def _is_currency(word: str) -> bool:
    return word[0] in _SIGNS or (word[:_CODE] in _codes_before() and not word[_CODE : _CODE + 1].isalpha())


def is_currency(unit: str) -> bool:
    """Whether a unit is money."""
    word = unit.split(maxsplit=1)[0]
    return word in _CENTS or _code(word) is not None


def _before(text: str, match: re.Match[str]) -> Mention | None:
    """An amount behind its currency."""
    start, code = match.start(), _code(match["word"])
    if letters := _COUNTRY_BEFORE.search(text[max(0, start - _CODE - 1) : start]):
        code_of_country = _code(letters[0] + match["word"])
        start, code = (start - len(letters[0]), code_of_country) if code_of_country else (start, code)
    if code is None:
        return None
    scale = match["scale"] or _SCALES.get((match["letter"] or "").lower())
    value = _value(match["number"], match["last"], scale)
    return _amount(text, start, match.end(), f"-{value}" if match["sign"] else value, code)


def _behind(text: str, match: re.Match[str]) -> Mention | None:
    """An amount before its currency."""
    named = _currency(match)
    if named is None:
        return None
    code, size = named
    scale = _SCALES.get((match["scale"] or "").lower(), match["scale"])
    start, end = match.start(), match.start("word") + size
    if match["last"] and not _is_range(text, match):
        start, value = match.start("last"), _value(match["last"], None, scale)
    else:
        value = _value(match["number"], match["last"], scale)
        if MINUS.search(text, max(0, start - _CODE), start):
            start, value = start - 1, f"-{value}"
    if code == "cent":
        value = "/".join(format(Decimal(part) / 100, "f") for part in value.split("/"))
        return Mention(start, end, "money", text[start:end], value, "EUR")
    return _amount(text, start, end, value, code)


def _currency(match: re.Match[str]) -> tuple[str, int] | None:
    """The code of what follows a number, or 'cent', with its length; None for what is no currency."""
    printed = match["word"]
    for name in (printed, printed.split(" ")[0], printed[:1]):
        word = name.lower()
        code = _code(name) or ("cent" if word in _CENTS else None)
        code = code or (_ONLY_SCALED.get(word) if match["scale"] else None)
        if code:
            return code, len(name)
    return None


def _value(number: str, last: str | None, scale: str | None) -> str:
    return "/".join(number_value(part, scale) for part in (number, last) if part)


def _amount(text: str, start: int, end: int, value: str, code: str) -> Mention:
    """An amount with the cents behind it."""
    cents = _AND_CENTS.match(text, end) if value.isdigit() else None
    if cents:
        end, value = cents.end(), f"{value}.{int(cents['cents']):02}"
    return Mention(start, end, "money", text[start:end], value, code)


def _is_range(text: str, match: re.Match[str]) -> bool:
    """Whether two numbers are a range: 'en' and 'et' need 'tussen' or 'entre'; no year begins one.

    It rises, or is like 'de 30 à 15 millions d'euros'.
    """
    if is_year_number(match["number"]) and not match["last"].isdigit():
        return False
    is_falling = Decimal(number_value(match["number"])) > Decimal(number_value(match["last"]))
    if is_falling:
        is_from = match["join"] == "à" and _FROM.search(text, max(0, match.start() - _CODE), match.start())
        return bool(is_from) and not is_year_number(match["number"])
    return match["join"] not in {"en", "et"} or _is_between(text, match.start())


def _is_between(text: str, start: int) -> bool:
    return _BETWEEN.search(text[max(0, start - _LEAD) : start]) is not None


def _range(text: str, first: Mention, second: Mention) -> Mention | None:
    """Two amounts as a range; 'van … tot' may be a rise, so only a dash and 'tussen … en' join them."""
    joined = _TO.fullmatch(text, first.end, second.start) if first.unit == second.unit else None
    if joined is None or not (joined["join"] in "-–" or _is_between(text, first.start)):
        return None
    value = f"{first.value}/{second.value}"
    both = replace(first, end=second.end, text=text[first.start : second.end], value=value)
    return both if value.count("/") == 1 and both.ends[0] is not None else None
