"""The stand-in site, to try things by hand: `make site`."""

import signal
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp

from tests.support.nights.nights import Nights
from tests.support.site import Site, World

HOW = """The stand-in for the Senate's site is at {url}
Enter lets a night of the schedule pass by its clock, over {data}, and then a week; Ctrl-C ends it.
What came can be read in another terminal, in this folder:

  .venv/bin/senate-questions explore --data {data}

"""
BUILD = Path("build")


def main() -> None:
    """Serve invented questions until Ctrl-C; a night passes at each line on standard input."""
    BUILD.mkdir(exist_ok=True)
    with Site(World(already=60, numbers_a_week=12)) as site:
        nights = Nights(site, Path(mkdtemp(prefix="stand-in-", dir=BUILD)))
        sys.stdout.write(HOW.format(url=site.url, data=nights.data))
        while True:
            count = len(site.worlds[8].numbers(site.today))
            sys.stdout.write(f"It shows {count} questions, as of {site.today}.\n")
            sys.stdout.flush()
            if not sys.stdin.readline():
                signal.pause()  # nobody types
            outcome, *_, alarms = nights.passes(site.today).splitlines()
            sys.stdout.write(f"The night: {outcome}; alarms: {alarms}\n")
            site.today += timedelta(7)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.stdout.write("\n")
