"""Repair of single bytes read with the wrong table (officiŽle, CÚcile, 3†400)."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from tasks.repair import margins
from tasks.repair.charsets import Pair
from tasks.repair.chunks import chunks
from tasks.repair.edits import DIGITS, Repair, certainty
from tasks.repair.layers.readings import may_be_utf8, may_have_readings
from tasks.repair.misread.changes import (
    begins_as_name,
    changed_words,
    gains_letters,
    is_another_word,
    is_half,
    is_whole,
)
from tasks.repair.misread.evidence import Finding, pair_gain, wrong_charsets
from tasks.repair.misread.gains import Scorer
from tasks.repair.misread.signs import is_ellipsis, is_sign, may_be_a_symbol, sign_gain
from tasks.repair.statistics.folding import COST_UNIT
from tasks.repair.statistics.memory import kept
from tasks.repair.statistics.word_lists import is_known_word

MOST_CERTAIN = 0.999
FEWER = 0.1
"""Share of the changes that the gain says are wrong which were so in damaged texts
(`python -m benchmarks.repair.calibration`)."""
# One character class first, so that it is found quickly.
_OTHER_DAMAGE = re.compile(
    r"[´¨ˆ¸˜?\ufffd¡¿](?:(?:(?<=[^\W\d_][¨¸˜])(?<!\b[oO]¨)|(?<=[^\W\d_ao]´)|(?<=[a-ikm-z]ˆ)|(?<=\A[´¨¸˜]))\Z"
    r"|(?<=[?\ufffd])(?![a-zA-Z]\)|[A-Z])[^\W\d_](?=.)|(?<=\A[¡¿]).*[!?])"
)
"""An accent torn off before a space, a mark within a word, or Spanish."""
_INNER_SPACE = re.compile("[^\\W\\d_]\u00a0[^\\W\\d_]")
_TORN = re.compile(r"[¨ˇ][^\W\d_]|\A\W*[A-ZÀ-Þ][^\W\d_]*´[^\W\d_]")
"""An accent before its letter: ù is in no word but où, and ï seldom in a name."""
_OTHER_HALF = {
    mark: re.compile(half) for mark, half in {"”": r'(?<!\w)[“„"]', "»": r"(?<!\w)«", "«": "»"}.items()
}
"""What opens a quotation that a mark closes, or closes it."""


class _Change(NamedTuple):
    gained: int  # in units of `COST_UNIT`
    right: str
    pair: Pair
    of_page: float  # certainty that the page was read so


def _listed(language: str | None, chunk: str, pair: Pair, of_page: float) -> _Change | None:
    """The change of a chunk that becomes a listed word under a pair, None when it does not."""
    gained, right = pair_gain(chunk, pair)
    if not gained or is_ellipsis(chunk) or is_half(chunk, right):
        return None
    is_sign = not gains_letters(chunk, right) and "’" not in right
    if is_sign and is_known_word(chunk, language):  # voilà is not voil…
        return None
    return _Change(gained, right, pair, of_page)


class _Reader:
    """Reads the chunks of one text under a pair that it was read with."""

    def __init__(self, scorer: Scorer, text: str, language: str | None, finding: Finding) -> None:
        self.scorer, self.text, self.language = scorer, text, language
        self.pair, self.of_page = finding.pair, certainty(finding.evidence * COST_UNIT / 2, 1)

    @cached_property
    def _read(self) -> str:
        return self.pair.read(self.text)

    def weighed(self, chunk: str, start: int) -> _Change | None:
        """The change of any other chunk, None when it stays."""
        options = self.pair.read(chunk)
        if options == chunk:
            return None
        by_sign = sign_gain(chunk, options, self.text, start)
        if by_sign and not is_half(chunk, options):
            return _Change(by_sign, options, self.pair, self.of_page)
        is_right = is_ellipsis(chunk) or is_known_word(chunk, self.language) or may_be_a_symbol(chunk)
        if is_right or _TORN.search(chunk) or _INNER_SPACE.search(options):
            return None
        gained, right = self.scorer.gain(self.language, chunk, self.pair, damaged=True)
        least = margins.NAME if begins_as_name(chunk) else margins.MISREAD
        if gained < least or not is_whole(self.pair, chunk, right):
            return None
        return (
            None
            if is_another_word(self.language, chunk, right)
            else _Change(gained, right, self.pair, self.of_page)
        )

    def has_other_half(self, chunk: str, right: str, start: int) -> bool:
        """Whether each quotation mark that may be a letter has its other half in the text, on its side.

        That is « where it may stand for one, or is made of a sign (an accent torn off), or a new mark in a
        name (Miloö is not Milo”).
        """
        if _OTHER_HALF.keys().isdisjoint(right):
            return True
        before, behind = self._read[: start + len(chunk)], self._read[start:]
        is_name, is_letter = begins_as_name(right), self.pair.read("«").isalpha()
        return all(
            _OTHER_HALF[now].search(behind if now == "«" else before)
            for was, now in zip(chunk, right, strict=True)
            if now in _OTHER_HALF
            and (is_letter and now == "«" if was == now else is_name if was.isalpha() else now == "«")
        )


def _change(readers: Sequence[_Reader], chunk: str, start: int) -> _Change | None:
    """The change of any chunk, None when it stays; an unlisted name changes only under the surest pair."""
    found = []
    for reader in readers:
        change = _listed(reader.language, chunk, reader.pair, reader.of_page)
        if not change and (reader is readers[0] or not begins_as_name(chunk)):
            change = reader.weighed(chunk, start)
        if change and reader.has_other_half(chunk, change.right, start):
            found.append(change)
    return max(found, key=lambda change: change.gained, default=None)


def doubtful_chunks(text: str) -> list[tuple[int, str]]:
    """Start and content of the chunks whose letters may be wrong.

    They are not those that may be UTF-8, have another damage, or end in an accent torn off.
    """
    found = (one for one in chunks(text) if not _OTHER_DAMAGE.search(one[1]))
    return [one for one in found if not (may_have_readings(one[1]) and may_be_utf8(one[1]))]


def repair_misread(scorer: Scorer, text: str, language: str | None) -> tuple[Repair, ...]:
    """The repairs of letters read with a wrong charset; none without evidence for one.

    Source: docs/source.md, 8 (one wrong charset for the raw bytes of a page, right letters beside them).
    """
    found = doubtful_chunks(text)
    findings = wrong_charsets(scorer, text, found, language)
    readers = [_Reader(scorer, text, language, finding) for finding in findings]
    known: dict[str, Sequence[Repair]] = {}
    repairs: list[Repair] = []
    for start, chunk in found if readers else ():
        made = known.get(chunk)
        if made is None and not readers[1:]:
            made = _made_alone(language, chunk, readers[0].pair, readers[0].of_page)
        if made is None:
            change = _change(readers, chunk, start)
            made = _repairs(chunk, change) if change else ()
            if not is_sign(chunk):  # of a sign the surroundings matter
                known[chunk] = made
        repairs += [repair.moved(start) for repair in made]
    return tuple(repairs)


@kept
def _made_alone(language: str | None, chunk: str, pair: Pair, of_page: float) -> Sequence[Repair] | None:
    """The repairs of a chunk that becomes a listed word, without a mark that needs its other half."""
    change = _listed(language, chunk, pair, of_page)
    return _repairs(chunk, change) if change and _OTHER_HALF.keys().isdisjoint(change.right) else None


def _repairs(chunk: str, change: _Change) -> Sequence[Repair]:
    """The repairs that make a change of a chunk."""
    gained, right, pair, of_page = change
    wrong = FEWER * (1 - certainty((gained - margins.MISREAD) * COST_UNIT / 2, 1))
    sure = min(MOST_CERTAIN, round((1 - wrong) * of_page, DIGITS))
    return tuple(
        Repair(low, high, chunk[low:high], right[low:high], pair.rule, sure)
        for low, high in changed_words(chunk, right)
    )
