"""The metadata of `senate.sqlite` for Datasette: titles, meanings, facets, licences."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from schemas.licences import DATABASE, contents, sources_of
from schemas.package.words import Described, banner, texts
from schemas.search import (
    DIGESTS,
    FACETS,
    INDEX,
    QUESTION_TOPICS,
    ROW_NUMBER,
    SEARCH_FILE,
    SEARCH_TABLE,
    TOPICS,
    searched_columns,
)

METADATA_FILE = "datasette.json"
_HIDDEN = (DIGESTS, TOPICS, QUESTION_TOPICS)
_QUERY = re.compile(r"^-- (\w+): (.*)\n((?:.+\n)+)", re.MULTILINE)
_PARAMETER = re.compile(r":(\w+)")


def datasette_metadata(described: Described) -> dict[str, Any]:
    """The content of datasette.json for a release; the sample's begins with a banner."""
    notice, given = banner(described.sources), described.houses
    about = (notice, f"{DATABASE.covers} {DATABASE.title}.", *(one.covers for one in contents(given)))
    return {
        "title": texts("title", given)["en"],
        "description": " ".join(filter(None, about)),
        "license": DATABASE.title,
        "license_url": DATABASE.address,
        "source": " and ".join(f"Belgian {one.name_en}" for one in given),
        "source_url": sources_of(given)[0].address,
        "databases": {
            PurePath(SEARCH_FILE).stem: {
                "description": notice or SEARCH_TABLE.description,
                "tables": {
                    SEARCH_TABLE.name: _questions(notice),
                    **{key: {"hidden": True} for key in _HIDDEN},
                },
                "queries": dict(_queries(notice)),
            }
        },
    }


def _queries(notice: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """The queries of datasette.sql, in which a question stands above each, as metadata."""
    for name, title, query in _QUERY.findall(files("schemas").joinpath("datasette.sql").read_text("utf-8")):
        parameters = _PARAMETER.findall(query)
        yield name, {"title": title, "description": notice or "", "sql": query.strip(), "params": parameters}


def _questions(notice: str | None) -> dict[str, Any]:
    return {
        "title": "Written questions",
        "description": " ".join(filter(None, (notice, SEARCH_TABLE.description))),
        "columns": {column.name: column.description.replace("`", "") for column in SEARCH_TABLE.columns},
        "units": {column.name: column.unit for column in SEARCH_TABLE.columns if column.unit},
        "facets": list(FACETS),
        "sort_desc": "asked_on",
        "size": 20,
        "label_column": searched_columns()[0],
        "fts_table": INDEX,
        "fts_pk": ROW_NUMBER,
    }
