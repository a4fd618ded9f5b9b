"""The entry point of the command: it heeds Ctrl-C before it loads anything that takes time."""

import os
import sys

from flows.console.signals import SIGNALS, signals_wait


def main() -> None:
    """Run the command line and exit with its code; SIGTERM ends it as Ctrl-C does."""
    SIGNALS.listen()
    code = _run()
    SIGNALS.listen_no_more()  # what is left is to end what was started
    _finish_output()
    sys.exit(SIGNALS.code(code))


def _run() -> int:
    try:
        with signals_wait():
            from flows.cli.app import run
        return run()
    except KeyboardInterrupt:  # while modules were loaded
        sys.stderr.write("Interrupted; nothing was done.\n")
        return 1  # which becomes the code of the signal


def _finish_output() -> None:
    """Write what is left of the output; where that cannot be, the interpreter shall not try again."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
