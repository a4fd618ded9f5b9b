"""The tree of errors that a command turns into a sentence and an exit code.

SenateQuestionsError    (schemas/errors.py)
├── VocabularyError    a line of a data file of schemas/vocabulary
├── TransientError     may pass by itself: the next run tries again
│   └── SourceUnavailableError · LockedError · WorkerDiedError · ClusterError · UnreachableError
├── TerminalError      stays until somebody acts
│   └── UsageError · RefusedError · FileError · MissingError · NothingReadError · DamagedStoreError
│       · LaterVersionError · TooManyFailuresError · UnexpectedError
└── StorageError       of a disk or a store: FileError (FullDiskError, DamagedReleaseError), MissingError,
                       UnreachableError
"""

from schemas.errors import RunEnd, SenateQuestionsError


class TransientError(SenateQuestionsError):
    """An error that may pass by itself: the same run may succeed later."""


class TerminalError(SenateQuestionsError):
    """An error that stays until somebody acts."""


class UsageError(TerminalError):
    """A wrong argument, a missing path or a missing setting."""

    ends = RunEnd("failed", "failed", 2)


class RefusedError(TerminalError):
    """The data checks refused a release; the last good one is kept."""

    ends = RunEnd("refused", "refused", 3, "Refused")


class SourceUnavailableError(TransientError):
    """The source is down or blocks us."""

    ends = RunEnd("unavailable", "blocked", 4, "Source unavailable")


class LockedError(TransientError):
    """Another run holds the lock of the data folder."""

    ends = RunEnd("failed", None, 5, "Skipped")


class WorkerDiedError(TransientError):
    """A process that worked on pages died or did not finish."""


class ClusterError(TransientError):
    """A cluster cannot be reached, or gave up the work."""


class StorageError(SenateQuestionsError):
    """An error of a disk or a store."""


class FileError(StorageError, TerminalError):
    """The disk is full or read-only, or one of our files is unreadable or corrupt."""


class FullDiskError(FileError):
    """The disk has no room for what is to be written."""


class DamagedReleaseError(FileError):
    """Files of a release are corrupt or missing; it can be made again from the raw store."""


class MissingError(StorageError, TerminalError):
    """A file is not where it should be."""


class UnreachableError(StorageError, TransientError):
    """A store cannot be reached, so its content is unknown; or the engine's server cannot."""


class NothingReadError(TerminalError):
    """No page of the sources could be read."""


class DamagedStoreError(TerminalError):
    """Pages of the raw store are corrupt or gone."""


class LaterVersionError(TerminalError):
    """A later version of the code has written to the data folder."""


class TooManyFailuresError(TerminalError):
    """So many pages fail that the cause is not the pages."""


class UnexpectedError(TerminalError):
    """An error of the engine, or a bug of ours."""
