"""The components of a release, and which of them a file of the code or of its data decides.

tables         the Parquet files: what is read out of pages, by `tasks` and the vocabularies of `schemas`
database       `senate.duckdb` with its views, the table `changes`, the checks
descriptions   what a release says of itself: dictionary, data package, list of changes, feed
search         `senate.sqlite`, the search index
explorer       `site/`

Everything else is made from the tables, and the explorer from the views, too.
"""

from collections.abc import Mapping
from typing import Literal, get_args

Component = Literal["tables", "database", "descriptions", "search", "explorer"]
COMPONENTS: tuple[Component, ...] = get_args(Component)

_NO_COMPONENT = (
    "schemas/examples/",
    "tasks/alarms.py",
    "tasks/clock.py",
    "tasks/export.py",
    "tasks/fetch/",
    "tasks/harvest/",
    "tasks/health.py",
    "tasks/live/",
    "tasks/lock.py",
    "tasks/masked.py",
    "tasks/plan/",
    "tasks/raw/export.py",
    "tasks/raw/verify.py",
    "tasks/release/heal.py",
    "tasks/release/held.py",
    "tasks/release/night_report.py",
    "tasks/release/pointer.py",
    "tasks/release/retention.py",
    "tasks/release/shared.py",
    "tasks/search/find.py",
    "tasks/search/words.py",
    "tasks/storage/",
    "tasks/warc_names.py",
)
"""What brings pages in, and what is done with a release: the same pages give the same release without it."""

PLACES: Mapping[Component | None, tuple[str, ...]] = {
    None: _NO_COMPONENT,
    "database": (
        "schemas/ddl.py",
        "schemas/marts/",
        "schemas/vocabulary/floors.py",
        "schemas/vocabulary/floors.tsv",
        "tasks/release/changes.py",
        "tasks/release/earlier.py",
        "tasks/release/checks.py",
        "tasks/release/engine.py",
        "tasks/release/floor_checks.py",
        "tasks/release/losses.py",
        "tasks/release/publish.py",
        "tasks/release/query.py",
        "tasks/release/room.py",
        "tasks/release/verify.py",
        "tasks/release/warehouse.py",
    ),
    "descriptions": (
        "schemas/banner.py",
        "schemas/dictionary.py",
        "schemas/history.py",
        "schemas/licences.py",
        "schemas/package/",
        "tasks/release/change_log.py",
        "tasks/release/describe.py",
        "tasks/release/feed.py",
        "tasks/release/markdown.py",
        "tasks/release/quality.py",
    ),
    "search": ("schemas/datasette.py", "schemas/search.py", "tasks/search/"),
    "explorer": (
        "schemas/vocabulary/party_colours.tsv",
        "schemas/vocabulary/site_labels.py",
        "schemas/vocabulary/site_labels.tsv",
        "tasks/site/",
    ),
}
"""Files, and folders with a slash at their end, that are known not to decide tables."""


def component_of(path: str) -> Component | None:
    """The component that a file decides; None for one that decides none.

    A file that no place names decides tables: then pages are read once too often, never once too seldom.

    Args:
        path: Its path from the folder that holds the packages, such as 'tasks/site/build.py'.
    """
    return next((component for component, places in PLACES.items() if _is_in(path, places)), "tables")


def _is_in(path: str, places: tuple[str, ...]) -> bool:
    return any(path == place or (place.endswith("/") and path.startswith(place)) for place in places)
