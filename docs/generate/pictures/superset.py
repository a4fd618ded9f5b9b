"""The picture of docs/bi.md: the dashboard on an invented corpus.

    python -m docs.generate.pictures.superset [DATA]

DATA is a data folder with a release; without one, a smaller corpus of `benchmarks.corpus` is read first,
which takes minutes.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from benchmarks.corpus import NUMBERS, write
from bi.generate.charts import slices
from bi.generate.files import write_zip
from docs.generate.pictures import keep
from schemas.ddl import identifier
from tests.support.chromium import SETTLED, browser
from tests.support.command import run
from tests.support.superset import superset

SIZE = (1600, 2580)
SHARE = 0.15
"""Of the questions of the whole corpus."""


def smaller_corpus(data: Path) -> None:
    """Fill a data folder with a share of the questions of each legislature, and publish them."""
    first = 0
    for most in NUMBERS.values():
        write(data, int(SHARE * most), first)
        first += most
    done = run("rebuild", "--data", data)
    if done.returncode:
        sys.exit(done.stderr)


def with_invented_ministers(data: Path, home: Path) -> Path:
    """A copy of the DuckDB file of a data folder in which no minister has a real name.

    The corpus names real offices with invented answers: nobody is to be seen beside them.
    """
    copy = home / "senate.duckdb"
    shutil.copyfile(data / "current/senate.duckdb", copy)
    with duckdb.connect(str(copy)) as connection:
        connection.execute(
            "CREATE TEMP TABLE invented AS SELECT minister_id, name, "
            "'Invented minister ' || row_number() OVER (ORDER BY minister_id) AS other FROM ministers"
        )
        holding = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() USING (table_name) "
            "WHERE column_name = 'minister' OR table_name = 'ministers' AND column_name = 'name'"
        ).fetchall()
        for table, column in holding:
            connection.execute(
                f"UPDATE {identifier(table)} t SET {identifier(column)} = i.other FROM invented i "
                f"WHERE t.{identifier(column)} = i.name"
            )
    return copy


def take(data: Path, home: Path) -> None:
    """Take the picture of a data folder."""
    write_zip(home / "assets.zip", with_invented_ministers(data, home).absolute())
    with superset(home) as running, browser() as tab:
        running.take_in(home / "assets.zip")
        tab.size(*SIZE)
        running.show(tab, len(slices()))
        time.sleep(SETTLED)
        keep("superset.png", tab.shot())


def main() -> None:
    """Take it."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "data"
        if len(sys.argv) == 1:
            smaller_corpus(data)
        home = Path(folder) / "home"
        home.mkdir()
        take(data, home)


if __name__ == "__main__":
    main()
