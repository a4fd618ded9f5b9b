"""Letters replaced by a mark, "?" or U+FFFD: the word and its neighbours show which letter it was."""

import math
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tasks.repair.chunks import SPACES, plainly_spaced
from tasks.repair.edits import Repair
from tasks.repair.lost.restoring import (
    APOSTROPHE,
    HARDLY,
    MARGIN,
    RULE,
    VOWELS,
    Place,
    cased,
    certainty,
    in_usual_case,
    is_name,
    place_of,
)
from tasks.repair.statistics.confusion import (
    CAPITAL,
    END,
    FIGURE,
    LONE,
    MARK,
    SMALL,
    UNKNOWN,
    is_usual,
    likeliest,
    marked,
    shapes,
    sort_of,
    word_cost,
)
from tasks.repair.statistics.model import capital_words
from tasks.repair.statistics.scoring import read_chunk
from tasks.repair.statistics.word_lists import ELISIONS

REPLACEMENT = "\ufffd"
TRACE = re.compile(r"\?(?:(?=[a-z](?!\)))|(?<=[a-z]\?)(?= [a-z](?!\))|[,;:.?-]))|\ufffd")
"""Found in a text that may have marks for letters."""
LETTERS = {"nl": "ëéïöèüêóàáç", "fr": "éèêàçôîûâïëùœ"}
"""The letters lost most often, by language."""
MARGIN_BY_LETTERS = 20
"""Least lead of an unlisted word and of a lone sign, in units of `COST_UNIT`."""
CALLING = 40
"""The same for à where a sentence may begin: French has a space before its question mark."""
TELLING = 40
"""Lead of an unlisted word that proves that marks are letters."""
QUESTION = 10
"""Cost of a question mark right after a word, where no small letter follows."""
SHORTEST_ASKED = 3
"""Least number of letters in a word that a question mark may follow before a small letter."""
UNEXPECTED = 25
"""Cost of a question mark where a small letter follows."""
UNENDED = 30
"""Cost of such a place without any sign."""
FREQUENT = 140
"""Highest cost of a word that proves that marks are letters by its lost last letter."""
HALF = 150
"""Highest cost of both halves around a question mark without space, if both are words."""
FEWEST, LONGEST, MOST_MARKS = 4, 40, 4
"""Least and most letters in an unlisted word, and its most marks."""
BEAM = 6
FEW_PIECES, ONE_IN = 200, 12
"""Pieces with marks that any text may have, plus one per this many characters; more are not text."""
READINGS, ONE_READING_IN = 2_000, 20
"""Readings of unlisted words that any text may use, plus one per this many characters."""
_ENDINGS = ("s", "er", "en", "tje", "tjes", "ers")
"""What follows an apostrophe in Dutch."""
_SPACED = re.compile(rf"[^{SPACES}]+")
_ADDRESS = re.compile(r"://|www\.|[=&@#]|\.(?:be|com|eu|net|org)\b")
_WITHIN = re.compile(r"\?[a-z]")


class _Reading(NamedTuple):
    cost: float
    text: str


_NO_READING = ("", 0)


class _Restorer:
    """Restores the marks of one text; `literal` is set when a mark may be a question mark."""

    def __init__(self, text: str, language: str, mark: str) -> None:
        self.language = language
        self.literal = mark == MARK
        self._source, self._mark = text, mark
        self._left = READINGS + len(text) // ONE_READING_IN
        self._text = text if self.literal else text.replace(MARK, "!").replace(mark, MARK)
        self._spaced = plainly_spaced(text)
        self._piece = re.compile(r"(?:[^\W\d_]|\?(?![a-z]\)))+" if self.literal else rf"(?:[^\W\d_]|{mark})+")

    def pieces(self) -> Iterator[tuple[int, str]]:
        """Start and content of each run of letters and marks that holds a mark."""
        at = self._source.find(self._mark)
        while at >= 0:
            start = self._spaced.rfind(SPACES[0], 0, at) + 1
            chunk = _SPACED.match(self._source, start)
            end = chunk.end() if chunk else at + 1
            if not _ADDRESS.search(self._source, start, end):
                for found in self._piece.finditer(self._source, start, end):
                    if self._mark in found[0]:
                        yield found.start(), self._text[found.start() : found.end()]
            at = self._source.find(self._mark, end)

    def _place(self, start: int, piece: str) -> Place:
        return place_of(self.language, self._text, start, start + len(piece), asks=False)

    def restore(self, start: int, piece: str) -> Repair | None:
        """The repair of a piece, None when it stays."""
        place = self._place(start, piece)
        word, lead = self._lone(place, start + 1) if piece == MARK else self._word(piece, place)
        if not word:
            return None
        after = cased(word, piece, place, first_lost=piece[0] == MARK)
        before = self._source[start : start + len(piece)]
        if after == before or is_name(self.language, after, place):
            return None
        return Repair(start, start + len(piece), before, after, RULE, certainty(lead))

    def shows_loss(self, start: int, piece: str) -> bool:
        """Whether a piece proves that its marks are letters: a question mark is never inside it."""
        inner = piece.rstrip(MARK)
        lower = piece.lower()
        if _WITHIN.search(inner):
            halves = [half for half in inner.lower().split(MARK) if half]
            if all(len(half) > 1 and word_cost(self.language, half) < HALF for half in halves):
                return False
            readings = self._readings(piece, self._place(start, piece))
            return any(reading.text != lower for reading in readings) or self._by_letters(piece)[1] >= TELLING
        ends = sort_of(self._place(start, piece).behind) in (CAPITAL, FIGURE, END)
        if ends and not piece.endswith(MARK + MARK):
            return False
        if len(inner) < FEWEST or word_cost(self.language, inner.lower()) < HARDLY:
            return False
        words = self._words(inner.lower() + MARK)
        return bool(words) and word_cost(self.language, words[0]) <= FREQUENT

    def _lone(self, place: Place, end: int) -> tuple[str, int]:
        """What a lone mark was, and its lead."""
        if self.language == "fr" and place.joined:
            return "à", UNKNOWN
        if place.attached:
            return _NO_READING
        sort = sort_of(place.behind)
        asks = self.literal and sort != SMALL and not place.counts
        if asks and (sort in (FIGURE, END) or self._text[end : end + 4].lstrip(SPACES)[:1] == MARK):
            return _NO_READING
        word, lead = likeliest(self.language, LONE if asks else LONE - {MARK}, place.before, place.behind)
        least = MARGIN // 2 if word.isalpha() else MARGIN_BY_LETTERS
        if asks and sort == CAPITAL:
            least = CALLING
        if self.literal and not is_usual(self.language, word, place.before, place.behind):
            return _NO_READING
        return _NO_READING if word == MARK or lead < least else (word, lead)

    def _word(self, piece: str, place: Place) -> tuple[str, int]:
        """The likeliest reading of a piece, in small letters, and its lead."""
        readings = self._readings(piece, place)
        words = {reading.text for reading in readings if reading.text.isalpha()}
        if words:
            rivals = [reading for reading in readings if reading.text not in words]
            return self._likeliest_listed(piece, place, words, min(rivals, default=None))
        if readings:
            return min(readings).text, UNKNOWN // 4
        if self.literal and piece.endswith(MARK) and sort_of(place.behind) != SMALL:
            word, lead = self._word(piece[:-1], place) if MARK in piece[:-1] else _NO_READING
            return (word + MARK, lead) if word else _NO_READING
        return _NO_READING if self.literal and piece.endswith(MARK) else self._by_letters(piece)

    def _likeliest_listed(
        self, piece: str, place: Place, words: set[str], rival: _Reading | None
    ) -> tuple[str, int]:
        """The likeliest of listed words, or the unlisted rival, and the lead."""
        options = words | {word.capitalize() for word in words & capital_words(self.language)}
        best, lead = likeliest(self.language, options, place.before, place.behind)
        cost = float(word_cost(self.language, best.lower()))
        if piece.endswith(MARK) and sort_of(place.behind) in (CAPITAL, FIGURE, END):
            cost += UNENDED
        rival_lead = math.inf if rival is None else rival.cost - cost
        if rival is not None and rival_lead < 0:
            return rival.text, round(-rival_lead)
        same = len({word.lower() for word in options}) == 1  # only the case is open
        return (best, round(min(lead, rival_lead))) if lead >= MARGIN or same else _NO_READING

    def _readings(self, piece: str, place: Place) -> list[_Reading]:
        """The readings of a piece made of listed words, in small letters."""
        lower = piece.lower()
        found = [_Reading(word_cost(self.language, word), word) for word in self._words(lower)]
        head, _, tail = lower.partition(MARK)
        if head in ELISIONS and len(tail) > 1 and (tail[0] in VOWELS or tail[0] == MARK):
            rest = [tail] if MARK not in tail else self._words(tail)
            found += self._if_known(
                rest, APOSTROPHE, lambda word: f"{head}’{in_usual_case(self.language, word)}"
            )
        if self.language == "nl" and tail in _ENDINGS and piece.endswith(tail):
            found += self._if_known([head], APOSTROPHE, lambda word: f"{word}’{tail}")
        if self.literal and lower.endswith(MARK):
            stem = lower[:-1]
            words = [stem] if MARK not in stem else self._words(stem)
            small = sort_of(place.behind) == SMALL
            if small and len(stem) < SHORTEST_ASKED:
                words = []
            extra = UNEXPECTED if small else QUESTION
            found += self._if_known(words, extra, lambda word: word + MARK)
        return found

    def _if_known(self, words: list[str], extra: int, made: Callable[[str], str]) -> list[_Reading]:
        costs = ((word, word_cost(self.language, word)) for word in words)
        return [_Reading(cost + extra, made(word)) for word, cost in costs if cost < UNKNOWN]

    def _words(self, lower: str) -> list[str]:
        """The words of a shape that keep its undamaged letters."""
        words = shapes(self.language).marked.get(marked(lower), [])
        if lower.isascii():
            return words
        return [word for word in words if all(a in (MARK, b) for a, b in zip(lower, word, strict=True))]

    def _by_letters(self, piece: str) -> tuple[str, int]:
        """The likeliest reading of an unlisted word, and its lead."""
        head = piece.partition(MARK)[0].lower()
        joined = self.literal and word_cost(self.language, head) < UNKNOWN and head not in ELISIONS
        odd = piece.count(MARK) > MOST_MARKS or not FEWEST <= len(piece) <= LONGEST or self._left <= 0
        if joined or odd or not piece.replace(MARK, "a").islower():
            return _NO_READING
        beam = [_Reading(0, "")]
        parts = piece.split(MARK)
        for number, part in enumerate(parts):
            letters = ("",) if number == len(parts) - 1 else tuple(LETTERS[self.language])
            if not number and part in ELISIONS and parts[1][:1] in VOWELS:
                letters = (*letters, "’")
            longer = [reading.text + part + letter for reading in beam for letter in letters]
            self._left -= len(longer)
            beam = sorted(_Reading(read_chunk(self.language, text, text)[0], text) for text in longer)[:BEAM]
        lead = round(beam[1].cost - beam[0].cost) if len(beam) > 1 else 0
        return (beam[0].text, lead) if lead >= MARGIN_BY_LETTERS else _NO_READING


def repair_lost(text: str, language: str, mark: str) -> tuple[Repair, ...]:
    """The repairs of letters lost to `mark`, "?" or U+FFFD.

    Question marks are restored only in a text in which some word proves that they are letters.
    """
    restorer = _Restorer(text, language, mark)
    pieces = list(restorer.pieces())
    if len(pieces) > FEW_PIECES + len(text) // ONE_IN:
        return ()
    if mark == MARK and not any(restorer.shows_loss(start, piece) for start, piece in pieces):
        return ()
    return tuple(repair for start, piece in pieces if (repair := restorer.restore(start, piece)))
