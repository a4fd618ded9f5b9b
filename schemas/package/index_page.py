"""The pages of a release: `index.html`, which of its files is for what, and its dataset card.

The head of the card, README.md, makes each table a configuration of `datasets`. Its values are JSON, which is
YAML too. Empty tables are left out, since `datasets` fails on them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from importlib.resources import files
from string import Template
from typing import NamedTuple

from schemas.licences import CONTENT, DATABASE, contents
from schemas.marts import views
from schemas.marts.small import small_tables
from schemas.package.attach import VIEWS
from schemas.package.datapackage import PARQUET
from schemas.package.words import Described, release_words
from schemas.search import SEARCH_FILE
from schemas.tables import TABLES
from schemas.vocabulary.rows import vocabulary_rows

INDEX_FILE = "index.html"


class Listed(NamedTuple):
    """A file of a release, what it is, and what or who it is for."""

    file: str
    meaning: str
    used_for: str


def listed_files() -> dict[str, list[Listed]]:
    """The files of a release, except those of the explorer, by the title of their list."""
    stored = (view for view in views() if view.kind == "stored")
    return {
        "Where to start": [Listed(*row.values()) for row in vocabulary_rows("files.tsv", "schemas.package")],
        "Tables": [Listed(f"{table.name}.parquet", table.description, "") for table in TABLES],
        "Stored views": [Listed(f"{VIEWS}/{view.name}.parquet", view.comment, "") for view in stored],
    }


def index_page(described: Described) -> str:
    """The page; it lists what this release has, with sizes of what is written before it."""
    page = Template(files(__package__).joinpath("index_page.html").read_text("utf-8"))
    sections = (line for title, rows in listed_files().items() for line in _section(title, rows, described))
    words = {name: escape(str(text)) for name, text in release_words(described).items()}
    return page.substitute(words, sections="\n".join(sections))


def _section(title: str, rows: Iterable[Listed], described: Described) -> Iterator[str]:
    yield f"<h2>{escape(title)}</h2>"
    yield "<table>\n<tr><th>file<th>what it is<th>size<th>for"
    for row in rows:
        facts = described.files.get(row.file)
        if facts or row.file != SEARCH_FILE:
            name, meaning, used_for = map(escape, row)
            size = f"{-(-facts.size // 1000):,} kB" if facts else ""
            shown = name if name.endswith("/") else f'<a href="{name}">{name}</a>'
            yield f"<tr><td>{shown}<td>{meaning}<td>{size}<td>{used_for}"
    yield "</table>"


CARD_FILE = "README.md"
_FIRST = "questions"
"""The table that is loaded when none is named."""
_SIZES = ((10**3, "n<1K"), (10**4, "1K<n<10K"), (10**5, "10K<n<100K"), (10**6, "100K<n<1M"))


def card(described: Described, counts: Mapping[str, int]) -> str:
    """The text of the card; `counts` are the rows of each table."""
    words, rights = release_words(described), (DATABASE, *contents(described.houses))
    configurations = (
        {"config_name": one.name, "data_files": PARQUET.file(one), "default": one.name == _FIRST}
        for one in TABLES
        if counts[one.name]
    )
    return Template(files(__package__).joinpath("card.txt").read_text("utf-8")).substitute(
        words,
        licences=json.dumps(["other" if one == CONTENT else one.name.lower() for one in rights]),
        size=next((name for most, name in _SIZES if counts[_FIRST] < most), "n>1M"),
        tags=json.dumps([word.lower() for word in words["english_keywords"]]),
        configurations="\n".join(f"- {json.dumps(one)}" for one in configurations),
        small=", ".join(f"`{one.path}`" for one in small_tables()),
        tables="\n".join(f"| `{one.name}` | {counts[one.name]:,} | {one.description} |" for one in TABLES),
    )
