"""The command `prefect`, in a process that ends whenever its parent does.

    python -m flows.engine.lifeline server start …

Its standard input is a pipe from the parent: the kernel closes it when the parent ends.
"""

import os
import runpy
import signal
import sys
import threading
import time

_PATIENCE = 5
"""Seconds to shut down."""


def main() -> None:
    """Run the command until it or the parent ends."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    sys.argv[0] = "prefect"
    runpy.run_module("prefect", run_name="__main__", alter_sys=True)


def _end_with_parent() -> None:
    os.read(sys.stdin.fileno(), 1)  # nothing is written: it returns when the pipe closes
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_PATIENCE)
    os._exit(1)


if __name__ == "__main__":
    main()
