"""What never changes, and newer copies of many questions print otherwise than those of the release before."""

from collections.abc import Mapping
from pathlib import Path

import duckdb

from schemas.ddl import quoted
from schemas.vocabulary.site_signs import site_signs
from tasks.release.checks.checks import Fault
from tasks.release.query import fetch_rows

_EXAMPLES = 2
_HELD: Mapping[str, tuple[str, ...]] = {
    "author": ("author",),
    "party": ("party",),
    "date of the question": ("asked_on",),
    "original language": ("original_language",),
    "title": ("title_nl", "title_fr"),
    "addressee": ("addressee_nl", "addressee_fr"),
}
"""Columns of `questions` by the words with which an issue row begins that two copies differ in them."""
_AGAIN = """
    CREATE TEMP TABLE again AS SELECT question_id FROM pages_now
    LEFT JOIN (SELECT page_id, true AS is_old FROM read_parquet({})) USING (page_id)
    WHERE outcome = 'read' AND variant <> 'bulletin'
    GROUP BY ALL HAVING count(is_old) BETWEEN 1 AND count(*) - 1
"""
"""Bulletins print names in another way."""
_OTHER = """
    SELECT question_id, b.{0}::VARCHAR AS before, n.{0}::VARCHAR AS now FROM questions_now n
    JOIN read_parquet({1}) b USING (question_id) SEMI JOIN again USING (question_id) WHERE b.{0} <> n.{0}
    AND question_id IN (SELECT question_id FROM new_issues WHERE kind = 'pages_disagree' AND detail ^@ {2})
"""
"""The code that reads the newer copies reads the older ones too, and says what repair does not explain."""
_WORDS = """
    SELECT DISTINCT question_id FROM new_issues SEMI JOIN again USING (question_id)
    WHERE kind IN ('part_withdrawn', 'answer_withdrawn')
    OR (kind = 'pages_disagree' AND regexp_matches(detail, '^(question|answer|keywords) [(]')) ORDER BY ALL
"""


def rewritten(connection: duckdb.DuckDBPyConnection, before: Path) -> list[Fault]:
    """A fault for each field, and for words, that newer copies rewrite in many of their questions."""
    pages, questions = (before / f"{name}.parquet" for name in ("pages", "questions"))
    if not (pages.exists() and questions.exists()):
        return []
    connection.execute(_AGAIN.format(quoted(str(pages))))
    ((again,),) = connection.execute("SELECT count(*) FROM again").fetchall()
    sign, faults = site_signs()["held"], []
    for name, columns in _HELD.items() if again else ():
        queries = (_OTHER.format(column, quoted(str(questions)), quoted(name)) for column in columns)
        found = f"SELECT DISTINCT ON (question_id) * FROM ({' UNION ALL '.join(queries)}) ORDER BY ALL"
        rows = fetch_rows(connection, found)
        if len(rows) >= max(sign.fewest, (sign.refuses or 1) * again):
            demand = (
                f"The {name} of a question never changes. Of {again:,} questions with newer copies, few may"
            )
            check = f"questions_{columns[0].removesuffix('_nl')}_rewritten"
            examples = tuple(rows[:_EXAMPLES])
            faults.append(
                Fault(check, f"{demand} get another one.", len(rows), examples, "question(s) would")
            )
    return faults + _words(connection, again)


def _words(connection: duckdb.DuckDBPyConnection, again: int) -> list[Fault]:
    """A fault if newer copies show less or other words of texts or keywords in most of many questions."""
    sign, rows = site_signs()["held_words"], fetch_rows(connection, _WORDS)
    if len(rows) < max(sign.fewest, (sign.refuses or 1) * again):
        return []
    demand = f"Of {again:,} questions with newer copies, few may have other texts or keywords in them."
    return [Fault("texts_rewritten", demand, len(rows), tuple(rows[:_EXAMPLES]), "question(s) would")]
