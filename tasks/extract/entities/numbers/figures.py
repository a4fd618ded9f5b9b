"""Numbers in Belgian notation: points or spaces separate thousands, a comma the decimals."""

import re
from contextlib import suppress
from decimal import Decimal
from functools import cache

from text_to_num import text2num

from schemas.codes import LANGUAGES, Language
from schemas.vocabulary.entities import words_for

SPACE = " "
NUMBER = (
    rf"(?:\d{{1,3}}(?:(?:\.\d{{3}}){{1,5}}|(?:{SPACE}\d{{3}}){{1,5}})(?!\d)(?:,\d{{1,9}})?"
    rf"|\d{{1,15}}(?:[,.]\d{{1,9}})?)(?![\d])"
)
"""A number; a point before one or two figures at its end is a decimal point."""
MINUS = re.compile(rf"(?:(?<=\()|(?<![\d%€.:;?!]){SPACE})[-−]\Z")
"""A minus sign before a number; a dash joins a range between two numbers, and lists behind a sentence."""
_SCALES = {
    3: "duizend mille",
    6: "miljoen million millions milion milions mio mln",
    9: "miljard milliard milliards millard millards mld mrd",
    12: "biljoen",
}
_POWERS = {word: power for power, words in _SCALES.items() for word in words.split()}
SCALE = "|".join(sorted(_POWERS, key=len, reverse=True))
_LOST_BREAK = r"(?<=(?-i:[a-zà-ÿ]{4}[.]))(?!\d{1,2}[.)](?!\d{3}))"
"""A sentence ends, and a number that is none of a list begins the next one."""
FIGURES = re.compile(
    rf"(?:(?<![\w.,/:;@#$€£§%°+=-])(?<![€$£] )|{_LOST_BREAK})(?P<number>{NUMBER})"
    rf"(?:(?<!(?:1[89]|20)\d\d)(?:{SPACE}(?:tot{SPACE}en{SPACE}met|tot{SPACE}(?:maximaal|maximum"
    rf"|ongeveer)|tot|à|a|t/m|t\.?e\.?m\.?){SPACE}|[-–])(?P<last>{NUMBER}))?"
    rf"(?:-tal(?!\w))?(?![\w@]|[.,:/]\d(?!\d?[.)]{SPACE}?[^\W\d])|-\w)"
    rf"(?:{SPACE}(?P<scale>{SCALE})(?!\w)(?:{SPACE}de(?={SPACE})|(?={SPACE}d['’]))?)?",
    re.IGNORECASE,
)
"""A number, or a range of two, with its word of scale."""
_THOUSANDS = re.compile(rf"{SPACE}|\.(?=\d{{3}}(?!\d))")
_YEAR = re.compile(r"(?:1[89]|20)\d{2}")
_CODE = re.compile(r"(?<!\w)(?:[A-Z]{1,2}[ -]|\d{1,2} ?[hu] ?)$")
_LEAD = 32
_SHORT = 3
_CALLED = frozenset({"1722", "1733"})
"""The numbers of the fire brigade and of the doctors on duty."""
_PAPER = ("artikel ", "article ")
_LONG = re.compile(r"\d{1,3}(?:\.\d{3})+")


def number_value(number: str, scale: str | None = None) -> str:
    """A number in figures with a decimal point, times its scale: '1,2' 'miljoen' is '1200000'."""
    plain = Decimal(_THOUSANDS.sub("", number).replace(",", "."))
    value = plain * 10 ** _POWERS.get((scale or "").lower(), 0)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if scale and "." in text else text


@cache
def spelled_number(printed: str) -> int:
    """A number in figures or in words of either language; 0 for other words."""
    if printed.isdecimal():
        return int(printed)
    for language in LANGUAGES:
        with suppress(ValueError):
            return int(text2num(printed, language))
    return 0


def is_year_number(number: str) -> bool:
    """Whether a number looks like a year."""
    return bool(_YEAR.fullmatch(number))


@cache
def _before(language: Language) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in words_for("count_before", language))
    joins = r"(?:\d+[a-z]?[°.,/-]?\s?|tot en met|t/m|en|et|of|ou|tot|à|,|\s)*"
    return re.compile(rf"(?<!\w)(?:{words})\.?\s?{joins}$", re.IGNORECASE)


_PIECE = re.compile(r"[^\W\d_]+|[^\w\s]")


@cache
def _first_pieces(language: Language) -> frozenset[str]:
    """Beginnings of the words before a numbering number: a quick test before the pattern."""
    return frozenset(_PIECE.findall(word.lower())[0] for word in words_for("count_before", language))


def numbers_something(text: str, match: re.Match[str], language: Language) -> bool:
    """Whether a number (group 'number') is that of an article, a line, a room, a road."""
    begin = match.start("number")
    lead = text[max(0, begin - _LEAD) : begin]
    is_short = len(match["number"]) <= _SHORT
    if match["number"] in _CALLED or (is_short and _CODE.search(lead)):
        return True
    if lead.endswith(_PAPER) and _LONG.fullmatch(match["number"]):  # 'volgens het artikel 8.186 inbreuken'
        return False
    may_be = not _first_pieces(language).isdisjoint(_PIECE.findall(lead.lower()))
    return may_be and bool(_before(language).search(lead))
