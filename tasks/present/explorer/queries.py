"""The queries of the explorer: one SQL file each, whose first line says what a row is."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import duckdb

from schemas.codes import HOUSES, HouseCode
from tasks.common.batches import weighed_batches
from tasks.release.query import fetch_rows


@cache
def query(name: str) -> str:
    """The query of a file of `sql/`, with its comment."""
    return (files(__package__) / "sql" / f"{name}.sql").read_text("utf-8").strip()


def run_query(connection: duckdb.DuckDBPyConnection, name: str) -> list[dict[str, Any]]:
    """The rows of the query in a file of `sql/`."""
    return fetch_rows(connection, query(name))


def houses_in(connection: duckdb.DuckDBPyConnection) -> tuple[HouseCode, ...]:
    """The houses that a release has questions of; the Senate if it has none."""
    found = connection.execute("SELECT DISTINCT house FROM questions").fetchall()
    return tuple(one for one in HOUSES if (one,) in found) or HOUSES[:1]


def make_view(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Make the query in a file of `sql/` a view, for others to read."""
    connection.execute(f"CREATE TEMP VIEW {name} AS {query(name)}")


def want(connection: duckdb.DuckDBPyConnection, chosen: Sequence[str], first: int = 0) -> None:
    """Make the table `wanted` of some questions, with their places from the first."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE wanted AS "
        "SELECT unnest($chosen::VARCHAR[]) AS question_id, unnest(range($first, $behind))::INTEGER AS place",
        {"chosen": chosen, "first": first, "behind": first + len(chosen)},
    )


def weights_of(connection: duckdb.DuckDBPyConnection, chosen: Sequence[str]) -> dict[str, int]:
    """The bytes of the texts of some questions, which are in `wanted` then."""
    want(connection, chosen)
    return {row["question_id"]: row["bytes"] for row in run_query(connection, "weights")}


def batches_of_questions(
    connection: duckdb.DuckDBPyConnection, chosen: Sequence[str], size: int, most: int
) -> Iterator[list[str]]:
    """Consecutive batches of some questions in their order, each in `wanted` while it is used.

    A batch has at most `size` questions, with at most so many bytes of texts.
    """
    weights = weights_of(connection, chosen)
    first = 0
    for some in weighed_batches(chosen, size, weights.__getitem__, most):
        want(connection, some, first)
        yield some
        first += len(some)
