"""A release of the bundled sample for those who are no test."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.command import run


@contextmanager
def new_sample() -> Iterator[Path]:
    """A data folder with a release of the sample, for the block; without one there is an end."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        done = run("ingest", "--from", "sample", "--data", data)
        if done.returncode:
            sys.exit(done.stderr)
        yield data
