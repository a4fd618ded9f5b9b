"""The components of a release, and the files of code and data that decide each.

tables         the Parquet files: what `tasks` and the vocabularies of `schemas` read from pages
database       `senate.duckdb` with its views, the table `changes`, the small tables, the checks
descriptions   what a release says about itself: dictionary, data package, card, list of changes, feeds
search         `senate.sqlite`, the search index
explorer       `site/`

The other components are made from the tables, and the explorer from the views too.
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal, get_args

from schemas.vocabulary.rows import vocabulary_rows

Component = Literal["tables", "database", "descriptions", "search", "explorer"]
COMPONENTS: tuple[Component, ...] = get_args(Component)


@cache
def places() -> Mapping[str, Component | None]:
    """Path prefixes of files that do not decide tables, with what they decide; None for none.

    Those with none fetch pages or use a release, which does not change what the same pages give.
    """
    known: dict[str, Component | None] = {"-": None, **{one: one for one in COMPONENTS}}
    return {row["path"]: known[row["component"]] for row in vocabulary_rows("components.tsv", "tasks.common")}


def component_of(path: str) -> Component | None:
    """The component that a file decides; None for none.

    The path starts at the folder of the packages: 'tasks/present/explorer/build.py'. A file that no place
    names decides tables: then pages are read once too often, never once too seldom.
    """
    found = max((place for place in places() if path.startswith(place)), key=len, default=None)
    return "tables" if found is None else places()[found]
