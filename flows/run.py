"""A run: what it works with, made once, and the one `with` around it."""

import shlex
import traceback
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.console.logs import write_logs
from flows.console.signals import SIGNALS
from flows.settings import LoadedSettings, Settings, load_settings
from schemas.codes import RunOutcome
from schemas.errors import SenateQuestionsError
from tasks.common.clock import Clock, SystemClock
from tasks.common.errors import SourceUnavailableError, TransientError, UnexpectedError, UsageError
from tasks.common.files import file_error
from tasks.common.logger import log
from tasks.operate.alarms import give_alarm
from tasks.operate.health import unknown_formats
from tasks.operate.ledger import GOOD, RunStart, record_run, set_aside_broken, start_run
from tasks.operate.lock import data_lock
from tasks.operate.mend import made_by_run, mend
from tasks.operate.shared_releases import SharedReleases, shared_releases
from tasks.pipeline.inputs import release_inputs
from tasks.present.search.engine import has_full_text
from tasks.raw import LogEntry, RawStore, raw_store
from tasks.release.publish import is_current
from tasks.release.published.folders import CURRENT, current_release, folder_fault, refuse_later
from tasks.release.published.manifest import read_manifest
from tasks.release.published.retention import remove_old_releases
from tasks.tables.inputs import Inputs


@dataclass(frozen=True, slots=True)
class Built:
    """What a flow gives back.

    Attributes:
        release: The folder of the release it published; None when there was nothing new to publish.
        counts: What it did: rows of the tables, responses of the site.
        problems: A sentence for each thing that could not be read.
        stopped: Why fetching ended early; what came before is published.
        made_anew: A sentence for each component of the release that other code or libraries make now.
    """

    release: Path | None = None
    counts: dict[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    stopped: SourceUnavailableError | None = None
    made_anew: tuple[str, ...] = ()


@dataclass
class Report:
    """How a run goes, for the ledger and for the person who started it.

    Attributes:
        start: Its identifier, when it began and the flow.
        outcome: How it ended.
        counts: What it did.
        release: The folder of the current release at its end.
        problems: A sentence for each thing that could not be read.
        damage: A sentence for each thing that was damaged in the data folder when the run began.
        is_lost: Whether the release was damaged, so that one is built even if nothing is new.
        made_anew: As `Built` has it.
    """

    start: RunStart
    outcome: RunOutcome = "failed"
    counts: dict[str, Any] = field(default_factory=dict)
    release: Path | None = None
    problems: list[str] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)
    is_lost: bool = False
    made_anew: list[str] = field(default_factory=list)


@dataclass
class Run:
    """One run of a flow.

    Attributes:
        data: The data folder; its lock is held.
        settings: The settings in force.
        clock: Tells the time.
        store: The raw store.
        shared: The releases at an address, where this run publishes too; None for none.
        accept_drop: Why counts may fall this time.
        afresh: Whether everything is worked out again, whatever earlier runs have kept.
        report: How it goes.
    """

    data: Path
    settings: Settings
    clock: Clock
    store: RawStore
    shared: SharedReleases | None
    accept_drop: str | None
    afresh: bool
    report: Report
    _log: list[LogEntry] | None = None

    @property
    def run_id(self) -> str:
        """Its identifier."""
        return self.report.start.run_id

    def fetch_log(self) -> list[LogEntry]:
        """The fetch log; it is read once, and again after `log_has_grown`."""
        if self._log is None:
            self._log = list(self.store.entries())
        return self._log

    def log_has_grown(self) -> None:
        """Forget the fetch log: pages were logged."""
        self._log = None

    @property
    def wants_search(self) -> bool:
        """Whether the release gets a search index: the settings want it and this machine can write it."""
        return self.settings.search_index and has_full_text()

    def inputs(self) -> Inputs:
        """What a release of all that is stored would be made of."""
        return release_inputs(self.fetch_log(), self.settings.largest_page, self.settings.eurovoc)

    def is_current(self, inputs: Inputs) -> bool:
        """Whether the current release is what these inputs would give, in every component."""
        return is_current(self.data, inputs, search=self.wants_search)

    def end_with(self, built: Built) -> None:
        """Note what a flow has built.

        Raises:
            SourceUnavailableError: When fetching ended early.
        """
        report = self.report
        report.outcome = "published" if built.release else "unchanged"
        report.release = built.release or current_release(self.data)
        report.made_anew = list(built.made_anew)
        report.counts |= built.counts
        report.problems = list(dict.fromkeys((*report.problems, *built.problems)))
        if built.stopped:
            came = built.counts["fetched"]["answers"].get("page", 0)
            published = f" The {came:,} pages that came before are in the release." if built.release else ""
            raise SourceUnavailableError(f"{built.stopped}{published}") from built.stopped


@contextmanager
def running(  # noqa: PLR0913 - how a run may differ
    data: Path,
    command: Sequence[str],
    *,
    loaded: LoadedSettings | None = None,
    clock: Clock | None = None,
    accept_drop: str | None = None,
    afresh: bool = False,
    unattended: bool = False,
) -> Iterator[Run]:
    """Hold the lock of a data folder for a run, mend the folder, record and hand over what comes of the run.

    An interrupt after the run has published does not fail it: the block ends there.

    Args:
        data: The data folder.
        command: The words of the command, the flow first; the ledger keeps them.
        loaded: The settings, when they are loaded already.
        clock: Tells the time; that of the machine by default.
        accept_drop: Why counts may fall this time.
        afresh: Whether everything is worked out again.
        unattended: Whether nobody watches: errors give an alarm, and old releases are removed.

    Raises:
        UsageError: When the data folder is a file, or a setting is wrong.
        LockedError: When another run is at work; nothing is recorded then.
        LaterVersionError: When a later version of the code wrote to the folder; likewise.
        SenateQuestionsError: In place of any error of the engine or of ours.
    """
    loaded, clock = loaded or load_settings(data), clock or SystemClock()
    with ExitStack() as around:
        if unattended:
            around.enter_context(_alarm_on_error(data, loaded.values, clock))
        around.enter_context(_locked(data, loaded))
        report = around.enter_context(_recorded(data, command, clock))
        store = raw_store(data, loaded.values.raw_store)
        shared = around.enter_context(_handed_over(data, loaded.values, report, remove_old=unattended))
        run = Run(data, loaded.values, clock, store, shared, accept_drop, afresh, report)
        if unattended:
            around.enter_context(_tidied(run))
        yield run


@contextmanager
def _alarm_on_error(data: Path, settings: Settings, clock: Clock) -> Iterator[None]:
    """Give the alarm for any error of the block that has one; the error goes on."""
    try:
        yield
    except SenateQuestionsError as error:
        if kind := error.ends.alarm:
            transient = isinstance(error, TransientError)
            to = settings.listeners()
            unheard = give_alarm(data, kind, str(error), clock.now(), to, transient=transient)
            if unheard:
                error.args = ("\n".join((str(error), *unheard)),)
        raise


@contextmanager
def _locked(data: Path, loaded: LoadedSettings) -> Iterator[None]:
    if fault := folder_fault(data):
        raise UsageError(fault)
    write_logs(loaded.values.log_format)
    with data_lock(data):
        refuse_later(data / CURRENT)
        for warning in loaded.warnings():
            log.warning(warning)
        yield


@contextmanager
def _recorded(data: Path, command: Sequence[str], clock: Clock) -> Iterator[Report]:
    """Mend the data folder, and write the run into the ledger however it ends."""
    report = _begin(data, command, clock)
    try:
        _mend(data, report)
        yield report
    except BaseException as error:
        # A library may have made an error of its own of a signal.
        is_stopped = SIGNALS.came is not None or not isinstance(error, Exception)
        if is_stopped and _has_published(data, report):
            return
        _note_end(error, report, is_stopped=is_stopped)
        if is_stopped and isinstance(error, Exception):
            raise KeyboardInterrupt from error
        raise
    finally:
        SIGNALS.is_over = report.outcome in GOOD
        log.info("%s %s ended: %s", command[0], report.start.run_id, report.outcome)
        counts = report.counts | ({"damage": report.damage} if report.damage else {})
        record_run(data, report.start.row(report.outcome, counts, clock.now()))


def _begin(data: Path, command: Sequence[str], clock: Clock) -> Report:
    """Record that a run begins."""
    flow, words = command[0], {"command": shlex.join(command)}
    report = Report(start_run(flow, clock.now()), counts=dict(words), damage=set_aside_broken(data))
    # A killed run leaves this entry; any other end overwrites it.
    killed = {**words, "error": "The run was killed, or is at work."}
    record_run(data, report.start.row("failed", killed, None))
    log.info("%s %s in %s", flow, report.start.run_id, data)
    return report


def _mend(data: Path, report: Report) -> None:
    mended = mend(data)
    report.is_lost = bool(mended)
    report.damage += mended
    for sentence in report.damage:
        log.warning("%s", sentence)


def _has_published(data: Path, report: Report) -> bool:
    """Whether a run that is ended from outside has published already; notes it then."""
    release = current_release(data)
    if not release or not made_by_run(release, report.start.run_id):
        return False
    report.outcome, report.release = "published", release
    report.counts |= (read_manifest(release) or {}).get("counts", {})
    return True


def _note_end(error: BaseException, report: Report, *, is_stopped: bool) -> None:
    """Note what ended a run.

    Raises:
        FileError: In place of an error of the operating system.
        UnexpectedError: In place of another error that is not of our tree.
    """
    if is_stopped:
        report.outcome = "interrupted"
        report.counts["error"] = "The run was interrupted before it published anything."
    elif isinstance(error, SenateQuestionsError):
        report.outcome = error.ends.outcome
        report.counts["error"] = str(error)
        error.args = ("\n".join((*report.damage, str(error))),)
    elif isinstance(error, OSError):
        sentence = file_error(error)
        report.counts["error"] = str(sentence)
        raise sentence from error
    else:
        report.counts["error"] = traceback.format_exc()
        raise UnexpectedError(
            f"The run failed: {error!r}. Its entry {report.start.run_id}.json in the folder ledger holds "
            "the whole trace; what was published before is untouched."
        ) from error


@contextmanager
def _handed_over(
    data: Path, settings: Settings, report: Report, *, remove_old: bool
) -> Iterator[SharedReleases | None]:
    """Start from the release at the address of the settings, and publish there what becomes current here.

    Raises:
        RefusedError: When another machine has published there since the run began.
        StorageError: When the address cannot be read or written.
    """
    shared = shared_releases(settings.releases, data)
    if shared is None:
        yield None
        return
    shared.take_over()
    try:
        yield shared
    except SourceUnavailableError:  # what came before may be published
        shared.hand_over()
        raise
    shared.hand_over()
    if remove_old:
        removed = shared.remove_old(settings.keep_nights, settings.keep_months)
        report.counts |= {"removed_shared_releases": removed} if removed else {}


@contextmanager
def _tidied(run: Run) -> Iterator[None]:
    """Give the alarm for unknown kinds of pages in a new release, and remove old releases."""
    try:
        yield
        if run.report.outcome == "published":
            run.report.problems += alarm_of_unknown_formats(run.data, run.settings, run.clock)
    finally:
        removed = remove_old_releases(run.data, run.settings.keep_nights, run.settings.keep_months)
        run.report.counts |= {"removed_releases": removed} if removed else {}


def alarm_of_unknown_formats(data: Path, settings: Settings, clock: Clock) -> list[str]:
    """Give the alarm for kinds of pages that the current release has mostly quarantined; as `give_alarm`."""
    sentences = [concern.sentence for concern in unknown_formats(read_manifest(data / CURRENT))]
    if not sentences:
        return []
    return give_alarm(data, "unknown_format", "\n".join(sentences), clock.now(), settings.listeners())
