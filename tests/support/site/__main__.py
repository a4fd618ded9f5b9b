"""The stand-in site, to try things by hand: `make site`."""

import signal
import sys
from datetime import timedelta

from . import Site, World

HOW = """The stand-in for the Senate's site is at {url}
Fetch from it in another terminal, in this folder:

  SENATE_SITE={url} SENATE_REQUESTS_PER_SECOND=50 SENATE_CONTACT=me@tests.internal \\
    .venv/bin/senate-questions ingest --data build/stand-in

Enter lets a week pass on the site; Ctrl-C ends it.
"""


def main() -> None:
    """Serve invented questions until Ctrl-C; each line on standard input lets a week pass."""
    with Site(World(already=60, numbers_a_week=12)) as site:
        sys.stdout.write(HOW.format(url=site.url))
        while True:
            sys.stdout.write(
                f"It shows {len(site.worlds[8].numbers(site.today))} questions, as of {site.today}.\n"
            )
            sys.stdout.flush()
            if not sys.stdin.readline():
                signal.pause()  # nobody types
            site.today += timedelta(7)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.stdout.write("\n")
