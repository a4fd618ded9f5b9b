"""The stand-in site, to try things by hand: `make site`."""

import sys
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp

from tests.support.nights.nights import Nights
from tests.support.site import Site, World


HOW = """The stand-in for the Senate's site is at {url}
Enter lets a week pass there, and then a night of the schedule by its clock, over {data}; Ctrl-C ends it.
What came is there to be read in another terminal, in this folder:

  .venv/bin/senate-questions explore --data {data}

"""
BUILD = Path("build")


def main() -> None:
    """Serve invented questions until Ctrl-C; a night passes, and one more at each line on standard input."""
    BUILD.mkdir(exist_ok=True)
    with Site(World(already=60, numbers_a_week=12)) as site:
        nights = Nights(site, Path(mkdtemp(prefix="stand-in-", dir=BUILD)))
        sys.stdout.write(HOW.format(url=site.url, data=nights.data))
        while True:
            shown = f"{len(site.worlds[8].numbers(site.today))} questions, as of {site.today}"
            outcome, *_, problems = nights.passes(site.today).splitlines()
            sys.stdout.write(f"It shows {shown}. The night: {outcome}; alarms: {problems}\n")
            sys.stdout.flush()
            if not sys.stdin.readline():
                return
            site.today += timedelta(7)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.stdout.write("\n")
