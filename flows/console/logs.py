"""Lines that a person, or a program, can follow: what a run does, step by step.

The lines go to the engine, which shows them with the run, and to standard error when a format is set.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Literal

from tasks.common.logger import log

LogFormat = Literal["none", "text", "json"]

log.setLevel(logging.INFO)
log.propagate = False  # the engine would print the lines, too


class _JsonLines(logging.Formatter):
    """One JSON object a line: time, level, message."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        content = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        if record.exc_info:
            content["trace"] = self.formatException(record.exc_info)
        return json.dumps(content, ensure_ascii=False)


_FORMATTERS: dict[str, logging.Formatter] = {
    "json": _JsonLines(),
    "text": logging.Formatter("%(asctime)s %(levelname)-7s %(message)s"),
}


def write_logs(form: LogFormat) -> None:
    """Write the lines to standard error in a format, once; 'none' leaves standard error alone."""
    if form != "none" and not any(getattr(handler, "is_ours", False) for handler in log.handlers):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(_FORMATTERS[form])
        handler.is_ours = True  # type: ignore[attr-defined]  # to know it again
        log.addHandler(handler)
