"""Telling others that something needs a look: a JSON message to a command or a web address."""

import json
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import requests

from schemas.codes import AlarmKind

PATIENCE = 30
"""Seconds after which a command or an address that does not answer is given up."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """What happened.

    Attributes:
        kind: 'refused', 'failed', 'blocked', 'stale' or 'unknown_format'.
        at: When.
        data: The data folder.
        sentence: What is wrong and what to do.
        run_id: The run it happened in; None for what `status --check` found.
        release: Version of the release that is in force; None when there is none.
        transient: Whether it may pass by itself, so that the next night may go well.
    """

    kind: AlarmKind
    at: datetime
    data: str
    sentence: str
    run_id: str | None
    release: str | None
    transient: bool = False

    def message(self) -> str:
        """The alarm as a JSON object on one line."""
        content: Mapping[str, Any] = asdict(self) | {"at": self.at.isoformat(timespec="seconds")}
        return json.dumps({"product": "senate-questions", **content}, ensure_ascii=False)


def send(alarm: Alarm, command: str | None, address: str | None) -> list[str]:
    """Hand an alarm to a command (on its standard input) and to a web address (as the body of a POST).

    Args:
        alarm: What happened.
        command: A command line, taken apart as a shell would, and run without one; None for none.
        address: An address; None for none.

    Returns:
        A sentence for each that could not be told; an alarm that is not heard must not stop the run.
    """
    message = alarm.message()
    told = (_run(command, message) if command else None, _post(address, message) if address else None)
    return [problem for problem in told if problem]


def _run(command: str, message: str) -> str | None:
    try:
        subprocess.run(  # noqa: S603 - the user's own command, without a shell
            shlex.split(command), input=message, text=True, capture_output=True, timeout=PATIENCE, check=True
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        return f"The alarm could not be handed to the command of the setting alarm_command: {error}"
    return None


def _post(address: str, message: str) -> str | None:
    try:
        headers = {"Content-Type": "application/json"}
        requests.post(address, data=message.encode(), headers=headers, timeout=PATIENCE).raise_for_status()
    except requests.RequestException as error:
        return f"The alarm could not be sent to the address of the setting alarm_url: {error}"
    return None
