"""One night in a process of its own, which can be killed.

    python -m tests.support.nights DATA MOMENT SPEED [LEGISLATURE]

It is `ingest --from live`, or a backfill of a legislature, with another clock.
"""

import sys
from datetime import datetime
from pathlib import Path

from flows.start import start_backfill, start_ingest
from schemas.errors import SenateQuestionsError
from tasks.fetch.plan import Range
from tests.support.fast_clock import FastClock


def main(data: Path, moment: str, speed: str, legislature: str = "") -> int:
    """Let one night pass; the exit code of the command."""
    clock = FastClock(datetime.fromisoformat(moment), float(speed))
    try:
        if legislature:
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
