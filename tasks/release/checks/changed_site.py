"""What many new pages say in the same way: a site that has changed its pages.

What a single page says is a row of `issues`. The signs and their shares are in
schemas/vocabulary/site_signs.tsv.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from pathlib import Path

import duckdb

from schemas.ddl import quoted
from schemas.records import Row
from schemas.vocabulary import issue_tells_of
from schemas.vocabulary.site_signs import Sign, site_signs
from tasks.release.query import fetch_rows

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Change:
    """A sign of a changed site, as a sentence; whether it is so strong that a night is refused."""

    sentence: str
    refuses: bool


def changed_site(connection: duckdb.DuckDBPyConnection, before: Path | None) -> list[Change]:
    """The signs of a changed site in an open release, compared with the one before."""
    for name in ("pages", "questions"):
        held = f"read_parquet({quoted(str(before / f'{name}.parquet'))})" if before else f"{name} LIMIT 0"
        connection.execute(f"CREATE TEMP VIEW {name}_before AS FROM {held}")
    connection.execute(_sql("shown"))
    signs = (set_aside, _alike_pages, _alike_values)
    return [change for sign in signs for change in sign(connection)]


def _sql(name: str) -> str:
    return (files(__package__) / "sql" / f"{name}.sql").read_text("utf-8")


def set_aside(connection: duckdb.DuckDBPyConnection) -> Iterator[Change]:
    """Variants, forms and hosts most of whose pages are quarantined, of all pages or of the new ones."""
    sign = site_signs()["quarantined"]
    for row in fetch_rows(connection, _sql("set_aside"), {"fewest": sign.fewest, "first": sign.first}):
        yield Change(
            f"{row['aside']:,} of {row['pages']:,} {row['among']} of the {row['by']} {row['value']} are "
            "quarantined: their format is unknown, or they show no question.",
            refuses=False,
        )


def _changes(sign: Sign, rows: Sequence[Row], what: str) -> Iterator[Change]:
    """The rows of a sign with an unusual share, if any, as one change; `what` begins its sentence."""
    found = [row for row in rows if sign.tells(row["share"] or 0, row["usual"])]
    if found:
        yield Change(
            f"{what} {', '.join(map(_share, found))}. The site may have changed its pages. Example: "
            f"{found[0]['example']}.",
            any(sign.refuses and row["share"] >= sign.refuses for row in found),
        )


def _share(row: Row) -> str:
    usual = "" if row["usual"] is None else f", usually {row['usual']:.0%}"
    value = f"{row['value'][:_LONGEST]}: " if row["value"] else ""
    return f"{value}{row['share']:.0%}{usual}"


def _alike_pages(connection: duckdb.DuckDBPyConnection) -> Iterator[Change]:
    kinds = [kind for kind, of in issue_tells_of().items() if of != "page" and kind != "letters_unread"]
    for name, what, values in (
        ("issues", "Issues of", {"kinds": kinds}),
        ("letters", "Letters that no rule reads, on", {}),
    ):
        sign = site_signs()[name]
        rows = fetch_rows(connection, _sql(name), {"fewest": sign.fewest, "askers": sign.askers, **values})
        for pages, some in groupby(rows, key=lambda row: str(row["pages"])):
            alike = list(some)
            yield from _changes(sign, alike, f"{what} {alike[0]['new']:,} new pages ({pages}):")


def _alike_values(connection: duckdb.DuckDBPyConnection) -> Iterator[Change]:
    for sign in filter(lambda one: one.query, site_signs().values()):
        query = _sql("most_frequent").format(query=sign.query, by=sign.by)
        rows = fetch_rows(connection, query, {"fewest": sign.fewest, "askers": sign.askers})
        for row in rows:
            yield from _changes(sign, [row], f"The same {sign.words} among {row['new']:,} new questions:")
