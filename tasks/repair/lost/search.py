"""The likeliest readings of a piece between spaces whose marks may be letters or signs.

A reading parts the piece into words and signs. Its cost is that of its words by the list and by their
neighbours, and of its signs by their places, so readings with different parts can be compared.
"""

import re
from collections.abc import Iterator

from tasks.repair.lost.options import UNRESTORED, Case, Options
from tasks.repair.lost.placing import OPENING, cost_in_dutch, has_place, is_told, may_ask
from tasks.repair.lost.reading import Reading, quote_after, quote_cost
from tasks.repair.lost.restoring import Around
from tasks.repair.statistics.confusion import MARK, neighbour_before, pair_cost
from tasks.repair.statistics.places import SIGNS, kind_before, kind_behind, likely_signs, sign_cost

MOST_MARKS, LONGEST = 8, 80
"""Most marks and characters of a piece."""
BEAM = 6
"""Readings kept up to each place of a piece."""
_ARTICLE = re.compile(r"(?<![^\W\d_])[LD]['’]\Z")
"""The article of a title within a sentence (L’Écho)."""
UNLISTED_BESIDE = 30
"""Cost of an unlisted word in small letters beside a restored sign."""
TELLING = 60
"""Lead over the piece as it is that proves that marks are no question marks."""
UNENDED = 25
"""Cost of a restored word where a sentence may end in "?"."""
_ENDING = (".", "?", "!", "…")
_NUMBERS = re.compile(r"(?<!\w)\w{1,2}[.)°]\Z")


def _beginning(around: Around) -> Reading:
    return Reading(0, "", "", around.before, kind_before(around.before, spaced=True), "", "", around.quote)


def _opens(reading: Reading, around: Around) -> bool:
    """Whether a word behind the reading begins a sentence."""
    so_far = reading.text.rstrip(OPENING)
    if not so_far:
        return around.opens
    return so_far.endswith(_ENDING) or _NUMBERS.search(so_far) is not None


def _case(reading: Reading, around: Around, following: list[str]) -> Case:
    """The case of a lost first letter behind the reading."""
    is_half = len(following) > 1 and following[0] == "-" and following[1][0].isupper()  # Énergie-Climat
    if is_half or _opens(reading, around):
        return Case.CAPITAL
    if not around.opens and _ARTICLE.search(reading.text):
        return Case.OPEN
    return Case.NAMED if not following and around.behind[:1].isupper() else Case.SMALL


class Search:
    """Reads the pieces of one text; `mark` is what stands for lost characters."""

    def __init__(self, language: str, mark: str, options: Options, *, joined: bool) -> None:
        self._language, self._mark = language, mark
        self._options = options
        self._joined = joined  # whether question marks follow their words without a space
        self._opaque = re.compile(rf"\w{re.escape(mark)}{{3}}")  # so many marks tell nothing
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
        asks = self._mark == MARK
        question = asks and may_ask(reading, known, items[at + 2 : at + 3], joined=self._joined)
        joined = self._joined or self._language == "nl"
        for sign in likely_signs(self._language, reading.kind, known):
            if not (question if sign == MARK else has_place(sign, reading, known, opens=around.opens)):
                continue
            longer = self._sign(reading, sign, following, around)
            brand = sign != "®" or self._options.is_brand(reading.last)
            if sign != MARK and not (brand and is_told(sign, reading, known, asks=asks, joined=joined)):
                longer = longer._replace(text=reading.text + UNRESTORED)
            yield longer

    def _sign(self, reading: Reading, sign: str, following: list[str], around: Around) -> Reading:
        cost = quote_cost(reading.quote, sign)
        if self._language == "nl":
            cost += cost_in_dutch(sign, reading.last, following[0] if following else around.behind)
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
        may_end = not around.behind[:1].islower() and around.behind != MARK
        if self._mark == MARK and not reading.sign and may_end:
            cost += UNENDED if reading.last.isalpha() and not reading.last[-1].isascii() else 0
        if reading.sign:
            behind = kind_behind(around.behind, spaced=True)
            cost += sign_cost(self._language, reading.sign_kind, reading.sign, behind)
        return reading._replace(cost=cost)


def is_restored(reading: Reading) -> bool:
    """Whether each word of a reading is known."""
    return UNRESTORED not in reading.text
