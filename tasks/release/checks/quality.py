"""Figures of a release that show when something is wrong at the source, or in reading it."""

from collections.abc import Mapping

from schemas.vocabulary import issue_tells_of
from tasks.tables.arrow_tables import ArrowTables


def quality(tables: ArrowTables) -> dict[str, int]:
    """The numbers of pages, of quarantined pages and of unknown labels."""
    outcomes = tables["pages"]["outcome"].to_pylist()
    kinds = tables["issues"]["kind"].to_pylist()
    return {
        "pages": len(outcomes),
        "quarantined": outcomes.count("quarantined"),
        "unknown_labels": sum(issue_tells_of()[str(kind)] == "label" for kind in kinds),
    }


def quarantine_share(figures: Mapping[str, int]) -> float:
    """The share of pages that are quarantined; 0 without pages."""
    return figures["quarantined"] / figures["pages"] if figures["pages"] else 0.0
