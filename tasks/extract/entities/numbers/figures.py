"""Numbers in Belgian notation: points or spaces separate thousands, a comma the decimals."""

import re
from contextlib import suppress
from decimal import Decimal
from functools import cache

from text_to_num import text2num

from schemas.codes import LANGUAGES
from schemas.vocabulary.entities import words_of_both

_THOUSANDS = re.compile(r" |\.(?= ?\d{3}(?!\d))")
_YEAR = re.compile(r"(?:1[89]|20)\d{2}")
_POWERS = {"thousand": 3, "million": 6, "milliard": 9, "trillion": 12}


@cache
def _powers() -> dict[str, int]:
    """The power of ten of each word of scale, and of its letter."""
    words = {word: power for group, power in _POWERS.items() for word in words_of_both(group)}
    return {"k": 3, "m": 6, **words}


def number_value(number: str, scale: str | None = None) -> str:
    """A number in figures with a decimal point, times its scale: '1,2' 'miljoen' is '1200000'."""
    plain = Decimal(_THOUSANDS.sub("", number).replace(",", "."))
    value = plain * 10 ** _powers().get((scale or "").lower(), 0)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if scale and "." in text else text


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
