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
_MOST_FREQUENT = """
WITH fresh AS (SELECT question_id, min(example) AS example FROM shown WHERE is_new GROUP BY ALL),
found AS (
  SELECT value, group_id, example, coalesce(author, question_id) AS asker, example IS NOT NULL AS is_new
  FROM ({query}) JOIN questions USING (question_id) LEFT JOIN fresh USING (question_id)
),
times AS (
  SELECT count(DISTINCT group_id) FILTER (is_new) AS new, count(DISTINCT group_id) FILTER (NOT is_new) AS held
  FROM found
)
SELECT new, value, count(DISTINCT group_id) FILTER (is_new) / new AS share,
  count(DISTINCT group_id) FILTER (NOT is_new) / nullif(held, 0) AS usual, min(example) AS example
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
    signs = (set_aside, _alike_pages, _alike_values)
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
    kinds = [kind for kind, of in issue_tells_of().items() if of != "page"]
    for name, query, what, values in (
        ("issue", _ISSUES, "The same issues", {"kinds": kinds}),
        ("letters", _LETTERS, "Letters that no rule reads", {}),
    ):
        sign = site_signs()[name]
        rows = fetch_rows(connection, query, {"fewest": sign.fewest, **values})
        for pages, some in groupby(rows, key=lambda row: str(row["pages"])):
            yield from _told(sign, list(some), f"{what} on", f"pages ({pages})")


def _alike_values(connection: duckdb.DuckDBPyConnection) -> Iterator[Change]:
    for sign in site_signs().values():
        if sign.query:
            query = _MOST_FREQUENT.format(query=sign.query)
            rows = fetch_rows(connection, query, {"fewest": sign.fewest, "askers": sign.askers})
            yield from _told(sign, rows, f"The same {sign.words} on", "questions")
