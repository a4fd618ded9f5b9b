"""A release beside the one before: what is lost, the table `changes`, and what the DuckDB file must get."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from schemas.tables import CHANGES
from tasks.common.redactions import NO_REDACTIONS, Redactions
from tasks.release.changes import compared_tables, write_changes
from tasks.release.checks.checks import Fault
from tasks.release.checks.earlier import open_pair, pairs
from tasks.release.checks.excuses import excuse, new_questions
from tasks.release.checks.losses import lapsed_redactions, losses, not_compared
from tasks.release.checks.rewritten import rewritten
from tasks.release.engine import bounded
from tasks.release.parquet import parquet_writer
from tasks.tables.arrow_tables import ArrowTables


class Comparison(NamedTuple):
    """What differs from the release before.

    `faults` are losses that refuse a release; `changes` is the number of rows of that table; `differing` has
    the questions, or other first columns of keys, with a row that differs, for each table that has a key;
    `disagree` has the question of each row that this run adds on copies that disagree. The texts of questions
    in `withdrawn` lost words that files of the release before have.
    """

    faults: list[Fault]
    changes: int
    differing: Mapping[str, pa.Table]
    disagree: Sequence[str] = ()
    withdrawn: frozenset[str] = frozenset()


def compare(
    tables: ArrowTables, before: Path | None, folder: Path, redactions: Redactions = NO_REDACTIONS
) -> Comparison:
    """Compare with the release `before`, and write `changes.parquet`, which is empty without one.

    The folder also takes what does not fit into memory. What redactions name is in no change.
    """
    faults, changes, differing = list[Fault](), 0, dict[str, pa.Table]()
    path = folder / f"{CHANGES.name}.parquet"
    with parquet_writer(path, CHANGES) as writer, bounded(folder) as connection:
        left_out = not_compared(connection, tables, before) if before else ""
        excuse(connection, tables, before)
        withdrawn = frozenset(new_questions(connection, "part_withdrawn")) if before else frozenset[str]()
        faults += rewritten(connection, before) if before else []
        for pair in pairs(tables, before) if before else ():
            of_questions = left_out if pair.has_key and "question_id" in pair.table.key else ""
            found = open_pair(connection, pair, of_questions)
            if found is not None:
                differing[pair.table.name] = found
                if not found.num_rows:
                    continue
                if pair.table in compared_tables():
                    changes += write_changes(writer, connection, pair, redactions, withdrawn)
            faults += losses(connection, pair)
        disagree = new_questions(connection, "pages_disagree")
    faults += lapsed_redactions(tables["issues"], before, redactions, withdrawn) if before else []
    return Comparison(faults, changes, differing, disagree, withdrawn)
