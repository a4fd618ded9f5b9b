"""The root of the errors that a user can meet, and how each ends a run."""

from typing import ClassVar, NamedTuple

from schemas.codes import AlarmKind, RunOutcome


class RunEnd(NamedTuple):
    """How an error ends a run: in the ledger, as an alarm, for the shell and for the engine.

    Attributes:
        outcome: The outcome in the ledger.
        alarm: The alarm that an unattended run gives; None for none.
        exit_code: The exit code of the command.
        state: The name of the flow run's state.
    """

    outcome: RunOutcome
    alarm: AlarmKind | None
    exit_code: int
    state: str = "Failed"


class SenateQuestionsError(Exception):
    """Anything that ends a run; the message says what is wrong, where, and what to do."""

    ends: ClassVar[RunEnd] = RunEnd("failed", "failed", 1)


class VocabularyError(SenateQuestionsError, ValueError):
    """A line of a data file that cannot be read; the message says which, what is wrong and what to do."""
