"""The entry point of the command, which handles Ctrl-C before any slow import."""

import gc
import os
import sys

from flows.console.signals import SIGNALS

_NEW_OBJECTS = 100_000
"""After so many, Python looks for cycles: rows have none, and a run makes millions."""


def main() -> None:
    """Run the command line and exit with its code; SIGTERM works like Ctrl-C."""
    SIGNALS.listen()
    gc.set_threshold(_NEW_OBJECTS)
    code = _run()
    gc.freeze()  # at its end the interpreter would look for cycles among all objects
    try:
        sys.stdout.flush()
    except OSError:  # the interpreter must not try again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(SIGNALS.code(code))


def _run() -> int:
    """The exit code of the command; signals are ignored afterwards, since only cleaning up is left."""
    code: int | None = None
    try:
        from flows.cli.app import run
        from flows.console.letters import print_every_letter

        print_every_letter()
        code = run()
        SIGNALS.listen_no_more()
    except KeyboardInterrupt:  # before or after the command, which handles its own
        SIGNALS.listen_no_more()
    if code is None:
        sys.stderr.write("Interrupted; nothing was done.\n")
        return 1  # SIGNALS.code makes it the code of the signal
    return code
