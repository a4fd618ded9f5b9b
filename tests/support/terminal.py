"""A command on a terminal of its own: what a person sees who types."""

import codecs
import os
import pty
import select
import subprocess
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.command import command
from tests.support.environment import environment

PATIENCE = 300
"""Seconds until what is waited for must be on the screen."""


LONGEST_PAUSE = 600
"""Seconds of silence of a program that is at work."""


class Terminal:
    """The far end of a pseudo-terminal."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.seen = ""

    def type(self, text: str) -> None:
        os.write(self._descriptor, text.encode())

    def until(self, piece: str) -> str:
        """Read until a piece is on the screen; what came since the last call, up to and with it."""
        end = time.monotonic() + PATIENCE
        while piece not in self.seen:
            assert time.monotonic() < end, f"{piece!r} did not come: {self.seen!r}"
            if not self._read():
                break
        assert piece in self.seen, self.seen
        shown, _, self.seen = self.seen.partition(piece)
        return shown + piece

    def rest(self) -> str:
        """Everything that is still to come until the program closes the terminal.

        A program that nobody reads any more stands still, so a pause of a slow machine is no end.
        """
        while self._read(LONGEST_PAUSE):
            pass
        return self.seen

    def _read(self, patience: int = PATIENCE) -> bool:
        ready, _, _ = select.select([self._descriptor], [], [], patience)
        try:
            piece = os.read(self._descriptor, 65536) if ready else b""
        except OSError:
            return False
        self.seen += self._decoder.decode(piece)
        return bool(piece)


@contextmanager
def on_terminal(
    *arguments: object, only_errors: bool = False, **variables: str
) -> Iterator[tuple[Terminal, subprocess.Popen[bytes]]]:
    """Run a command with all its streams, or only standard error, on a terminal."""
    near, far = pty.openpty()
    termios.tcsetwinsize(far, (40, 120))
    streams = {"stdin": far, "stdout": far, "stderr": far}
    if only_errors:
        streams |= {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE}
    process = subprocess.Popen(command(*arguments), env=environment(TERM="xterm", **variables), **streams)
    os.close(far)
    try:
        yield Terminal(near), process
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
        os.close(near)
