"""What the tests of damaged data folders share: a folder to damage, and looking at how commands ended."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from unittest.mock import patch

import pyarrow.parquet as pq
import pytest

from tests.conftest import copy_data
from tests.operate.damage.cases import Case
from tests.operate.damage.harms import HARMS
from tests.support.command import run
from tests.support.kept import MAKE_SMALL
from tests.support.releases import verified_here

CODES = {0, 1, 2, 3, 4, 5}
"""The exit codes of the contract, but for those of a run that was interrupted."""
LAST_RESORTS = ("This is a bug in senate-questions", "The run failed: ")
"""How the sentences begin that are the last resort, of a command and of a run."""
NOTHING_NEW = MAKE_SMALL
CHECK = ("status", "--check")
VERIFY = ("release", "verify")
RAW_VERIFY = ("raw", "verify")
_FEW_WORDS = 4
_JOURNALS = "raw/log/*.journal"
_SETTINGS = "senate-questions.toml"

Done = subprocess.CompletedProcess[str]
Copy = Callable[[Path, Path], Path]


def run_beside(base: Path, *words: object) -> Done:
    """Run a command where the pages of a data folder are."""
    return run(*words, cwd=base.parent)


@contextmanager
def quickly_published(*, explorer: bool = False) -> Iterator[None]:
    """Let releases be verified in this process, and have no explorer: each is a third of their work."""
    with (
        patch("tasks.release.publish.verify_in_fresh_process", verified_here),
        nullcontext() if explorer else patch("tasks.present.publishing.build_site"),
    ):
        yield


def linked_data(data: Path, target: Path) -> Path:
    """A data folder of the same files, of which none may be written to; a harm replaces them."""
    shutil.copytree(data, target, symlinks=True, copy_function=os.link, ignore=lambda *_: {"lock"})
    shutil.copy(data / "lock", target)  # one with two names is nobody's
    return target


def prepared(base: Path, folder: Path, case: Case, copy: Copy = copy_data) -> tuple[Path, Path]:
    """A copy of a data folder, and the place in it that is to be damaged."""
    data = copy(base, folder / "data")
    _add(data, case.path)
    return data, case.place(data)


def harmed(base: Path, folder: Path, case: Case, copy: Copy = linked_data) -> tuple[Path, Path]:
    """A copy of a data folder with a harm done to it, and where."""
    data, place = prepared(base, folder, case, copy)
    HARMS[case.harm](place)
    return data, place


def _add(data: Path, path: str) -> None:
    """Add what no data folder has of itself: settings, and the journal of a killed run."""
    if path == _SETTINGS:
        (data / path).write_text("workers = 2\n", encoding="utf-8")
    if path == _JOURNALS:
        (segment,) = (data / "raw/log").glob("*.parquet")
        row = pq.read_table(segment).to_pylist()[0] | {"fetched_at": "2026-01-15T03:00:00+00:00"}
        journal = segment.with_name("20260115T030000Z-abcdef-00000.journal")
        journal.write_text(f"{json.dumps(row)}\n", "utf-8")


def said(done: Done) -> str:
    return done.stdout + done.stderr


def names(done: Done, name: str) -> bool:
    return name.lower() in said(done).lower()


def shown(words: Sequence[str], done: Done) -> str:
    """A command and its end, in one line."""
    told = " / ".join(said(done).strip().splitlines()) or "nothing"
    most = told[-300:] if "Traceback" in told else told[:500]
    return f"{' '.join(words)} ended with {done.returncode} and said: {most}"


def faults(words: Sequence[str], done: Done) -> Iterator[str]:
    """What no command may do, whatever it meets."""
    if "Traceback" in said(done):
        yield f"TRACEBACK {shown(words, done)}"
    elif any(last in said(done) for last in LAST_RESORTS):
        yield f"LAST RESORT {shown(words, done)}"
    elif done.returncode not in CODES:
        yield f"CODE {shown(words, done)}"
    elif done.returncode and len(said(done).split()) < _FEW_WORDS:
        yield f"SILENT {shown(words, done)}"
    elif done.returncode == 0 and "--json" in words:
        try:
            json.loads(done.stdout)
        except ValueError:
            yield f"NO JSON {shown(words, done)}"


def seen(data: Path) -> dict[str, tuple[int, int, str]]:
    """Size, date and target of everything in a data folder but the lock."""
    found = {}
    for path in sorted(data.rglob("*")) if data.is_dir() else [*data.parent.glob(data.name)]:
        name = path.relative_to(data).as_posix()
        if path.is_symlink():
            found[name] = 0, 0, str(path.readlink())
        elif not path.is_dir() and name != "lock":
            found[name] = path.stat().st_size, path.stat().st_mtime_ns, ""
    return found


def params(cases: Iterable[Case], quick: Iterable[Case] = ()) -> list:
    """Cases as parameters; all but the quick ones together take longer than `make test` allows."""
    few = set(quick)
    return [pytest.param(case, id=str(case), marks=() if case in few else pytest.mark.long) for case in cases]
