"""What a source could not give."""

from dataclasses import dataclass, field


@dataclass
class SourceReport:
    """What happened while a source was read.

    Attributes:
        passed_over: Number of records that are no question pages of the known hosts.
        problems: A sentence for each file that could not be read.
        notes: A sentence for what was left out on purpose.
    """

    passed_over: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
