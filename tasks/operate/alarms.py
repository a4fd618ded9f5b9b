"""Sending alarms: a JSON message to a command or a web address."""

import json
import logging
import os
import re
import shlex
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from schemas.codes import AlarmKind
from tasks.common.clock import recorded_moment
from tasks.common.errors import StorageError
from tasks.common.files import write_whole
from tasks.common.retries import tried_again
from tasks.operate.ledger import ledger
from tasks.operate.listeners import Listeners, masked_address, masked_command
from tasks.release.published.folders import current_release

PATIENCE = 30
"""Seconds to wait for a command or an address."""
CHECKED: tuple[AlarmKind, ...] = ("stale", "unknown_format")
"""Alarms on a state, which `status --check` sends, too."""
OF_NIGHTS: tuple[AlarmKind, ...] = ("failed", "refused", "blocked")
"""Alarms on a night that went wrong; a good one ends them."""
_PASSING = {429, 502, 503, 504}
"""HTTP codes of a server that is busy or restarts."""
_SENT = "alarms.json"
AGAIN = timedelta(hours=20)
"""An alarm that lasts is sent again after this: a day, less an hour for the change of the clocks and three
for a night that fails sooner than the one before."""
_VARYING = re.compile(r" Run: .*|\b\d\S*")
"""What differs between reports of one problem: advice, figures, times, names of runs."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that needs a look: what is wrong and what to do, as a sentence.

    `run_id` is None for what `status --check` found; `release` is the current version; a `transient` problem
    may pass by itself. The message that a problem `is_over` has the kind of its alarm.
    """

    kind: AlarmKind
    at: datetime
    data: str
    sentence: str
    run_id: str | None
    release: str | None
    transient: bool = False
    is_over: bool = False

    def message(self) -> str:
        """The alarm as a JSON object on one line."""
        content: Mapping[str, Any] = asdict(self) | {"at": self.at.isoformat(timespec="seconds")}
        return json.dumps({"product": "senate-questions", **content}, ensure_ascii=False)


def give_alarm(  # noqa: PLR0913 - what an alarm says
    data: Path,
    kind: AlarmKind,
    sentences: Sequence[str],
    at: datetime,
    listeners: Listeners,
    *,
    transient: bool = False,
) -> list[str]:
    """Send an alarm about a data folder, unless it was sent within a day; without sentences, that it is over.

    `sentences` are all problems of this kind; a new one is sent at once. Returns a sentence for each listener
    that could not be reached, and one if what was sent cannot be recorded.
    """
    if not any(listeners):
        return []
    before, about = _sent(data).get(kind, {}), {_VARYING.sub("", sentence) for sentence in sentences}
    recent = {one: then for one, then in before.items() if one in about and timedelta() <= at - then < AGAIN}
    problems: list[str] = []
    is_over = bool(before) and not about
    if is_over or recent.keys() != about:
        runs, release = ledger(data), current_release(data)
        run_id = runs[-1]["run_id"] if runs and kind != "stale" else None
        sentence = f"The problem reported as {kind} is over." if is_over else "\n".join(sentences)
        version = release.name if release else None
        problems = send(Alarm(kind, at, str(data), sentence, run_id, version, transient, is_over), listeners)
        if len(problems) == sum(map(bool, listeners)):
            return problems
        recent = dict.fromkeys(about, at)
    return problems + (_recorded(data, kind, recent) if recent != before else [])


def _sent(data: Path) -> dict[str, dict[str, datetime]]:
    """When each problem was sent, by kind; none if the file is damaged: better told twice than never."""
    try:
        kinds = json.loads((data / _SENT).read_bytes())
        return {
            kind: {about: recorded_moment(at) for about, at in sent.items()} for kind, sent in kinds.items()
        }
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _recorded(data: Path, kind: AlarmKind, sent: Mapping[str, datetime]) -> list[str]:
    """Record the problems of a kind that were sent; return a sentence if that is impossible."""
    try:
        write_whole(data / _SENT, json.dumps(_sent(data) | {kind: sent}, default=datetime.isoformat).encode())
    except StorageError as error:
        return [f"It cannot be recorded that the alarm was sent, so it will be sent again. {error}"]
    return []


def send(alarm: Alarm, listeners: Listeners) -> list[str]:
    """Send an alarm to a command, on standard input, and to a web address, as the body of a POST.

    Returns a sentence for each that failed: an alarm that nobody hears must not stop the run.
    """
    ways = (
        (_run, listeners.command, "command in the setting alarm_command", masked_command),
        (_post, listeners.address, "address in the setting alarm_url", masked_address),
    )
    problems = []
    for deliver, to, place, masked in ways:
        if not to:
            continue
        try:
            deliver(to, alarm.message().encode())
        except (OSError, ValueError, subprocess.SubprocessError, HTTPError) as error:
            problems.append(f"The alarm could not be sent to the {place}, {masked(to)}: {_why(error)}.")
    return problems


def _run(command: str, message: bytes) -> None:
    subprocess.run(  # noqa: S603 - the user's own command, without a shell
        shlex.split(command), input=message, capture_output=True, timeout=PATIENCE, check=True
    )


def _post(address: str, message: bytes) -> None:
    head = {"Content-Type": "application/json"}

    def post() -> None:
        with requests.post(address, data=message, headers=head, timeout=PATIENCE, stream=True) as response:
            response.raise_for_status()

    with _unlogged():
        tried_again(post, _passes)


def _passes(error: Exception) -> bool:
    """Whether a fault of an address may pass by itself; after a timeout, the alarm may have arrived."""
    if isinstance(error, requests.HTTPError):
        return error.response.status_code in _PASSING
    lasting = (requests.Timeout, requests.exceptions.SSLError)
    return isinstance(error, requests.ConnectionError) and not isinstance(error, lasting)


@contextmanager
def _unlogged() -> Iterator[None]:
    """Keep the library from logging addresses, which may be secret."""
    logger = logging.getLogger("urllib3")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)


def _why(error: Exception) -> str:
    """Why it failed, without the command or the address, which messages of libraries may hold."""
    match error:
        case subprocess.CalledProcessError():
            why = f"it exited with code {error.returncode}"
        case subprocess.TimeoutExpired() | requests.Timeout():
            why = f"it did not finish within {PATIENCE} seconds"
        case requests.HTTPError():
            why = f"it returned HTTP {error.response.status_code}"
        case requests.exceptions.SSLError():
            why = "its certificate is not trusted"
        case requests.RequestException() | HTTPError():
            why = "it cannot be reached"
        case OSError(errno=int() as number):
            why = os.strerror(number)
        case _:
            why = "it is not well formed"
    return why
