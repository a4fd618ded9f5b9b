"""The nightly schedule, and the other flows to be started by hand, on a server of the user's or our own."""

import flows.engine  # isort: skip  # noqa: F401 - sets the engine's variables before it is imported
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import typer
from prefect import Flow
from prefect import serve as serve_deployments
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.types.entrypoint import EntrypointType

from flows.engine.results import listening_line
from flows.engine.server import schedule_server
from flows.ingest import backfill, ingest, rebuild
from flows.nightly import nightly
from tasks.common.clock import HOME, NIGHT
from tasks.common.logger import log
from tasks.operate.health import NIGHTLY

CRON = f"{NIGHT.minute} {NIGHT.hour} * * *"
ZONE = HOME.key


def serve_flows(data: Path, port: int, cron: str = CRON, night: Flow[..., Any] = nightly) -> None:
    """Run a night whenever it is due, and any flow that is started in the UI, until the process is stopped.

    Without a server in PREFECT_API_URL, one starts here at `port` and ends with the process. The schedule
    stays on when the process stops; missed nights become one night when it starts again. `cron` is in the
    time of Brussels.
    """
    with schedule_server(port) as api, temporary_settings({PREFECT_API_URL: api}), _until_stopped():
        typer.echo(listening_line(api))
        typer.echo(f"Nightly runs start at '{cron}' ({ZONE}); start the other flows in the UI.")
        log.info("Nights in %s at '%s' (%s)", data, cron, ZONE)
        given = {"data": str(data.resolve())}
        serve_deployments(
            _deployment(
                night,
                given,
                schedules=[Cron(cron, timezone=ZONE, slug=NIGHTLY)],
                concurrency_limit=ConcurrencyLimitConfig(
                    limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
                ),
            ),
            *(_deployment(flow, given) for flow in (ingest, backfill, rebuild)),
            pause_on_shutdown=False,
            print_starting_message=False,
        )


@contextmanager
def _until_stopped() -> Iterator[None]:
    """End the block without an error at Ctrl-C and SIGTERM, also before the engine has begun."""
    try:
        # The engine ends its runs at SIGTERM; Ctrl-C would interrupt its loop anywhere.
        signal.signal(signal.SIGINT, lambda *_: signal.raise_signal(signal.SIGTERM))
        yield
    except KeyboardInterrupt:
        return
    except SystemExit as end:
        if end.code:
            raise


def _deployment(flow: Flow[..., Any], given: dict[str, Any], **options: Any) -> RunnerDeployment:  # noqa: ANN401
    made = flow.to_deployment(
        flow.name, parameters=given, entrypoint_type=EntrypointType.MODULE_PATH, **options
    )
    return cast("RunnerDeployment", made)  # in an event loop it would be a coroutine
