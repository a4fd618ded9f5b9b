"""The checks that a release must pass, as queries for the offending rows.

Only structural faults refuse a release; implausible values of the source are rows of `issues`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from schemas.columns import Column, Join, Reference, Table
from schemas.ddl import identifier, quoted
from schemas.tables import TABLES
from tasks.release.query import fetch_rows
from tasks.tables.arrow_tables import ArrowTables, of_kind

MOST_ROWS = 5
"""Most offending rows that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check: the rows of its query break its demand."""

    name: str
    demand: str
    query: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A check that failed: its demand as a sentence, how many rows break it, and the first of them.

    `counted` says what the count counts.
    """

    check: str
    demand: str
    count: int
    rows: tuple[Mapping[str, Any], ...] = field(default=())
    counted: str = "row(s) break this"

    def sentence(self) -> str:
        """The fault as a sentence."""
        rows = "; ".join(", ".join(f"{name}={value}" for name, value in row.items()) for row in self.rows)
        return f"{self.check}: {self.demand} {self.count:,} {self.counted}{': ' if rows else '.'}{rows}"


def _columns(names: tuple[str, ...]) -> str:
    return ", ".join(identifier(name) for name in names)


def _key_check(table: Table) -> Check:
    columns = _columns(table.key)
    return Check(
        f"{table.name}_key",
        f"The key of {table.name} is unique.",
        f"SELECT {columns}, count(*) AS times FROM {identifier(table.name)} "
        f"GROUP BY {columns} HAVING times > 1",
    )


def _null_check(table: Table, column: Column) -> Check:
    key = _columns(table.key or table.column_names)
    return Check(
        f"{table.name}_{column.name}_null",
        f"{table.name}.{column.name} is never null.",
        f"SELECT {key} FROM {identifier(table.name)} WHERE {identifier(column.name)} IS NULL",
    )


def _code_check(table: Table, column: Column) -> Check:
    codes = ", ".join(quoted(code) for code in column.codes)
    name = identifier(column.name)
    return Check(
        f"{table.name}_{column.name}_code",
        f"{table.name}.{column.name} is one of its codes.",
        f"SELECT DISTINCT {name} FROM {identifier(table.name)} WHERE {name} NOT IN ({codes})",
    )


def _reference_check(table: Table, reference: Reference) -> Check:
    columns = _columns(reference.columns)
    pairs = zip(reference.columns, reference.target_columns, strict=True)
    match = " AND ".join(f"a.{identifier(one)} = b.{identifier(other)}" for one, other in pairs)
    given = " AND ".join(f"a.{identifier(name)} IS NOT NULL" for name in reference.columns)
    return Check(
        f"{table.name}_{'_'.join(reference.columns)}_reference",
        f"Every row that {table.name} points to in {reference.table} exists.",
        f"SELECT DISTINCT {columns} FROM {identifier(table.name)} a "
        f"WHERE {given} AND NOT EXISTS (SELECT 1 FROM {identifier(reference.table)} b WHERE {match})",
    )


def _join_check(table: Table, join: Join) -> Check:
    here, there = identifier(table.name), identifier(join.table)
    return Check(
        f"{table.name}_{join.table}_join",
        f"A row of {table.name} matches at most one row of {join.table}, as the dictionary says.",
        f"SELECT {here}.rowid AS row, count(*) AS times FROM {here} JOIN {there} ON {join.condition} "
        f"GROUP BY ALL HAVING times > 1",
    )


_LOOKED_AT = 1_000
"""Questions whose positions are checked: every position was checked when its row was made."""
_LONGEST = 100_000
"""Letters of such a text: `substring` counts them from its beginning."""
_SLICES = f"(SELECT count(*) // {_LOOKED_AT} + 1 FROM questions)"


def _misplaced(table: str, letters: str) -> str:
    """The query for rows whose letters are not at their place in the text, in other questions each night."""
    return f"""
      WITH chosen AS (
        SELECT question_id FROM questions
        WHERE hash(question_id) % {_SLICES} = (SELECT count(*) FROM runs) % {_SLICES}
      ),
      whole AS (FROM texts WHERE question_id IN (FROM chosen) AND length(text) <= {_LONGEST}),
      placed AS (FROM {table} WHERE question_id IN (FROM chosen))
      SELECT question_id, language, part, start_at
      FROM placed p JOIN whole w USING (question_id, language, part)
      WHERE substring(w.text, start_at + 1, end_at - start_at) IS DISTINCT FROM p.{identifier(letters)}
    """


def _content_checks() -> Iterator[Check]:
    """A check for each file of `content/`, whose first line is the demand, and those of positions."""
    for file in sorted((files(__package__) / "content").iterdir(), key=lambda one: one.name):
        demand, query = file.read_text("utf-8").split("\n", 1)
        yield Check(file.name.removesuffix(".sql"), demand.removeprefix("-- "), query)
    where = f"In {_LOOKED_AT:,} questions, others each night, "
    text = f"{where}the text of a mention is at start_at to end_at."
    yield Check("mention_misplaced", text, _misplaced("mentions", "text"))
    letters = f"{where}the new letters of a repair are at start_at to end_at."
    yield Check("text_repair_misplaced", letters, _misplaced("text_repairs", "after"))


def checks() -> Iterator[Check]:
    """Every check of structure and content, derived from the tables where possible."""
    for table in TABLES:
        if table.key:
            yield _key_check(table)
        for column in table.columns:
            if column.required:
                yield _null_check(table, column)
            if column.codes:
                yield _code_check(table, column)
        for reference in table.references:
            yield _reference_check(table, reference)
        yield from (_join_check(table, join) for join in table.joins if not join.multiplies)
    yield from _content_checks()


def run_checks(connection: duckdb.DuckDBPyConnection) -> list[Fault]:
    """The faults of a release."""
    return [fault for check in checks() if (fault := run_check(connection, check))]


def run_check(connection: duckdb.DuckDBPyConnection, check: Check) -> Fault | None:
    """The fault of a release by one check; None when the check holds."""
    rows = fetch_rows(connection, check.query)
    return Fault(check.name, check.demand, len(rows), tuple(rows[:MOST_ROWS])) if rows else None


def with_pages(faults: Sequence[Fault], pages: pa.Table) -> list[Fault]:
    """Faults that name the newest page of each question, or the address of each page, that they name."""

    def named(row: Mapping[str, Any]) -> Mapping[str, Any]:
        key = next((name for name in ("question_id", "page_id") if row.get(name)), None)
        found = of_kind(pages, key, row[key]).to_pylist() if key else []
        last = max(found, key=lambda page: str(page["fetched_at"] or ""), default=None)
        return {**row, "page": last["url"] or last["origin"]} if last else row

    return [replace(fault, rows=tuple(map(named, fault.rows))) for fault in faults]


def missing_values(tables: ArrowTables) -> list[Fault]:
    """Nulls in required columns, found before a file format rejects them."""
    faults = []
    for table in TABLES:
        found = tables[table.name]
        for column in table.columns:
            if column.required and found[column.name].null_count:
                names = list(table.key or table.column_names)
                rows = found.filter(pc.is_null(found[column.name])).select(names)
                check = _null_check(table, column)
                first = tuple(rows.slice(0, MOST_ROWS).to_pylist())
                faults.append(Fault(check.name, check.demand, rows.num_rows, first))
    return faults
