"""Checking a release in its own process: `python -m tasks.release.checks.verify FOLDER [BEFORE]`.

A fresh process sees what is on the disk, not what the builder has in memory.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import duckdb

from schemas.ddl import identifier, quoted
from schemas.tables import TABLES
from tasks.common.errors import TerminalError
from tasks.release.checks.changed_site import Change, changed_site
from tasks.release.checks.checks import Fault, run_checks
from tasks.release.engine import bounds
from tasks.release.published.manifest import DUCKDB_FILE, table_file
from tasks.release.small_tables import unlike_totals

MEMORY = "150MB"
"""Other files of the release are written at the same time, with their own limit."""


class VerificationError(TerminalError):
    """The release could not be opened and checked."""


class Verified(NamedTuple):
    """What checks found in a release: faults, which refuse it, and signs that the site has changed."""

    faults: list[Fault]
    changes: list[Change]


def verify_in_fresh_process(folder: Path, before: Path | None = None) -> Verified:
    """Open a release in a new process, run its checks, and compare it with the one before."""
    command = [sys.executable, "-P", "-m", "tasks.release.checks.verify", str(folder)]
    command += [str(before)] if before else []
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip()[-500:]
        raise VerificationError(f"The new release cannot be opened: {reason}")
    found = json.loads(done.stdout)
    faults = [Fault(**{**fault, "rows": tuple(fault["rows"])}) for fault in found["faults"]]
    return Verified(faults, [Change(**change) for change in found["changes"]])


def unlike_files(connection: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Fault]:
    """The tables whose rows are not those of the Parquet files, which the database must hold."""
    for table in TABLES:
        file = table_file(table.name)
        columns = ", ".join(map(identifier, table.column_names))
        rows, of_file = (
            connection.execute(f"SELECT count(*), sum(hash({columns})) FROM {source}").fetchall()[0]
            for source in (identifier(table.name), f"read_parquet({quoted(str(folder / file))})")
        )
        if rows != of_file:
            demand = f"The database has the rows of {file}; it has {rows[0]:,}."
            yield Fault(f"{table.name}_unlike_file", demand, of_file[0], counted="row(s) are in the file")


def main(folder: Path, before: Path | None = None) -> None:
    """Print what checks find as JSON; what does not fit into memory is written next to the folder."""
    with TemporaryDirectory(prefix=f"{folder.name}.", dir=folder.parent) as overflow:
        path = str(folder / DUCKDB_FILE)
        with duckdb.connect(path, read_only=True, config=bounds(MEMORY, overflow)) as connection:
            faults = [*run_checks(connection), *unlike_files(connection, folder)]
            faults += unlike_totals(connection, folder)
            found = Verified(faults, changed_site(connection, before))
    as_dicts = {name: [asdict(one) for one in some] for name, some in found._asdict().items()}
    sys.stdout.write(json.dumps(as_dicts, default=str))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
