"""The flows `ingest`, `backfill` and `rebuild`, as Prefect runs them: plain values in, a state out."""

import flows.engine  # isort: skip  # noqa: F401 - sets the engine's variables before it is imported
from collections.abc import Sequence
from pathlib import Path

from prefect import flow
from prefect.client.schemas.objects import State

from flows.engine.results import print_end
from flows.run import Report
from flows.settings import data_folder
from flows.start import start_backfill, start_ingest, start_rebuild
from flows.states import ended, run_name
from schemas.codes import LIVE_SOURCE
from tasks.fetch.plan import Range


@flow(name="ingest", flow_run_name=run_name, persist_result=False, on_crashed=[print_end])
def ingest(
    data: Path | None = None, sources: Sequence[str] = (LIVE_SOURCE,), accept_drop: str | None = None
) -> State[Report]:
    """Bring in pages, then build and publish a release.

    Args:
        data: The data folder. Default: $SENATE_DATA, else ./data.
        sources: 'live' (the Senate's site), 'sample', or paths of pages, folders and archives.
        accept_drop: Leave empty. After a release was refused for losses: why it may be published anyway.
    """
    return ended(lambda: start_ingest(data_folder(data), sources, accept_drop))


@flow(name="backfill", flow_run_name=run_name, persist_result=False, on_crashed=[print_end])
def backfill(
    data: Path | None,
    legislature: int,
    first: int = 1,
    last: int | None = None,
    accept_drop: str | None = None,
) -> State[Report]:
    """Fetch questions of a legislature from the site, then build and publish a release.

    This takes hours, since the site is asked slowly. Cancel it at any time; the next backfill resumes.

    Args:
        data: The data folder. Default (null): $SENATE_DATA, else ./data.
        legislature: Its number, such as 7.
        first: The first question.
        last: The last question. Default: the last one that exists.
        accept_drop: Leave empty. After a release was refused for losses: why it may be published anyway.
    """
    wanted = Range(legislature, first, last)
    return ended(lambda: start_backfill(data_folder(data), wanted, accept_drop))


@flow(name="rebuild", flow_run_name=run_name, persist_result=False, on_crashed=[print_end])
def rebuild(data: Path | None = None, accept_drop: str | None = None) -> State[Report]:
    """Build and publish a release from the raw store alone, without using the network.

    Args:
        data: The data folder. Default: $SENATE_DATA, else ./data.
        accept_drop: Leave empty. After a release was refused for losses: why it may be published anyway.
    """
    return ended(lambda: start_rebuild(data_folder(data), accept_drop))
