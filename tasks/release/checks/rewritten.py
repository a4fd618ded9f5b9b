"""What never changes, and newer copies of many questions print otherwise than those of the release before."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from schemas.codes import HouseCode
from schemas.ddl import quoted
from schemas.records import Row
from schemas.vocabulary.houses import houses
from schemas.vocabulary.site_signs import site_signs
from tasks.release.checks.checks import Fault
from tasks.release.query import fetch_rows
from tasks.tables.arrow_tables import schema_of

_EXAMPLES = 2
_READ = ("pages", "questions", "texts", "keywords", "events", "links")
_HELD: Mapping[str, tuple[str, ...]] = {
    "author": ("author",),
    "party": ("party",),
    "date of the question": ("asked_on",),
    "original language": ("original_language",),
    "deadline": ("deadline_on",),
    "title": ("title_nl", "title_fr"),
    "addressee": ("addressee_nl", "addressee_fr"),
}
"""Columns of `questions` by the words with which an issue row begins that two copies differ in them."""
_AGAIN = """
    CREATE OR REPLACE TEMP TABLE again AS SELECT question_id FROM pages_now
    LEFT JOIN (SELECT page_id, true AS is_old FROM pages_before) USING (page_id)
    SEMI JOIN (FROM questions_now WHERE house = $1) USING (question_id)
    WHERE outcome = 'read' AND variant <> 'bulletin'
    GROUP BY ALL HAVING count(is_old) BETWEEN 1 AND count(*) - 1
"""
"""Bulletins print names in another way."""
_OTHER = """
    SELECT question_id, b.{0}::VARCHAR AS before, n.{0}::VARCHAR AS now FROM questions_now n
    JOIN questions_before b USING (question_id) SEMI JOIN again USING (question_id) WHERE b.{0} <> n.{0}
    AND question_id IN (SELECT question_id FROM new_issues WHERE kind = 'pages_disagree' AND detail ^@ {1})
"""
"""The code that reads the newer copies reads the older ones too, and says what repair does not explain."""
_CHANGED = """
    CREATE OR REPLACE TEMP TABLE other_texts AS SELECT DISTINCT question_id
    FROM (FROM texts_before UNION ALL BY NAME FROM texts_now) SEMI JOIN again USING (question_id)
    GROUP BY question_id, part, language, hash(text), withdrawn_on HAVING count(*) = 1;
    CREATE OR REPLACE TEMP TABLE changed AS SELECT DISTINCT question_id FROM (
        FROM other_texts UNION ALL
        SELECT question_id FROM (FROM keywords_before UNION ALL BY NAME FROM keywords_now)
        SEMI JOIN again USING (question_id)
        GROUP BY question_id, language, keyword HAVING count(*) = 1
        UNION ALL SELECT question_id FROM (
            SELECT question_id, event, event_on FROM events_before SEMI JOIN again USING (question_id) EXCEPT
            SELECT question_id, event, event_on FROM events_now WHERE withdrawn_on IS NULL
        )
    )
"""
"""Of a site that shows again what is held, only copies between tell something else."""
_ROWS = """
    SELECT DISTINCT question_id FROM new_issues SEMI JOIN changed USING (question_id)
    JOIN (SELECT question_id, office_id FROM questions_now) USING (question_id) WHERE {0}
    QUALIFY {1} OR dense_rank() OVER (PARTITION BY office_id ORDER BY question_id) <= 2 ORDER BY ALL
"""
_GONE = "kind IN ('event_withdrawn', 'answer_withdrawn')"
_OTHER_WORDS = """kind IN ('part_withdrawn', 'answer_withdrawn')
    OR (kind = 'pages_disagree' AND regexp_matches(detail, '^(question|answer|keywords) [(]'))"""
_QUESTION = "kind = 'pages_disagree' AND regexp_matches(detail, '^(question|keywords) [(]')"
_ANSWER = """kind = 'pages_disagree' AND starts_with(detail, 'answer (') AND NOT (
    ends_with(detail, 'shows less.')
    AND question_id IN (SELECT question_id FROM events_now WHERE event = 'supplemented')
)"""
"""An answer that goes on, on a page that says that it was supplemented, is not another one."""
_TOLD = (
    ("answers_withdrawn", "held", "lose an event or an answer in them", _GONE),
    ("parts_withdrawn", "held_question", "lose a part of a text in them", "kind = 'part_withdrawn'"),
    ("texts_of_questions_rewritten", "held_question", "have another text or keywords in them", _QUESTION),
    ("answers_rewritten", "held_answers", "have another answer in them, two of an office", _ANSWER),
    ("texts_rewritten", "held_words", "have other texts or keywords in them", _OTHER_WORDS),
)
"""Checks with their signs, what few questions may do, and the condition of the rows that say it of one."""

_MOST = """
    WITH held AS (SELECT DISTINCT question_id FROM again SEMI JOIN ({0}) USING (question_id))
    SELECT question_id, (SELECT count(*) FROM held) AS held
    FROM held SEMI JOIN ({1}) USING (question_id) ORDER BY ALL
"""
_UNLIKELY = (
    (
        "links_rewritten",
        "with references may lose one",
        "FROM links_before WHERE withdrawn_on IS NULL",
        """SELECT question_id, relation, target_id FROM links_before WHERE withdrawn_on IS NULL EXCEPT
        SELECT question_id, relation, target_id FROM links_now WHERE withdrawn_on IS NULL""",
    ),
    (
        "links_added",
        "may get a reference",
        "FROM questions_before",
        """SELECT question_id, relation, target_id FROM links_now EXCEPT
        SELECT question_id, relation, target_id FROM links_before""",
    ),
    (
        "answered_on_rewritten",
        "with an answer may get another day of it and keep their texts",
        "FROM questions_before WHERE answered_on IS NOT NULL",
        """FROM questions_now n JOIN questions_before b USING (question_id)
        ANTI JOIN other_texts USING (question_id) WHERE n.answered_on <> b.answered_on""",
    ),
    (
        "events_added",
        "that had ended may get an event and keep their texts",
        "FROM questions_before WHERE status NOT IN ('open', 'lapsed', 'unknown')",
        """SELECT question_id FROM (
            SELECT question_id, event, event_on FROM events_now EXCEPT
            SELECT question_id, event, event_on FROM events_before
        ) ANTI JOIN other_texts USING (question_id)""",
    ),
    (
        "answers_without_text",
        "that had no answer may get one without a text",
        "FROM questions_before WHERE status <> 'answered'",
        """FROM questions_now ANTI JOIN (FROM texts_now WHERE part = 'answer') USING (question_id)
        WHERE status = 'answered'""",
    ),
)
"""Checks of what copies show that were held: the questions that could, and those that do."""


def rewritten(connection: duckdb.DuckDBPyConnection, before: Path) -> list[Fault]:
    """A fault for each field, and for words, that newer copies rewrite in many of a house's questions."""
    paths = {name: before / f"{name}.parquet" for name in _READ}
    if not all(map(schema_of, paths.values())):
        return []
    for name, path in paths.items():
        earlier = f"FROM {name}_now WHERE false UNION ALL BY NAME FROM read_parquet({quoted(str(path))})"
        connection.execute(f"CREATE TEMP VIEW {name}_before AS {earlier}")  # an old one lacks columns
    return [fault for house in houses() for fault in _of_house(connection, house.code) if fault]


def _of_house(connection: duckdb.DuckDBPyConnection, house: HouseCode) -> Iterator[Fault | None]:
    connection.execute(_AGAIN, [house])
    ((again,),) = connection.execute("SELECT count(*) FROM again").fetchall()
    if not again:
        return
    connection.execute(_CHANGED)
    of = f"Of {again:,} questions with newer copies, few may"
    for name, columns in _HELD.items():
        queries = (_OTHER.format(column, quoted(name)) for column in columns)
        found = f"SELECT DISTINCT ON (question_id) * FROM ({' UNION ALL '.join(queries)}) ORDER BY ALL"
        check = f"questions_{columns[0].removesuffix('_nl')}_rewritten"
        what = f"The {name} of a question never changes. {of} get another one."
        yield _fault(check, "held", what, fetch_rows(connection, found), again)
    for check, sign, what, condition in _TOLD:
        rows = fetch_rows(connection, _ROWS.format(condition, sign != "held_answers"))
        yield _fault(check, sign, f"{of} {what}.", rows, again)
    for check, may, could, do in _UNLIKELY:
        rows = fetch_rows(connection, _MOST.format(could, do))
        held = max((row.pop("held") for row in rows), default=0)
        what = f"Of {held:,} questions with newer copies, few {may}."
        yield _fault(check, "held_question", what, rows, held)


def _fault(check: str, sign: str, demand: str, rows: Sequence[Row], again: int) -> Fault | None:
    """A fault if questions are as many as a sign of the site has, of those read again."""
    of = site_signs()[sign]
    if len(rows) < max(of.fewest, (of.refuses or 1) * again):
        return None
    return Fault(check, demand, len(rows), tuple(rows[:_EXAMPLES]), "question(s) would")
