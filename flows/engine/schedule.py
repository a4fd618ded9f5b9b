"""The nightly schedule, on a server of the user's or on our own."""

import signal
from pathlib import Path

from prefect import Flow
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, State
from prefect.schedules import Cron
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.types.entrypoint import EntrypointType

from flows.engine.served_nights import print_nights
from flows.engine.server import schedule_server
from flows.nightly import nightly
from tasks.common.clock import HOME, NIGHT
from tasks.common.logger import log
from tasks.operate.health import NIGHTLY

CRON = f"{NIGHT.minute} {NIGHT.hour} * * *"
ZONE = HOME.key


def serve_nights(data: Path, port: int, cron: str = CRON, night: Flow[[str], State[str]] = nightly) -> None:
    """Run a night whenever it is due, until the process is stopped, and print the result of each.

    Without a server in PREFECT_API_URL, one starts here at `port` and ends with the process. The schedule
    stays on when the process stops; missed nights become one night when it starts again. `cron` is in the
    time of Brussels.
    """
    with (
        schedule_server(port) as api,
        temporary_settings({PREFECT_API_URL: api}),
        print_nights(data, NIGHTLY, api),
    ):
        log.info("Nights in %s at '%s' (%s)", data, cron, ZONE)
        # The engine ends its nights at SIGTERM; Ctrl-C would interrupt its loop anywhere.
        signal.signal(signal.SIGINT, lambda *_: signal.raise_signal(signal.SIGTERM))
        try:
            night.serve(
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
        except SystemExit as end:  # of an engine that was stopped before it had begun
            if end.code:
                raise
