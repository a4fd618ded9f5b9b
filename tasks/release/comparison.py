"""A release beside the one before: what is lost, the table `changes`, and what the DuckDB file must get."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.columns import Table
from schemas.ddl import identifier, quoted
from schemas.records import Row
from schemas.tables import CHANGES, OFFICE_HOLDERS, OFFICE_NAMES, OFFICES, PAGES, TABLES
from tasks.common.redactions import MARK, NO_REDACTIONS, Redactions, spans, without
from tasks.release.checks.checks import Fault
from tasks.release.checks.earlier import Pair, open_pair, pairs
from tasks.release.checks.excuses import excuse, new_questions
from tasks.release.checks.losses import lapsed_redactions, losses, not_compared
from tasks.release.checks.rewritten import rewritten
from tasks.release.engine import bounded
from tasks.release.parquet import parquet_writer
from tasks.tables.arrow_tables import ArrowTables

_BATCH = 50_000
_PIECES = frozenset({"subquestions", "answer_parts"})
_OF_OFFICES = frozenset({OFFICES.name, OFFICE_NAMES.name, OFFICE_HOLDERS.name})
_OF_TEXTS = _PIECES | {"texts", "mentions", "text_repairs"}


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


def compared_tables() -> tuple[Table, ...]:
    """The tables that are compared: those with a key that follow from the pages."""
    return tuple(table for table in TABLES if table.key and table.reproducible)


def write_changes(
    writer: pq.ParquetWriter,
    connection: duckdb.DuckDBPyConnection,
    pair: Pair,
    redactions: Redactions = NO_REDACTIONS,
    withdrawn: Collection[str] = (),
) -> int:
    """Write the rows of an open pair that differ; return how many there are.

    They are without redacted spans, and without the words before in texts of questions that are `withdrawn`.
    """
    known = frozenset(column.name for column in pair.columns if column.is_compared)
    count = 0
    for batch in connection.sql(_query(pair.table, known)).to_arrow_reader(_BATCH):
        found = pa.table(batch.columns, schema=arrow_schema(CHANGES))
        if redactions.lines or withdrawn:
            rows = [_without_spans(row, redactions) for row in found.to_pylist()]
            rows = [row and _without_words(row, withdrawn) for row in rows]
            found = pa.Table.from_pylist([row for row in rows if row], schema=found.schema)
        writer.write_table(found, _BATCH)
        count += found.num_rows
    return count


def _without_words(row: Row, withdrawn: Collection[str]) -> Row | None:
    """A change without withdrawn words; a holder who is gone may have been named there."""
    if withdrawn and row["table_name"] == OFFICE_HOLDERS.name and row["change"] == "removed":
        return None
    is_of_text = row["table_name"] in _OF_TEXTS and row["question_id"] in withdrawn
    return row | {"value_before": MARK} if is_of_text and row["value_before"] else row


def _without_spans(row: Row, redactions: Redactions) -> Row | None:
    """A change without spans; None if its key has one, or nothing else changed.

    Of a piece of a text, the value before may show a part of a span, if it is left out only now; so may one
    that is left out in part before, an identifier, and what an office was called.
    """
    question = row["question_id"]
    lines = redactions.of_question.get(question, ()) if question else redactions.lines
    if not lines:
        return row
    is_gone = row["table_name"] in _OF_OFFICES and row["change"] == "removed"
    if is_gone or any(spans(part, lines) for part in row["key"]):
        return None
    values = {name: row[name] for name in ("value_before", "value_after") if row[name]}
    before = values.get("value_before") if question else None
    if before and (MARK in before or row["column_name"].endswith("_id")):
        values["value_before"] = MARK
    read = unquote if row["table_name"] == PAGES.name else str
    spanned = {name: (read(value), spans(read(value), lines)) for name, value in values.items()}
    found = {name: without(*pair) if pair[1] else values[name] for name, pair in spanned.items()}
    is_same = len(found) > 1 and len({*found.values()}) == 1
    marks = [values.get(name, "").count(MARK) for name in ("value_before", "value_after")]
    is_less = row["table_name"] in _PIECES and marks[0] < marks[1]
    return None if is_same or is_less else row | found


def _query(table: Table, known: frozenset[str]) -> str:
    """Rows added, rows removed and values changed; a new column changes no row."""
    match = " AND ".join(f"now.{identifier(k)} = earlier.{identifier(k)}" for k in table.key)
    ways = (("now", "earlier", "added"), ("earlier", "now", "removed"))
    parts = [
        f"SELECT {_key(table, here)} AS key, {_question(table, here)} AS question_id, "
        f"{quoted(change)} AS change, NULL AS column_name, NULL AS value_before, NULL AS value_after "
        f"FROM {here} ANTI JOIN {there} ON {match}"
        for here, there, change in ways
    ]
    values = [name for name in table.column_names if name not in table.key and name in known]
    if values:
        cells = ", ".join(map(_cell, values))
        parts.append(
            "SELECT key, question_id, 'changed', cell.name, cell.before, cell.after FROM ("
            f"SELECT {_key(table, 'now')} AS key, {_question(table, 'now')} AS question_id, "
            f"unnest([{cells}]) AS cell FROM now JOIN earlier ON {match}) WHERE cell IS NOT NULL"
        )
    together = " UNION ALL ".join(parts)
    return f"SELECT {quoted(table.name)} AS table_name, * FROM ({together}) ORDER BY key, change, column_name"


def _cell(name: str) -> str:
    """A value that changed, as a struct; null for one that did not."""
    before, after = f"earlier.{identifier(name)}", f"now.{identifier(name)}"
    values = f"'name': {quoted(name)}, 'before': {before}::VARCHAR, 'after': {after}::VARCHAR"
    return f"CASE WHEN {after} IS DISTINCT FROM {before} THEN {{{values}}} END"


def _key(table: Table, name: str) -> str:
    return f"[{', '.join(f'{name}.{identifier(key)}::VARCHAR' for key in table.key)}]"


def _question(table: Table, name: str) -> str:
    return f"{name}.question_id" if "question_id" in table.key else "NULL::VARCHAR"
