"""What a release loses compared with the one before: rows, questions, values of columns, codes.

The earlier release stays in its Parquet files: only the columns that a comparison needs are read.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.columns import Column, ColumnType, Table
from schemas.ddl import identifier
from schemas.question_number import LEGISLATURE
from schemas.records import Row
from schemas.tables import QUESTIONS
from schemas.vocabulary.houses import houses
from tasks.common.redactions import Redactions
from tasks.release.checks.checks import MOST_ROWS, Fault
from tasks.release.checks.earlier import Pair
from tasks.release.checks.excuses import is_excused
from tasks.release.published.folders import version_order
from tasks.release.published.manifest import redactions_sum, schema_version_of, table_file
from tasks.release.query import fetch_rows
from tasks.tables.arrow_tables import ArrowTables, of_kind

FEWEST_ROWS = 3
"""A code or value in fewer rows may be chance."""
SMALLEST_SHARE = 1 / 10_000
"""The same, as a share of all rows."""
TAKES_BACK = "3.0"
"""The schema that takes back what earlier ones told of copies that are cut, or do not show the status."""
_OF_CUT_COPIES = """
    SELECT question_id FROM pages WHERE NOT is_whole UNION SELECT question_id FROM texts WHERE is_cut
    UNION SELECT question_id FROM questions WHERE status = 'unknown'
"""
_TEXTS = frozenset({ColumnType.TEXT, ColumnType.LONG_TEXT})
_FEWER = """
    SELECT DISTINCT one, count(*) FILTER (was) AS before, count(*) FILTER (NOT was) AS now
    FROM (SELECT {1} AS one, true AS was FROM {0}_earlier UNION ALL SELECT {1}, false FROM {0}_now)
    GROUP BY GROUPING SETS ((), (one)) HAVING now < before ORDER BY one NULLS FIRST
"""
"""What has fewer rows, with how many there were and are: each legislature, or NULL for all together."""


def losses(connection: duckdb.DuckDBPyConnection, pair: Pair) -> list[Fault]:
    """What the rows of an open pair lose and may not lose.

    Only where the rows that differ lose something are all rows looked at, for the shares.
    """
    return [
        *(lost_questions(pair) if pair.table == QUESTIONS and pair.has_key else ()),
        *fallen_rows(connection, pair),
        *emptied_columns(connection, pair),
        *vanished_codes(connection, pair),
    ]


def not_compared(connection: duckdb.DuckDBPyConnection, tables: ArrowTables, before: Path) -> str:
    """A join that leaves out the questions of which schema 3.0 takes something back; empty for none."""
    version = schema_version_of(before)
    if version is None or version_order(version) >= version_order(TAKES_BACK):
        return ""
    for name in ("questions", "texts", "pages"):
        connection.register(name, tables[name])
    connection.execute(f"CREATE TABLE not_compared AS {_OF_CUT_COPIES}")
    return "ANTI JOIN not_compared USING (question_id)"


def lapsed_redactions(
    issues: pa.Table, before: Path, redactions: Redactions, taken_back: Collection[str] = ()
) -> list[Fault]:
    """Lines of the list that match nothing, though as many of their question and day matched before.

    An issue row has the day as its fourth word. Of questions in `taken_back` pages show no more than before.
    """
    if not redactions.lines or not redactions_sum(before):
        return []

    def matched(rows: pa.Table) -> Counter[tuple[str, str]]:
        found = of_kind(rows, "kind", "redacted").to_pylist()
        return Counter((row["question_id"], row["detail"].split()[3]) for row in found)

    was, now = matched(pq.read_table(before / table_file("issues"))), matched(issues)
    listed = Counter((line.question_id, line.day) for line in redactions.lines)
    fewer = sorted(key for key in listed if now[key] < min(was[key], listed[key]))
    lost = [key for key in fewer if key[0] not in taken_back]
    demand = (
        "What the list of redactions left out must not show again, but a line matches nothing any more. Run "
        "redact with the words as the page has them now, and remove that line from the list."
    )
    rows = tuple({"question_id": question, "day": day} for question, day in lost)
    return [Fault("redaction_lapsed", demand, len(lost), rows[:MOST_ROWS], "question(s)")] if lost else []


def lost_questions(pair: Pair) -> Iterator[Fault]:
    """Questions that are missing from the new release."""
    before = pq.read_table(pair.before, columns=["question_id"])
    lost = before.filter(pc.invert(pc.is_in(before["question_id"], value_set=pair.now["question_id"])))
    if rows := lost.num_rows:
        first = tuple(lost.slice(0, MOST_ROWS).to_pylist())
        yield Fault("questions_lost", "A published question must not disappear.", rows, first, "are lost")


def fallen_rows(connection: duckdb.DuckDBPyConnection, pair: Pair) -> Iterator[Fault]:
    """A table that may not shrink and has fewer rows, in all or for a legislature, with the first of them."""
    name, key = pair.table.name, ", ".join(map(identifier, pair.table.key))
    of_questions = pair.has_key and "question_id" in pair.table.key
    lost, every = (_FEWER.format(rows, LEGISLATURE if of_questions else "NULL") for rows in ("lost", "all"))
    if pair.table.may_shrink or not connection.execute(lost).fetchall():
        return
    for one, before, now in connection.execute(every).fetchall():
        where, words = (f"{LEGISLATURE} = {one}", f" for legislature {one}") if one else ("true", "")
        gone = f"SELECT {key} FROM lost_earlier ANTI JOIN now USING ({key}) WHERE {where} ORDER BY ALL"
        first = fetch_rows(connection, f"{gone} LIMIT {MOST_ROWS}") if pair.has_key else ()
        demand = f"{name} must not lose rows. It had {before:,}{words}; now it has {now:,}."
        check = f"{name}_legislature_{one}_fell" if one else f"{name}_fell"
        yield Fault(check, demand, before - now, tuple(first), "row(s) are lost")


def emptied_columns(connection: duckdb.DuckDBPyConnection, pair: Pair) -> list[Fault]:
    """Columns that lose more values than they may, among the rows that both releases have.

    Tables that may shrink are checked too: a row that is found again must be as complete as before. An empty
    text or list is no value.
    """
    watched = (one for one in pair.columns if one.name not in pair.table.key and one.may_lose < 1)
    columns = [*watched] if pair.has_key else []
    lost = _filled(connection, pair, columns, "lost")
    fewer = dict.fromkeys(column for column, _, before, now in lost if now < before)
    return [
        _emptied(connection, pair.table, column, (rows, before, now))
        for column, rows, before, now in _filled(connection, pair, [*fewer], "all")
        # The share falls by more than the column may lose, or a small share is gone entirely.
        if (rows and (before - now) / rows > column.may_lose) or (not now and is_in_number(before, rows))
    ]


def _filled(
    connection: duckdb.DuckDBPyConnection, pair: Pair, columns: Sequence[Column], rows: str
) -> Iterator[tuple[Column, int, int, int]]:
    """For each house and column: the rows of both releases, and in how many it has a value."""
    found = connection.execute(_counts(pair.table, columns, rows)).fetchall() if columns else []
    for _, both, *filled in found:
        for column, before, now in zip(columns, filled[::2], filled[1::2], strict=True):
            yield column, both, before, now


def vanished_codes(connection: duckdb.DuckDBPyConnection, pair: Pair) -> Iterator[Fault]:
    """Codes that were frequent in the last release and are gone."""
    for column in pair.columns if pair.table.reproducible else ():
        if column.has_codes and (gone := _gone(connection, pair, column)):
            demand = f"A common code of {pair.table.name}.{column.name} must not disappear."
            name = f"{pair.table.name}_{column.name}_vanished"
            yield Fault(name, demand, len(gone), tuple(gone[:MOST_ROWS]), "code(s) are gone")


def _gone(connection: duckdb.DuckDBPyConnection, pair: Pair, column: Column) -> list[Row]:
    """The codes that are gone, each with how many rows had it, and a question or page of them."""
    name, present = identifier(column.name), {*pair.now[column.name].unique().to_pylist(), *column.may_vanish}
    known = [one.name for one in pair.columns]
    there = f"{name} IS NOT NULL AND NOT {is_excused(pair.table, column, known)}"
    lost = connection.execute(f"SELECT DISTINCT {name} FROM lost_earlier WHERE {there}").fetchall()
    if all(code in present for (code,) in lost):
        return []
    ids = [one for one in ("question_id", "page_id") if one in known][:1]
    codes = connection.execute(
        f"SELECT {name}, count(*) AS rows{''.join(f', min({one})' for one in ids)} FROM all_earlier "
        f"WHERE {there} GROUP BY {name} ORDER BY rows DESC, {name}"
    ).fetchall()
    ((all_rows,),) = connection.execute("SELECT count(*) FROM all_earlier").fetchall()
    return [
        {column.name: code, "rows before": count, **dict(zip(ids, at, strict=True))}
        for code, count, *at in codes
        if code not in present and is_in_number(count, all_rows) and code in (column.codes or (code,))
    ]


def is_in_number(count: int, rows: int) -> bool:
    """Whether a count is too high for chance."""
    return count >= max(FEWEST_ROWS, rows * SMALLEST_SHARE)


def _emptied(
    connection: duckdb.DuckDBPyConnection, table: Table, column: Column, counts: tuple[int, int, int]
) -> Fault:
    """The fault of a column, with the keys of the first rows that lost their value."""
    (rows, before, now), key = counts, ", ".join(map(identifier, table.key))
    first = fetch_rows(
        connection,
        f"SELECT {key} FROM (SELECT {key} FROM all_earlier WHERE {_counts_in(table, column)}) "
        f"JOIN (SELECT {key} FROM all_now WHERE NOT {has_value(column)}) USING ({key}) "
        f"ORDER BY {key} LIMIT {MOST_ROWS}",
    )
    demand = (
        f"Of the {rows:,} rows of {table.name} that are in both releases, {before:,} had {column.name}; now "
        f"{now:,} have it. At most {column.may_lose:.0%} of the rows may lose it."
    )
    check = f"{table.name}_{column.name}_emptied"
    return Fault(check, demand, before - now, tuple(first), "value(s) are lost")


def _counts(table: Table, columns: Sequence[Column], rows: str) -> str:
    """The query for the rows in both releases by house, and those with each column, before and now.

    Rows are joined by the hash of their key: a million keys of six columns would not fit into memory.
    """
    key = ", ".join(map(identifier, table.key))
    values = ", ".join(f"{_counts_in(table, column)} AS c{at}" for at, column in enumerate(columns))
    sums = ", ".join(f"count(*) FILTER (b.c{at}), count(*) FILTER (n.c{at})" for at in range(len(columns)))
    firsts = [one.first for one in houses() if "question_id" in table.key]
    house = " + ".join(f"({LEGISLATURE} >= {first})::INTEGER" for first in firsts) or "0"
    side = f"SELECT hash({key}) AS key, {house} AS house, {values} FROM"
    joined = f"({side} {rows}_now) n JOIN ({side} {rows}_earlier) b USING (key) GROUP BY ALL ORDER BY ALL"
    return f"SELECT n.house, count(*), {sums} FROM {joined}"


def _counts_in(table: Table, column: Column) -> str:
    return f"({has_value(column)} AND NOT {is_excused(table, column, table.key)})"


def has_value(column: Column) -> str:
    """The SQL condition that a column is not null, no empty text and no empty list."""
    name = identifier(column.name)
    if column.type in _TEXTS:
        return f"coalesce({name} <> '', false)"
    if column.type is ColumnType.TEXT_LIST:
        return f"coalesce(len({name}) > 0, false)"
    return f"({name} IS NOT NULL)"
