"""Which letters a Dutch or French text does not use, whatever page they stand on."""

import re

from tasks.repair.statistics.folding import FOLDED, STRANGE

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-zà-öø-ÿ])[À-ÖØ-Þ]")


def strange_letters(text: str) -> int:
    """How many letters of a text neither language uses, or stand as an accented capital inside a word."""
    if text.isascii():
        return 0
    strange = sum(FOLDED[letter] in STRANGE for letter in _BEYOND_ASCII.findall(text))
    return strange + len(_CAPITAL_INSIDE.findall(text))
