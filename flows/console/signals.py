"""Ctrl-C and SIGTERM: how they end a command, and when it is too late."""

import signal
import sys
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_CODE_OF_A_SIGNAL = 128
"""Plus its number: the exit code of a process that a signal ended (POSIX shells)."""
_SOON = 0.01
"""Seconds until a signal that came at a bad moment comes again."""
_IMPORTING = "<frozen importlib"


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

    def _handle(self, number: int, frame: FrameType | None) -> None:
        """Raise, but not while modules are loaded: interrupting a C module there ends the process."""
        if self.is_over:
            return
        self.came = number
        while frame and not frame.f_code.co_filename.startswith(_IMPORTING):
            frame = frame.f_back
        if frame is None:
            raise KeyboardInterrupt
        self._handle_soon(number)

    def _handle_soon(self, number: int) -> None:
        signal.signal(signal.SIGALRM, lambda _, frame: self._handle(number, frame))
        signal.setitimer(signal.ITIMER_REAL, _SOON)

    def _ignored(self, unraisable: "sys.UnraisableHookArgs") -> None:
        """Handle a signal again that came in a callback, such as `__del__`, whose errors Python ignores."""
        if self.came and unraisable.exc_type is KeyboardInterrupt:
            self._handle_soon(self.came)
        else:
            sys.__unraisablehook__(unraisable)


SIGNALS = Signals()
