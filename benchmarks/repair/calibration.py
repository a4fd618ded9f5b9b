"""Measure what the printed certainty of a repair is worth: by rule and decile, the share that is right.

    python -m benchmarks.repair.calibration [CORPUS.parquet] [--held | --news] [--no-tables] [--texts N]

All classes of damage, and UTF-8 read with all tables, are put on texts of split 'dev' (or, with --held, on
the fold that nobody looks at; with --news on the newspaper articles of tests/gold/news). Each word that
repair changes counts once: with the lowest certainty of the repairs that touch it, and whether it came back
as it was. A good certainty is near the share of its row.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain, product
from typing import Annotated

import duckdb
import pyarrow as pa
from typer import Option

from benchmarks.common import OptionalPath, command
from benchmarks.repair.corpus import LANGUAGES, HeldOption, measured_texts, news
from benchmarks.repair.damages import TABLES, by_table, classes
from benchmarks.repair.score import Page, aligned, damaged_pages
from tasks.repair import Repair, RepairedText, repair_text
from tasks.repair.charsets import PAIRS

HIGH = 0.9  # most right changes should have a certainty above this
CLOSE = 5  # points between certainty and share that are still good
REPORT = f"""
    SELECT coalesce(rule, 'all'), least(9, floor(certainty * 10)::INT) AS tenth, sum(times)::BIGINT,
        100 * sum(certainty * times) / sum(times),
        100 * coalesce(sum(times) FILTER (correct), 0) / sum(times),
        100 * coalesce(sum(times) FILTER (correct AND certainty > {HIGH}) / sum(times) FILTER (correct), 0)
    FROM changes GROUP BY GROUPING SETS ((rule, tenth), (rule), (tenth), ()) ORDER BY rule, tenth
"""
MISREAD = {rule for rule, *_ in PAIRS}
Changes = Counter[tuple[str, float, bool]]  # changes by group of rules, certainty, and whether they are right


def group(rule: str) -> str:
    """Return the group of a rule: all wrong charsets are one, all misread UTF-8 another."""
    if rule in MISREAD:
        return "misread"
    return "UTF-8" if rule.startswith("utf8") else rule


def changes(page: Page, repaired: RepairedText) -> Iterator[tuple[Repair, bool]]:
    """Yield the least certain repair of each word that changed, and whether the word came back."""
    start = 0
    for right, broken, now in aligned(*page, repaired.text):
        end = start + len(broken)
        if now != broken:
            touching = [made for made in repaired.repairs if made.start <= end and made.end >= start]
            if touching:
                yield min(touching, key=lambda made: made.certainty), now == right
        start = end + 1


def report(found: Changes) -> Iterator[str]:
    """Yield the deciles of each group, and of all rules, and the share of right changes that are sure."""
    names, certainties, are_right = zip(*found, strict=True)
    changes = pa.table(  # noqa: F841 - the query reads it
        {"rule": names, "certainty": certainties, "correct": are_right, "times": list(found.values())}
    )
    yield f"{'rule, decile':14} {'changes':>9} {'certainty %':>11} {'right %':>8}"
    for rule, tenth, times, certainty, right, sure in duckdb.execute(REPORT).fetchall():
        title = rule if tenth is None else f"{rule} .{tenth}"
        far = "" if abs(certainty - right) <= CLOSE else "  far"
        share = f"  right ones above {HIGH}: {sure:.1f} %" if tenth is None else ""
        yield f"{title:14} {times:9} {certainty:11.2f} {right:8.2f}{far}{share}"


@command
def main(
    corpus: OptionalPath = None,
    *,
    held: HeldOption = False,
    of_news: Annotated[bool, Option("--news")] = False,
    tables: bool = True,
    texts: int | None = None,
) -> Iterator[str]:
    found: Changes = Counter()
    of_tables = chain.from_iterable(map(by_table, TABLES if tables else ()))
    with measured_texts(corpus, unseen=held) as usual:
        pieces = news() if of_news else usual
        for entry, language in product([*classes(), *of_tables], LANGUAGES):
            for page in damaged_pages(pieces[language][:texts], entry.damage):
                changed = changes(page, repair_text(" ".join(page[1]), language))
                found.update((group(made.rule), made.certainty, right) for made, right in changed)
    yield from report(found)
