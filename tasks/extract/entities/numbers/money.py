"""Amounts of money."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from schemas.codes import Language
from schemas.vocabulary.entities import currencies, words_of_both
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.numbers.figures import is_year_number, number_value, spelled_number
from tasks.extract.rules import Rules
from tasks.extract.tokens import Words

_SIGNS = frozenset("€$£¥")
_SCALE = 1000


@cache
def currency_codes() -> dict[str, str]:
    """The code of each currency by its names."""
    return {name: currency.code for currency in currencies() for name in currency.names}


_RULES = Rules(
    "money",
    sign=lambda: [name for name in currency_codes() if not _SIGNS.isdisjoint(name)],
    name=lambda: [name for name in currency_codes() if name.islower() and _SIGNS.isdisjoint(name)],
    code=lambda: [name for name in currency_codes() if name.isupper()],
    short=lambda: [one.code.lower() for one in currencies() if one.code.lower() in one.names],
)


def amounts(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Amounts with their currency before or after, in figures or words.

    Value: the amount in its currency, unit: ISO 4217.
    """
    before = (_before(text, match) for match in _RULES.find("before", text, words))
    behind = (_behind(text, match) for match in _RULES.find("behind", text, words))
    found = sorted(filter(None, (*before, *behind)), key=lambda amount: amount.start)
    yield from found
    yield from _shared(text, found)
    yield from filter(None, (_range(text, *two) for two in pairwise(found)))
    spelled = _RULES.find("spelled", text, words, language)
    yield from filter(None, (_spelled(text, match) for match in spelled))


def is_currency(unit: str) -> bool:
    """Whether a unit is money."""
    return _code(unit.split(maxsplit=1)[0]) is not None


def _code(printed: str) -> str | None:
    """The code of a currency; names in lower case hold in any case."""
    name = printed.lower()
    known = currency_codes().get(printed) or currency_codes().get(name)
    return known or ("EUR" if name in words_of_both("cent") else None)


def _before(text: str, match: re.Match[str]) -> Mention | None:
    """An amount behind its currency."""
    value = _value(match["number"], match["last"], (match["scale"] or "").strip())
    return _amount(text, *match.span(), f"-{value}" if match["minus"] else value, match["currency"])


def _behind(text: str, match: re.Match[str]) -> Mention | None:
    """An amount before its currency; pounds are one only behind a word of scale."""
    if match["currency"].lower() in words_of_both("pound") and not match["scale"]:
        return None
    if match["last"] and not _is_range(text, match):
        value, start = _value(match["last"], None, match["scale"]), match.start("last")
    else:
        value, start = _value(match["number"], match["last"], match["scale"]), match.start()
        if match["minus"] is not None:
            value, start = f"-{value}", start - 1
    return _amount(text, start, match.end(), value, match["currency"])


def _value(number: str, last: str | None, scale: str | None) -> str:
    return "/".join(number_value(part, scale) for part in (number, last) if part)


def _amount(text: str, start: int, end: int, value: str, currency: str) -> Mention | None:
    """An amount with the cents behind it; None if letters only look like a currency."""
    code = _code(currency)
    if currency.lower() in words_of_both("cent"):
        value = "/".join(format(Decimal(part) / 100, "f") for part in value.split("/"))
    elif currency.lower() in words_of_both("pound"):
        code = "GBP"
    elif value.isdigit() and (cents := _RULES("and_cents").match(text, end)):
        end, value = cents.end(), f"{value}.{int(cents['cents']):02}"
    return Mention(start, end, "money", text[start:end], value, code) if code else None


def _is_range(text: str, match: re.Match[str]) -> bool:
    """Whether two numbers are a range: 'en' and 'et' need 'tussen' or 'entre'; no year begins one.

    It rises, or is like 'de 30 à 15 millions d'euros'.
    """
    number, join, last = match["number"], match["join"].strip().lower(), match["last"]
    is_year = is_year_number(number)
    if is_year and not last.isdigit():
        return False
    if Decimal(number_value(number)) > Decimal(number_value(last)):
        return join == "à" and text.endswith("de ", 0, match.start()) and not is_year
    return join not in words_of_both("and_word") or _is_between(text, match.start())


def _is_between(text: str, start: int) -> bool:
    return _RULES.before("between", text, start) is not None


def _shared(text: str, found: list[Mention]) -> Iterator[Mention]:
    """The first of two amounts that share a currency: '10.000 of 5.000 euro'."""
    for amount in found:
        before = _RULES.before("shared", text, amount.start)
        if before and not is_year_number(before["number"]) and not _is_between(text, before.start()):
            value = number_value(before["number"])
            yield Mention(*before.span("number"), "money", before["number"], value, amount.unit)


def _range(text: str, first: Mention, second: Mention) -> Mention | None:
    """Two amounts as a range; 'van … tot' may be a rise, so only a dash and 'tussen … en' join them."""
    joined = _RULES("further").fullmatch(text, first.end, second.start) if first.unit == second.unit else None
    if joined is None or not (joined["join"] in "-–" or _is_between(text, first.start)):
        return None
    both = replace(first, value=f"{first.value}/{second.value}").within(text, first.start, second.end)
    return both if both.ends[0] is not None else None


def _spelled(text: str, match: re.Match[str]) -> Mention | None:
    """An amount in words; the first of two shares the scale of the last: 'twee tot drie miljoen euro'."""
    number, last = (spelled_number((match[name] or "").lower()) for name in ("number", "last"))
    start, value = match.start(), str(number)
    if match["last"]:
        scale = spelled_number(match["last"].lower().split()[-1])
        number *= scale if scale >= _SCALE > number else 1
        is_range = match["join"] in words_of_both("to_word") or _is_between(text, start)
        start, value = (start, f"{number}/{last}") if is_range else (match.start("last"), str(last))
    return _amount(text, start, match.end(), value, match["currency"]) if last or number else None
