"""The figures by which a release shows that something has gone wrong at the source, or in reading it."""

from collections.abc import Mapping

from schemas.records import Tables

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


def quality(tables: Tables) -> dict[str, int]:
    """How many pages there are, how many of them are quarantined, how many labels are unknown."""
    return {
        "pages": len(tables["pages"]),
        "quarantined": sum(page["outcome"] == "quarantined" for page in tables["pages"]),
        "unknown_labels": sum(issue["kind"] in UNKNOWN_LABELS for issue in tables["issues"]),
    }


def quarantine_share(figures: Mapping[str, int]) -> float:
    """The share of pages that are quarantined; 0 without pages."""
    return figures["quarantined"] / figures["pages"] if figures["pages"] else 0.0
