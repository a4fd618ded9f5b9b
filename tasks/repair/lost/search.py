"""The likeliest readings of a piece between spaces whose marks may be letters or signs.

A reading parts the piece into words and signs. Its cost is that of its words by the list and by their
neighbours, and of its signs by their places, so readings with different parts can be compared.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.repair.chunks import SPACES
from tasks.repair.lost.placing import NO_BREAK_SPACE, has_place
from tasks.repair.lost.shaped import UNRESTORED, Case, words
from tasks.repair.statistics.confusion import MARK, UNKNOWN, neighbour_before, pair_cost
from tasks.repair.statistics.places import PIECE_TOKEN, kind_before, kind_behind, likely_signs, sign_cost

MOST_MARKS, LONGEST = 8, 80
"""Most marks and characters of a piece."""
BEAM = 6
"""Readings kept up to each place of a piece."""
_ARTICLE = re.compile(r"(?<![^\W\d_])[LD]['’]\Z")
"""The article of a title within a sentence (L’Écho)."""
_OPENERS = SPACES + "«“‘\"'([\u00a0"
_ENDS = re.compile(r"(?:[.?!…]|(?<!\w)\w{1,2}[.)°])\Z")
"""The end of a sentence, or the number of one."""
_OPENED = re.compile(r"\n\s?\Z|(?<![^\s.?!:;])\w\)\s*\Z")
"""A new line, or the number of a question."""
_PERSON = re.compile(
    r"\b(?:M|MM|Mmes?|Mlle|Me|Mr|Mw|Dr)\.?\s*\Z|\b(?:heer|heren|mevrouw|monsieur|madame|maître)\s*\Z"
)
"""What stands before a surname."""
_FIRST = re.compile(r"\s*((?:[^\W\d_]|\?)+|\d+|[^\s\w])")


class Around(NamedTuple):
    """The surroundings of a piece."""

    before: str  # the token before it
    behind: str  # the token behind it
    opens: bool  # whether it begins a sentence
    capitals: bool  # whether it stands among words in capitals
    person: bool  # whether a surname stands there


class Reading(NamedTuple):
    """A reading of a piece so far."""

    cost: float
    text: str
    far: str  # the token before the last
    last: str  # its last token, or the token before the piece; that before the article of an elided word
    kind: str  # the kind of what is before the next token
    sign: str = ""  # its last token, if that is a restored sign
    sign_kind: str = ""  # the kind of what is before that


def around_of(left: str, right: str) -> Around:
    """The surroundings of a piece with the restored text before it, and behind it text with marks."""
    tokens = ["", "", "", *PIECE_TOKEN.findall(left)][-3:]
    found = _FIRST.match(right)
    behind = found[1] if found else ""
    if found and len(behind) == 1 and behind.isalpha() and right.startswith(")", found.end()):
        behind = "1"  # the letter of a question
    last = left.rstrip(_OPENERS)[-1:]
    opens = not last or last in ".!?" or _OPENED.search(left) is not None
    capitals = tokens[-1].isupper() and behind.isupper() and len(tokens[-1] + behind) > len("AB")
    person = _PERSON.search(left) is not None
    return Around(neighbour_before(*tokens), behind, opens and not person, capitals, person)


def lead_of(found: Sequence[Reading]) -> float:
    """How much cheaper the first of some readings is than the next different one."""
    cost, best = found[0].cost, found[0].text
    return next((rival.cost for rival in found if rival.text != best), cost + UNKNOWN) - cost


def _opens(reading: Reading, around: Around) -> bool:
    """Whether a word behind the reading begins a sentence."""
    so_far = reading.text.rstrip(_OPENERS)
    return _ENDS.search(so_far) is not None if so_far else around.opens


def _case(reading: Reading, around: Around, following: list[str]) -> Case:
    """The case of a lost first letter behind the reading."""
    if around.person:
        return Case.PERSON
    is_half = len(following) > 1 and following[0] == "-" and following[1][0].isupper()  # Énergie-Climat
    if is_half or _opens(reading, around):
        return Case.CAPITAL
    if not around.opens and _ARTICLE.search(reading.text):
        return Case.OPEN
    return Case.NAMED if not following and around.behind[:1].isupper() else Case.SMALL


class Search:
    """Reads the pieces of one text; `mark` is what stands for lost characters."""

    def __init__(self, language: str, mark: str) -> None:
        self._language, self._mark = language, mark
        self._opaque = re.compile(rf"\w{re.escape(mark)}{{3}}")  # so many marks tell nothing
        self._token = re.compile(rf"{re.escape(mark)}|[^\W\d_]+|\d+|\S|\s")

    def readings(self, piece: str, around: Around) -> list[Reading]:
        """The likeliest readings, the best first."""
        items = self._token.findall(piece)
        if self._opaque.search(piece) or (len(items) > 1 and set(items) == {self._mark}):
            return []
        found: list[list[Reading]] = [[] for _ in range(len(items) + 2)]
        found[0] = [Reading(0, "", "", around.before, kind_before(around.before, spaced=True))]
        for at in range(len(items) + 1):
            for reading in sorted(found[at])[:BEAM]:
                for end, longer in self._words(reading, items, at, around):
                    if end == len(items):
                        found[-1].append(self._end(longer, around))
                    else:
                        found[end + 1] += self._signs(longer, items, end, around)
        return sorted(found[-1])

    def _words(
        self, reading: Reading, items: list[str], at: int, around: Around
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
            case = _case(reading, around, items[end + 1 :][:2])
            for cost, word in words(self._language, shape, case, around.capitals):
                yield end + 1, self._longer(reading, word, cost, following)

    def _signs(self, reading: Reading, items: list[str], at: int, around: Around) -> Iterator[Reading]:
        item, following = items[at], items[at + 1 : at + 2]
        if item != self._mark:
            yield self._longer(reading, item, 0, following)
            return
        known = None  # the kind of what is behind the mark
        if following != [self._mark] and (following or around.behind != self._mark):
            token, rest = (following or [around.behind])[0], "".join(items[at + 2 :][:1])
            known = kind_behind(token, spaced=not following, following=rest)
        for sign in likely_signs(self._language, reading.kind, known):
            if sign == MARK and self._mark != MARK:
                continue
            if sign != MARK and not has_place(sign, reading.text, reading.kind, known, opens=around.opens):
                continue
            longer = self._longer(reading, sign, 0, following)
            text = longer.text
            if sign == "à" and (around.capitals or _opens(reading, around)):
                text = reading.text + "À"
            if sign == NO_BREAK_SPACE and known is not None and known[-1] == " ":
                text = reading.text + UNRESTORED
            yield longer._replace(text=text, sign=sign, sign_kind=reading.kind)

    def _longer(self, reading: Reading, token: str, cost: float, following: list[str]) -> Reading:
        """The reading with one more token, and the cost of the sign before it."""
        cost += reading.cost + pair_cost(self._language, reading.last, token)
        if reading.sign:
            behind = kind_behind(token, spaced=False, following="".join(following))
            cost += sign_cost(self._language, reading.sign_kind, reading.sign, behind)
        last = neighbour_before(reading.far, reading.last, token)
        return Reading(cost, reading.text + token, reading.last, last, kind_before(token, spaced=False))

    def _end(self, reading: Reading, around: Around) -> Reading:
        cost = reading.cost + pair_cost(self._language, reading.last, around.behind)
        if reading.sign:
            behind = kind_behind(around.behind, spaced=True)
            cost += sign_cost(self._language, reading.sign_kind, reading.sign, behind)
        return reading._replace(cost=cost)
