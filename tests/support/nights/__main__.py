"""One night in a process of its own, which can be killed.

    python -m tests.support.nights DATA MOMENT SPEED [LEGISLATURE|nightly]

It is `ingest --from live`, a backfill of a legislature, or `nightly`, with another clock.
"""

import sys
from datetime import datetime
from pathlib import Path

from flows.start import start_backfill, start_ingest, start_nightly
from schemas.errors import SenateQuestionsError
from tasks.fetch.plan import Range
from tasks.operate.health import NIGHTLY
from tests.support.fast_clock import FastClock


def main(data: Path, moment: str, speed: str, legislature: str = "") -> int:
    """Let one night pass; the exit code of the command."""
    clock = FastClock(datetime.fromisoformat(moment), float(speed))
    try:
        if legislature == NIGHTLY:
            report = start_nightly(data, clock=clock)
        elif legislature:
            report = start_backfill(data, Range(int(legislature)), clock=clock)
        else:
            report = start_ingest(data, ["live"], clock=clock)
    except SenateQuestionsError as error:
        sys.stderr.write(f"{error}\n")
        return error.ends.exit_code
    sys.stdout.write(f"{report.outcome}\n{report.counts}\n{report.problems}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
