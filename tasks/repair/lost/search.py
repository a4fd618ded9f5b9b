"""The likeliest readings of a piece between spaces whose marks may be letters or signs.

A reading parts the piece into words and signs. Its cost is that of its words by the list and by their
neighbours, and of its signs by their places, so readings with different parts can be compared.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tasks.repair.lost.options import UNRESTORED, Case, Options
from tasks.repair.lost.restoring import Around
from tasks.repair.statistics.confusion import MARK, neighbour_before, pair_cost
from tasks.repair.statistics.places import SIGNS, kind_before, kind_behind, likely_signs, sign_cost

NO_BREAK_SPACE = "\u00a0"
MOST_MARKS, LONGEST = 8, 80
"""Most marks and characters of a piece."""
BEAM = 6
"""Readings kept up to each place of a piece."""
_OPENING = "«“‘\"'([\u00a0"
_ARTICLE = re.compile(r"(?<![^\W\d_])[LD]['’]\Z")
"""The article of a title within a sentence (L’Écho)."""
LONGEST_SHORT = 3
"""Letters of an abbreviation, whose full stop a question mark may follow."""
UNLISTED_BESIDE = 30
"""Cost of an unlisted word in small letters beside a restored sign."""
_SPACED = frozenset(("000", "%", "€", ":", ";", "!", "?", "»", None))
_UNASKED = frozenset(" \u00a0«“(")
_LETTERS = frozenset(("v", "c", "V", "C"))
_SPACING = frozenset("«§°")
_CLOSING = frozenset((")", "]", "”", "»", None))
CLOSED_BY = {"“": "”", "«": "»"}
TELLING = 60
"""Lead over the piece as it is that proves that marks are no question marks."""
UNENDED = 25
"""Cost of a restored word where a sentence may end in "?"."""
UNOPENED, REOPENED, CLOSING = 60, 30, -35
"""Cost of closing a quotation that is not open, of opening one within another, and of closing one."""
_ENDING = (".", "?", "!", "…")
_NUMBERS = re.compile(r"(?<!\w)\w{1,2}[.)°]\Z")


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
        return REOPENED if quote else 0
    if sign not in CLOSED_BY.values():
        return 0
    return CLOSING if CLOSED_BY.get(quote) == sign else UNOPENED


def _beginning(around: Around) -> Reading:
    return Reading(0, "", "", around.before, kind_before(around.before, spaced=True), "", "", around.quote)


def _opens(reading: Reading, around: Around) -> bool:
    """Whether a word behind the reading begins a sentence."""
    so_far = reading.text.rstrip(_OPENING)
    if not so_far:
        return around.opens
    return so_far.endswith(_ENDING) or _NUMBERS.search(so_far) is not None


def _case(reading: Reading, around: Around, following: list[str]) -> Case:
    """The case of a lost first letter behind the reading."""
    if _opens(reading, around) or _before_capital(following):
        return Case.CAPITAL
    return Case.OPEN if not around.opens and _ARTICLE.search(reading.text) else Case.SMALL


def _is_told(sign: str, reading: Reading, behind: str | None) -> bool:
    """Whether "?" may be made a sign: an ellipsis or a no-break space only in its usual places."""
    if sign == NO_BREAK_SPACE:
        ended = reading.last == "." and len(reading.far) > LONGEST_SHORT
        return ended or behind in _SPACED or reading.kind in _SPACING
    return sign != "…" or (behind in _CLOSING and reading.kind in _OPENING)


def _may_end(around: Around) -> bool:
    """Whether a sentence may end with a piece."""
    return not around.behind[:1].islower() and around.behind != MARK


def _before_capital(following: list[str]) -> bool:
    """Whether the other half of a name follows (Énergie-Climat)."""
    return len(following) > 1 and following[0] == "-" and following[1][0].isupper()


class Search:
    """Reads the pieces of one text; `mark` is what stands for lost characters."""

    def __init__(self, language: str, mark: str, options: Options, *, joined: bool) -> None:
        self._language, self._mark = language, mark
        self._options = options
        self._joined = joined  # whether question marks follow their words without a space
        self._opaque = re.compile(rf"\w{re.escape(mark)}{{3}}\w")  # so many marks inside tell nothing
        self._token = re.compile(rf"{re.escape(mark)}|[^\W\d_]+|\d+|\S|\s")

    def readings(self, piece: str, around: Around, *, by_letters: bool) -> list[Reading]:
        """The likeliest readings, the best first."""
        items = self._token.findall(piece)
        if self._opaque.search(piece) or (len(items) > 1 and set(items) == {self._mark}):
            return []
        found: list[list[Reading]] = [[] for _ in range(len(items) + 2)]
        found[0] = [_beginning(around)]
        for at in range(len(items) + 1):
            for reading in sorted(found[at])[:BEAM]:
                for end, longer in self._words(reading, items, at, around, by_letters=by_letters):
                    if end == len(items):
                        found[-1].append(self._end(longer, around))
                    else:
                        found[end + 1] += self._signs(longer, items, end, around)
        return sorted(found[-1])

    def proves(self, piece: str, after: str, around: Around) -> bool:
        """Whether a reading proves that the marks of a piece are no question marks."""
        return self._as_it_is(piece, around) - self._as_it_is(after, around) >= TELLING

    def _as_it_is(self, piece: str, around: Around) -> float:
        """The cost of a piece whose signs stand for themselves."""
        items = self._token.findall(piece)
        reading = _beginning(around)
        for at, item in enumerate(items):
            if item.lower() in SIGNS:
                reading = self._sign(reading, item.lower(), items[at + 1 : at + 2], around)
            else:
                cost = self._options.plain_cost(item) if item[0].isalpha() else 0
                reading = self._longer(reading, item, cost, items[at + 1 : at + 2])
        return self._end(reading, around).cost

    def _words(
        self, reading: Reading, items: list[str], at: int, around: Around, *, by_letters: bool
    ) -> Iterator[tuple[int, Reading]]:
        """The reading with each word that may follow, and where that ends; with none first."""
        if at == len(items) or items[at] == self._mark or not items[at][0].isalpha():
            yield at, reading
        shape = ""
        for end in range(at, len(items)):
            if items[end] != self._mark and not items[end][0].isalpha():
                return
            shape += MARK if items[end] == self._mark else items[end]
            following = items[end + 1 : end + 2]
            if shape == MARK or (following and following[0][0].isalpha()):
                continue
            case = _case(reading, around, items[end + 1 : end + 3])
            joined = not by_letters and (reading.sign or following == [self._mark])
            beside = UNLISTED_BESIDE if joined else 0
            for cost, word in self._options.words(shape, case, around.capitals, by_letters):
                extra = beside if MARK not in shape and self._options.is_unlisted(word) else 0
                yield end + 1, self._longer(reading, word, cost + extra, following)

    def _signs(self, reading: Reading, items: list[str], at: int, around: Around) -> Iterator[Reading]:
        item, following = items[at], items[at + 1 : at + 2]
        if item != self._mark:
            yield self._longer(reading, item, 0, following)
            return
        behind = around.behind if not following else following[0]
        known = (
            None
            if behind == self._mark
            else kind_behind(behind, spaced=not following, following="".join(items[at + 2 : at + 3]))
        )
        for sign in likely_signs(self._language, reading.kind, known):
            if sign != MARK or self._may_ask(reading.kind, known):
                longer = self._sign(reading, sign, following, around)
                certain = self._mark != MARK or _is_told(sign, reading, known)
                yield longer if certain else longer._replace(text=reading.text + UNRESTORED)

    def _may_ask(self, before: str, behind: str | None) -> bool:
        """Whether a mark may be a question mark: none is between a space or an opening sign and a letter."""
        behind = behind or MARK
        if before[0] == " " == behind[-1] and self._joined:
            return False
        return self._mark == MARK and not (before[0] in _UNASKED and behind[0] in _LETTERS)

    def _sign(self, reading: Reading, sign: str, following: list[str], around: Around) -> Reading:
        cost = quote_cost(reading.quote, sign)
        longer = self._longer(reading, sign, cost, following)
        if sign == "à" and (around.capitals or _opens(reading, around)):
            longer = longer._replace(text=reading.text + "À")
        return longer._replace(sign=sign, sign_kind=reading.kind)

    def _longer(self, reading: Reading, token: str, cost: float, following: list[str]) -> Reading:
        """The reading with one more token, and the cost of the sign before it."""
        cost += reading.cost + pair_cost(self._language, reading.last, token)
        if reading.sign:
            behind = kind_behind(token, spaced=False, following="".join(following))
            cost += sign_cost(self._language, reading.sign_kind, reading.sign, behind)
        quote = reading.quote if token.isalnum() else quote_after(reading.quote, token)
        last = neighbour_before(reading.far, reading.last, token)
        return Reading(
            cost, reading.text + token, reading.last, last, kind_before(token, spaced=False), "", "", quote
        )

    def _end(self, reading: Reading, around: Around) -> Reading:
        cost = reading.cost + pair_cost(self._language, reading.last, around.behind)
        if self._mark == MARK and not reading.sign and _may_end(around):
            cost += UNENDED if reading.last.isalpha() and not reading.last[-1].isascii() else 0
        if reading.sign:
            behind = kind_behind(around.behind, spaced=True)
            cost += sign_cost(self._language, reading.sign_kind, reading.sign, behind)
        return reading._replace(cost=cost)


def is_restored(reading: Reading) -> bool:
    """Whether each word of a reading is known."""
    return UNRESTORED not in reading.text
