"""The schedule: every night at four, one run at a time, on a server of the user's or on one of our own.

Between two and three a night of autumn comes twice, and one of spring not at all; four is safe.
"""

import flows.engine  # isort: skip  # noqa: F401 - sets the engine's variables before it is imported
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.schedules import Cron
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.types.entrypoint import EntrypointType

from flows.nightly import NIGHTLY, nightly
from tasks.errors import UnexpectedError
from tasks.logger import log

CRON = "0 4 * * *"
ZONE = "Europe/Brussels"
_HOST = "127.0.0.1"
_PATIENCE = 120
"""Seconds in which a server must come up."""


def serve_nights(data: Path, port: int, cron: str = CRON) -> None:
    """Run a night whenever it is due, until the process is stopped.

    A server that PREFECT_API_URL names is used; without one a server is started here and ends with us. The
    schedule stays on when the process stops, and nights that were missed are one night when it starts again.

    Args:
        data: The data folder.
        port: Where our own server listens.
        cron: When, in the time of Brussels.

    Raises:
        UnexpectedError: When the server does not come up.
    """
    with _server(port) as api, temporary_settings({PREFECT_API_URL: api}):
        log.info("Nights in %s at '%s' (%s), on %s", data, cron, ZONE, api)
        nightly.serve(
            name=NIGHTLY,
            schedules=[Cron(cron, timezone=ZONE, slug=NIGHTLY)],
            parameters={"data": str(data.resolve())},
            limit=1,
            global_limit=ConcurrencyLimitConfig(
                limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
            ),
            pause_on_shutdown=False,
            print_starting_message=False,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )


@contextmanager
def _server(port: int) -> Iterator[str]:
    """The address of the server that PREFECT_API_URL names, or of one that lives as long as the block."""
    named = PREFECT_API_URL.value()
    if named:
        yield named
        return
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", _HOST, "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    try:
        api = f"http://{_HOST}:{port}/api"
        _wait_for(api, process)
        yield api
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _wait_for(api: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            if requests.get(f"{api}/health", timeout=5).ok:
                return
        except requests.RequestException:
            time.sleep(0.5)
    raise UnexpectedError(
        f"The engine's server did not come up at {api}. Is the port taken? Choose another with --port, or "
        "name a server that runs with PREFECT_API_URL."
    )
