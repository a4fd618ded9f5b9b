"""How long each view for analysis takes on a release, beside a bare count of its questions.

    python -m benchmarks.views DATA

DATA is a data folder with a release, of the whole corpus' size to be worth it (`benchmarks.corpus` writes
such pages, `senate-questions rebuild` their release). Each view is read whole, seven times; the middle one
counts.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

import duckdb

from schemas.marts import View, views
from tasks.release.published.folders import release_folder
from tasks.release.query import open_release

TIMES = 7
GOAL = 0.05
"""Seconds in which each of the twelve shall answer."""
COUNT = "SELECT count(*), avg(response_days) FROM questions"


def seconds(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[float, int]:
    """Return how long a query takes, all its rows read, and how many they are."""
    taken, rows = [], 0
    for _ in range(TIMES):
        began = time.perf_counter()
        rows = connection.sql(query).to_arrow_table().num_rows
        taken.append(time.perf_counter() - began)
    return statistics.median(taken), rows


def query_of(view: View) -> str:
    """Return what reads a view whole; a macro for a day in the middle."""
    day = "(SELECT median(asked_on) FROM questions)"
    return f"FROM {view.name}({day})" if view.kind == "macro" else f"FROM {view.name}"


def main() -> None:
    """Print a line for each view."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    given = parser.parse_args()
    with open_release(release_folder(given.data, None)) as connection:
        questions = connection.execute("SELECT count(*) FROM questions").fetchall()[0][0]
        reference, _ = seconds(connection, COUNT)
        sys.stdout.write(f"{questions:,} questions; {COUNT}: {1000 * reference:.1f} ms\n\n")
        for view in sorted(views(), key=lambda view: view.name):
            taken, rows = seconds(connection, query_of(view))
            over = "" if taken < GOAL else f"  over {1000 * GOAL:.0f} ms"
            sys.stdout.write(
                f"{view.name:<26}{view.kind:<8}{rows:>10,} rows{1000 * taken:>9.1f} ms"
                f"{taken / reference:>8.1f} x{over}\n"
            )


if __name__ == "__main__":
    main()
