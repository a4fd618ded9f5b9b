"""Checking a release in its own process: `python -m tasks.release.checks.verify FOLDER`.

A fresh process sees what is on the disk, not what the builder has in memory.
"""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from tasks.common.errors import TerminalError
from tasks.release.checks.checks import Fault, run_checks
from tasks.release.engine import bounds
from tasks.release.warehouse import DUCKDB_FILE

MEMORY = "150MB"
"""Other files of the release are written at the same time, with their own limit."""


class VerificationError(TerminalError):
    """The release could not be opened and checked."""


def verify_in_fresh_process(folder: Path) -> list[Fault]:
    """Open a release in a new process and run its checks."""
    command = [sys.executable, "-P", "-m", "tasks.release.checks.verify", str(folder)]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip()[-500:]
        raise VerificationError(f"The new release cannot be opened: {reason}")
    return [Fault(**{**fault, "rows": tuple(fault["rows"])}) for fault in json.loads(done.stdout)]


def main(folder: Path) -> None:
    """Print the faults of a release as JSON; what does not fit into memory is written next to its folder."""
    with TemporaryDirectory(prefix=f"{folder.name}.", dir=folder.parent) as overflow:
        path = str(folder / DUCKDB_FILE)
        with duckdb.connect(path, read_only=True, config=bounds(MEMORY, overflow)) as connection:
            faults = run_checks(connection)
    sys.stdout.write(json.dumps([asdict(fault) for fault in faults], default=str))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
