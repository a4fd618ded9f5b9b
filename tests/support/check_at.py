"""`status --check` at another time than now."""

from datetime import datetime
from pathlib import Path

import typer

from flows.cli.shared import chosen_data
from flows.cli.status import report_concerns


def check_at(data: Path, now: datetime) -> int:
    """The exit code of the check of a data folder at this time, which prints JSON."""
    try:
        report_concerns(chosen_data(data), now, as_json=True)
    except typer.Exit as ended:
        return ended.exit_code
    return 0
