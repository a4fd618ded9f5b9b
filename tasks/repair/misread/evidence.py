"""Which wrong charset a page was read with, if any: the sum of what each would gain decides."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from tasks.repair.misread.candidates import Suspects, Witness
from tasks.repair.misread.changes import listed_changes, proven_letters
from tasks.repair.misread.charsets import Pair, pairs
from tasks.repair.misread.gains import Judge, SpentError
from tasks.repair.statistics.memory import forgetting

ENOUGH = 15
"""Evidence that a page must hold, beyond the doubt about each chunk."""
ENOUGH_BY_LETTERS = 60
"""The same when no word of a list and no sign in its place speaks for it: foreign words reach less."""
ANOTHER = 50
"""The same for a second damage of the page."""
MOST_PAIRS = 3
"""Different damages that one page is searched for."""
FEW, CLOSE = 3, 10
"""So few chunks leave a page open when another pair comes so close and reads them differently."""
CLEAR = 3000
"""Evidence that needs no more."""
BATCHES = (3, 8, 24)
"""Chunks after which the pairs are dropped that are far behind."""
DECIDING = 600
"""Evidence beyond which only chunks count that the pairs still in the running read differently."""
BEHIND = 240
"""Evidence of two words; a pair that is more than this behind, or has less than half of it, is far behind."""


class Verdict(NamedTuple):
    """What a page was read with.

    Attributes:
        pair: The wrong charset.
        evidence: What speaks for it, in units of `COST_UNIT`.
    """

    pair: Pair
    evidence: int


@lru_cache(maxsize=4096)
def _different(characters: frozenset[str]) -> tuple[Pair, ...]:
    """Return the pairs that read the characters of a text differently, the first of each kind."""
    shown, kinds = "".join(characters), dict[tuple[str, bool], Pair]()
    for pair in pairs():
        meant = pair.read(shown), pair.trade_mark in characters
        first = kinds.get(meant)
        if first is None or pair.doubt < first.doubt:
            kinds[meant] = pair
    return tuple(sorted(kinds.values(), key=lambda pair: pair.rank))


forgetting(_different.cache_clear)


@lru_cache(maxsize=1024)
def _divided(asked: tuple[Pair, ...]) -> frozenset[str]:
    """Return the characters that some pairs read differently."""
    letters = frozenset().union(*(pair.letters for pair in asked))
    return frozenset(
        letter for letter in letters if len({pair.table.get(ord(letter), letter) for pair in asked}) > 1
    )


class _Tally:
    """The evidence for each pair that is still in the running.

    Attributes:
        evidence: In units of `COST_UNIT`.
        decided: Whether more would change nothing.
        divides: The characters that the pairs read differently: only chunks that hold one need be heard.
    """

    def __init__(self, asked: Sequence[Pair]) -> None:
        self.evidence = {pair: -pair.doubt for pair in asked}
        self.decided = False
        self.divides = frozenset().union(*(pair.letters for pair in asked)) | {"«"}
        self._heard = 0

    def hear(self, said: dict[Pair, int]) -> None:
        """Add what one chunk says; drop the pairs that are far behind, now and then."""
        evidence = self.evidence
        for pair, more in said.items():
            if pair in evidence:
                evidence[pair] += more
        self._heard += 1
        if self._heard in BATCHES or self._heard % BATCHES[-1] == 0:
            self.compare()

    def compare(self) -> None:
        """Drop the pairs that are far behind the best one."""
        best = max(self.evidence.values())
        if best >= ENOUGH:
            least = max((best + 1) // 2, best - BEHIND)
            self.evidence = {pair: found for pair, found in self.evidence.items() if found >= least}
            self.decided = best >= CLEAR or (len(self.evidence) == 1 and self._heard >= BATCHES[0])
            if best >= DECIDING:
                self.divides = _divided(tuple(self.evidence))


def _gather(witness: Witness, suspects: Suspects, asked: Sequence[Pair]) -> tuple[dict[Pair, int], int]:
    """Return the evidence for each pair that is still in the running, and how many chunks were not looked at.

    Words of the list are heard first: they cost little and mostly decide. When they do nothing is left.
    """
    tally, rest = _Tally(asked), []
    for suspect in suspects:
        if tally.divides.isdisjoint(suspect.chunk):
            continue
        said = witness.says_by_list(suspect, tally.evidence)
        if said is None:
            rest.append(suspect)
        else:
            tally.hear(said)
        if tally.decided:
            return tally.evidence, 0
    for seen, suspect in enumerate(rest):
        if tally.divides.isdisjoint(suspect.chunk):
            continue
        try:
            tally.hear(witness.says(suspect, tally.evidence))
        except SpentError:
            return tally.evidence, sum(left.times for left in rest[seen:])
        if tally.decided:
            break
    tally.compare()
    return tally.evidence, 0


def _best(judge: Judge, language: str | None, suspects: Suspects, close: list[Pair]) -> Pair:
    """Return the pair that gains most on all chunks, those included that are no evidence."""
    gains = dict.fromkeys(close, 0)
    for suspect in suspects if close[1:] else ():
        try:
            found = [judge.gain(language, suspect.chunk, pair)[0] for pair in close]
        except SpentError:
            break
        gains = {pair: gain + more for (pair, gain), more in zip(gains.items(), found, strict=True)}
    return max(close, key=lambda pair: (gains[pair], -pair.rank))


def _disputed(witness: Witness, suspects: Suspects, rivals: list[Pair]) -> bool:
    """Say whether pairs that do equally well read the same few chunks differently, or may do so unread."""
    few = list(islice(suspects, FEW + 1))
    if len(few) > FEW:
        return False
    try:
        for suspect in few:
            said = witness.says(suspect, rivals)
            if len({pair.read(suspect.chunk) for pair in said}) > 1:
                return True
    except SpentError:
        return True
    return False


def _decide(witness: Witness, suspects: Suspects, asked: Sequence[Pair]) -> tuple[Verdict | None, int]:
    """Return the pair that explains chunks best, if one does well enough, and how many were not looked at."""
    evidence, unseen = _gather(witness, suspects, asked)
    highest = max(evidence.values())
    vouched = any(evidence[pair] == highest for pair in witness.vouched & evidence.keys())
    if highest < (ENOUGH if vouched else ENOUGH_BY_LETTERS):
        return None, unseen
    # Of pairs whose words say the same, single letters and signs may tell which it is.
    close = [pair for pair, found in evidence.items() if found >= highest - CLOSE]
    best = _best(witness.judge, witness.language, suspects, close)
    rivals = [pair for pair, found in evidence.items() if found >= evidence[best] - CLOSE and found > 0]
    if rivals[1:] and _disputed(witness, suspects, rivals):
        return None, unseen
    return Verdict(best, evidence[best]), 0


def _unexplained(witness: Witness, suspects: Suspects, pair: Pair, asked: Sequence[Pair]) -> Suspects:
    """Return the suspicious chunks for which a pair says nothing, or another a word of the list."""
    listed = listed_changes(witness.language, pair)
    rest = [chunk for chunk in suspects.chunks if not listed[chunk]]
    proven = proven_letters(suspects.times, listed.__getitem__) if rest else frozenset()
    left = []
    for suspect in suspects.only(rest):
        letters = pair.letters.intersection(suspect.chunk)
        if letters and letters <= proven and witness.says_by_list(suspect, asked) is None:
            continue
        try:
            said = witness.says_by_list(suspect, asked)
            if pair not in said if said else not witness.says(suspect, (pair,)):
                left.append(suspect.chunk)
        except SpentError:
            break
    return suspects.only(left)


def wrong_charsets(
    judge: Judge, text: str, found: Sequence[tuple[int, str]], language: str | None
) -> tuple[list[Verdict], int]:
    """Return the pairs that explain a text best, and how many of its suspicious chunks were not looked at.

    There is none when no pair does well enough, mostly one, and another when what the first leaves
    unexplained speaks for it: parts of a page may have been damaged on different ways. Of pairs that say the
    same the first in the order is returned; when a few chunks are all there is to go by and pairs of about
    the same evidence read them differently, none is.

    Args:
        judge: Weighs readings.
        text: The text.
        found: Its chunks.
        language: Its language, None when it is not known.
    """
    suspects = Suspects(found)
    judge.cut(len(suspects.times))
    characters = set("".join(suspects.times))
    asked = _different(frozenset(character for character in characters if character > "\x7f"))
    witness = Witness(judge, text, language)
    verdicts: list[Verdict] = []
    unseen = 0
    judge.kept = judge.left // 4  # for the repairs, when there is a pair
    while suspects.chunks and len(verdicts) < MOST_PAIRS:
        verdict, left = _decide(witness, suspects, asked)
        if verdict is None or (verdicts and verdict.evidence < ANOTHER):
            unseen = 0 if verdicts else left
            break
        verdicts.append(verdict)
        suspects = _unexplained(witness, suspects, verdict.pair, asked)
    judge.kept = 0
    return verdicts, unseen
