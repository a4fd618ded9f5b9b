"""Repair of a page's letters, with the page as evidence, and the place of each change in its blocks."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from operator import attrgetter

from schemas.codes import Field, Language
from schemas.records import Block, LetterRepair, LineOfRepair
from tasks.common.largest_page import LARGEST_PAGE
from tasks.decode import require_weight, weight
from tasks.read.text.lines import TitleChange
from tasks.repair import RepairedText, repair_text

_GAP = "\n\n"
_SPACES = re.compile(r"[ \t\n]+")
_LONGEST_WORD = 100


def repair_blocks(
    blocks: Sequence[Block], language: Language | None, *, letters_certain: bool, largest: int = LARGEST_PAGE
) -> tuple[tuple[Block, ...], tuple[LetterRepair, ...], int]:
    """Repair all blocks of one page together; no language for a bilingual or unknown page.

    Returns the repaired blocks; each change, placed in the original block; and the number of words skipped
    because the page has more damage than any real page (see `RepairedText.skipped`). Raises TooMuchError for
    more changes than any page has.
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
    """Each change in its original block, and in its line as it is now."""
    starts = list(accumulate((len(block.text) + len(_GAP) for block in blocks), initial=0))
    lines, words = _Lines(repaired.text), dict[str, str]()
    moved = 0
    for repair in repaired.repairs:
        number = bisect_right(starts, repair.start) - 1
        at = repair.start + moved
        end = at + len(repair.after)
        moved += len(repair.after) - len(repair.before)
        before = repaired.text[max(0, at - _LONGEST_WORD) : at]
        after = repaired.text[end : end + _LONGEST_WORD]
        # A no-break space is part of a word, as in '1 200'.
        word = _SPACES.split(before)[-1] + repaired.text[at:end] + _SPACES.split(after, maxsplit=1)[0]
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
    """The lines of a text with changes, each built once; requested in the order of the text.

    A line may be the whole page: searching or copying it for each change would be quadratic.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = -1
        self._begins = 0
        self._line = LineOfRepair(0, "")

    def around(self, start: int, end: int) -> tuple[LineOfRepair | None, int]:
        """The line of a place, and the place in it; None if it crosses the line's ends or is white space."""
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


def with_fields(
    changes: Sequence[LetterRepair], blocks: Sequence[Block], fields: Mapping[tuple[int, int], Field]
) -> tuple[LetterRepair, ...]:
    """The changes, each with the page's field it is in; `fields` is by block and row."""

    @cache
    def row_starts(block: int) -> list[int]:
        lines = blocks[block].text.split("\n")
        return list(accumulate((len(line) + 1 for line in lines), initial=0))

    places = ((one.block, bisect_right(row_starts(one.block), one.start_at) - 1) for one in changes)
    return tuple(one._replace(field=fields.get(at, "other")) for one, at in zip(changes, places, strict=True))


def title_repairs(
    title_changes: Iterable[TitleChange], blocks: Sequence[Block], changes: Sequence[LetterRepair]
) -> tuple[LetterRepair, ...]:
    """The changes of titles as repairs of the original blocks; `blocks` are repaired by the `changes`."""
    return tuple(
        LetterRepair(
            change.line.block,
            start,
            start + len(change.before),
            change.before,
            change.after,
            change.rule,
            change.certainty,
            field="title",
            word=change.after.strip(),
        )
        for change in title_changes
        for start in (_original_start(change, blocks[change.line.block].text, changes),)
    )


def in_order(*repairs: LetterRepair) -> tuple[LetterRepair, ...]:
    """Repairs in the order of their places."""
    return tuple(sorted(repairs, key=attrgetter("block", "start_at")))


def _original_start(title_change: TitleChange, text: str, changes: Sequence[LetterRepair]) -> int:
    """Start of a title's change in its block before letters were repaired."""
    rows = text.split("\n")
    before = sum(len(row) + 1 for row in rows[: title_change.line.row])
    at = before + rows[title_change.line.row].find(title_change.line.text) + title_change.at
    moved = 0
    for change in changes:
        if change.block == title_change.line.block and change.start_at + moved + len(change.after) <= at:
            moved += len(change.after) - len(change.before)
    return at - moved
