"""Costs of characters that the statistics lack: foreign letters, capitals, quotation marks, signs.

All costs are in units of `COST_UNIT` nats. They were chosen by hand, with `benchmarks/repair` on the
development part of the corpus and with a list of foreign names.
"""

from tasks.repair.statistics.folding import (
    DRAWING,
    EASTERN,
    FOLDED,
    FOREIGN,
    LETTERS,
    MARKS,
    OTHER_SCRIPT,
    STRANGE,
    SYMBOL,
    WESTERN,
)
from tasks.repair.statistics.model import Model

STRANGE_COSTS = {WESTERN: 110, EASTERN: 200, OTHER_SCRIPT: 200, SYMBOL: 140, DRAWING: 170}
STRANGE_IN_NAME = {WESTERN: 100, EASTERN: 110}
"""Cost of a foreign letter in a word with a capital: names bring their own letters."""
RARE_IN_NAMES = frozenset("ťďŕŗţűůľĺ")
RARE_IN_NAME_COST = 145
"""Cost in a name of letters that few names have."""
STRANGE_AGAIN = {OTHER_SCRIPT: 37, SYMBOL: 25, DRAWING: 15}
"""Cost of one more of the same kind: words of another script, rows of dots, frames."""
FOREIGN_IN_WORD = 105
"""Their highest cost in other words."""
FOREIGN_IN_NAME = 90
"""Highest cost of an accented letter in a name."""

MARK_COST = 60
"""Cost of a trade mark: rare, but meant."""
JOINING = frozenset((SYMBOL, DRAWING, *"²³½°§€"))
JOINED_COST = 60
"""Cost of a small letter right after a sign, as in †minderjarigen."""
JOINED_INSIDE = 120
"""The same with a letter before the sign, as in ru´ne."""
APART = frozenset("«“‘»”—–…•")
TOUCHING = JOINING | APART
"""Signs that raise the cost of a letter right after them."""
APART_COST = 80
"""Cost of a small letter after a mark that itself follows a letter."""
OPENING = frozenset("«“‘")
CLOSING = frozenset("»”’")
QUOTES = OPENING | CLOSING
QUOTE_COST = 60
"""Highest cost of a quotation mark where one may be."""
QUOTE_INSIDE = 130
"""Least cost of an opening mark right after a letter."""
NO_BREAK_SPACE = "\u00a0"
SPACE_FIRST = 50
"""Highest cost of a no-break space at the start of a piece: this source is full of them."""
SPACE_BEFORE_DIGIT = 50
"""Extra cost of a digit after such a space: a dagger before a year may be meant."""
SPACE_LAST = 40
"""Highest cost of a space after a no-break space."""
SPACE_IN_BRACKET = 60
"""Extra cost of such a space after an opening bracket: (†) may be meant."""
SPACE_AFTER_LETTER = 30
"""Extra cost of a no-break space right after a letter, compared with a space."""

CAPITAL_INSIDE = 80
"""Cost of a capital after a small letter within a word."""
SECOND_CAPITAL = 30
"""Cost of a capital after a first capital."""
SMALL_AFTER_CAPITALS = 50
"""Cost of a small letter after two or more capitals."""
FIRST_CAPITAL = 15
"""Cost of a capital at the start of a word."""


def case_cost(before: str, letter: str) -> int:
    """Cost of a letter's case after the letters of its word so far."""
    if not letter.isupper():
        return SMALL_AFTER_CAPITALS if len(before) > 1 and before[-2:].isupper() else 0
    if not before:
        return FIRST_CAPITAL
    if not before[-1].isupper():
        return CAPITAL_INSIDE
    return SECOND_CAPITAL if len(before) == 1 else 0


def _strange_cost(before: str, letter: str, *, in_name: bool) -> int:
    if before[-1:] == letter and letter in STRANGE_AGAIN:
        return STRANGE_AGAIN[letter]
    return STRANGE_IN_NAME.get(letter, STRANGE_COSTS[letter]) if in_name else STRANGE_COSTS[letter]


def _quote_cost(before: str, mark: str, cost: int) -> int:
    if mark in (OPENING if before[-1:] in (" ", "(") else CLOSING):
        return min(cost, QUOTE_COST)
    return max(cost, QUOTE_INSIDE) if mark in OPENING and before[-1:].isalpha() else cost


def _space_cost(before: str, cost: int) -> int:
    if before[-1:] == " ":
        return min(cost, SPACE_FIRST)
    if before[-1:] == "(":
        return cost + SPACE_IN_BRACKET
    return cost + SPACE_AFTER_LETTER if before[-1:].isalpha() else cost


def _company_cost(before: str, folded: str, character: str) -> int:
    """Extra cost of a letter or digit because of the sign right before it."""
    if folded == "0":
        return SPACE_BEFORE_DIGIT if before[-2:] == "  " else 0
    if not character.islower():
        return 0
    if before[-1:] in JOINING:
        return JOINED_INSIDE if before[-2:-1].isalpha() else JOINED_COST
    return APART_COST if before[-1:] in APART and before[-2:-1].isalpha() else 0


def character_cost(model: Model, before: str, word: str, character: str) -> int:
    """Cost of a character without its case.

    `before` are up to four folded characters before it; of `word`, its word so far, only the first letter's
    case matters.
    """
    folded = FOLDED[character]
    if character in MARKS:
        return MARK_COST
    in_name = (word or character)[0].isupper()
    if in_name and character in RARE_IN_NAMES:
        return RARE_IN_NAME_COST
    if folded in STRANGE:
        return _strange_cost(before, folded, in_name=in_name)
    cost = model.letter_cost(before, folded)
    if in_name and folded in LETTERS and not folded.isascii():
        cost = min(cost, FOREIGN_IN_NAME)
    elif folded in FOREIGN:
        cost = min(cost, FOREIGN_IN_WORD)
    elif folded in QUOTES:
        cost = _quote_cost(before, folded, cost)
    elif character == NO_BREAK_SPACE:
        cost = _space_cost(before, cost)
    elif folded == " " and before[-1:] == " ":
        cost = min(cost, SPACE_LAST)
    else:
        cost += _company_cost(before, folded, character)
    return cost
