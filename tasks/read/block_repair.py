"""Repair of a page's letters, with the page as evidence, and where in its blocks each change was made."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from operator import attrgetter

from schemas.codes import Field, Language
from schemas.records import Block, LetterRepair, LineOfRepair
from tasks.decode.bounds import LARGEST_PAGE, require_weight, weight
from tasks.read.text.lines import Mend
from tasks.repair import RepairedText, repair_text

_GAP = "\n\n"
_SPACES = re.compile(r"[ \t\n]+")
_LONGEST_WORD = 100


def repair_blocks(
    blocks: Sequence[Block],
    language: Language | None,
    *,
    letters_certain: bool,
    largest: int = LARGEST_PAGE,
) -> tuple[tuple[Block, ...], tuple[LetterRepair, ...], int]:
    """Repair all blocks of one page together.

    Args:
        blocks: As they reached us.
        language: Language of the page, None when it is bilingual or not known.
        letters_certain: True when no letter can be misread (see `DecodedPage`).
        largest: Most bytes a page may have.

    Returns:
        The blocks with right letters; each change, placed in the block as it reached us; how many words were
        left skipped because the page has more damage than any real page (see `RepairedText.skipped`).

    Raises:
        TooMuchError: When there are more changes than any page has.
    """
    text = _GAP.join(block.text for block in blocks)
    repaired = repair_text(text, language, from_bytes=letters_certain)
    if not repaired.repairs:
        return tuple(blocks), (), repaired.skipped
    require_weight(
        f"{len(repaired.repairs):,} changes of damaged letters on the page",
        weight(change.before + change.after for change in repaired.repairs),
        largest,
    )
    right = repaired.text.split(_GAP)
    renewed = tuple(b._replace(text=t) for b, t in zip(blocks, right, strict=True))
    return renewed, tuple(_placed(blocks, repaired)), repaired.skipped


def _placed(blocks: Sequence[Block], repaired: RepairedText) -> Iterator[LetterRepair]:
    """Each change in its block as it reached us, and in its line as it is now."""
    starts = list(accumulate((len(block.text) + len(_GAP) for block in blocks), initial=0))
    lines, words = _Lines(repaired.text), dict[str, str]()
    moved = 0
    for repair in repaired.repairs:
        number = bisect_right(starts, repair.start) - 1
        at = repair.start + moved
        end = at + len(repair.after)
        moved += len(repair.after) - len(repair.before)
        word = _word_around(repaired.text, at, end)
        line, place = lines.around(at, end)
        yield LetterRepair(
            number,
            repair.start - starts[number],
            repair.end - starts[number],
            repair.before,
            repair.after,
            repair.rule,
            repair.certainty,
            word=words.setdefault(word, word),
            line=line,
            at=place,
        )


class _Lines:
    """The lines of a text in which changes stand, each made once; asked for in the order of the text.

    A line may be the whole page: were it searched, or copied, for each of its changes, both would grow with
    the square of the page.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = -1
        self._begins = 0
        self._line = LineOfRepair(0, "")

    def around(self, start: int, end: int) -> tuple[LineOfRepair | None, int]:
        """The line in which a place stands, and where in it.

        None when the place goes over the ends of the line, or is nothing but white space.
        """
        if start > self._end:
            self._move_to(start)
        at = start - self._begins
        inside = at >= 0 and at + (end - start) <= len(self._line.text)
        return (self._line, at) if inside else (None, 0)

    def _move_to(self, start: int) -> None:
        first = self._text.rfind("\n", 0, start) + 1
        last = self._text.find("\n", start)
        self._end = last if last >= 0 else len(self._text)
        line = self._text[first : self._end]
        self._begins = first + len(line) - len(line.lstrip())
        self._line = LineOfRepair(first, line.strip())


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


def title_repairs(
    mends: Iterable[Mend], blocks: Sequence[Block], changes: Sequence[LetterRepair]
) -> tuple[LetterRepair, ...]:
    """What was mended in titles, placed in the blocks as they reached us.

    Args:
        mends: As reading found them.
        blocks: With right letters.
        changes: What made the letters right, as `repair_blocks` gives them.
    """
    return tuple(
        LetterRepair(
            mend.line.block,
            start,
            start + len(mend.before),
            mend.before,
            mend.after,
            mend.rule,
            mend.certainty,
            field="title",
            word=mend.after.strip(),
        )
        for mend in mends
        for start in (_as_it_came(mend, blocks[mend.line.block].text, changes),)
    )


def in_order(*repairs: LetterRepair) -> tuple[LetterRepair, ...]:
    """Repairs in the order of their places."""
    return tuple(sorted(repairs, key=attrgetter("block", "start_at")))


def _as_it_came(mend: Mend, text: str, changes: Sequence[LetterRepair]) -> int:
    """Where a place of a line stood in its block before letters were repaired."""
    rows = text.split("\n")
    before = sum(len(row) + 1 for row in rows[: mend.line.row])
    at = before + rows[mend.line.row].find(mend.line.text) + mend.at
    moved = 0
    for change in changes:
        if change.block == mend.line.block and change.start_at + moved + len(change.after) <= at:
            moved += len(change.after) - len(change.before)
    return at - moved


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
