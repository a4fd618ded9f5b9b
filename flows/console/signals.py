"""Ctrl-C and SIGTERM: how they end a command, and when it is too late."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_CODE_OF_A_SIGNAL = 128
"""Plus its number: the exit code of a process that a signal ended (POSIX shells)."""
_SOON = 0.01
"""Seconds until a signal that Python ignored is sent again."""


class Signals:
    """The signals that end this process.

    A signal raises KeyboardInterrupt; since a library may turn that into another error, as DuckDB does,
    `came` keeps the signal. When `is_over`, the work is published, and signals no longer end it.
    """

    def __init__(self) -> None:
        self.came: int | None = None
        self.is_over = False
        self._listens = False

    def listen(self) -> None:
        """Handle both signals from now on."""
        self._listens = True
        self.listen_again()
        sys.unraisablehook = self._ignored

    def listen_again(self) -> None:
        """Restore our handlers, which the engine replaces."""
        if self._listens:
            for number in _SIGNALS:
                signal.signal(number, self._handle)

    def listen_no_more(self) -> None:
        """Ignore both signals, even while the interpreter ends."""
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)

    def code(self, code: int) -> int:
        """The exit code, given the one without signals."""
        return _CODE_OF_A_SIGNAL + self.came if self.came and code else code

    def _handle(self, number: int, _frame: object) -> None:
        if not self.is_over:
            self.came = number
            raise KeyboardInterrupt

    def _ignored(self, unraisable: "sys.UnraisableHookArgs") -> None:
        """Send a signal again that came in a callback, such as `__del__`, whose errors Python ignores."""
        if self.came and unraisable.exc_type is KeyboardInterrupt:
            main = threading.main_thread().ident
            threading.Timer(_SOON, signal.pthread_kill, [main, self.came]).start()
        else:
            sys.__unraisablehook__(unraisable)


SIGNALS = Signals()


@contextmanager
def signals_wait() -> Iterator[None]:
    """Delay signals while modules are loaded: interrupting a C module there ends the process."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows, where commands refuse to work
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
