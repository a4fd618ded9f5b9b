"""A server of the engine: the user's, or our own that ends with this process.

Our own has a separate session, so that Ctrl-C does not reach it and the engine can still record how a run
ended. A pipe (`flows.engine.lifeline`) ends it with a killed run.
"""

import atexit
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from urllib.parse import urlsplit, urlunsplit

import requests
from prefect import get_client
from prefect.settings import PREFECT_API_URL, temporary_settings

from tasks.common.errors import UnexpectedError, UnreachableError

_HOST = "127.0.0.1"
_PATIENCE = 120
"""Seconds for a server to start; a cold machine needs 17."""
_GOODBYE = 10
"""Seconds for a server to end."""
_NOT_FOR_ONE_RUN = ("--no-ui", "--no-scheduler", "--no-late-runs")


def need_server() -> None:
    """Start a server for flows unless PREFECT_API_URL names one; it ends with this process."""
    if _named_server():
        return
    life = ExitStack()
    atexit.register(life.close)  # not earlier: the engine sends its last events at exit
    api = life.enter_context(_own_server(_free_port(), *_NOT_FOR_ONE_RUN))
    life.enter_context(temporary_settings({PREFECT_API_URL: api}))


def schedule_server(port: int) -> AbstractContextManager[str]:
    """The address of the server in PREFECT_API_URL, or of our own at a port, with web pages."""
    named = _named_server()
    return nullcontext(named) if named else _own_server(port)


def without_credentials(api: str) -> str:
    """An address without the user and password in it."""
    parts = urlsplit(api)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _named_server() -> str | None:
    """The address in PREFECT_API_URL; raises UnreachableError when it does not respond."""
    named: str | None = PREFECT_API_URL.value()
    if named:
        with get_client(sync_client=True) as client:
            error = client.api_healthcheck()
        if error:
            raise UnreachableError(
                f"The Prefect server at {without_credentials(named)}, which PREFECT_API_URL names, does not "
                f"respond: {error}. Start it, or unset PREFECT_API_URL to let this command start its own."
            )
    return named


@contextmanager
def _own_server(port: int, *options: str) -> Iterator[str]:
    """The address of a server that ends with the block, at the latest with this process."""
    api = f"http://{_HOST}:{port}/api"
    words = ["server", "start", "--host", _HOST, "--port", str(port), *options]
    process = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-P", "-m", "flows.engine.lifeline", *words],
        env={**os.environ, "PREFECT_SERVER_UI_API_URL": api},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    with process:
        try:
            _wait_for(api, process)
            yield api
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_GOODBYE)
    except subprocess.TimeoutExpired:
        process.kill()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((_HOST, 0))
        port: int = found.getsockname()[1]
        return port


def _wait_for(api: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            if requests.get(f"{api}/health", timeout=5).ok:
                return
        except requests.RequestException:
            time.sleep(0.2)
    raise UnexpectedError(
        f"The Prefect server did not start at {api}. Is the port in use? Choose another with --port, or "
        "set PREFECT_API_URL to a running server."
    )
