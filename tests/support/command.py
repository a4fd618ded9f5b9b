"""Running the command line, in this process or in another, with settings and home of its own."""

import contextlib
import io
import os
import subprocess
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flows.cli import app
from tasks.common.workers import Workers
from tasks.fetch.site.classify import classify
from tests.support import PROJECT
from tests.support.environment import environment
from tests.support.releases import verified_here

ENTRY = "from flows.cli.entry import main; main()"
PATIENCE = 300
"""Seconds after which a command hangs."""


def command(*arguments: object) -> list[str]:
    """The installed command; without one, its entry point."""
    installed = Path(sys.executable).with_name("senate-questions")
    program = [str(installed)] if installed.exists() else [sys.executable, "-c", ENTRY]
    return [*program, *map(str, arguments)]


def run(
    *arguments: object, env: dict[str, str] | None = None, stdin: str = "", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end in this process; standard input is empty unless given.

    What it does in other processes it does here too, unless SENATE_WORKERS says how many read pages, and it
    does without Prefect; `run_apart` has it, with the setting `engine`.
    """
    given = environment(**(env or {}))
    with nullcontext() if "SENATE_WORKERS" in given else all_here():
        return _run([str(word) for word in arguments], given, stdin, cwd or Path.cwd())


def output_of(*arguments: object, **options: Any) -> str:
    """What a command prints that must end well and have nothing to complain of."""
    done = succeed(*arguments, **options)
    assert done.stderr == "", done
    return done.stdout


def succeed(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command that must end well."""
    done = run(*arguments, **options)
    assert done.returncode == 0, done.stderr
    return done


def refusal_of(*arguments: object, code: int = 2, **options: Any) -> str:
    """Why a command ends with that code, without a word on standard output."""
    done = run(*arguments, **options)
    assert (done.returncode, done.stdout) == (code, ""), done
    assert is_clear(done), done.stderr
    return done.stderr


@contextlib.contextmanager
def all_here() -> Iterator[None]:
    """Do here what a run does in other processes, each of which takes longer to start than to work."""
    with (
        patch("flows.build.Workers", lambda *_, **__: Workers(0)),
        patch("flows.fetching.classifier_apart", lambda: nullcontext(classify)),
        patch("flows.fetching.classifier_apart", lambda: nullcontext(classify)),
        patch("tasks.release.publish.verify_in_fresh_process", verified_here),
    ):
        yield


def _run(
    words: list[str], variables: dict[str, str], stdin: str, folder: Path
) -> subprocess.CompletedProcess[str]:
    out, err = _stream(), _stream()
    with (
        patch.dict(os.environ, variables, clear=True),
        contextlib.chdir(folder),
        patch("sys.argv", ["senate-questions", *words]),
        patch("sys.stdin", _stream(stdin)),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            code = app.run(words)
        except Exception:  # noqa: BLE001 - what a process would do
            traceback.print_exc()
            code = 1
    return subprocess.CompletedProcess(words, code, _content(out), _content(err))


def end_of(
    words: Iterable[object], *, env: dict[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end in a process of its own, with these variables beside the usual ones."""
    usual = {"capture_output": True, "encoding": "utf-8", "timeout": PATIENCE} | options
    return subprocess.run([*map(str, words)], env=environment(**(env or {})), check=False, **usual)


def run_apart(*arguments: object, stdin: str = "", **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command to its end in a process of its own; SENATE_ENGINE=prefect gives it an engine."""
    return end_of(command(*arguments), input=stdin, **options)


def begun(*arguments: object, **options: Any) -> subprocess.Popen[str]:
    """Begin a command in a process of its own, whose outputs can be read."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    return subprocess.Popen(command(*arguments), **{"env": environment()} | pipes | options)


def python(code: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run code in a new process of this interpreter, which finds the project."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=os.environ | {"PYTHONPATH": str(PROJECT)} | variables,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


def imported(*arguments: object, stdin: str = "", code: int = 0) -> set[str]:
    """Top-level packages that a command imports which may use the engine, and must end with that code."""
    words = [sys.executable, "-X", "importtime", "-c", ENTRY, *arguments]
    done = end_of(words, input=stdin, env={"SENATE_ENGINE": "prefect"})
    assert done.returncode == code, done.stderr[-2000:]
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rsplit("|", 1)[1].strip().split(".")[0] for line in lines}


def is_clear(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether a failed command says why, in a sentence and not in a traceback."""
    return bool(done.stderr.strip()) and "Traceback" not in done.stderr and len(done.stderr.split()) > 3


def _stream(content: str = "") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content.encode()), "utf-8", write_through=True)


def _content(stream: io.TextIOWrapper) -> str:
    """What was written, with the line ends of text, as a pipe's reader sees it."""
    return stream.buffer.getvalue().decode().replace("\r\n", "\n")  # type: ignore[attr-defined]
