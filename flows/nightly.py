"""The flows of a night: the scheduled one, and the one started by hand."""

import flows.engine  # isort: skip  # noqa: F401 - sets the engine's variables before it is imported
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from prefect import flow, get_client, runtime
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.build import fetch_and_build
from flows.console.signals import SIGNALS
from flows.decide import nothing_is_due
from flows.run import Built, Run, running
from flows.settings import data_folder
from schemas.errors import SenateQuestionsError
from schemas.records import Row
from tasks.common.clock import HOME, Clock
from tasks.common.errors import LockedError
from tasks.fetch.files import SourceReport
from tasks.fetch.site.agent import user_agent
from tasks.operate.health import NIGHTLY
from tasks.operate.ledger import ledger
from tasks.present.night_report import counts_beside, night_report
from tasks.release.published.folders import RELEASES, current_release
from tasks.release.published.manifest import read_manifest


@flow(name="night", flow_run_name="night-{run.run_id}", validate_parameters=False)
def night(run: Run) -> Built:
    """Fetch what is due, then build and publish a release; for a person at a terminal."""
    SIGNALS.listen_again()
    return _fetch_and_report(run)


def _fetch_and_report(run: Run) -> Built:
    """Fetch and build in the current flow; the engine keeps the report."""
    built = fetch_and_build(run, SourceReport())
    if not built.release:
        return built
    manifest = read_manifest(built.release) or {}
    before = read_manifest(run.data / RELEASES / str(manifest.get("compared_with"))) or {}
    create_markdown_artifact(
        key="night-report",
        markdown=night_report(built.release, built.problems),
        description="New questions and answers, repairs by rule, quarantined pages, gaps, withdrawals.",
    )
    create_table_artifact(
        key="release-counts",
        table=counts_beside(manifest["counts"], before.get("counts", {})),
        description="Rows of each table, compared with the previous release."
        if before
        else "Rows of each table; there was no previous release to compare with.",
    )
    return built


def run_name() -> str:
    """The name of a run: when it was due, in the time of the schedule."""
    due = datetime.fromtimestamp(runtime.flow_run.scheduled_start_time.timestamp(), HOME)
    return f"{NIGHTLY}-{due:%Y-%m-%d-%H%M}"


@flow(name=NIGHTLY, flow_run_name=run_name)
def nightly(data: str | None = None) -> State[str]:
    """Run `senate-questions nightly` on the schedule; the state of the flow run is its outcome."""
    return pass_night(data_folder(Path(data) if data else None), Clock())


def pass_night(folder: Path, clock: Clock) -> State[str]:
    """Run a night inside the current flow run; return its outcome as a state."""
    if _superseded(ledger(folder), runtime.flow_run.scheduled_start_time, clock.now()):
        return _ended(
            Completed(name="Superseded", message="A later nightly run has started since this one was due.")
        )
    try:
        with running(folder, [NIGHTLY], clock=clock, unattended=True) as run:
            user_agent(run.settings.contact)
            run.end_with(Built() if nothing_is_due(run) else _fetch_and_report(run))
    except LockedError as error:
        return _ended(Completed(name=error.ends.state, message=str(error)))
    except SenateQuestionsError as error:
        return _ended(Failed(name=error.ends.state, message=str(error)))
    release = current_release(folder)
    message = f"Release {release.name}" if release else "Nothing is published yet."
    return _ended(Completed(name=run.report.outcome.capitalize(), message=message))


def _superseded(runs: Sequence[Row], due: datetime, now: datetime) -> bool:
    """Whether a night has begun since a run was due: after a standstill, all late runs become one.

    A run in the future comes from a wrong clock.
    """
    return any(run["flow"] == NIGHTLY and due < run["started_at"] <= now for run in runs)


def _ended(state: State[str]) -> State[str]:
    """Add the outcome to the name of the flow run."""
    if run_id := runtime.flow_run.id:
        with get_client(sync_client=True) as client:
            client.update_flow_run(
                run_id, name=f"{runtime.flow_run.name}-{state.name}".lower().replace(" ", "-")
            )
    return state
