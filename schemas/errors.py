"""The root of the errors that a user can meet, and how each ends a run."""

from typing import ClassVar, NamedTuple

from schemas.codes import AlarmKind, RunOutcome


class RunEnd(NamedTuple):
    """How an error ends a run: outcome in the ledger, alarm, exit code, state of the flow run."""

    outcome: RunOutcome
    alarm: AlarmKind | None
    exit_code: int
    state: str = "Failed"


class SenateQuestionsError(Exception):
    """Anything that ends a run; the message says what is wrong, where, and what to do."""

    ends: ClassVar[RunEnd] = RunEnd("failed", "failed", 1)


class VocabularyError(SenateQuestionsError, ValueError):
    """An invalid line of a data file; the message says which, what is wrong and what to do."""
