"""The figures by which a release shows that something has gone wrong at the source, or in reading it."""

from collections.abc import Mapping

from tasks.release.arrow_tables import ArrowTables

UNKNOWN_LABELS = frozenset(
    {
        "unknown_event",
        "unknown_relation",
        "unread_block",
        "party_unknown",
        "role_unknown",
        "portfolio_unknown",
        "question_line_missing",
        "answer_line_missing",
        "event_without_name",
    }
)
"""Issues of a page that says what no vocabulary knows: many at once mean that the site has changed."""


def quality(tables: ArrowTables) -> dict[str, int]:
    """How many pages there are, how many of them are quarantined, how many labels are unknown."""
    outcomes = tables["pages"]["outcome"].to_pylist()
    kinds = tables["issues"]["kind"].to_pylist()
    return {
        "pages": len(outcomes),
        "quarantined": outcomes.count("quarantined"),
        "unknown_labels": sum(kind in UNKNOWN_LABELS for kind in kinds),
    }


def quarantine_share(figures: Mapping[str, int]) -> float:
    """The share of pages that are quarantined; 0 without pages."""
    return figures["quarantined"] / figures["pages"] if figures["pages"] else 0.0
