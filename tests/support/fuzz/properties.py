"""The properties of all tests with many examples, again and again with the next seed, until the time is up.

    python -m tests.support.fuzz.properties SEED UNTIL [TESTS…]

Ends with 1 when one does not hold.
"""

import os
import subprocess
import sys
import time
from itertools import count

import pytest

from tests.support import PROJECT

UNTIL = "FUZZ_UNTIL"
WORDS = ("-m", "pytest", "-x", "-rf", "-p", __spec__.name, "-m", "hypothesis", "--hypothesis-profile", "deep")


def pytest_runtest_teardown(item: pytest.Item) -> None:
    """As a plugin of pytest: begin no other test when the time is up."""
    if time.time() > float(os.environ[UNTIL]):
        item.session.shouldstop = "the time is up"


def holds(seed: int, until: float, *tests: str) -> bool:
    """Try the properties once, and say how to repeat it when one does not hold."""
    done = subprocess.run(
        [sys.executable, *WORDS, "--hypothesis-seed", str(seed), *tests],
        cwd=PROJECT,
        env={**os.environ, UNTIL: str(until)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    good = done.returncode in (pytest.ExitCode.OK, pytest.ExitCode.INTERRUPTED)
    again = f"run again: python -m pytest --hypothesis-profile deep --hypothesis-seed {seed} THE_TEST"
    told = (
        [line for line in done.stdout.splitlines() if "examples (" in line] if good else [done.stdout, again]
    )
    sys.stdout.write("".join(f"{line}\n" for line in told))
    sys.stdout.flush()
    return good


def main(seed: int, until: float, *tests: str) -> int:
    for each in count(seed):
        if time.time() > until:
            return 0
        if not holds(each, until, *tests):
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), float(sys.argv[2]), *sys.argv[3:]))
