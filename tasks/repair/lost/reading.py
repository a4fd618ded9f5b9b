"""A reading of a piece so far, and what an open quotation costs."""

from typing import NamedTuple

NO_BREAK_SPACE = "\u00a0"
CLOSED_BY = {"“": "”", "«": "»"}
UNOPENED, REOPENED, CLOSING, BEFORE_CLOSING = 60, 30, -35, 30
"""Cost of closing a quotation that is not open, of opening one within another, of closing one, and of a
no-break space in one that is open."""


class Reading(NamedTuple):
    """A reading of a piece so far."""

    cost: float
    text: str
    far: str  # the token before the last
    last: str  # its last token, or the token before the piece; that before the article of an elided word
    kind: str  # the kind of what is before the next token
    sign: str  # its last token, if that is a restored sign
    sign_kind: str  # the kind of what is before that
    quote: str  # the quotation mark that is open


def quote_after(quote: str, token: str) -> str:
    """The quotation mark that is open after a token."""
    if token in CLOSED_BY:
        return token
    return "" if token in CLOSED_BY.values() else quote


def quote_cost(quote: str, sign: str) -> float:
    """What a quotation mark costs more because of what is open."""
    if sign in CLOSED_BY:
        return REOPENED if quote in CLOSED_BY else 0
    if sign == NO_BREAK_SPACE and quote == "“":
        return BEFORE_CLOSING
    if sign not in CLOSED_BY.values():
        return 0
    return CLOSING if CLOSED_BY.get(quote) == sign else UNOPENED
