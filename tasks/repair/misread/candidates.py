"""What the suspicious chunks of a text tell of each wrong charset."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from copy import copy
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from tasks.repair.misread.charsets import SUSPICIOUS, Pair, readings
from tasks.repair.misread.gains import Judge
from tasks.repair.misread.signs import may_be_a_symbol, sign_gain
from tasks.repair.statistics.folding import FOREIGN_LETTERS, fold
from tasks.repair.statistics.listed import is_romanised, listed_gain, stands_listed
from tasks.repair.statistics.memory import Memory

DOUBT = 30
"""Gain of one chunk, in units of `COST_UNIT`, that is no evidence yet: foreign names reach it."""
SIGN_BY_LETTERS = 120
"""The same when only signs change: foreign words end in letters that quotation marks are shown as."""
SURE = 100
"""Gain by a word of the list that leaves other readings no say."""
ONE_LETTER_WORD = "à"
PUNCTUATION = ".,:;?!()\"'"
_TELLING = re.compile(r"[^\w ]?[^\W\d_]{3,}[^\w ]?|[^\w ][^\W\d_]{2}|[^\W\d_]{2}[^\w ]|\d[^\w.,:;/+-]\d")
"""Words of three letters or more, signs at words, and signs between figures."""
REPEATS = 3
"""Repetitions of one chunk that count."""
MOST_CHUNKS = 500
"""Different chunks looked at to find the charset; of more, evenly spread ones."""


class Suspect(NamedTuple):
    """A suspicious chunk.

    Attributes:
        chunk: What stands there.
        times: How often.
        start: Where it stands first.
    """

    chunk: str
    times: int
    start: int


class _ByList(NamedTuple):
    """What the word lists tell of a chunk.

    Attributes:
        options: What each pair that changes the chunk would have it say.
        gains: What each of them gains by the lists, if anything.
        sure: Whether one of them makes a word beyond doubt, or the chunk is one as it stands.
    """

    options: dict[Pair, str]
    gains: dict[Pair, int]
    sure: bool


_suspicious = Memory[str, bool]()
_by_list = Memory[tuple[str | None, str], _ByList]()


def _is_suspicious(chunk: str) -> bool:
    known = _suspicious.get(chunk)
    if known is None:
        known = _suspicious[chunk] = SUSPICIOUS.search(chunk) is not None
    return known


class Suspects:
    """The suspicious ones of the chunks of a text; what is not asked for is not worked out.

    Going through them yields different ones, in order; evenly spread ones when there are very many.

    Attributes:
        times: How often each chunk of the text stands there, suspicious or not, in order.
        chunks: Those of them that are meant.
    """

    def __init__(self, found: Sequence[tuple[int, str]]) -> None:
        self._found = found
        self.times = Counter([chunk for _, chunk in found])
        self.chunks: Collection[str] = self.times

    def only(self, chunks: Collection[str]) -> "Suspects":
        """Return the same with fewer chunks."""
        fewer = copy(self)
        fewer.chunks = chunks
        return fewer

    @cached_property
    def _starts(self) -> dict[str, int]:
        return {chunk: start for start, chunk in reversed(self._found)}

    def __iter__(self) -> Iterator[Suspect]:
        step = max(1, -(-len(self.chunks) // MOST_CHUNKS))
        for chunk in islice(self.chunks, 0, None, step):
            if _is_suspicious(chunk):
                yield Suspect(chunk, self.times[chunk], self._starts[chunk])

    def number(self) -> int:
        """Return how many there are, repetitions included."""
        return sum(self.times[chunk] for chunk in self.chunks if _is_suspicious(chunk))


def _look_up(language: str | None, chunk: str) -> _ByList:
    """Return what the word lists tell of a chunk."""
    known = _by_list.get((language, chunk))
    if known is None:
        options = readings(chunk)
        stands = stands_listed(chunk, language)
        listed = {shown: listed_gain(language, chunk, shown) for shown in set(options.values())}
        gains = {pair: listed[shown] - DOUBT for pair, shown in options.items()}
        gains = {pair: gain for pair, gain in gains.items() if gain > 0}
        sure = max(listed.values(), default=0) >= SURE
        known = _by_list[language, chunk] = _ByList(options, gains, sure=sure or stands)
    return known


def _tells(chunk: str, reading: str) -> bool:
    """Say whether a change of a chunk says something about its page, whatever stands around it."""
    if reading.strip(PUNCTUATION) == ONE_LETTER_WORD:
        return True
    changed = [at for at, (one, other) in enumerate(zip(chunk, reading, strict=True)) if one != other]
    places = [found.span() for found in _TELLING.finditer(reading)]
    return any(start <= at < end for at in changed for start, end in places)


def _changes_letters(chunk: str, reading: str) -> bool:
    return any(was != now and now.isalpha() for was, now in zip(chunk, reading, strict=True))


def _is_native(chunk: str, reading: str) -> bool:
    """Say whether a reading may be Dutch or French, and no capital came out of a small letter."""
    risen = chunk[0].islower() and reading[0].isupper()
    return not risen and FOREIGN_LETTERS.isdisjoint(fold(reading))


class Witness:
    """Says what the chunks of one text tell of each pair.

    Attributes:
        judge: Weighs readings.
        text: The text.
        language: Its language, if known.
        vouched: Pairs for which a word of a list spoke so far, or a sign in its place.
    """

    def __init__(self, judge: Judge, text: str, language: str | None) -> None:
        self.judge, self.text, self.language = judge, text, language
        self.vouched: set[Pair] = set()

    def says_by_list(self, suspect: Suspect, asked: Collection[Pair]) -> dict[Pair, int] | None:
        """Return what the word lists say of a chunk for each pair; None when they are not sure."""
        found = _look_up(self.language, suspect.chunk)
        if not found.sure:
            return None
        times = min(suspect.times, REPEATS)
        said = {pair: gain * times for pair, gain in found.gains.items() if pair in asked}
        self.vouched.update(said)
        return said

    def says(self, suspect: Suspect, asked: Collection[Pair]) -> dict[Pair, int]:
        """Return what one chunk says for each pair; those for which it says nothing are left out.

        Raises:
            SpentError: No letter more may be read.
        """
        said = self.says_by_list(suspect, asked)
        if said is not None:
            return said
        chunk, said, times = suspect.chunk, {}, min(suspect.times, REPEATS)
        found = _look_up(self.language, chunk)
        foreign = {letter for letter in chunk if fold(letter) in FOREIGN_LETTERS}
        weighed: dict[str, int] = {}
        for pair in asked:
            shown = found.options.get(pair)
            gain = found.gains.get(pair, 0)
            if gain:
                self.vouched.add(pair)
            if shown is not None and not gain and foreign <= pair.explained:
                if shown not in weighed:
                    weighed[shown] = self._weighed(suspect, pair, shown)
                gain = weighed[shown]
            if gain:
                said[pair] = gain * times
        return said

    def _weighed(self, suspect: Suspect, pair: Pair, shown: str) -> int:
        chunk = suspect.chunk
        by_sign = sign_gain(chunk, shown, self.text, suspect.start)
        gained, reading = self.judge.gain(self.language, chunk, pair)
        signs = not _changes_letters(chunk, reading)
        if is_romanised(chunk) or may_be_a_symbol(chunk):
            gained = DOUBT
        doubtful = gained <= (SIGN_BY_LETTERS if signs else DOUBT)
        if doubtful or not (_is_native(chunk, reading) and _tells(chunk, reading)):
            gained = DOUBT
        if by_sign or (signs and gained > DOUBT):
            self.vouched.add(pair)
        return max(by_sign, gained - DOUBT)
