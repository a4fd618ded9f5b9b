"""The command `prefect`, in a process that ends when the one that started it has ended, in whatever way.

    python -m flows.engine.lifeline server start …

Its standard input is a pipe of which the parent holds the other end: the kernel closes it with the parent.
"""

import os
import runpy
import signal
import sys
import threading
import time

_PATIENCE = 5
"""Seconds for an orderly end."""


def main() -> None:
    """Run the command until it ends, or the parent has."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    sys.argv[0] = "prefect"
    runpy.run_module("prefect", run_name="__main__", alter_sys=True)


def _end_with_parent() -> None:
    os.read(sys.stdin.fileno(), 1)  # nothing is ever written: this returns when the pipe is closed
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_PATIENCE)
    os._exit(1)


if __name__ == "__main__":
    main()
