"""What a release of everything in a raw store is made of."""

from collections.abc import Sequence
from pathlib import Path

from tasks.link.thesaurus import eurovoc_terms
from tasks.raw import LogEntry, captures, vain_attempts
from tasks.tables.inputs import Inputs


def release_inputs(entries: Sequence[LogEntry], largest_page: int, eurovoc: Path | None = None) -> Inputs:
    """What a release of all logged pages is made of.

    Args:
        entries: The fetch log.
        largest_page: Bytes; a larger page is quarantined.
        eurovoc: A table of EuroVoc terms.

    Raises:
        UsageError: When the EuroVoc terms cannot be read.
    """
    terms = eurovoc_terms(eurovoc) if eurovoc else {}
    return Inputs(captures(entries), largest_page, vain_attempts(entries), terms)
