"""Letters that Dutch and French texts do not use, on whatever page."""

import re

from tasks.repair.statistics.folding import FOLDED, STRANGE

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-zà-öø-ÿ])[À-ÖØ-Þ]")


def strange_letters(text: str) -> int:
    """How many letters neither language uses, or are an accented capital inside a word."""
    if text.isascii():
        return 0
    strange = sum(FOLDED[letter] in STRANGE for letter in _BEYOND_ASCII.findall(text))
    return strange + len(_CAPITAL_INSIDE.findall(text))
