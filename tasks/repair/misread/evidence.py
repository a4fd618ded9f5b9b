"""Which wrong charset a page was read with, if any, decided by the sum of what each would gain."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from tasks.repair.charsets import SUSPICIOUS, Pair, alike, readings
from tasks.repair.margins import BEHIND, CLOSE, DECIDING, DOUBT, PAGE, PAGE_BY_LETTERS, SIGN_BY_LETTERS
from tasks.repair.misread.changes import begins_as_name, gains_letters, is_of_one_alphabet
from tasks.repair.misread.gains import Scorer
from tasks.repair.misread.signs import DAGGERS, may_be_a_symbol, sign_gain
from tasks.repair.statistics.folding import BEYOND_ASCII, FOREIGN_LETTERS, fold
from tasks.repair.statistics.memory import kept
from tasks.repair.statistics.word_lists import BY_SIGN, is_known_word, is_romanised, word_list_gain

SHORT_NAME = 5
"""Letters of a name that is no support for a pair, unless it is a common one (`BY_SIGN`)."""
REPEATS = 3
"""Repetitions of one chunk that count."""
MOST_PAIRS = 2
"""Different damages sought in one page."""
_TYPED = frozenset("´¨ˆ˜¸˘˚ˇ˝˛¬¹¤·•")
_TELLING = re.compile(r"[^\w ]?[^\W\d_]{3,}[^\w ]?|[^\w ][^\W\d_]{2}|[^\W\d_]{2}[^\w ]|\d[^\w.,:;/+-]\d")
"""Words of three letters or more, signs beside words, and signs between figures."""


class Finding(NamedTuple):
    """The wrong charset of a page; evidence in units of `COST_UNIT`."""

    pair: Pair
    evidence: int


class _Listed(NamedTuple):
    """What the word lists say about a chunk."""

    options: dict[Pair, str]  # the reading under each pair that changes the chunk
    gains: dict[Pair, int]  # what each reading gains by the lists, if anything
    supported: frozenset[Pair]  # the pairs that this speaks for
    sure: bool  # whether a reading is a word beyond doubt, or the chunk is one already


def _may_be_typed(chunk: str, reading: str) -> bool:
    """Whether a sign that some type within words would become a letter: kmo´s, PET¬CT, d¹adopter."""
    return any(
        was in _TYPED and was != now and now.isalpha() for was, now in zip(chunk, reading, strict=True)
    )


def _is_short_name(chunk: str, reading: str) -> bool:
    """Whether a chunk becomes a name of few letters: of those one is found under some pair by chance."""
    is_short = sum(map(str.isalpha, reading)) <= SHORT_NAME
    return is_short and begins_as_name(reading) and gains_letters(chunk, reading)


def _is_evidence(chunk: str, reading: str) -> bool:
    """Whether a change of a chunk says something about its page, whatever surrounds it."""
    telling = (found.span() for found in _TELLING.finditer(reading))
    return reading.strip(".,:;?!()\"'") == "à" or any(
        chunk[low:high] != reading[low:high] for low, high in telling
    )


def _is_native(chunk: str, reading: str) -> bool:
    """Whether a reading may be Dutch or French, without a capital made of a small letter."""
    risen = chunk[0].islower() and reading[0].isupper()
    return not risen and FOREIGN_LETTERS.isdisjoint(fold(reading))


@kept
def pair_gain(chunk: str, pair: Pair) -> tuple[int, str]:
    """Gain by the word lists of a chunk under a pair, 0 when it stays; and its reading."""
    right = pair.read(chunk)
    return word_list_gain(chunk, right) if right != chunk else 0, right


@kept
def _look_up(language: str | None, chunk: str) -> _Listed:
    options = readings(chunk)
    listed = {option: word_list_gain(chunk, option) for option in set(options.values())}
    gains = {pair: listed[option] - DOUBT for pair, option in options.items() if listed[option] > DOUBT}
    is_sure = max(listed.values(), default=0) >= BY_SIGN or is_known_word(chunk, language)
    supported = frozenset(
        pair
        for pair, gain in gains.items()
        if gain + DOUBT >= BY_SIGN or not _is_short_name(chunk, options[pair])
    )
    return _Listed(options, gains, supported, is_sure)


class _Evidence:
    """The evidence of one text's chunks for each pair.

    `supported` collects the pairs that a listed word, or a sign in its place, has spoken for so far.
    """

    def __init__(
        self, scorer: Scorer, text: str, found: Sequence[tuple[int, str]], language: str | None
    ) -> None:
        self.scorer, self.text, self.language = scorer, text, language
        self._found, self.times = found, Counter([chunk for _, chunk in found])
        self.supported: set[Pair] = set()
        self.letters = frozenset(BEYOND_ASCII.findall(text))
        # Of those that read all of the text alike, the least doubted is never behind.
        self.pairs = [group[0] for group in alike(self.letters)]

    @cached_property
    def _starts(self) -> dict[str, int]:
        return {chunk: start for start, chunk in reversed(self._found)}

    def by_letters(self, chunk: str, left: Iterable[Pair]) -> dict[Pair, int]:
        """Gain of one chunk for each pair that the word lists say nothing about."""
        options, listed, *_ = _look_up(self.language, chunk)
        foreign = {letter for letter in chunk if fold(letter) in FOREIGN_LETTERS}
        return {
            pair: gain * min(self.times[chunk], REPEATS)
            for pair in left
            if pair in options and pair not in listed and foreign <= pair.explained
            if (gain := self._weighed(chunk, pair, options[pair]))
        }

    def _weighed(self, chunk: str, pair: Pair, option: str) -> int:
        by_sign = sign_gain(chunk, option, self.text, self._starts[chunk])
        gained, reading = self.scorer.gain(self.language, chunk, pair)
        signs = not gains_letters(chunk, reading)
        if (
            gained <= (SIGN_BY_LETTERS if signs else DOUBT)
            or may_be_a_symbol(chunk)
            or chunk in DAGGERS
            or _may_be_typed(chunk, reading)
            or is_romanised(chunk)
            or not (_is_native(chunk, reading) and _is_evidence(chunk, reading))
            or (begins_as_name(reading) and not is_of_one_alphabet(reading))
        ):
            gained = DOUBT
        if by_sign or (signs and gained > DOUBT):
            self.supported.add(pair)
        return max(by_sign, gained - DOUBT)

    def explained(self, chunk: str, pair: Pair) -> bool:
        """Whether a chunk that becomes no listed word is evidence for a pair."""
        return not _look_up(self.language, chunk).sure and bool(self.by_letters(chunk, (pair,)))

    def sum(self, candidates: Sequence[str]) -> dict[Pair, int]:
        """The evidence for each pair that is left; the word lists, which are cheap, mostly decide."""
        evidence, unsure, telling = {pair: -pair.doubt for pair in self.pairs}, [], self.letters
        for chunk in candidates:
            if not telling:
                break
            if telling.isdisjoint(chunk):
                continue
            listed = _look_up(self.language, chunk)
            for pair in evidence.keys() & listed.gains.keys():
                evidence[pair] += listed.gains[pair] * min(self.times[chunk], REPEATS)
            self.supported |= listed.supported
            if not listed.sure:
                unsure.append((chunk, listed.options))
            if max(evidence.values()) >= DECIDING:
                evidence = _near(evidence)
                telling = frozenset(
                    letter for letter in telling if len({pair.read(letter) for pair in evidence}) > 1
                )
        evidence = _near(evidence)
        for chunk, options in unsure:
            if len({options.get(pair) for pair in evidence}) > 1 or max(evidence.values()) < DECIDING:
                for pair, gain in self.by_letters(chunk, evidence).items():
                    evidence[pair] += gain
                evidence = _near(evidence)
        return evidence


def _near(evidence: dict[Pair, int]) -> dict[Pair, int]:
    """The evidence without the pairs that are far behind the best one."""
    best = max(evidence.values())
    least = max((best + 1) // 2, best - BEHIND) if best >= PAGE else min(evidence.values())
    return {pair: found for pair, found in evidence.items() if found >= least}


def _decide(found: _Evidence, candidates: Sequence[str]) -> Finding | None:
    """The pair that explains the chunks best, if well enough."""
    evidence = found.sum(candidates)
    highest = max(evidence.values())
    supported = any(evidence[pair] == highest for pair in found.supported & evidence.keys())
    if highest < (PAGE if supported else PAGE_BY_LETTERS):
        return None
    # When words support several pairs equally, single letters and signs may decide.
    close = [pair for pair, more in evidence.items() if more >= highest - CLOSE]
    gains = dict.fromkeys(close, 0)
    for chunk in candidates if close[1:] else ():
        for pair in close:
            gains[pair] += found.scorer.gain(found.language, chunk, pair)[0]
    best = max(close, key=gains.__getitem__)
    return Finding(best, evidence[best])


def wrong_charsets(
    scorer: Scorer, text: str, found: Sequence[tuple[int, str]], language: str | None
) -> list[Finding]:
    """The pairs that explain a text best.

    There is none when no pair does well enough; mostly one; and another when the rest supports it, since
    parts of a page may have different damage. Of equal pairs the first in the order wins. `found` are the
    chunks of the text.
    """
    evidence = _Evidence(scorer, text, found, language)
    candidates = [chunk for chunk in evidence.times if SUSPICIOUS.search(chunk)]
    findings: list[Finding] = []
    scorer.kept = scorer.left // 4  # for the repairs, when there is a pair
    while (
        candidates
        and evidence.pairs
        and len(findings) < MOST_PAIRS
        and (finding := _decide(evidence, candidates))
    ):
        if findings and finding.evidence < PAGE_BY_LETTERS:
            break
        findings.append(finding)
        # A lone letter says nothing about a second damage; a lone sign may.
        left = [chunk for chunk in candidates if chunk[1:] or not chunk.isalpha()]
        left = [chunk for chunk in left if pair_gain(chunk, finding.pair)[0] <= DOUBT]
        candidates = [chunk for chunk in left if not evidence.explained(chunk, finding.pair)]
    scorer.kept = 0
    return findings
