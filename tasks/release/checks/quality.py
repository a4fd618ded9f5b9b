"""Figures of a release that show when something is wrong at the source, or in reading it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa

from schemas.records import Row
from tasks.tables.arrow_tables import ArrowTables

UNKNOWN_LABELS = frozenset(
    {
        "unknown_event",
        "unknown_relation",
        "letters_unread",
        "party_unknown",
        "role_unknown",
        "portfolio_unknown",
        "question_line_missing",
        "answer_line_missing",
        "event_without_name",
    }
)
"""Issues on words that no vocabulary has: many at once mean that the site has changed."""

SHARE_SET_ASIDE = 0.5
"""A larger quarantined share of a kind of pages means an unknown page format."""
MOST_UNREAD, MORE_UNREAD = 0.1, 0.02
"""A larger share of unread letters means a changed page: of a kind seen first, and beyond a usual share."""
_KIND = ("variant", "form", "source")
_OF_LETTERS = [*_KIND, *"page_id url origin letters_shown letters_read letters_boilerplate".split()]
FEWEST_SET_ASIDE = 5
"""Fewer quarantined pages may be chance."""


def quality(tables: ArrowTables) -> dict[str, int]:
    """The numbers of pages, of quarantined pages and of unknown labels."""
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


def more_unread(pages: pa.Table, before: AbstractSet[str]) -> list[Row]:
    """Kinds of new pages (all, without a release before) more of whose letters are unread than usual.

    Rows have `variant`, `form`, `source`, the number of `pages`, the `share` unread, the `usual` one of the
    pages in `before` (None without any), and the page with the most as an `example`.
    """
    kinds: dict[tuple[str, ...], tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for row in pages.select(_OF_LETTERS).to_pylist():
        if row["letters_shown"]:
            kinds[row["variant"], row["form"], row["source"]][row["page_id"] in before].append(row)
    found = []
    for kind, (new, old) in sorted(kinds.items()):
        share, usual = _unread_share(new), _unread_share(old) if old else None
        if len(new) >= FEWEST_SET_ASIDE and share > (MOST_UNREAD if usual is None else usual + MORE_UNREAD):
            worst = max(new, key=lambda row: (_unread_share([row]), row["page_id"]))
            example = worst["url"] or worst["origin"]
            shares = {"pages": len(new), "share": share, "usual": usual, "example": example}
            found.append(dict(zip(_KIND, kind, strict=True)) | shares)
    return found


def _unread_share(pages: Sequence[Row]) -> float:
    shown = sum(row["letters_shown"] for row in pages)
    known = sum(row["letters_read"] + row["letters_boilerplate"] for row in pages)
    return round(1 - known / shown, 4) if shown else 0.0


def _mostly(rows: list[Row], by: str) -> Iterator[dict[str, Any]]:
    kinds = [(urlsplit(row["url"] or "").hostname if by == "host" else row[by]) for row in rows]
    pages = Counter(kinds)
    aside = Counter(kind for kind, row in zip(kinds, rows, strict=True) if row["outcome"] == "quarantined")
    for kind, count in sorted((kind, count) for kind, count in aside.items() if kind):
        if count >= FEWEST_SET_ASIDE and count > SHARE_SET_ASIDE * pages[kind]:
            yield {"value": kind, "pages": pages[kind], "quarantined": count}
