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

from schemas.columns import Table
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


_OF_TABLES = {
    "key": (
        "{0}_key",
        "The key of {0} is unique.",
        'SELECT {key}, count(*) AS times FROM "{0}" GROUP BY {key} HAVING times > 1',
    ),
    "null": ("{0}_{1}_null", "{0}.{1} is never null.", 'SELECT {key} FROM "{0}" WHERE "{1}" IS NULL'),
    "code": (
        "{0}_{1}_code",
        "{0}.{1} is one of its codes.",
        'SELECT DISTINCT "{1}" FROM "{0}" WHERE "{1}" NOT IN ({codes})',
    ),
    "reference": (
        "{0}_{names}_reference",
        "Every row that {0} points to in {1} exists.",
        """SELECT DISTINCT {columns} FROM "{0}" a
        WHERE {given} AND NOT EXISTS (SELECT 1 FROM "{1}" b WHERE {match})""",
    ),
    "join": (
        "{0}_{1}_join",
        "A row of {0} matches at most one row of {1}, as the dictionary says.",
        """SELECT "{0}".rowid AS row, count(*) AS times FROM "{0}" JOIN "{1}" ON {condition}
        GROUP BY ALL HAVING times > 1""",
    ),
}
"""Checks of any table {0}, of one of its columns or another table {1}: name, demand and query."""


def _columns(names: tuple[str, ...]) -> str:
    return ", ".join(identifier(name) for name in names)


def _check(kind: str, table: Table, other: str = "", **words: str) -> Check:
    key = _columns(table.key or table.column_names)
    return Check(*(text.format(table.name, other, key=key, **words) for text in _OF_TABLES[kind]))


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
            yield _check("key", table)
        for column in table.columns:
            if column.required:
                yield _check("null", table, column.name)
            if column.codes:
                yield _check("code", table, column.name, codes=", ".join(map(quoted, column.codes)))
        for one in table.references:
            pairs = zip(one.columns, one.target_columns, strict=True)
            match = " AND ".join(f'a."{here}" = b."{there}"' for here, there in pairs)
            given = " AND ".join(f'a."{name}" IS NOT NULL' for name in one.columns)
            words = {"columns": _columns(one.columns), "names": "_".join(one.columns), "given": given}
            yield _check("reference", table, one.table, match=match, **words)
        for join in table.joins:
            if not join.multiplies:
                yield _check("join", table, join.table, condition=join.condition)
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
                check = _check("null", table, column.name)
                first = tuple(rows.slice(0, MOST_ROWS).to_pylist())
                faults.append(Fault(check.name, check.demand, rows.num_rows, first))
    return faults
