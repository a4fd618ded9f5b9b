"""Try the properties of all tests with many examples for some minutes; beside them mutated pages, more than
other tests do, and nights of a site that changed its pages.

    python -m tests.support.fuzz [--minutes 10] [--seed NUMBER] [--processes N]

Ends with 1 when something does not hold, or when a page takes more than a second of CPU a megabyte beyond a
tenth of a second.
"""

import argparse
import os
import subprocess
import sys
import time

from tests.support import PROJECT

PAGES = ("tests/read/test_fuzz.py", "-k", "mutated")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=8900)
    parser.add_argument("--processes", type=int, default=max(1, (os.cpu_count() or 1) - 1))
    given = parser.parse_args()
    seed, minutes, until = given.seed, given.minutes, str(time.time() + given.minutes * 60)
    sys.stdout.write(f"seed {seed}; again: make fuzz SEED={seed} MINUTES={minutes:g}\n")
    sys.stdout.flush()
    words = [["properties", str(seed), until], ["changed_pages", str(seed), until]]
    words += [["properties", str(seed + n * 1000), until, *PAGES] for n in range(given.processes)]
    runs = [
        subprocess.Popen([sys.executable, "-m", f"tests.support.fuzz.{name}", *rest], cwd=PROJECT)
        for name, *rest in words
    ]
    return min(1, sum(abs(run.wait()) for run in runs))


if __name__ == "__main__":
    sys.exit(main())
