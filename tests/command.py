"""Running the real command line: one process a call, with settings, home and engine of its own."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

ENTRY = "from flows.cli.app import main; main()"
NOT_INHERITED = ("SENATE_", "PREFECT_")
PATIENCE = 300
"""Seconds after which a command hangs."""


@cache
def home() -> Path:
    """A home for all commands of a test run, so that nothing of the user's has a say."""
    folder = Path(tempfile.mkdtemp(prefix="senate-questions-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def environment(**variables: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(NOT_INHERITED)}
    own = {"HOME": home(), "XDG_CONFIG_HOME": home() / "config", "PREFECT_HOME": home() / "engine"}
    return inherited | {name: str(value) for name, value in own.items()} | variables


def command(*arguments: object) -> list[str]:
    """The installed command; without one, its entry point."""
    installed = Path(sys.executable).with_name("senate-questions")
    program = [str(installed)] if installed.exists() else [sys.executable, "-c", ENTRY]
    return [*program, *map(str, arguments)]


def run(
    *arguments: object, env: dict[str, str] | None = None, stdin: str | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; standard input is empty unless given."""
    return subprocess.run(
        command(*arguments),
        input="" if stdin is None else stdin,
        env=environment(**(env or {})),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        **options,
    )


def imported(*arguments: object, stdin: str = "", code: int = 0) -> set[str]:
    """Top-level packages that a command imports, which must end with that code."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", ENTRY, *map(str, arguments)],
        input=stdin,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == code, done.stderr[-2000:]
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rsplit("|", 1)[1].strip().split(".")[0] for line in lines}


def is_clear(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether a failed command says why, in a sentence and not in a traceback."""
    return bool(done.stderr.strip()) and "Traceback" not in done.stderr and len(done.stderr.split()) > 3
