"""Log lines on what a run does, step by step.

They go to the engine, which shows them with the run, and to standard error when a format is set.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Literal

from tasks.common.logger import log

LogFormat = Literal["none", "text", "json"]

log.setLevel(logging.INFO)
log.propagate = False  # else the engine prints the lines too
log.addHandler(logging.NullHandler())  # else Python prints warnings where nobody takes them


class _JsonLines(logging.Formatter):
    """One JSON object per line: time, level, message."""

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
    """Write log lines to standard error, once; with 'none', write nothing."""
    if form != "none" and not any(getattr(handler, "is_ours", False) for handler in log.handlers):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(_FORMATTERS[form])
        handler.is_ours = True  # type: ignore[attr-defined]  # to recognise it
        log.addHandler(handler)
