"""Servers of the engine for tests, and what the processes of a test run share."""

import fcntl
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.support.environment import environment

PATIENCE = 300
SETTINGS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TRIGGERS_READ_BATCH_SIZE": "100",
}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def ask(api: str, path: str, body: dict | None = None):
    """The answer of the server, or None while it gives none."""
    content = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{api}/{path}", content, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)
    except OSError:
        return None


def wait_for(
    question: Callable[[], Any], what: str | Callable[[], str], pause: float = 0.5, patience: float = PATIENCE
) -> Any:
    """What a function returns once that is true; `what` says what did not come, or makes that sentence."""
    end = time.monotonic() + patience
    while not (found := question()):
        assert time.monotonic() < end, f"{what() if callable(what) else what} did not come in {patience} s"
        time.sleep(pause)
    return found


@contextmanager
def running(
    words: Iterable[object], ready: Callable[[], Any], what: str, **options: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """A server that is ready, and lives as long as the block; nobody reads what it says."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([*map(str, words)], **quiet | options)
    try:
        wait_for(lambda: process.poll() is None and ready(), what)
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


@contextmanager
def engine_server(folder: Path, **settings: str) -> Iterator[str]:
    """The address of a server with some settings, which lives as long as the block."""
    port = free_port()
    api = f"http://127.0.0.1:{port}/api"
    words = [sys.executable, "-m", "prefect", "server", "start", "--port", port, "--no-ui"]
    env = environment(**SETTINGS, **settings, PREFECT_HOME=str(folder))
    with (folder / "log").open("wb") as log:
        outputs = {"stdout": log, "stderr": log}
        with running(words, lambda: ask(api, "health"), "the server", env=env, **outputs):
            yield api


SHARED = "TESTS_SHARED_FOLDER"
"""The variable that names the folder in which the processes of one test run find what they share."""


@contextmanager
def shared_folder() -> Iterator[None]:
    """Hold the folder of a test run."""
    with TemporaryDirectory(prefix="senate-questions-tests-", ignore_cleanup_errors=True) as name:
        os.environ[SHARED] = name
        yield


def made_once(name: str, make: Callable[[Path], str]) -> str:
    """What the first process of the test run that asks has made, for all of them.

    Args:
        name: A name of its own.
        make: Gets the shared folder; what it returns is what all are told.
    """
    folder = Path(os.environ[SHARED])
    with (folder / f"{name}.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / name
        if not made.exists():
            made.write_text(make(folder), "utf-8")
        return made.read_text("utf-8")
