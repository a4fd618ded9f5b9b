"""A server of our own: a process that ends with this one.

It starts while the engine is imported: each takes seconds. It has a separate session, so that Ctrl-C does not
reach it and the engine can still record how a run ended. A pipe (`flows.engine.lifeline`) ends it with a
killed run.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import cache
from tempfile import TemporaryFile
from typing import IO

import requests

from tasks.common.errors import UnexpectedError, UsageError

_HOST = "127.0.0.1"
_PATIENCE = 120
"""Seconds for a server to start; a cold machine needs 17."""
_GOODBYE = 10
"""Seconds for a server to end."""
_SERVICES = """SCHEDULER LATE_RUNS TRIGGERS FOREMAN REPOSSESSOR CANCELLATION_CLEANUP PAUSE_EXPIRATIONS
    CLEANUP_RECONCILER DB_VACUUM EVENT_PERSISTER TASK_RUN_RECORDER""".split()
FOR_ONE_RUN = {
    f"PREFECT_SERVER_{name}": "false"
    for name in ("UI_ENABLED", "REGISTER_BLOCKS_ON_START", *(f"SERVICES_{one}_ENABLED" for one in _SERVICES))
}
"""What nothing asks for during one run."""
_LAST_LINES = 5


class OwnServer:
    """A server that was started; it responds at `api` once `wait` has returned.

    `output` is the file that it prints to, for the message that it did not start.
    """

    def __init__(self, api: str, process: subprocess.Popen[bytes], output: IO[bytes]) -> None:
        self.api = api
        self.process = process
        self._output = output

    def wait(self) -> str:
        """The address, once the server responds; raises UnexpectedError when it does not start."""
        end = time.monotonic() + _PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            try:
                if requests.get(f"{self.api}/health", timeout=5).ok:
                    return self.api
            except requests.RequestException:
                time.sleep(0.1)
        lines = self._last_lines()
        self.end()
        printed = f"It printed: {' '.join(lines)}" if lines else "It printed nothing."
        raise UnexpectedError(
            f"The Prefect server did not start at {self.api}. {printed}\n"
            "Set PREFECT_HOME to a folder that can be written, or PREFECT_API_URL to a running server."
        )

    def _last_lines(self) -> list[str]:
        """The last lines with errors, else the last lines."""
        self._output.seek(0)
        printed = (line.strip() for line in self._output.read().decode(errors="replace").splitlines())
        lines = [line for line in printed if line.strip("^~")]
        return ([line for line in lines if "error" in line.lower()] or lines)[-_LAST_LINES:]

    def end(self) -> None:
        """End the server, and wait until it has ended."""
        self.process.terminate()
        try:
            self.process.wait(_GOODBYE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()
        self._output.close()


@cache
def start_for_one_run() -> OwnServer | None:
    """The server of this process, without web pages and schedules; None when PREFECT_API_URL names one."""
    if os.environ.get("PREFECT_API_URL"):
        return None
    with socket.socket() as found:
        found.bind((_HOST, 0))
        port: int = found.getsockname()[1]
    return start(port, FOR_ONE_RUN)


def start(port: int, settings: Mapping[str, str] | None = None) -> OwnServer:
    """A server at a port of this machine, with some settings of Prefect of its own.

    Raises UsageError for a port that is taken: another server there would be believed to be this one.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            raise UsageError(
                f"Cannot listen on port {port}: {error.strerror}. Choose another with --port, or set "
                "PREFECT_API_URL to a running server."
            ) from error
    api = f"http://{_HOST}:{port}/api"
    words = ["server", "start", "--host", _HOST, "--port", str(port)]
    output = TemporaryFile()  # noqa: SIM115 - as long as the server
    process = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-P", "-m", "flows.engine.lifeline", *words],
        env={**os.environ, **(settings or {}), "PREFECT_SERVER_UI_API_URL": api},
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    return OwnServer(api, process, output)
