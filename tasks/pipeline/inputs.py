"""The inputs of a release of everything in a raw store."""

from collections.abc import Sequence
from pathlib import Path

from tasks.link import eurovoc_terms
from tasks.raw import LogEntry, captures, failed_attempts
from tasks.tables.inputs import Inputs


def release_inputs(entries: Sequence[LogEntry], largest_page: int, eurovoc: Path | None = None) -> Inputs:
    """The inputs of a release of all logged pages; larger pages, in bytes, are quarantined."""
    terms = eurovoc_terms(eurovoc) if eurovoc else {}
    return Inputs(captures(entries), largest_page, failed_attempts(entries), terms)
