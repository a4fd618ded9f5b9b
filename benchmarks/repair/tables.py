"""UTF-8 read with each of many tables: one row per table and language, for both tools."""

from collections.abc import Sequence

from benchmarks.repair.damages import by_table
from benchmarks.repair.score import Page, Score, Tool, damaged_pages, scored

CELL = 14
CELLS = "".join(f"{form:>{CELL}}" for form in ("once", "twice", "mixed"))
HEAD = (
    f"{'restored % / wrong %':32} {'':2} {'damaged':>8} {'not shown':>9}"
    f" {CELLS} {'either %':>9}  ftfy {CELLS}"
)


def not_shown(pages: Sequence[Page]) -> int:
    """Count the words that the table could not show, and which are not damaged therefore."""
    return sum(
        right == broken and not right.isascii()
        for was, shown in pages
        for right, broken in zip(was, shown, strict=True)
    )


def _cells(scores: Sequence[Score]) -> str:
    return "".join(f"{f'{score.restored_percent:.2f}/{score.wrong_percent:.2f}':>{CELL}}" for score in scores)


def row(charset: str, language: str, texts: Sequence[str], tools: list[Tool]) -> tuple[str, list[Score]]:
    """Return the row of one table and language, and the scores of the first tool.

    'not shown' counts the words left right because the table cannot show them, once and twice.
    """
    forms = [damaged_pages(texts, entry.damage) for entry in by_table(charset)]
    ours, theirs = ([scored(pages, tool) for pages in forms] for tool in tools)
    missing = "/".join(str(not_shown(pages)) for pages in forms[:2])
    either = min(score.either_percent for score in ours)
    head = f"{charset:32} {language} {ours[0].damaged:8} {missing:>9}"
    return f"{head} {_cells(ours)} {either:9.3f}  ftfy {_cells(theirs)}", ours
