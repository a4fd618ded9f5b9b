"""What every run has in common: the lock, the ledger, the outcome."""

import shlex
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.console.logs import write_logs
from flows.ending import ENDING
from flows.settings import load_settings
from schemas.codes import RunOutcome
from schemas.vocabulary.rows import VocabularyError
from tasks.common.clock import Clock, SystemClock
from tasks.common.errors import (
    RefusedError,
    SenateQuestionsError,
    SourceUnavailableError,
    UnexpectedError,
    UsageError,
)
from tasks.common.files import told
from tasks.common.logger import log
from tasks.operate.ledger import GOOD, Run, record_run, set_aside_broken, start_run
from tasks.operate.lock import data_lock
from tasks.release.published.folders import CURRENT, current_release, folder_fault, refuse_later
from tasks.release.published.manifest import read_manifest

if TYPE_CHECKING:
    from tasks.operate.shared_releases import SharedReleases


@dataclass
class RunReport:
    """How a run went, for the ledger and for the person who started it.

    Attributes:
        run: The run.
        outcome: How it ended.
        counts: What it did.
        release: The folder of the release it published.
        problems: A sentence for each thing that could not be read.
        damage: A sentence for each thing that was damaged in the data folder when the run began.
        is_lost: Whether the release was among it, so that one is built whatever is new.
        made_anew: A sentence for each component of the release that other code or libraries make now.
    """

    run: Run
    outcome: RunOutcome = "failed"
    counts: dict[str, Any] = field(default_factory=dict)
    release: Path | None = None
    problems: list[str] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)
    is_lost: bool = False
    made_anew: list[str] = field(default_factory=list)

    def recorded(self) -> dict[str, Any]:
        """What the ledger keeps of it."""
        return self.counts | ({"damage": self.damage} if self.damage else {})


@dataclass(frozen=True, slots=True)
class Job:
    """What every run has in hand.

    Attributes:
        data: The data folder, whose lock the caller holds.
        run: The run, for the fetch log and the table `runs`.
        accept_drop: Why counts may fall this time.
        clock: Tells the time.
        afresh: Whether everything is worked out again, whatever is kept of earlier runs.
        shared: The releases at an address, where this run's is published, too.
        is_lost: Whether the release was damaged when the run began.
    """

    data: Path
    run: Run
    accept_drop: str | None = None
    clock: Clock = field(default_factory=SystemClock)
    afresh: bool = False
    shared: "SharedReleases | None" = None
    is_lost: bool = False


@contextmanager
def recorded_run(data: Path, command: Sequence[str], clock: Clock | None = None) -> Iterator[RunReport]:
    """Hold the lock of a data folder, mend it, and write the run into the ledger, however it ends.

    Args:
        data: The data folder.
        command: The words of the command, of which the first names the flow; the ledger keeps them.
        clock: Tells the time.

    An interrupt after the run has published is no failure: the block ends there, and the run was published.

    Raises:
        UsageError: When the data folder is a file.
        LockedError: When another run is at work; that is not recorded, since nothing ran.
        LaterVersionError: When a later version of the code wrote to the folder; likewise.
        VocabularyError: As it is; it says which line of data to mend.
        UnexpectedError: In place of any other error that is not of our tree, the engine's or a fault of ours.
    """
    clock = clock or SystemClock()
    if fault := folder_fault(data):
        raise UsageError(fault)
    settings = load_settings(data)
    write_logs(settings.values.log_format)
    with data_lock(data):
        refuse_later(data / CURRENT)
        report = _begun(data, command, clock)
        for warning in settings.warnings():
            log.warning(warning)
        try:
            _mend(data, report)
            yield report
        except BaseException as error:
            # A library may have made an error of its own of a signal.
            is_stopped = ENDING.came is not None or not isinstance(error, Exception)
            if is_stopped and _has_published(data, report):
                return
            _note_end(error, report, is_stopped=is_stopped)
            if is_stopped and isinstance(error, Exception):
                raise KeyboardInterrupt from error
            raise
        finally:
            ENDING.is_over = report.outcome in GOOD
            log.info("%s %s ended: %s", command[0], report.run.run_id, report.outcome)
            record_run(data, report.run.row(report.outcome, report.recorded(), clock.now()))


def _begun(data: Path, command: Sequence[str], clock: Clock) -> RunReport:
    """A run that the ledger knows from now on."""
    flow, words = command[0], {"command": shlex.join(command)}
    report = RunReport(start_run(flow, clock.now()), counts=dict(words), damage=set_aside_broken(data))
    # A killed run leaves this entry; any other end overwrites it.
    killed = {**words, "error": "The run was killed, or is at work."}
    record_run(data, report.run.row("failed", killed, None))
    log.info("%s %s in %s", flow, report.run.run_id, data)
    return report


def _has_published(data: Path, report: RunReport) -> bool:
    """Whether a run that is ended from outside has published already; notes it then."""
    from flows.mend import made_by_run  # noqa: PLC0415 - Arrow takes long to import

    release = current_release(data)
    if not release or not made_by_run(release, report.run.run_id):
        return False
    report.outcome, report.release = "published", release
    report.counts |= (read_manifest(release) or {}).get("counts", {})
    return True


def _note_end(error: BaseException, report: RunReport, *, is_stopped: bool) -> None:
    """Note what ended a run.

    Raises:
        FileError: In place of an error of the operating system.
        UnexpectedError: In place of another error that is not of our tree.
    """
    if is_stopped:
        report.outcome = "interrupted"
        report.counts["error"] = "The run was interrupted before it published anything."
    elif isinstance(error, SenateQuestionsError | VocabularyError):
        report.outcome = _outcome_of(error)
        report.counts["error"] = str(error)
        error.args = ("\n".join((*report.damage, str(error))),)
    elif isinstance(error, OSError):
        sentence = told(error)
        report.counts["error"] = str(sentence)
        raise sentence from error
    else:
        report.counts["error"] = traceback.format_exc()
        raise UnexpectedError(
            f"The run failed: {error!r}. Its entry {report.run.run_id}.json in the folder ledger holds "
            "the whole trace; what was published before is untouched."
        ) from error


def _mend(data: Path, report: RunReport) -> None:
    from flows.mend import mend  # noqa: PLC0415 - Arrow takes long to import

    told = mend(data)
    report.is_lost = bool(told)
    report.damage += told
    for sentence in report.damage:
        log.warning("%s", sentence)


def _outcome_of(error: Exception) -> RunOutcome:
    if isinstance(error, RefusedError):
        return "refused"
    return "unavailable" if isinstance(error, SourceUnavailableError) else "failed"
