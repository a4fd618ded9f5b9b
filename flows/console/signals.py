"""Ctrl-C and SIGTERM: how a command is ended from outside, and from when on it is too late."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_CODE_OF_A_SIGNAL = 128
"""Added to its number, the exit code of a process that a signal ended (POSIX shells)."""


class Signals:
    """The signals that end this process.

    A signal raises KeyboardInterrupt wherever the process is; a library may turn that into an error of its
    own, as DuckDB does, so that what came is noted here.

    Attributes:
        came: The signal that came; None when none did.
        is_over: Whether the work is done and published, so that nothing ends it any more.
    """

    def __init__(self) -> None:
        self.came: int | None = None
        self.is_over = False
        self._listens = False

    def listen(self) -> None:
        """Heed both signals from now on."""
        self._listens = True
        self.listen_again()

    def listen_again(self) -> None:
        """Heed them again, where the engine has put a handler of its own in place of ours."""
        if self._listens:
            for number in _SIGNALS:
                signal.signal(number, self._heed)

    def listen_no_more(self) -> None:
        """Heed neither from now on, not even while the interpreter ends."""
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)

    def code(self, code: int) -> int:
        """The exit code of a process that would end with this one."""
        return _CODE_OF_A_SIGNAL + self.came if self.came and code else code

    def _heed(self, number: int, _frame: object) -> None:
        if not self.is_over:
            self.came = number
            raise KeyboardInterrupt


SIGNALS = Signals()


@contextmanager
def signals_wait() -> Iterator[None]:
    """Let signals wait while modules are loaded: one of C that is broken off there ends the process."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
