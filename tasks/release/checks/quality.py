"""Figures of a release that show when something is wrong at the source, or in reading it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa

from schemas.records import Row
from schemas.vocabulary import issue_tells_of
from tasks.tables.arrow_tables import ArrowTables

SHARE_SET_ASIDE = 0.5
"""A larger quarantined share of a kind of pages means an unknown page format."""
FEWEST_SET_ASIDE = 5
"""Fewer quarantined pages may be chance."""


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


def mostly_set_aside(pages: pa.Table, before: AbstractSet[str]) -> list[Row]:
    """Variants, forms and hosts whose pages are mostly quarantined, among all pages and among new ones.

    `before` holds the identifiers of pages of the release before. Rows have `among` ('all' or 'new'), `by`
    ('variant', 'form' or 'host'), `value`, `pages` and `quarantined`.
    """
    rows = pages.select(["page_id", "url", "variant", "form", "outcome"]).to_pylist()
    new = [row for row in rows if row["page_id"] not in before]
    return [
        {"among": among, "by": by, **found}
        for among, some in (("all", rows), ("new", new if before else []))
        for by in ("variant", "form", "host")
        for found in _mostly(some, by)
    ]


def _mostly(rows: list[Row], by: str) -> Iterator[dict[str, Any]]:
    kinds = [(urlsplit(row["url"] or "").hostname if by == "host" else row[by]) for row in rows]
    pages = Counter(kinds)
    aside = Counter(kind for kind, row in zip(kinds, rows, strict=True) if row["outcome"] == "quarantined")
    for kind, count in sorted((kind, count) for kind, count in aside.items() if kind):
        if count >= FEWEST_SET_ASIDE and count > SHARE_SET_ASIDE * pages[kind]:
            yield {"value": kind, "pages": pages[kind], "quarantined": count}
