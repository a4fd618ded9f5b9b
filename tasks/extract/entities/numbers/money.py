"""Amounts of money."""

import re
from collections.abc import Iterator
from decimal import Decimal

from tasks.extract.entities.mention import Mention
from tasks.extract.entities.numbers.figures import NUMBER, SCALE, SPACE, is_year_number, number_value
from tasks.extract.entities.tokens import WordTest, Words, matches_at

_CURRENCIES = {
    "EUR": "euro euros eur € euro's euro’s",
    "USD": "dollar dollars usd $",
    "GBP": "gbp £",
    "CHF": "chf",
    "BEF": "frank franken bef francs franc fb bef",
}
_CODES = {word: code for code, words in _CURRENCIES.items() for word in words.split()}
_CODES |= dict.fromkeys(("cent", "cents", "eurocent", "eurocents", "centime", "centimes"), "EUR")
_CODES |= {"pond sterling": "GBP", "livres sterling": "GBP", "livre sterling": "GBP"}
_WORDS = "|".join(sorted((re.escape(word) for word in _CODES), key=len, reverse=True))
_OF_COUNTRY = {
    "USD": "amerikaanse us américain américains",
    "BEF": "belgische belge belges",
    "CHF": "zwitserse suisse suisses",
    "CAD": "canadese canadien canadiens",
    "AUD": "australische australien australiens",
    "CDF": "congolese congolais",
    "XOF": "cfa",
    "LUF": "luxemburgse luxembourgeois",
    "FRF": "franse français",
    "GBP": "sterling",
}
"""Francs, dollars and pounds are identified by their country."""
_COUNTRIES = {word: code for code, words in _OF_COUNTRY.items() for word in words.split()}
_COUNTRY = "|".join(sorted(_COUNTRIES, key=len, reverse=True))
_KIND = rf"(?:(?P<kind>{_COUNTRY})[ \u00a0])?"
_ORIGIN = rf"(?:[ \u00a0](?P<origin>{_COUNTRY})(?!\w))?"
_BEHIND = re.compile(
    rf"(?<![\d.,/])(?P<number>{NUMBER})(?:(?:{SPACE}?(?P<join>tot|à|-|–|en|et){SPACE}?)(?P<last>{NUMBER}))?"
    rf"{SPACE}?(?:(?P<scale>{SCALE}|[kKM](?=€))\.?{SPACE}?(?:de{SPACE}|d['’])?|d['’](?=euro))?"
    rf"{_KIND}(?P<word>{_WORDS}){_ORIGIN}(?![\w])",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?P<word>€|(?<!\w)(?:EUR|USD|BEF)|\$|£){SPACE}?(?P<number>{NUMBER})(?:{SPACE}(?P<scale>{SCALE})(?!\w))?",
    re.IGNORECASE,
)
_BEGINS = ("€", "$", "£", "eur", "usd", "bef")
_BETWEEN = re.compile(r"(?:tussen|entre)\s(?:(?:de|les)\s)?\Z", re.IGNORECASE)
_LEAD = 12
_CENTS = re.compile(r"(?:euro)?cents?|centimes?|eurocents?")
_LETTERS = {"k": "duizend", "m": "miljoen"}


def amounts(text: str, words: Words) -> Iterator[Mention]:
    """Amounts with their currency before or after; value: the amount in its currency, unit: ISO 4217."""
    before = words.begins(words.such_as(_is_currency))
    for pattern, begins in ((_BEHIND, words.figures), (_BEFORE, before)):
        for match in matches_at(pattern, text, begins):
            if match["word"].lower() in _CODES:  # not of letters that only look alike
                yield _amount(text, match)


@WordTest
def _is_currency(word: str) -> bool:
    return word.startswith(_BEGINS)


def is_currency(unit: str) -> bool:
    """Whether a unit is money."""
    return unit.split(maxsplit=1)[0].lower() in _CODES


def _amount(text: str, match: re.Match[str]) -> Mention:
    scale = match["scale"]
    scale = _LETTERS.get(scale.lower(), scale) if scale else None
    start, last = match.start(), match.groupdict().get("last")
    if last and not _is_range(text, match):
        start, last, value = match.start("last"), None, number_value(match["last"], scale)
    else:
        value = number_value(match["number"], scale)
    if last:
        value = f"{value}/{number_value(last, scale)}"
    end = match.end()
    if _CENTS.fullmatch(match["word"].lower()):
        value = "/".join(format(Decimal(part) / 100, "f") for part in value.split("/"))
    return Mention(start, end, "money", text[start:end], value, _currency(match))


def _currency(match: re.Match[str]) -> str:
    named = match.groupdict()
    country = named.get("kind") or named.get("origin")
    return _COUNTRIES[country.lower()] if country else _CODES[match["word"].lower()]


def _is_range(text: str, match: re.Match[str]) -> bool:
    """Whether two numbers are a range: 'en' and 'et' need 'tussen' or 'entre'; no year begins one."""
    if is_year_number(match["number"]) and not match["last"].isdigit():
        return False
    lead = text[max(0, match.start() - _LEAD) : match.start()]
    return match["join"] not in {"en", "et"} or _BETWEEN.search(lead) is not None
