"""Grouping of letters before they are counted: case, digits and strange letters make no difference.

The recipe that derives the statistics shares this module with the model, so the two cannot differ.
"""

import functools
import re
import unicodedata

COST_UNIT = 0.1
"""Nats in one stored unit of cost."""
HIGHEST_COST = 255

WESTERN = "\x01"
"""A letter of Windows-1252 that neither Dutch nor French uses (å, ø, õ, ß …)."""
SYMBOL = "\x02"
"""A sign that these texts hardly have († ¬ ª …)."""
EASTERN = "\x03"
"""A Latin letter outside Windows-1252, and š and ž (ć, ł, ř, ő …)."""
OTHER_SCRIPT = "\x04"
"""A letter of another script."""
DRAWING = "\x05"
"""Box drawings, mathematical signs and the like: never in prose."""

NO_BREAK_SPACE = "\u00a0"
MARKS = frozenset("®™")
"""Trade marks: rare signs, but meant."""
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzáàâäçéèêëíîïñóôöúùûüœæ")
SIGNS = frozenset(".,;:?!'’‘“”«»–—-…()/%€°§\"&+•²³µ½ ")
STRANGE = frozenset((WESTERN, SYMBOL, EASTERN, OTHER_SCRIPT, DRAWING))
FOREIGN = frozenset("áäíñúæ")
"""Letters that Dutch or French rarely use, but foreign names often."""
FOREIGN_LETTERS = FOREIGN | {EASTERN, WESTERN, OTHER_SCRIPT}
_LAST_WESTERN = "\u00ff"
_EASTERN_IN_WINDOWS = frozenset("šž")
_WINDOWS_SIGNS = frozenset("¡¢£¤¥¦¨©ª¬­®¯±´¶·¸¹º¼¾¿×÷†‡‰‹›™ƒ„ˆ˜‚#*@=_<>[]{}|\\^~`$")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-zà-öø-ÿ])[À-ÖØ-Þ]")


@functools.cache
def fold_character(character: str) -> str:
    """The character that stands for this one in the statistics."""
    lower = character.lower()
    if lower in SIGNS or lower in LETTERS:
        return lower
    if len(lower) > 1:
        return EASTERN
    if lower in _WINDOWS_SIGNS or (lower < "\x80" and not lower.isalnum() and not lower.isspace()):
        return SYMBOL
    if not lower.isalpha():
        return "0" if lower.isdigit() else " " if lower.isspace() else DRAWING
    if not unicodedata.name(lower, "").startswith("LATIN"):
        return OTHER_SCRIPT
    return EASTERN if lower in _EASTERN_IN_WINDOWS or lower > _LAST_WESTERN else WESTERN


def fold(text: str) -> str:
    """The text, of the same length, in the folded alphabet."""
    return "".join(map(fold_character, text))


def strange_letters(text: str) -> int:
    """How many letters neither language uses, or are an accented capital inside a word."""
    if text.isascii():
        return 0
    strange = sum(fold_character(letter) in STRANGE for letter in BEYOND_ASCII.findall(text))
    return strange + len(_CAPITAL_INSIDE.findall(text))
