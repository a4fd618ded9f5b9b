"""Starting a run: check whether there is work, start the engine, run the flow."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from flows.decide import nothing_is_due, nothing_is_new
from flows.engine.own_server import start_for_one_run
from flows.run import Built, Report, running
from flows.settings import LoadedSettings, load_settings
from schemas.codes import LIVE_SOURCE
from tasks.common.clock import Clock
from tasks.common.errors import NothingReadError
from tasks.fetch.files import source_name
from tasks.fetch.plan import Range
from tasks.fetch.site.agent import user_agent
from tasks.operate.check import nothing_stored


def start_ingest(
    data: Path,
    sources: Sequence[str],
    accept_drop: str | None = None,
    *,
    loaded: LoadedSettings | None = None,
    clock: Clock | None = None,
) -> Report:
    """Bring in sources ('live', 'sample', or paths) and publish a release, unless nothing has changed."""
    loaded = loaded or load_settings(data)
    names = [source if source == LIVE_SOURCE else source_name(source) for source in sources]
    is_live, files = LIVE_SOURCE in names, [name for name in names if name != LIVE_SOURCE]
    if is_live:
        user_agent(loaded.values.contact)
    is_default = set(sources) == {LIVE_SOURCE}
    command = ["ingest", *(() if is_default else (word for source in sources for word in ("--from", source)))]
    with running(data, command, loaded=loaded, clock=clock, accept_drop=accept_drop) as run:
        if (not files or nothing_is_new(run, files)) and (not is_live or nothing_is_due(run)):
            run.end_with(Built())
            return run.report
        with _engine():
            from flows.ingest import ingest  # noqa: PLC0415 - the engine takes seconds to import
        run.end_with(ingest(run, names))
    return run.report


def start_backfill(
    data: Path,
    wanted: Range,
    accept_drop: str | None = None,
    *,
    loaded: LoadedSettings | None = None,
    clock: Clock | None = None,
) -> Report:
    """Fetch a range of a legislature and publish a release, unless nothing has changed."""
    loaded = loaded or load_settings(data)
    user_agent(loaded.values.contact)
    command = ["backfill", *wanted.checked().options()]
    with running(data, command, loaded=loaded, clock=clock, accept_drop=accept_drop) as run:
        with _engine():
            from flows.ingest import backfill  # noqa: PLC0415 - the engine takes seconds to import
        run.end_with(backfill(run, wanted))
    return run.report


def start_nightly(data: Path, *, loaded: LoadedSettings | None = None, clock: Clock | None = None) -> Report:
    """Fetch what is due, publish a release, and remove old ones."""
    with running(data, ["nightly"], loaded=loaded, clock=clock, unattended=True) as run:
        user_agent(run.settings.contact)
        if nothing_is_due(run):
            run.end_with(Built())
            return run.report
        with _engine():
            from flows.nightly import night  # noqa: PLC0415 - the engine takes seconds to import
        run.end_with(night(run))
    return run.report


def start_rebuild(
    data: Path, accept_drop: str | None = None, *, loaded: LoadedSettings | None = None
) -> Report:
    """Build and publish a release from the raw store."""
    with running(data, ["rebuild"], loaded=loaded, accept_drop=accept_drop, afresh=True) as run:
        run.fetch_log()  # a damaged one raises
        if no_page := nothing_stored(run.store):
            raise NothingReadError(no_page)
        with _engine():
            from flows.ingest import rebuild  # noqa: PLC0415 - the engine takes seconds to import
        run.end_with(rebuild(run))
    return run.report


@contextmanager
def _engine() -> Iterator[None]:
    """Start the engine's server while the block imports a flow."""
    own = start_for_one_run()
    yield
    from flows.engine.server import use_server  # noqa: PLC0415 - the engine takes seconds to import

    use_server(own)
