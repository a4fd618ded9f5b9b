"""A server of the engine: the one that the user names, or one of our own that ends with us.

Our own is in a session of its own, so that Ctrl-C at a terminal reaches us alone and the engine can still be
told how a run ended; and it hangs on a pipe (`flows.engine.lifeline`), so that a killed run leaves none
behind.
"""

import atexit
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import requests
from prefect.settings import PREFECT_API_URL, temporary_settings

from tasks.common.errors import UnexpectedError

_HOST = "127.0.0.1"
_PATIENCE = 120
"""Seconds in which a server must come up; a cold machine needs 17."""
_GOODBYE = 10
"""Seconds in which a server must end."""
_NOT_FOR_ONE_RUN = ("--no-ui", "--no-scheduler", "--no-late-runs")


def need_server() -> None:
    """See to it that flows find a server: the one that PREFECT_API_URL names, or one that ends with us.

    Raises:
        UnexpectedError: When the server does not come up.
    """
    if PREFECT_API_URL.value():
        return
    life = ExitStack()
    atexit.register(life.close)  # not before: what the engine has yet to tell is sent when the process ends
    api = life.enter_context(_own_server(_free_port(), *_NOT_FOR_ONE_RUN))
    life.enter_context(temporary_settings({PREFECT_API_URL: api}))


@contextmanager
def shown_server(port: int) -> Iterator[str]:
    """The address of the server that PREFECT_API_URL names, or of our own, with pages, for the block.

    Args:
        port: Where our own listens.

    Raises:
        UnexpectedError: When the server does not come up.
    """
    named = PREFECT_API_URL.value()
    if named:
        yield named
        return
    with _own_server(port) as api:
        yield api


@contextmanager
def _own_server(port: int, *options: str) -> Iterator[str]:
    """The address of a server that lives as long as the block, and no longer than this process."""
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
        f"The engine's server did not come up at {api}. Is the port taken? Choose another with --port, or "
        "name a server that runs with PREFECT_API_URL."
    )
