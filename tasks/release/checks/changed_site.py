"""What many new pages say in the same way: a site that has changed its pages.

What a single page says is a row of `issues`. The signs and their shares are in
schemas/vocabulary/site_signs.tsv.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import duckdb

from schemas.ddl import quoted
from schemas.records import Row
from schemas.vocabulary import issue_tells_of
from schemas.vocabulary.site_signs import Sign, site_signs
from tasks.release.query import fetch_rows

FEWEST_ASKERS = 3
"""One senator may ask many questions with the same title and opening."""
_OPENING = 40
_HELD = {"pages": "page_id VARCHAR", "questions": "author VARCHAR"}
"""What is needed of the release before."""
_SHOWN = """
CREATE TEMP TABLE shown AS SELECT *, count(*) FILTER (is_new) OVER kind AS new,
  count(*) FILTER (NOT is_new) OVER kind AS held,
FROM (
  SELECT concat_ws(', ', variant, form, 'from ' || source) AS pages, form, page_id, question_id,
    coalesce(url, origin) AS example, page_id NOT IN (SELECT page_id FROM held_pages) AS is_new,
    letters_shown AS shown, letters_shown - letters_read - letters_boilerplate AS unread
  FROM pages WHERE outcome = 'read'
) WINDOW kind AS (PARTITION BY pages)
"""
_ISSUES = """
WITH said AS (
  SELECT page_id, kind FROM issues WHERE page_id IS NOT NULL
  UNION SELECT p.page_id, kind FROM issues i JOIN shown p USING (question_id) WHERE i.page_id IS NULL
)
SELECT pages, new, kind AS value, count(*) FILTER (is_new) / new AS share,
  count(*) FILTER (NOT is_new) / nullif(held, 0) AS usual, min(example) FILTER (is_new) AS example
FROM said JOIN shown USING (page_id)
WHERE new >= $fewest AND form <> 'markdown' AND list_contains($kinds, kind)
GROUP BY pages, new, held, kind ORDER BY ALL
"""
"""Text extracts lose labels by themselves."""
_LETTERS = """
SELECT pages, new, sum(unread) FILTER (is_new) / sum(shown) FILTER (is_new) AS share,
  sum(unread) FILTER (NOT is_new) / sum(shown) FILTER (NOT is_new) AS usual,
  arg_max(example, unread / shown) FILTER (is_new) AS example
FROM shown WHERE shown > 0 GROUP BY pages, new HAVING new >= $fewest ORDER BY ALL
"""
_VALUES = {
    "title": "SELECT question_id, unnest([title_nl, title_fr]) AS value FROM questions",
    "author": "SELECT question_id, if(author IN (SELECT author FROM held_questions), NULL, author) AS value "
    "FROM questions",
    "addressee": "SELECT question_id, if(office_id IS NULL, unnest([addressee_nl, addressee_fr]), NULL) "
    "AS value FROM questions",
    **{
        f"{part}_opening": f"SELECT question_id, left(text, {_OPENING}) AS value FROM texts "
        f"WHERE part = '{part}'"
        for part in ("question", "answer")
    },
}
"""A known person or office may be that of most questions of a night."""
_MOST_FREQUENT = """
WITH found AS (
  SELECT value, group_id, question_id, coalesce(author, question_id) AS asker,
    question_id IN (SELECT question_id FROM shown WHERE is_new) AS is_new
  FROM ({values}) JOIN questions USING (question_id)
),
times AS (
  SELECT count(DISTINCT group_id) FILTER (is_new) AS new, count(DISTINCT group_id) FILTER (NOT is_new) AS held
  FROM found
)
SELECT new, value, count(DISTINCT group_id) FILTER (is_new) / new AS share,
  count(DISTINCT group_id) FILTER (NOT is_new) / nullif(held, 0) AS usual,
  min(question_id) FILTER (is_new) AS question
FROM found, times WHERE value IS NOT NULL AND new >= $fewest GROUP BY value, new, held
HAVING count(DISTINCT asker) FILTER (is_new) >= $askers ORDER BY share DESC, value LIMIT 1
"""
_SET_ASIDE = """
WITH kinds AS (
  SELECT outcome = 'quarantined' AS is_aside, page_id NOT IN (SELECT page_id FROM held_pages) AS is_new,
    unnest([
      {'by': 'variant', 'value': variant}, {'by': 'form', 'value': form},
      {'by': 'host', 'value': regexp_extract(url, '//([^/]+)', 1)}
    ], recursive := true)
  FROM pages
)
SELECT among, "by", value, count(*) AS pages, count(*) FILTER (is_aside) AS aside
FROM kinds, (VALUES ('pages', false), ('new pages', true)) one(among, of_new)
WHERE value <> '' AND (NOT of_new OR (is_new AND EXISTS (FROM held_pages))) GROUP BY ALL
HAVING aside >= $fewest AND aside / pages > $first ORDER BY among DESC, "by", value
"""
_EXAMPLE = "SELECT min(example) AS example FROM shown WHERE question_id = $question AND is_new"
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Change:
    """A sign of a changed site, as a sentence; whether it is so strong that a night is refused."""

    sentence: str
    refuses: bool


def changed_site(connection: duckdb.DuckDBPyConnection, before: Path | None) -> list[Change]:
    """The signs of a changed site in an open release, compared with the one before."""
    for name, columns in _HELD.items():
        connection.execute(f"CREATE TEMP TABLE held_{name} ({columns})")
        if before:
            column, path = columns.split()[0], quoted(str(before / f"{name}.parquet"))
            connection.execute(f"INSERT INTO held_{name} SELECT {column} FROM read_parquet({path})")
    connection.execute(_SHOWN)
    signs = (set_aside, _alike_pages, _unread_letters, _alike_values)
    return [change for sign in signs for change in sign(connection)]


def set_aside(connection: duckdb.DuckDBPyConnection) -> Iterator[Change]:
    """Variants, forms and hosts most of whose pages are quarantined, of all pages or of the new ones."""
    sign = site_signs()["quarantined"]
    for row in fetch_rows(connection, _SET_ASIDE, {"fewest": sign.fewest, "first": sign.first}):
        yield Change(
            f"{row['aside']:,} of {row['pages']:,} {row['among']} of the {row['by']} {row['value']} are "
            "quarantined: their format is unknown, or they show no question.",
            refuses=False,
        )


def _told(sign: Sign, rows: Sequence[Row], what: str, of: str) -> Iterator[Change]:
    """The rows of a sign that tell, if any do; `what` was found on the new pages or questions `of` a kind."""
    found = [row for row in rows if sign.tells(row["share"] or 0, row["usual"])]
    if found:
        named = ", ".join(filter(None, map(_named, found)))
        yield Change(
            f"{what} {found[0]['new']:,} new {of}: {named}. The site may have changed its pages; an example "
            f"is {found[0]['example']}.",
            any(sign.refuses and row["share"] >= sign.refuses for row in found),
        )


def _named(row: Row) -> str:
    usual = "" if row["usual"] is None else f", usual {row['usual']:.0%}"
    return f"{row.get('value', '')[:_LONGEST]} ({row['share']:.0%}{usual})".strip()


def _alike_pages(connection: duckdb.DuckDBPyConnection) -> Iterator[Change]:
    sign = site_signs()["issue"]
    kinds = [kind for kind, of in issue_tells_of().items() if of != "page"]
    rows = fetch_rows(connection, _ISSUES, {"kinds": kinds, "fewest": sign.fewest})
    for pages, some in groupby(rows, key=lambda row: str(row["pages"])):
        yield from _told(sign, list(some), "The same issues on", f"pages ({pages})")


def _unread_letters(connection: duckdb.DuckDBPyConnection) -> Iterator[Change]:
    sign = site_signs()["letters"]
    for row in fetch_rows(connection, _LETTERS, {"fewest": sign.fewest}):
        yield from _told(sign, [row], "Letters that no rule reads on", f"pages ({row['pages']})")


def _alike_values(connection: duckdb.DuckDBPyConnection) -> Iterator[Change]:
    for name, values in _VALUES.items():
        sign, askers = site_signs()[name], 1 if name == "author" else FEWEST_ASKERS
        query = _MOST_FREQUENT.format(values=values)
        for row in fetch_rows(connection, query, {"fewest": sign.fewest, "askers": askers}):
            (example,) = fetch_rows(connection, _EXAMPLE, {"question": row["question"]})
            yield from _told(sign, [row | example], f"The same {sign.words} on", "questions")
