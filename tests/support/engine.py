"""Servers of the engine for tests: one that a whole test run shares, and others of a test's own."""

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

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


def wait_for(question, what: str):
    end = time.monotonic() + PATIENCE
    while not (found := question()):
        assert time.monotonic() < end, f"{what} did not come in {PATIENCE} s"
        time.sleep(0.5)
    return found


@contextmanager
def engine_server(folder: Path) -> Iterator[str]:
    """The address of a server that lives as long as the block."""
    port = free_port()
    words = [sys.executable, "-m", "prefect", "server", "start", "--port", str(port), "--no-ui"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            words, env=environment(**SETTINGS, PREFECT_HOME=str(folder)), stdout=log, stderr=log
        )
    api = f"http://127.0.0.1:{port}/api"
    try:
        wait_for(lambda: process.poll() is None and ask(api, "health"), "the server")
        yield api
    finally:
        process.terminate()
        process.wait(60)


_STARTED: list[subprocess.Popen[bytes]] = []
"""Kept, since a process that nobody holds while it runs is warned of."""
SHARED = "TESTS_SHARED_FOLDER"
"""The variable that names the folder in which the processes of one test run find what they share."""


@contextmanager
def shared_folder() -> Iterator[None]:
    """Hold the folder of a test run; the engine that its processes share ends with it, however that ends."""
    with TemporaryDirectory(prefix="senate-questions-tests-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.mkfifo(folder / "life")
        life = os.open(folder / "life", os.O_RDWR)
        os.environ[SHARED] = name
        try:
            yield
        finally:
            os.close(life)
            if (folder / "process").exists():
                with suppress(ProcessLookupError):
                    os.killpg(int((folder / "process").read_text(encoding="utf-8")), signal.SIGKILL)


@contextmanager
def shared_engine() -> Iterator[None]:
    """Let flows of this process use the engine of the test run."""
    import flows.engine  # isort: skip  # noqa: F401, PLC0415 - sets variables before the engine is
    from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings  # noqa: PLC0415 - takes a second to import

    with temporary_settings({PREFECT_API_URL: shared_address(), PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        yield


@cache
def shared_address() -> str:
    """The address of the engine of the test run, which the first process that asks for it starts."""
    return made_once("address", _started)


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


def _started(folder: Path) -> str:
    """Start a server that lives until nobody holds the other end of the pipe."""
    from flows.engine.own_server import FOR_ONE_RUN  # noqa: PLC0415 - one process of the test run needs it

    port = free_port()
    words = [sys.executable, "-m", "flows.engine.lifeline", "server", "start", "--port", str(port), "--no-ui"]
    env = environment(**SETTINGS, **FOR_ONE_RUN, PREFECT_HOME=str(folder / "engine"))
    with (folder / "life").open("rb") as life, (folder / "log").open("wb") as log:
        process = subprocess.Popen(words, env=env, stdin=life, stdout=log, stderr=log, start_new_session=True)
    _STARTED.append(process)
    (folder / "process").write_text(str(process.pid), encoding="utf-8")
    api = f"http://127.0.0.1:{port}/api"
    wait_for(lambda: process.poll() is None and ask(api, "health"), "the server that all tests share")
    return api
