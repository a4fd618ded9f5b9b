"""Which losses a row of `issues` explains, each of them once: a row of the run that made them.

What a page takes back, what somebody asked to leave out, and what two copies print differently is no fault.
"""

from collections.abc import Collection
from pathlib import Path

import duckdb
import pyarrow as pa

from schemas.columns import Column, Table
from schemas.ddl import identifier, quoted
from tasks.tables.arrow_tables import ArrowTables, schema_of

_FOUND = (
    "subquestions answer_parts mentions repairs text_repairs answer_likeness office_holders "
    "questions.group_reason"
)
"""What is found in texts."""
_PERSONS = (
    "questions.author questions.member_id questions.party_id questions.addressee_nl questions.addressee_fr "
    "offices.name_nl offices.name_fr members memberships"
)
_ANSWER = (
    "status_history questions.status questions.answered_on questions.response_days questions.is_late "
    "questions.days_after_deadline"
)
_EXCUSES = (
    ("part_withdrawn", "", f"texts {_FOUND}"),
    ("answer_withdrawn", "", f"texts {_FOUND} {_ANSWER}"),
    ("redacted", "", f"{_PERSONS} keywords.eurovoc_id pages.url {_FOUND}"),
    ("pages_disagree", "date of the answer", f"texts {_FOUND} {_ANSWER}"),
    ("pages_disagree", "question", _FOUND),
    ("pages_disagree", "answer", _FOUND),
    ("pages_disagree", "keywords", "keywords"),
)
"""Tables and columns of its question in which a row may explain a loss, by its kind and how it begins."""
_LOSE_ROWS = frozenset({"texts", "keywords"})
_NEW_ISSUES = """
    CREATE TEMP TABLE new_issues AS
    SELECT question_id, kind, detail FROM issues_now
    WHERE kind IN (SELECT kind FROM explains) OR kind = 'event_withdrawn'
    EXCEPT ALL SELECT question_id, kind, detail FROM {}
"""
_EXCUSED = """
    CREATE TEMP TABLE excuses AS SELECT question_id, unnest(split(covers, ' ')) AS covers
    FROM new_issues n JOIN explains e ON n.kind = e.kind AND n.detail ^@ e.begins;
    CREATE TEMP TABLE excused AS
    SELECT DISTINCT covers, question_id, page_id, office_id, question_id AS first_question_id, member_id
    FROM excuses LEFT JOIN (SELECT question_id, page_id FROM pages_now) USING (question_id)
    LEFT JOIN (SELECT question_id, office_id FROM questions_now) USING (question_id)
    LEFT JOIN (SELECT question_id, member_id FROM {}) USING (question_id)
"""
_NO_LONGER_READ = "(SELECT page_id FROM earlier WHERE variant IN ('senators', 'senator'))"
"""Pages that schema 4.0 sets aside: what they were is lost once."""
_KEYS = ("question_id", "page_id", "first_question_id", "office_id", "member_id")


def excuse(connection: duckdb.DuckDBPyConnection, tables: ArrowTables, before: Path | None) -> None:
    """Give a connection the issue rows that the release before has not, and what each of them covers."""
    for name in ("issues", "pages", "questions", "texts", "keywords", "events", "links"):
        connection.register(f"{name}_now", tables[name])
    columns = zip(("kind", "begins", "covers"), zip(*_EXCUSES, strict=True), strict=True)
    connection.register("explains", pa.table(dict(columns)))
    known = {}
    for name in ("issues", "questions"):
        path = before / f"{name}.parquet" if before else None
        has = path and schema_of(path)
        known[name] = f"read_parquet({quoted(str(path))})" if has else f"{name}_now WHERE false"
    connection.execute(_NEW_ISSUES.format(known["issues"]))
    connection.execute(_EXCUSED.format(known["questions"]))


def new_questions(connection: duckdb.DuckDBPyConnection, kind: str) -> list[str]:
    """The question of each new row of a kind."""
    found = connection.execute("SELECT question_id FROM new_issues WHERE kind = $1 ORDER BY ALL", [kind])
    return [question for (question,) in found.fetchall()]


def is_excused(table: Table, column: Column, known: Collection[str]) -> str:
    """The SQL condition that what a row of a table, with `known` columns, loses in one of them is excused."""
    key = next((name for name in _KEYS if name in known), None)
    covers = f"covers IN ({quoted(table.name)}, {quoted(f'{table.name}.{column.name}')})"
    chosen = f"SELECT {key} FROM excused WHERE {key} IS NOT NULL AND {covers}"
    return f"coalesce({key} IN ({chosen}), false)" if key else "false"


def without_excused(connection: duckdb.DuckDBPyConnection, table: Table) -> str:
    """A join that leaves out the lost rows of `earlier` that are excused; empty for tables without any.

    A row of `issues` excuses a text, or the keywords of a language.
    """
    if table.name == "pages":
        return f"ANTI JOIN {_NO_LONGER_READ} USING (page_id)"
    if table.name not in _LOSE_ROWS:
        return ""
    key = ", ".join(map(identifier, table.key))
    unit = ", ".join(name for name in table.key if name not in {"question_id", "position"})
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE excused_rows AS SELECT {key} FROM (SELECT {key}, "
        f"dense_rank() OVER (PARTITION BY question_id ORDER BY {unit}) AS place FROM earlier "
        f"ANTI JOIN now USING ({key})) JOIN (SELECT question_id, count(*) AS given FROM excuses "
        f"WHERE covers = {quoted(table.name)} GROUP BY ALL) USING (question_id) WHERE place <= given"
    )
    return f"ANTI JOIN excused_rows USING ({key})"
