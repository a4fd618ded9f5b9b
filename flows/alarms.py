"""Alarms that nobody has to look for: whoever the settings name is told when a night goes wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from flows.settings import load_settings, revealed
from schemas.codes import AlarmKind
from tasks.common.clock import Clock
from tasks.common.errors import (
    LockedError,
    RefusedError,
    SenateQuestionsError,
    SourceUnavailableError,
    TransientError,
    UsageError,
)
from tasks.operate.alarms import Alarm, send
from tasks.operate.health import unknown_formats
from tasks.operate.ledger import ledger
from tasks.release.published.folders import current_release
from tasks.release.published.manifest import read_manifest


@contextmanager
def alarmed(data: Path, clock: Clock) -> Iterator[None]:
    """Tell of any error inside, but for a lock that another run holds; the error goes on.

    Raises:
        SenateQuestionsError: The error, with a sentence more when the alarm could not be given.
    """
    try:
        yield
    except LockedError:
        raise
    except SenateQuestionsError as error:
        transient = isinstance(error, TransientError)
        unheard = give_alarm(data, _kind_of(error), str(error), clock.now(), transient=transient)
        if unheard:
            error.args = ("\n".join((str(error), *unheard)),)
        raise


def give_alarm(
    data: Path, kind: AlarmKind, sentence: str, at: datetime, *, transient: bool = False
) -> list[str]:
    """Tell those whom the settings name; returns a sentence for each who could not be told."""
    try:
        settings = load_settings(data).values
    except UsageError as error:
        return [f"Nobody could be told: {error}"]
    runs, release = ledger(data), current_release(data)
    run_id = runs[-1]["run_id"] if runs and kind != "stale" else None
    alarm = Alarm(kind, at, str(data), sentence, run_id, release.name if release else None, transient)
    return send(alarm, revealed(settings.alarm_command), revealed(settings.alarm_url))


def tell_unknown_formats(data: Path, release: Path, at: datetime) -> list[str]:
    """Give the alarm for kinds of pages that a new release has mostly set aside; as `give_alarm`."""
    sentences = [concern.sentence for concern in unknown_formats(read_manifest(release))]
    return give_alarm(data, "unknown_format", "\n".join(sentences), at) if sentences else []


def _kind_of(error: SenateQuestionsError) -> AlarmKind:
    if isinstance(error, RefusedError):
        return "refused"
    return "blocked" if isinstance(error, SourceUnavailableError) else "failed"
