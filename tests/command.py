"""Running the command line, in this process or in one of its own, with settings and home of its own."""

import contextlib
import io
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flows.cli import app
from tests.engine import shared_engine
from tests.environment import environment

ENTRY = "from flows.cli.app import main; main()"
PATIENCE = 300
"""Seconds after which a command hangs."""
BUILDING = {"ingest", "nightly", "backfill", "rebuild"}
"""Commands that need the engine when there is work."""


def command(*arguments: object) -> list[str]:
    """The installed command; without one, its entry point."""
    installed = Path(sys.executable).with_name("senate-questions")
    program = [str(installed)] if installed.exists() else [sys.executable, "-c", ENTRY]
    return [*program, *map(str, arguments)]


def run(
    *arguments: object, env: dict[str, str] | None = None, stdin: str = "", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end in this process; standard input is empty unless given.

    Commands that build find the engine that the whole test run shares.
    """
    words = [str(word) for word in arguments]
    out, err = _stream(), _stream()
    with (
        patch.dict(os.environ, environment(**(env or {})), clear=True),
        contextlib.chdir(cwd or Path.cwd()),
        patch("sys.argv", ["senate-questions", *words]),
        patch("sys.stdin", _stream(stdin)),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        _engine_for(words),
    ):
        try:
            code = app.run(words)
        except Exception:  # what a process would do
            traceback.print_exc()
            code = 1
    return subprocess.CompletedProcess(words, code, _content(out), _content(err))


def run_apart(
    *arguments: object, env: dict[str, str] | None = None, stdin: str = "", **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end in a process of its own, with an engine of its own."""
    return subprocess.run(
        command(*arguments),
        input=stdin,
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


@contextlib.contextmanager
def _engine_for(words: list[str]) -> Iterator[None]:
    """The shared engine for a command that may need one; none for the others."""
    if words[:1] and words[0] in BUILDING and "--help" not in words:
        with shared_engine():
            yield
    else:
        yield


def _stream(content: str = "") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content.encode()), "utf-8", write_through=True)


def _content(stream: io.TextIOWrapper) -> str:
    """What was written, with the line ends of text, as a pipe's reader sees it."""
    return stream.buffer.getvalue().decode().replace("\r\n", "\n")  # type: ignore[attr-defined]
