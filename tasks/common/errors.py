"""The one tree of errors that a command turns into a sentence and an exit code.

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
    """What may pass by itself: the same run, later, may go well."""


class TerminalError(SenateQuestionsError):
    """What stays until somebody acts: trying again would end in the same way."""


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
    """A process that worked on pages died, or did not come to an end."""


class ClusterError(TransientError):
    """A cluster that cannot be reached, or that gave work up."""


class StorageError(SenateQuestionsError):
    """What goes wrong where pages and releases are stored."""


class FileError(StorageError, TerminalError):
    """A disk that is full or read-only, or a file of ours that cannot be read or is not as it was written."""


class FullDiskError(FileError):
    """A disk that has no room for what is to be written."""


class DamagedReleaseError(FileError):
    """A release whose files are not as they were written; it can be made again from the raw store."""


class MissingError(StorageError, TerminalError):
    """A file that is not where it should be."""


class UnreachableError(StorageError, TransientError):
    """A store that cannot be asked, so that nothing is known of what it holds."""


class NothingReadError(TerminalError):
    """A source of which not a single page could be read."""


class DamagedStoreError(TerminalError):
    """Pages of the raw store that are damaged or gone."""


class LaterVersionError(TerminalError):
    """A data folder that a later version of the code has written to."""


class TooManyFailuresError(TerminalError):
    """So many pages that cannot be worked on that it is not the pages."""


class UnexpectedError(TerminalError):
    """An error of the engine, or a fault of ours."""
