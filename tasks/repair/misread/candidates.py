"""The suspicious chunks of a text, and their evidence for each wrong charset."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import copy
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

from tasks.repair.charsets import SUSPICIOUS, Pair, readings
from tasks.repair.misread.changes import begins_as_name, gains_letters, is_half, is_of_one_alphabet
from tasks.repair.misread.gains import Scorer
from tasks.repair.misread.signs import DAGGERS, may_be_a_symbol, sign_gain
from tasks.repair.statistics.confusion import marked, shapes
from tasks.repair.statistics.folding import FOREIGN_LETTERS, fold
from tasks.repair.statistics.memory import MOST, forgetting
from tasks.repair.statistics.model import LANGUAGES
from tasks.repair.statistics.word_lists import has_sign, is_known_word, is_romanised, word_list_gain

DOUBT = 30
"""Gain of one chunk, in units of `COST_UNIT`, that is no evidence yet: foreign names reach it."""
SIGN_BY_LETTERS = 120
"""The same when only signs change: foreign words end in letters that quotation marks turn into."""
SURE = 100
"""Gain by a listed word that rules out other readings."""
ONE_LETTER_WORD = "à"
_TYPED = frozenset("´¨ˆ˜¸¬¹¤·•")
PUNCTUATION = ".,:;?!()\"'"
_WORD = re.compile(r"[^\W\d_]+")
_TELLING = re.compile(r"[^\w ]?[^\W\d_]{3,}[^\w ]?|[^\w ][^\W\d_]{2}|[^\W\d_]{2}[^\w ]|\d[^\w.,:;/+-]\d")
"""Words of three letters or more, signs beside words, and signs between figures."""
SHORT_NAME = 5
"""Letters of a name that is no support for a pair, unless it is a common one (`SURE`)."""
REPEATS = 3
"""Repetitions of one chunk that count."""
MOST_CHUNKS = 500
"""Different chunks used to find the charset; of more, evenly spread ones."""


class Candidate(NamedTuple):
    """A suspicious chunk, how often it occurs, and where first."""

    chunk: str
    times: int
    start: int


class _ByList(NamedTuple):
    """What the word lists say about a chunk."""

    options: dict[Pair, str]  # the reading under each pair that changes the chunk
    gains: dict[Pair, int]  # what each reading gains by the lists, if anything
    sure: bool  # whether a reading is a word beyond doubt, or the chunk is one already


@forgetting
@lru_cache(maxsize=MOST)
def _is_suspicious(chunk: str) -> bool:
    return SUSPICIOUS.search(chunk) is not None


class Candidates:
    """The suspicious chunks of a text, worked out on demand.

    Iterating yields different ones, in order; evenly spread ones when there are very many. `times` counts
    every chunk of the text, in order; `chunks` are those meant.
    """

    def __init__(self, found: Sequence[tuple[int, str]]) -> None:
        self._found = found
        self.times = Counter([chunk for _, chunk in found])
        self.chunks: Collection[str] = self.times

    def only(self, chunks: Collection[str]) -> "Candidates":
        """The same with fewer chunks."""
        fewer = copy(self)
        fewer.chunks = chunks
        return fewer

    @cached_property
    def _starts(self) -> dict[str, int]:
        return {chunk: start for start, chunk in reversed(self._found)}

    def __iter__(self) -> Iterator[Candidate]:
        step = max(1, -(-len(self.chunks) // MOST_CHUNKS))
        for chunk in islice(self.chunks, 0, None, step):
            if _is_suspicious(chunk):
                yield Candidate(chunk, self.times[chunk], self._starts[chunk])

    def number(self) -> int:
        """How many there are, repetitions included."""
        return sum(self.times[chunk] for chunk in self.chunks if _is_suspicious(chunk))


@forgetting
@lru_cache(maxsize=MOST)
def _look_up(language: str | None, chunk: str) -> _ByList:
    options = readings(chunk)
    listed = {option: word_list_gain(chunk, option) for option in set(options.values())}
    gains = {pair: listed[option] - DOUBT for pair, option in options.items()}
    gains = {pair: gain for pair, gain in gains.items() if gain > 0}
    is_sure = max(listed.values(), default=0) >= SURE or is_known_word(chunk, language)
    return _ByList(options, gains, is_sure)


def _is_evidence(chunk: str, reading: str) -> bool:
    """Whether a change of a chunk says something about its page, whatever surrounds it."""
    if reading.strip(PUNCTUATION) == ONE_LETTER_WORD:
        return True
    changed = [at for at, (one, other) in enumerate(zip(chunk, reading, strict=True)) if one != other]
    places = [found.span() for found in _TELLING.finditer(reading)]
    return any(start <= at < end for at in changed for start, end in places)


def is_listed_otherwise(language: str | None, chunk: str, pair: Pair) -> bool:
    """Whether the lists know the whole reading of a chunk under another pair, but not under this one.

    Then its letters have another damage (mťt is mét, not mœt); a sign beside a word says less (“le).
    """
    options, gains, _ = _look_up(language, chunk)
    if not gains or pair in gains or not gains_letters(chunk, options[pair]):
        return False
    return any(not is_half(chunk, options[other]) for other in gains)


@forgetting
@lru_cache(maxsize=MOST)
def is_another_word(language: str | None, chunk: str, reading: str) -> bool:
    """Whether the lists know a word with other letters, or signs, in the places of a reading's new letters.

    Then these come from a table that is not known: Belgiκ is not Belgiê, nor is dТun dôun.
    """
    for found in _WORD.finditer(reading):
        word, was = found[0].lower(), chunk[found.start() : found.end()]
        if len(word) != len(was):  # İ
            continue
        new = [at for at, letter in enumerate(was) if letter != found[0][at]]
        for name in (LANGUAGES if language is None else (language,)) if new else ():
            known = shapes(name).marked.get(marked(word), ())
            if word not in known and (known or any(has_sign(name, found[0], at) for at in new)):
                return True
    return False


def _may_be_typed(chunk: str, reading: str) -> bool:
    """Whether a sign that some type within words would become a letter: kmo´s, PET¬CT, d¹adopter."""
    return any(
        was in _TYPED and was != now and now.isalpha() for was, now in zip(chunk, reading, strict=True)
    )


def _is_short_name(chunk: str, reading: str) -> bool:
    """Whether a chunk becomes a name of few letters: of those one is found under some pair by chance."""
    is_short = sum(map(str.isalpha, reading)) <= SHORT_NAME
    return is_short and begins_as_name(reading) and gains_letters(chunk, reading)


def _is_native(chunk: str, reading: str) -> bool:
    """Whether a reading may be Dutch or French, without a capital made of a small letter."""
    risen = chunk[0].islower() and reading[0].isupper()
    return not risen and FOREIGN_LETTERS.isdisjoint(fold(reading))


class ChunkEvidence:
    """The evidence of one text's chunks for each pair.

    `supported` collects the pairs that a listed word, or a sign in its place, has spoken for so far.
    """

    def __init__(self, scorer: Scorer, text: str, language: str | None) -> None:
        self.scorer, self.text, self.language = scorer, text, language
        self.supported: set[Pair] = set()

    def by_lists(self, candidate: Candidate, pairs_left: Collection[Pair]) -> dict[Pair, int] | None:
        """Gain per pair by the word lists; None when these are not sure."""
        found = _look_up(self.language, candidate.chunk)
        if not found.sure:
            return None
        times = min(candidate.times, REPEATS)
        gains = {pair: gain * times for pair, gain in found.gains.items() if pair in pairs_left}
        self._support(candidate.chunk, found, gains)
        return gains

    def _support(self, chunk: str, found: _ByList, pairs: Iterable[Pair]) -> None:
        """Note the pairs that a listed word speaks for."""
        self.supported.update(
            pair
            for pair in pairs
            if found.gains[pair] + DOUBT >= SURE or not _is_short_name(chunk, found.options[pair])
        )

    def of(self, candidate: Candidate, pairs_left: Collection[Pair]) -> dict[Pair, int]:
        """Gain of one chunk per pair, without pairs that gain nothing.

        Raises SpentError when no more letters may be read.
        """
        gains = self.by_lists(candidate, pairs_left)
        if gains is not None:
            return gains
        chunk, gains, times = candidate.chunk, {}, min(candidate.times, REPEATS)
        found = _look_up(self.language, chunk)
        foreign = {letter for letter in chunk if fold(letter) in FOREIGN_LETTERS}
        weighed: dict[str, int] = {}
        for pair in pairs_left:
            option = found.options.get(pair)
            gain = found.gains.get(pair, 0)
            if gain:
                self._support(chunk, found, (pair,))
            if option is not None and not gain and foreign <= pair.explained:
                if option not in weighed:
                    weighed[option] = self._weighed(candidate, pair, option)
                gain = weighed[option]
            if gain:
                gains[pair] = gain * times
        return gains

    def _weighed(self, candidate: Candidate, pair: Pair, option: str) -> int:
        chunk = candidate.chunk
        by_sign = sign_gain(chunk, option, self.text, candidate.start)
        gained, reading = self.scorer.gain(self.language, chunk, pair)
        signs = not gains_letters(chunk, reading)
        if is_romanised(chunk) or may_be_a_symbol(chunk) or chunk in DAGGERS:
            gained = DOUBT
        if gained > DOUBT and (
            _may_be_typed(chunk, reading) or is_another_word(self.language, chunk, reading)
        ):
            gained = DOUBT
        doubtful = gained <= (SIGN_BY_LETTERS if signs else DOUBT)
        if doubtful or not (_is_native(chunk, reading) and _is_evidence(chunk, reading)):
            gained = DOUBT
        if begins_as_name(reading) and not is_of_one_alphabet(reading):
            gained = DOUBT
        if by_sign or (signs and gained > DOUBT):
            self.supported.add(pair)
        return max(by_sign, gained - DOUBT)
