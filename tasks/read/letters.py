"""Repair of a page's letters, with the page as evidence, and where in its blocks each change was made."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from schemas.codes import Field, Language
from schemas.records import Block, LetterRepair
from tasks.repair import repair_text

_GAP = "\n\n"
_SPACES = re.compile(r"[ \t\n]+")
_LONGEST_WORD = 100


def repair_blocks(
    blocks: Sequence[Block], language: Language | None, *, letters_certain: bool
) -> tuple[tuple[Block, ...], tuple[LetterRepair, ...], int]:
    """Repair all blocks of one page together.

    Args:
        blocks: As they reached us.
        language: Language of the page, None when it is bilingual or not known.
        letters_certain: True when no letter can be misread (see `DecodedPage`).

    Returns:
        The blocks with right letters; each change, placed in the block as it reached us; how many words were
        left unjudged because the page has more damage than any real page (see `RepairedText.unjudged`).
    """
    text = _GAP.join(block.text for block in blocks)
    repaired = repair_text(text, language, from_bytes=letters_certain)
    if not repaired.repairs:
        return tuple(blocks), (), repaired.unjudged
    starts = list(accumulate((len(block.text) + len(_GAP) for block in blocks), initial=0))
    changes = []
    moved = 0
    for repair in repaired.repairs:
        number = bisect_right(starts, repair.start) - 1
        at = repair.start + moved
        moved += len(repair.after) - len(repair.before)
        changes.append(
            LetterRepair(
                number,
                repair.start - starts[number],
                repair.end - starts[number],
                repair.before,
                repair.after,
                repair.rule,
                repair.certainty,
                word=_word_around(repaired.text, at, at + len(repair.after)),
            )
        )
    right = repaired.text.split(_GAP)
    renewed = tuple(b._replace(text=t) for b, t in zip(blocks, right, strict=True))
    return renewed, tuple(changes), repaired.unjudged


def _word_around(text: str, start: int, end: int) -> str:
    """What stands between spaces around a place; a no-break space is part of a word, as in '1 200'."""
    before, after = text[max(0, start - _LONGEST_WORD) : start], text[end : end + _LONGEST_WORD]
    return _SPACES.split(before)[-1] + text[start:end] + _SPACES.split(after, maxsplit=1)[0]


def with_fields(
    changes: Sequence[LetterRepair], blocks: Sequence[Block], fields: Mapping[tuple[int, int], Field]
) -> tuple[LetterRepair, ...]:
    """Say for each change which field of the page it is in.

    Args:
        changes: As `repair_blocks` gives them.
        blocks: As they reached us.
        fields: The field of each line, by block and row.
    """
    row_of = _RowFinder(blocks)
    return tuple(
        change._replace(field=fields.get((change.block, row_of(change)), "other")) for change in changes
    )


class _RowFinder:
    """Tells in which line of its block a change stands; the lines of a block are counted once."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._starts: dict[int, list[int]] = {}

    def __call__(self, change: LetterRepair) -> int:
        starts = self._starts.get(change.block)
        if starts is None:
            lines = self._blocks[change.block].text.split("\n")
            starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
            self._starts[change.block] = starts
        return bisect_right(starts, change.start_at) - 1
