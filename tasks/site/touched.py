"""Which questions need new files, and what is worked out once for all of them."""

from pathlib import Path

import duckdb

from schemas.ddl import identifier, quoted
from tasks.site.queries import query

_OF_BEFORE = ("questions", "pages", "issues")


def mark_touched(connection: duckdb.DuckDBPyConnection, before: Path | None) -> None:
    """Make the table `touched` of a release: the questions whose files must be written anew.

    Args:
        connection: To the DuckDB file of the release, with its table `changes`.
        before: The folder of the release that `changes` compares with; None to write all.
    """
    if before is None:
        connection.execute("CREATE TEMP TABLE touched AS SELECT question_id FROM questions")
        return
    for name in _OF_BEFORE:
        path = quoted(str(before / f"{name}.parquet"))
        view = identifier(f"{name}_before")
        connection.execute(f"CREATE TEMP VIEW {view} AS SELECT * FROM read_parquet({path})")
    connection.execute(f"CREATE TEMP TABLE touched AS {query('touched')}")


def work_out_answered(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `answered`: of each sub-question whether it is answered.

    The view takes as long for one question as for all.
    """
    connection.execute(
        "CREATE TEMP TABLE answered AS "
        "SELECT question_id, language, position, answered FROM v_answers_by_subquestion"
    )
