"""Repair of a page's letters, with the page as evidence, and where in its blocks each change was made."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from schemas.codes import Field, Language
from schemas.records import Block, LetterRepair
from tasks.repair import repair_text

_GAP = "\n\n"
_SPACES = re.compile(r"[ \t\n]+")
_LONGEST_WORD = 100


def repair_blocks(
    blocks: Sequence[Block], language: Language | None, *, letters_certain: bool
) -> tuple[tuple[Block, ...], tuple[LetterRepair, ...]]:
    """Repair all blocks of one page together.

    Args:
        blocks: As they reached us.
        language: Language of the page, None when it is bilingual or not known.
        letters_certain: True when no letter can be misread (see `DecodedPage`).

    Returns:
        The blocks with right letters, and each change placed in the block as it reached us.
    """
    text = _GAP.join(block.text for block in blocks)
    repaired = repair_text(text, language, from_bytes=letters_certain)
    if not repaired.repairs:
        return tuple(blocks), ()
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
    return tuple(replace(b, text=t) for b, t in zip(blocks, right, strict=True)), tuple(changes)


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
    return tuple(
        replace(change, field=fields.get((change.block, _row(blocks, change)), "other")) for change in changes
    )


def _row(blocks: Sequence[Block], change: LetterRepair) -> int:
    return blocks[change.block].text.count("\n", 0, change.start_at)
