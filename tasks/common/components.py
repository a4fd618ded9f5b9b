"""The components of a release, and the files of code and data that decide each.

tables         the Parquet files: what `tasks` and the vocabularies of `schemas` read from pages
database       `senate.duckdb` with its views, the table `changes`, the checks
descriptions   what a release says about itself: dictionary, data package, list of changes, feed
search         `senate.sqlite`, the search index
explorer       `site/`

The other components are made from the tables, and the explorer from the views too.
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
    "database": (
        "schemas/ddl.py",
        "schemas/marts/",
        "schemas/vocabulary/floors",
        "schemas/vocabulary/site_signs",
        "tasks/release/",
    ),
    "descriptions": (
        "schemas/dictionary.py",
        "schemas/history",
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
        "schemas/charts",
        "schemas/vocabulary/party_colours",
        "schemas/vocabulary/site_labels",
        "schemas/vocabulary/translations",
        "tasks/present/explorer/",
    ),
}
"""Path prefixes of files that do not decide tables; the longest match counts.

None: fetching pages and using a release; neither changes what the same pages give.
"""


def component_of(path: str) -> Component | None:
    """The component that a file decides; None for none.

    The path starts at the folder of the packages: 'tasks/present/explorer/build.py'. A file that no place
    names decides tables: then pages are read once too often, never once too seldom.
    """
    found = [
        (len(place), component)
        for component, places in PLACES.items()
        for place in places
        if path.startswith(place)
    ]
    return max(found, key=lambda one: one[0])[1] if found else "tables"
