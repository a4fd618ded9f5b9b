"""The one tree of errors that a command turns into a sentence and an exit code."""


class SenateQuestionsError(Exception):
    """Anything that ends a run; the message says what is wrong, where, and what to do."""

    exit_code = 1


class UsageError(SenateQuestionsError):
    """A wrong argument, a missing path or a missing setting."""

    exit_code = 2


class RefusedError(SenateQuestionsError):
    """The data checks refused a release; the last good one is kept."""

    exit_code = 3


class SourceUnavailableError(SenateQuestionsError):
    """The source is down or blocks us."""

    exit_code = 4


class LockedError(SenateQuestionsError):
    """Another run holds the lock of the data folder."""

    exit_code = 5


class StorageError(SenateQuestionsError):
    """A disk that is full or read-only, or a file of ours that cannot be read or written."""


class NothingReadError(SenateQuestionsError):
    """A source of which not a single page could be read."""


class UnexpectedError(SenateQuestionsError):
    """An error of the engine, or a fault of ours."""


class DamagedStoreError(SenateQuestionsError):
    """Pages of the raw store that are damaged or gone."""
