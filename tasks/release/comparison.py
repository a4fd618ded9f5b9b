"""A release beside the one before: what is lost, the table `changes`, and what the DuckDB file must get."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from schemas.tables import CHANGES
from tasks.common.redactions import NO_REDACTIONS, Redactions
from tasks.release.changes import compared_tables, withdrawn_since, write_changes
from tasks.release.checks.checks import Fault
from tasks.release.checks.earlier import open_pair, pairs
from tasks.release.checks.losses import fallen_counts, lapsed_redactions, losses, not_compared, row_count
from tasks.release.engine import bounded
from tasks.release.parquet import parquet_writer
from tasks.release.published.manifest import redactions_sum
from tasks.tables.arrow_tables import ArrowTables, row_counts


class Comparison(NamedTuple):
    """What differs from the release before.

    `faults` are losses that refuse a release; `changes` is the number of rows of that table; `differing` has
    the questions, or other first columns of keys, with a row that differs, for each table that has a key.
    The texts of questions in `withdrawn` lost words that files of the release before have.
    """

    faults: list[Fault]
    changes: int
    differing: Mapping[str, pa.Table]
    withdrawn: frozenset[str]


def compare(
    tables: ArrowTables, before: Path | None, folder: Path, redactions: Redactions = NO_REDACTIONS
) -> Comparison:
    """Compare with the release `before`, and write `changes.parquet`, which is empty without one.

    The folder also takes what does not fit into memory. What redactions name is in no change.
    """
    faults, changes, differing = list[Fault](), 0, dict[str, pa.Table]()
    withdrawn = withdrawn_since(tables["issues"], before) if before else frozenset[str]()
    now, earlier = row_counts(tables), dict[str, int]()
    path = folder / f"{CHANGES.name}.parquet"
    with parquet_writer(path, CHANGES) as writer, bounded(folder) as connection:
        is_other_list = redactions_sum(before) != redactions.sha256
        listed = list(redactions.of_question) if is_other_list else []
        left_out = not_compared(connection, tables, before, listed) if before else ""
        for pair in pairs(tables, before) if before else ():
            name = pair.table.name
            of_questions = left_out if pair.has_key and "question_id" in pair.table.key else ""
            found = open_pair(connection, pair, of_questions)
            if found is not None:
                differing[name] = found
                if not found.num_rows:
                    continue
                if pair.table in compared_tables():
                    changes += write_changes(writer, connection, pair, redactions, withdrawn)
            now[name], earlier[name] = (row_count(connection, side) for side in ("all_now", "all_earlier"))
            faults += losses(connection, pair)
    faults += lapsed_redactions(tables["issues"], before, redactions) if before else []
    return Comparison(fallen_counts(now, earlier) + faults, changes, differing, withdrawn)
