"""A run: everything it works with, made once, and the one `with` around it."""

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
from tasks.common.clock import Clock
from tasks.common.errors import SourceUnavailableError, TransientError, UnexpectedError, UsageError
from tasks.common.files import file_error
from tasks.common.logger import log
from tasks.common.redactions import Redactions, read_redactions
from tasks.operate.alarms import OF_NIGHTS, give_alarm
from tasks.operate.health import CANARY, NIGHTLY, unknown_formats
from tasks.operate.ledger import GOOD, RunStart, made_by_run, mend, record_run, set_aside_broken, start_run
from tasks.operate.lock import data_lock
from tasks.operate.shared_releases import SharedReleases, shared_releases
from tasks.present.search.engine import has_full_text
from tasks.present.searches import searches_text
from tasks.raw import LogEntry, RawStore, captures, failed_attempts, raw_store
from tasks.release.kept import is_current
from tasks.release.made_by import Extras
from tasks.release.published.folders import CURRENT, current_release, folder_fault, refuse_later
from tasks.release.published.manifest import read_manifest, redactions_sum
from tasks.release.published.retention import remove_old_releases
from tasks.tables.inputs import Inputs


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a flow.

    `release` is None when there was nothing new to publish; `counts` are rows of tables and responses of the
    site; `stopped` is why fetching ended early. `problems` and `made_anew` are sentences, on what could not
    be read and on each component that was remade.
    """

    release: Path | None = None
    counts: dict[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    stopped: SourceUnavailableError | None = None
    made_anew: tuple[str, ...] = ()


@dataclass
class Report:
    """The course of a run, for the ledger and for the user.

    `release` is the current one at its end; `problems` and `damage` are sentences, on what could not be read
    and on what was damaged in the data folder at the start. If the release `is_lost`, one is built even if
    nothing is new.
    """

    start: RunStart
    outcome: RunOutcome = "failed"
    counts: dict[str, Any] = field(default_factory=dict)
    release: Path | None = None
    problems: list[str] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)
    is_lost: bool = False
    made_anew: list[str] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Run:
    """One run of a flow, with the lock of its data folder.

    `shared` are the releases at an address, where it publishes too; `accept_drop` is the reason why counts
    may fall; `afresh` ignores what earlier runs have cached.
    """

    data: Path
    settings: Settings
    report: Report
    clock: Clock
    store: RawStore
    shared: SharedReleases | None
    accept_drop: str | None
    afresh: bool
    _log: list[LogEntry] | None = None

    @property
    def is_night(self) -> bool:
        """Whether it is a nightly run, which nobody attends."""
        return self.report.start.flow == NIGHTLY

    def alarm_if_changed(self) -> list[str]:
        """Send a night's alarm for changed pages; return a sentence for each listener not reached."""
        canary = self.report.counts.get(CANARY)
        return alarm_of_changes(self.data, self.settings, self.clock, canary) if self.is_night else []

    @property
    def run_id(self) -> str:
        """Its identifier."""
        return self.report.start.run_id

    def fetch_log(self) -> list[LogEntry]:
        """The fetch log, cached until `forget_log`."""
        if self._log is None:
            self._log = list(self.store.entries())
        return self._log

    def forget_log(self) -> None:
        """Drop the cached fetch log: it has grown, or takes memory that reading needs."""
        self._log = None

    @property
    def extras(self) -> Extras:
        """What the release gets beside its tables; a search index if this machine can write it."""
        settings = self.settings
        has_search = settings.search_index and has_full_text()
        searches = searches_text(settings.searches)
        return Extras(has_search, settings.public_url, searches, settings.contact or "")

    @property
    def redactions(self) -> Redactions:
        """What releases leave out; raises UsageError if its list is gone, so that nothing shows again."""
        is_set = bool(self.settings.redactions)
        return read_redactions(redactions_file(self.settings, self.data, is_set=is_set))

    def inputs(self) -> Inputs:
        """The inputs of a release of all that is stored."""
        entries = self.fetch_log()
        attempts = failed_attempts(entries)
        return Inputs(captures(entries), self.settings.largest_page, attempts, self.redactions)

    def is_current(self, inputs: Inputs) -> bool:
        """Whether these inputs would give the current release, in every component."""
        return is_current(self.data, inputs, self.extras)

    def end_with(self, built: Built) -> Report:
        """Record and return the result of a run; raise SourceUnavailableError if fetching ended early."""
        report = self.report
        report.outcome = "published" if built.release else "unchanged"
        report.release = built.release or current_release(self.data)
        report.made_anew = list(built.made_anew)
        report.counts |= built.counts
        report.problems = list(dict.fromkeys((*report.problems, *built.problems)))
        for problem in report.problems:
            log.warning("%s", problem)
        if built.stopped:
            came = built.counts["fetched"]["answers"].get("page", 0)
            published = (
                f" The {came:,} pages fetched before that are in the release."
                if built.release and came
                else ""
            )
            raise SourceUnavailableError(f"{built.stopped}{published}") from built.stopped
        return report


def redactions_file(settings: Settings, data: Path, *, is_set: bool = False) -> Path:
    """Where the list of redactions is; raises UsageError if it is gone, although set or used before."""
    path = settings.redactions_file(data)
    if not path.exists() and (is_set or redactions_sum(data / CURRENT)):
        raise UsageError(
            f"The list of redactions {path} is missing. Restore it, or put an empty file there if "
            "nothing is to be left out any more."
        )
    return path


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
    """Hold the lock of a data folder during a run, repair the folder, record the run, share its release.

    An interrupt after the run has published ends the block without an error. `command` starts with the flow;
    `loaded` are settings that are loaded already. An `unattended` run sends alarms on errors, and when
    they are over, and removes old releases.

    Raises LockedError or LaterVersionError without recording anything; any other error becomes a
    SenateQuestionsError.
    """
    loaded, clock = loaded or load_settings(data), clock or Clock()
    settings = loaded.values.with_usable_engine()
    with ExitStack() as around:
        if unattended:
            around.enter_context(_alarm_on_error(data, settings, clock))
        around.enter_context(_locked(data, loaded))
        report = around.enter_context(_recorded(data, command, clock, settings.redactions_file(data)))
        store = raw_store(data, settings.raw_store)
        shared = around.enter_context(_handed_over(data, settings, report, remove_old=unattended))
        run = Run(data, settings, report, clock, store, shared, accept_drop, afresh)
        log.info("%d lines of redactions", len(run.redactions.lines))  # a wrong list ends the run first
        if unattended:
            around.enter_context(_tidied(run))
        yield run
    if unattended:  # it ended well
        for kind in OF_NIGHTS:
            run.report.problems += give_alarm(data, kind, (), clock.now(), run.settings.listeners())


@contextmanager
def _alarm_on_error(data: Path, settings: Settings, clock: Clock) -> Iterator[None]:
    """Send the alarm of an error, if it has one; the error is raised again."""
    try:
        yield
    except SenateQuestionsError as error:
        if kind := error.ends.alarm:
            transient = isinstance(error, TransientError)
            to = settings.listeners()
            unheard = give_alarm(data, kind, [str(error)], clock.now(), to, transient=transient)
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
def _recorded(data: Path, command: Sequence[str], clock: Clock, redactions: Path) -> Iterator[Report]:
    """Repair the data folder, and record the run in the ledger however it ends."""
    report = _begin(data, command, clock)
    try:
        mended = mend(data, read_redactions(redactions))
        report.is_lost = bool(mended)
        report.damage += mended
        for sentence in report.damage:
            log.warning("%s", sentence)
        yield report
    except BaseException as error:
        # A library may have turned a signal into another error.
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
    flow, words = command[0], {"command": shlex.join(command)}
    report = Report(start_run(flow, clock.now()), counts=dict(words), damage=set_aside_broken(data))
    # A killed run leaves this entry; any other end overwrites it.
    killed = {**words, "error": "The run was killed, or is still active."}
    record_run(data, report.start.row("failed", killed, None))
    log.info("%s %s in %s", flow, report.start.run_id, data)
    return report


def _has_published(data: Path, report: Report) -> bool:
    """Whether an interrupted run has already published; if so, record that."""
    release = current_release(data)
    if not release or not made_by_run(release, report.start.run_id):
        return False
    report.outcome, report.release = "published", release
    report.counts |= (read_manifest(release) or {}).get("counts", {})
    return True


def _note_end(error: BaseException, report: Report, *, is_stopped: bool) -> None:
    """Record the error that ended a run; raise it as one of ours if it is none."""
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
            f"The run failed: {error!r}. Its entry {report.start.run_id}.json in the folder ledger has "
            "the full traceback; everything published before is untouched."
        ) from error


@contextmanager
def _handed_over(
    data: Path, settings: Settings, report: Report, *, remove_old: bool
) -> Iterator[SharedReleases | None]:
    """Start from the release at the address of the settings, and publish the new one there."""
    shared = shared_releases(settings.releases, data)
    if shared is None:
        yield None
        return
    shared.take_over()
    try:
        yield shared
    except SourceUnavailableError:  # a release may have been published
        shared.hand_over()
        raise
    shared.hand_over()
    if remove_old:
        removed = shared.remove_old(settings.keep_nights, settings.keep_months)
        report.counts |= {"removed_shared_releases": removed} if removed else {}


@contextmanager
def _tidied(run: Run) -> Iterator[None]:
    """Send alarms for unknown formats in a new release, and remove old releases."""
    try:
        yield
        if run.report.outcome == "published" or run.report.counts.get(CANARY):
            run.report.problems += run.alarm_if_changed()
    finally:
        removed = remove_old_releases(run.data, run.settings.keep_nights, run.settings.keep_months)
        run.report.counts |= {"removed_releases": removed} if removed else {}


def alarm_of_changes(data: Path, settings: Settings, clock: Clock, canary: str | None = None) -> list[str]:
    """Send the alarm for pages that the site may have changed, or that it is over.

    `canary` is what a night says of its canary. Returns a sentence for each listener that was not reached.
    """
    sentences = [concern.sentence for concern in unknown_formats(read_manifest(data / CURRENT), canary)]
    return give_alarm(data, "unknown_format", sentences, clock.now(), settings.listeners())
