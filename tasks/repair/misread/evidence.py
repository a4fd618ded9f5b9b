"""Which wrong charset a page was read with, if any, decided by the sum of what each would gain."""

from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import NamedTuple

from tasks.repair.charsets import Pair, pairs
from tasks.repair.misread.candidates import Candidates, ChunkEvidence
from tasks.repair.misread.changes import proven_letters, word_list_change
from tasks.repair.misread.gains import Scorer, SpentError
from tasks.repair.statistics.memory import forgetting

ENOUGH = 15
"""Evidence that a page needs, beyond the doubt about each chunk."""
ENOUGH_BY_LETTERS = 60
"""The same without a listed word or a sign in its place: foreign words reach less."""
ANOTHER = 50
"""The same for a second damage of the page."""
MOST_PAIRS = 3
"""Different damages sought in one page."""
FEW, CLOSE = 3, 10
"""A page with this few chunks stays undecided when another pair this close reads them differently."""
CLEAR = 3000
"""Evidence that needs no more."""
BATCHES = (3, 8, 24)
"""Chunks after which pairs far behind are dropped."""
DECIDING = 600
"""Evidence beyond which only chunks count that the pairs left read differently."""
BEHIND = 240
"""Evidence of two words; a pair this far behind, or with less than half the evidence, is far behind."""


class Finding(NamedTuple):
    """The wrong charset of a page; evidence in units of `COST_UNIT`."""

    pair: Pair
    evidence: int


@forgetting
@lru_cache(maxsize=4096)
def _different(characters: frozenset[str]) -> tuple[Pair, ...]:
    """The pairs that read a text's characters differently, the first of each kind."""
    text, kinds = "".join(characters), dict[tuple[str, bool], Pair]()
    for pair in pairs():
        meant = pair.read(text), pair.trade_mark in characters
        first = kinds.get(meant)
        if first is None or pair.doubt < first.doubt:
            kinds[meant] = pair
    return tuple(sorted(kinds.values(), key=lambda pair: pair.rank))


@lru_cache(maxsize=1024)
def _divided(pairs_left: tuple[Pair, ...]) -> frozenset[str]:
    """The characters that some pairs read differently."""
    letters = frozenset().union(*(pair.letters for pair in pairs_left))
    return frozenset(
        letter for letter in letters if len({pair.table.get(ord(letter), letter) for pair in pairs_left}) > 1
    )


class _Tally:
    """The evidence for each pair that is left, in units of `COST_UNIT`.

    `decided` is set when more evidence would change nothing. `divides` are the characters that the pairs read
    differently; only chunks with one of them matter.
    """

    def __init__(self, pairs_left: Sequence[Pair]) -> None:
        self.evidence = {pair: -pair.doubt for pair in pairs_left}
        self.decided = False
        self.divides = frozenset().union(*(pair.letters for pair in pairs_left)) | {"«"}
        self._added = 0

    def add(self, gains: dict[Pair, int]) -> None:
        """Add the gains of one chunk; now and then drop the pairs that are far behind."""
        evidence = self.evidence
        for pair, more in gains.items():
            if pair in evidence:
                evidence[pair] += more
        self._added += 1
        if self._added in BATCHES or self._added % BATCHES[-1] == 0:
            self.compare()

    def compare(self) -> None:
        """Drop the pairs that are far behind the best one."""
        best = max(self.evidence.values())
        if best >= ENOUGH:
            least = max((best + 1) // 2, best - BEHIND)
            self.evidence = {pair: found for pair, found in self.evidence.items() if found >= least}
            self.decided = best >= CLEAR or (len(self.evidence) == 1 and self._added >= BATCHES[0])
            if best >= DECIDING:
                self.divides = _divided(tuple(self.evidence))


def _gather(
    chunk_evidence: ChunkEvidence, candidates: Candidates, pairs_left: Sequence[Pair]
) -> tuple[dict[Pair, int], int]:
    """The evidence for each pair that is left, and how many chunks were not considered.

    Word lists come first: they are cheap and mostly decide.
    """
    tally, rest = _Tally(pairs_left), []
    for candidate in candidates:
        if tally.divides.isdisjoint(candidate.chunk):
            continue
        gains = chunk_evidence.by_lists(candidate, tally.evidence)
        if gains is None:
            rest.append(candidate)
        else:
            tally.add(gains)
        if tally.decided:
            return tally.evidence, 0
    for seen, candidate in enumerate(rest):
        if tally.divides.isdisjoint(candidate.chunk):
            continue
        try:
            tally.add(chunk_evidence.of(candidate, tally.evidence))
        except SpentError:
            return tally.evidence, sum(left.times for left in rest[seen:])
        if tally.decided:
            break
    tally.compare()
    return tally.evidence, 0


def _best(scorer: Scorer, language: str | None, candidates: Candidates, close: list[Pair]) -> Pair:
    """The pair that gains most on all chunks, including those that are no evidence."""
    gains = dict.fromkeys(close, 0)
    for candidate in candidates if close[1:] else ():
        try:
            found = [scorer.gain(language, candidate.chunk, pair)[0] for pair in close]
        except SpentError:
            break
        gains = {pair: gain + more for (pair, gain), more in zip(gains.items(), found, strict=True)}
    return max(close, key=lambda pair: (gains[pair], -pair.rank))


def _disputed(chunk_evidence: ChunkEvidence, candidates: Candidates, rivals: list[Pair]) -> bool:
    """Whether equally good pairs read the same few chunks differently, or may do so unread."""
    few = list(islice(candidates, FEW + 1))
    if len(few) > FEW:
        return False
    try:
        for candidate in few:
            gains = chunk_evidence.of(candidate, rivals)
            if len({pair.read(candidate.chunk) for pair in gains}) > 1:
                return True
    except SpentError:
        return True
    return False


def _decide(
    chunk_evidence: ChunkEvidence, candidates: Candidates, pairs_left: Sequence[Pair]
) -> tuple[Finding | None, int]:
    """The pair that explains the chunks best, if well enough, and how many were not considered."""
    evidence, unseen = _gather(chunk_evidence, candidates, pairs_left)
    highest = max(evidence.values())
    supported = any(evidence[pair] == highest for pair in chunk_evidence.supported & evidence.keys())
    if highest < (ENOUGH if supported else ENOUGH_BY_LETTERS):
        return None, unseen
    # When words support several pairs equally, single letters and signs may decide.
    close = [pair for pair, found in evidence.items() if found >= highest - CLOSE]
    best = _best(chunk_evidence.scorer, chunk_evidence.language, candidates, close)
    rivals = [pair for pair, found in evidence.items() if found >= evidence[best] - CLOSE and found > 0]
    if rivals[1:] and _disputed(chunk_evidence, candidates, rivals):
        return None, unseen
    return Finding(best, evidence[best]), 0


def _unexplained(
    chunk_evidence: ChunkEvidence, candidates: Candidates, pair: Pair, pairs_left: Sequence[Pair]
) -> Candidates:
    """The suspicious chunks that a pair does not explain, or another explains by a listed word."""
    listed = partial(word_list_change, chunk_evidence.language, pair)
    rest = [chunk for chunk in candidates.chunks if not listed(chunk)]
    proven = proven_letters(candidates.times, listed) if rest else frozenset()
    left = []
    for candidate in candidates.only(rest):
        letters = pair.letters.intersection(candidate.chunk)
        if letters and letters <= proven and chunk_evidence.by_lists(candidate, pairs_left) is None:
            continue
        try:
            gains = chunk_evidence.by_lists(candidate, pairs_left)
            if pair not in gains if gains else not chunk_evidence.of(candidate, (pair,)):
                left.append(candidate.chunk)
        except SpentError:
            break
    return candidates.only(left)


def wrong_charsets(
    scorer: Scorer, text: str, found: Sequence[tuple[int, str]], language: str | None
) -> tuple[list[Finding], int]:
    """The pairs that explain a text best, and how many suspicious chunks were not considered.

    There is none when no pair does well enough; mostly one; and another when the rest supports it, since
    parts of a page may have different damage. Of equal pairs the first in the order wins; when only a few
    chunks decide and pairs with about the same evidence read them differently, there is none. `found` are the
    chunks of the text.
    """
    candidates = Candidates(found)
    scorer.cut(len(candidates.times))
    characters = set("".join(candidates.times))
    pairs_left = _different(frozenset(character for character in characters if character > "\x7f"))
    chunk_evidence = ChunkEvidence(scorer, text, language)
    findings: list[Finding] = []
    unseen = 0
    scorer.kept = scorer.left // 4  # for the repairs, when there is a pair
    while candidates.chunks and len(findings) < MOST_PAIRS:
        finding, left = _decide(chunk_evidence, candidates, pairs_left)
        if finding is None or (findings and finding.evidence < ANOTHER):
            unseen = 0 if findings else left
            break
        findings.append(finding)
        candidates = _unexplained(chunk_evidence, candidates, finding.pair, pairs_left)
    scorer.kept = 0
    return findings, unseen
