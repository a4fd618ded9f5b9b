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

PLACES: Mapping[Component | None, tuple[str, ...]] = {
    None: (
        "schemas/examples/",
        "tasks/common/clock.py",
        "tasks/fetch/",
        "tasks/operate/",
        "tasks/present/",
        "tasks/present/explorer/bounded_server.py",
        "tasks/present/explorer/server.py",
        "tasks/present/search/find.py",
        "tasks/present/search/typed_query.py",
        "tasks/raw/export.py",
        "tasks/raw/storage/",
        "tasks/raw/verify.py",
        "tasks/raw/warc_names.py",
        "tasks/release/known_questions.py",
        "tasks/release/published/",
    ),
    "tables": ("tasks/release/parquet.py",),
    "database": ("schemas/ddl.py", "schemas/marts/", "schemas/vocabulary/floors", "tasks/release/"),
    "descriptions": (
        "schemas/banner.py",
        "schemas/dictionary.py",
        "schemas/history.py",
        "schemas/licences.py",
        "schemas/package/",
        "tasks/present/feed.py",
        "tasks/release/change_log.py",
        "tasks/release/checks/quality.py",
        "tasks/release/describe.py",
        "tasks/release/markdown_tables.py",
        "tasks/release/published/manifest.py",
    ),
    "search": ("schemas/datasette.py", "schemas/search.py", "tasks/present/search/"),
    "explorer": (
        "schemas/vocabulary/party_colours",
        "schemas/vocabulary/site_labels",
        "tasks/present/explorer/",
    ),
}
"""How the paths of files begin that do not decide tables; the longest beginning counts.

None: what brings pages in, and what is done with a release; the same pages give the same release without it.
"""


def component_of(path: str) -> Component | None:
    """The component that a file decides; None for one that decides none.

    A file that no place names decides tables: then pages are read once too often, never once too seldom.

    Args:
        path: Its path from the folder that holds the packages, such as 'tasks/present/explorer/build.py'.
    """
    found = [
        (len(place), component)
        for component, places in PLACES.items()
        for place in places
        if path.startswith(place)
    ]
    return max(found, key=lambda one: one[0])[1] if found else "tables"
