"""Repair of single bytes read with the wrong table (officiŽle, CÚcile, 3†400)."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, partial

from tasks.repair.accents import TRACE as ACCENTS
from tasks.repair.charsets import Pair
from tasks.repair.chunks import chunks
from tasks.repair.edits import Repair
from tasks.repair.layers.readings import may_be_utf8
from tasks.repair.misread.candidates import Candidates, is_another_word, is_listed_otherwise
from tasks.repair.misread.changes import (
    MARGIN,
    SURE,
    Change,
    begins_as_name,
    certainty,
    change_of,
    is_half,
    is_whole,
    proven_letters,
    word_list_change,
)
from tasks.repair.misread.evidence import Finding, wrong_charsets
from tasks.repair.misread.gains import Scorer, SpentError
from tasks.repair.misread.quotes import Quotes
from tasks.repair.misread.signs import is_ellipsis, is_sign, may_be_a_symbol, sign_gain
from tasks.repair.statistics.folding import FOREIGN_LETTERS, fold
from tasks.repair.statistics.scoring import Page
from tasks.repair.statistics.word_lists import is_known_word

NAME_MARGIN = 20
"""The least gain for a chunk with a capital: it may be a correct foreign name."""
FOREIGN_MARGIN = 60
"""The same for such a name with other foreign letters."""
PROVEN = 240
"""Evidence of two words for a page's charset, without which an accent beside a letter may be one (kmo´s)."""
MOST_CERTAIN = 0.999
FEWER = 0.1
"""Share of the changes that the gain says are wrong which were so in damaged texts
(`python -m benchmarks.repair.calibration`)."""
_INNER_CAPITAL = re.compile("[a-zß-ÿ][À-ÖØ-Þ][a-zß-ÿ]")
"""No foreign name has an accented capital among small letters (GaÙtan)."""
_INITIAL = re.compile(r"[^\W\d_a-zß-ÿ]\.-?")
"""A capital with a point, the initial of a name, stays: damage produces one less often than names do."""


def _page_and_margin(chunk: str, pair: Pair, proven: frozenset[str]) -> tuple[Page, int]:
    """What is known of the page for one chunk, and the least gain that changes the chunk."""
    if not begins_as_name(chunk) or _INNER_CAPITAL.search(chunk):
        return Page(damaged=True), MARGIN
    if not FOREIGN_LETTERS.isdisjoint(fold(pair.read(chunk))):  # the wrong charset does not explain them
        return Page(damaged=True), FOREIGN_MARGIN
    letters = "".join(sorted(proven.intersection(chunk[1:])))
    return Page(damaged=True, proven=letters), MARGIN if letters else NAME_MARGIN


class _Reader:
    """Reads the chunks of one text under a pair that it was read with; `certainty` is the pair's."""

    def __init__(
        self, scorer: Scorer, text: str, language: str | None, finding: Finding, times: Counter[str]
    ) -> None:
        self.scorer, self.language, self.finding = scorer, language, finding
        self.certainty = certainty(finding.evidence + MARGIN)
        self.listed = partial(word_list_change, language, finding.pair)
        self.quotes = Quotes(finding.pair, text)
        self._text, self._times = text, times
        self._by_letters: frozenset[str] | None = None

    def weighed(self, chunk: str, start: int) -> Change | None:
        """The change of any chunk, None when it stays; raises SpentError."""
        pair = self.finding.pair
        options = pair.read(chunk)
        if options == chunk:
            return None
        by_sign = sign_gain(chunk, options, self._text, start)
        if by_sign and is_half(chunk, options):
            by_sign = 0
        if is_ellipsis(chunk):
            return change_of(by_sign, chunk, options) if by_sign else None
        if not by_sign and (
            _INITIAL.fullmatch(chunk) or is_known_word(chunk, self.language) or may_be_a_symbol(chunk)
        ):
            return None
        page, margin = _page_and_margin(chunk, pair, self._proven_letters(chunk))
        gained, right = self.scorer.gain(self.language, chunk, pair, page)
        if by_sign and (gained < by_sign or right != options):
            return change_of(by_sign, chunk, options)
        is_right = gained >= margin and is_whole(pair, chunk, right)
        return change_of(gained, chunk, right) if is_right and self._is_likely(chunk, right) else None

    @cached_property
    def _listed_letters(self) -> frozenset[str]:
        """The characters that are wrong in several places by the word lists."""
        return proven_letters(self._times, self.listed)

    def _is_likely(self, chunk: str, right: str) -> bool:
        """Whether no other damage is as likely: another charset, or an accent beside its letter."""
        if self.finding.evidence < PROVEN and ACCENTS.search(chunk):
            return False
        other = is_listed_otherwise(self.language, chunk, self.finding.pair)
        return not (other or is_another_word(self.language, chunk, right))

    def _proven_letters(self, chunk: str) -> frozenset[str]:
        """The characters of a name that are wrong beyond doubt in several places."""
        if not begins_as_name(chunk):
            return frozenset()
        if found := self._listed_letters.intersection(chunk):
            return found
        if self._by_letters is None:
            self.scorer.kept = self.scorer.left // 8  # enough for names, which need proven letters
            self._by_letters = proven_letters(self._times, self._weighed_alone)
            self.scorer.kept = 0
        return self._by_letters.intersection(chunk)

    def _weighed_alone(self, chunk: str) -> Change | None:
        if self.finding.pair.letters.isdisjoint(chunk):
            return None
        listed = self.listed(chunk)
        if listed:
            return listed
        try:
            gained, right = self.scorer.gain(self.language, chunk, self.finding.pair, Page(damaged=True))
        except SpentError:
            return None
        return change_of(gained, chunk, right) if gained >= SURE else None


_Known = tuple[Change, _Reader] | None


def _highest(changes: Iterable[tuple[Change | None, _Reader]]) -> _Known:
    """The change with the highest gain."""
    found = [(change, reader) for change, reader in changes if change]
    return max(found, key=lambda known: known[0].gained, default=None)


def _made(found: tuple[Change, _Reader], start: int) -> list[Repair]:
    change, reader = found
    rule = reader.finding.pair.rule
    sure = round(min(MOST_CERTAIN, (1 - FEWER * (1 - change.certainty)) * reader.certainty), 4)
    return [
        Repair(start + low, start + high, before, after, rule, sure)
        for low, high, before, after in change.places
    ]


def _name(first: _Reader, chunk: str, start: int, listed: _Known) -> _Known:
    """The change of a name: under the surest pair, or into a listed one that this pair does not read.

    A short name, or one that is rarely one, is found under some other pair by chance.
    """
    if listed and listed[1] is not first:
        change, pair = listed[0], first.finding.pair
        left = {letter for letter, made in zip(chunk, change.made(chunk), strict=True) if letter == made}
        doubted = left if change.gained >= SURE else set(chunk)
        if not (pair.letters | pair.kept).isdisjoint(doubted):
            listed = None
    if listed and listed[1] is first:
        return listed
    return _highest([(first.weighed(chunk, start), first), *([listed] if listed else [])])


def _change(readers: Sequence[_Reader], chunk: str, start: int) -> _Known:
    """The change of any chunk, None when it stays; raises SpentError."""
    found = _highest((reader.listed(chunk), reader) for reader in readers)
    if begins_as_name(chunk):
        found = _name(readers[0], chunk, start, found)
    else:
        found = found or _highest((reader.weighed(chunk, start), reader) for reader in readers)
    if found and found[1].quotes.are_half(chunk, found[0].made(chunk), start):
        return None
    return found


def _repairs(readers: Sequence[_Reader], found: Sequence[tuple[int, str]]) -> tuple[list[Repair], int]:
    """The repairs of a text's chunks, and how many chunks were skipped."""
    known: dict[str, _Known] = {}
    repairs: list[Repair] = []
    left = 0
    for start, chunk in found:
        if chunk in known:
            change = known[chunk]
        else:
            try:
                change = _change(readers, chunk, start)
            except SpentError:
                left += 1
                continue
            # of a sign the surroundings matter, unless it is beside a listed word
            if not is_sign(chunk) or (change and change[1].listed(chunk)):
                known[chunk] = change
        if change:
            repairs += _made(change, start)
    return repairs, left


def doubtful_chunks(text: str) -> list[tuple[int, str]]:
    """Start and content of the chunks whose letters may be wrong: not of those that may be UTF-8."""
    return [(start, chunk) for start, chunk in chunks(text) if not may_be_utf8(chunk)]


def repair_misread(scorer: Scorer, text: str, language: str | None) -> tuple[tuple[Repair, ...], int]:
    """The repairs of letters read with a wrong charset, and how many chunks were skipped.

    There are none without evidence for a wrong charset. Source: docs/source.md, 8 (one wrong charset for the
    raw bytes of a page, right letters beside them).
    """
    found = doubtful_chunks(text)
    if scorer.left <= 0:
        return (), Candidates(found).number()
    findings, skipped = wrong_charsets(scorer, text, found, language)
    if not findings:
        return (), skipped
    scorer.cut(len(found))
    times = Counter([chunk for _, chunk in found])
    repairs, left = _repairs([_Reader(scorer, text, language, finding, times) for finding in findings], found)
    return tuple(repairs), left
