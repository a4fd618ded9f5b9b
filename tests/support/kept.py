"""Data folders that tests read: made once on a machine, and kept in .cache/ while nothing changes them."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from unittest.mock import patch

from tasks.common.version import code_version
from tasks.fetch.files.files import files_below
from tasks.fetch.files.report import SourceReport
from tests.support import PROJECT, TESTS
from tests.support.command import end_of, run
from tests.support.data_folder import files_of

KEPT = PROJECT / ".cache/releases"
SAMPLE = PROJECT / "tasks/fetch/files/sample"
SMALL = ("4-900[12]0_*_main.*", "6-9003[34]_*_main.*", "*8-90090_*_main.*", "not_a_question.html*")
"""Pages of the sample: a closed question and its second asking, two alike, an open one; a page of none."""
MAKE_SMALL = ("ingest", "--from", "pages")
"""The command that makes the small one, in the folder above it, where its pages are."""
_MAKERS = [TESTS / f"support/{name}.py" for name in ("kept", "command", "environment")]
DECIDING = (PROJECT / "flows", PROJECT / "requirements.lock", SAMPLE, *_MAKERS)
"""What decides those data folders, beside what decides every release."""
HELD: list[int] = []
"""Open files by which this process holds kept data folders until it ends."""
APART = {"SENATE_WORKERS": "2"}
"""They are made as users make them, in several processes."""
_MAKING, _FACTS = ".making-", "made.json"

Made = subprocess.CompletedProcess[str]
Maker = Callable[[Path], Made]
"""Fills a data folder by a command, and tells how the command ended."""


@dataclass(frozen=True)
class Kept:
    """A data folder that a command filled, which no test may change, and how the command ended."""

    data: Path
    done: Made


def sample_release() -> Kept:
    """A data folder with a release of the bundled sample."""
    return kept(
        "sample", current(), lambda data: run("ingest", "--from", "sample", "--data", data, env=APART)
    )


def senate_release() -> Kept:
    """A data folder with a release of the sample's pages of the Senate alone."""
    return kept("senate", current(), _make_senate)


def _make_senate(data: Path) -> Made:
    def of_senate(folder: Path, report: SourceReport) -> Iterator[Path]:
        return (path for path in files_below(folder, report) if path.suffix not in {".xml", ".json"})

    with patch("tasks.fetch.files.source.files_below", of_senate):
        return run("ingest", "--from", "sample", "--data", data, env=APART)


def small_release() -> Kept:
    """A data folder with a release of five questions of the sample."""
    return kept("small", current(), _make_small)


def _make_small(data: Path) -> Made:
    pages = data.with_name("pages")
    pages.mkdir()
    for path in (path for pattern in SMALL for path in SAMPLE.glob(pattern)):
        shutil.copy(path, pages)
    return run(
        *MAKE_SMALL, "--data", data, cwd=pages.parent, env=APART
    )  # its source is no path of this machine


def engine_database() -> Path:
    """The database of a server of the engine that nobody has used: to make one takes it five seconds."""
    return kept("engine", version("prefect"), _make_database).data / "prefect.db"


def _make_database(data: Path) -> Made:
    data.mkdir()
    words = [sys.executable, "-m", "prefect", "server", "database", "upgrade", "-y"]
    return end_of(words, env={"PREFECT_HOME": str(data)})


def current() -> str:
    """What decides a release made now; the day too, since the age of data has a say in what is reported."""
    return _fingerprint([code_version(), str(today())], DECIDING)


def today() -> date:
    return datetime.now(UTC).date()


def kept(name: str, decided_by: str, make: Maker, folder: Path = KEPT) -> Kept:
    """The data folder of that name; made unless it is there, complete, and of the same origin.

    The process holds it until it ends: a test run with other code removes none that another run uses.
    """
    entry = folder / f"{name}-{decided_by}"
    with _alone(folder / f"{name}.lock"):
        if not is_as_made(entry):
            _make(entry, make)
        HELD.extend(_held(entry, fcntl.LOCK_SH))
        _remove(other for other in folder.glob(f"{name}-*") if other.is_dir() and other != entry)
    facts = json.loads((entry / _FACTS).read_text("utf-8"))
    return Kept(entry / "data", subprocess.CompletedProcess([], 0, facts["out"], facts["err"]))


def is_as_made(entry: Path) -> bool:
    """Whether every file of a kept data folder, and none besides, is as it was made."""
    with suppress(OSError, ValueError):
        return json.loads((entry / _FACTS).read_text("utf-8"))["files"] == files_of(entry / "data")
    return False


def _make(entry: Path, make: Maker) -> None:
    """Make a data folder under another name, so that a killed run leaves nothing under its own."""
    new = entry.with_name(f"{_MAKING}{entry.name}")
    for old in (*entry.parent.glob(f"{_MAKING}{entry.name.rpartition('-')[0]}-*"), entry):
        shutil.rmtree(old, ignore_errors=True)
    new.mkdir()
    done = make(new / "data")
    assert done.returncode == 0, done.stderr
    out, err = (text.replace(str(new), str(entry)) for text in (done.stdout, done.stderr))
    facts = {"out": out, "err": err, "files": files_of(new / "data")}
    (new / _FACTS).write_text(json.dumps(facts), "utf-8")
    new.rename(entry)


def _remove(entries: Iterable[Path]) -> None:
    """Remove the kept data folders that no process holds."""
    for entry in entries:
        for held in _held(entry, fcntl.LOCK_EX):
            shutil.rmtree(entry)
            Path(f"{entry}.used").unlink()
            os.close(held)


def _held(entry: Path, how: int) -> Iterator[int]:
    """The file by which a kept data folder is now held; none when another process does not let it."""
    held = os.open(f"{entry}.used", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(held, how | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
    else:
        yield held


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fingerprint(words: Iterable[str], paths: Iterable[Path]) -> str:
    """A hash of words, and of the names and contents of files and of those in folders."""
    files = [one for path in paths for one in ([path] if path.is_file() else sorted(path.rglob("*")))]
    own = [path for path in files if path.is_file() and "__pycache__" not in path.parts]
    sums = [f"{path}: {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in own]
    return hashlib.sha256("\n".join([*words, *sums]).encode()).hexdigest()[:12]
