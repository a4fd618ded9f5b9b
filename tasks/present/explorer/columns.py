"""The columns by which the browser filters and sorts all questions: it loads those that it needs.

Each is a file with one value for each question, in the order of questions; `numbers` says which these are.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from schemas.codes import LANGUAGES
from tasks.present.explorer.actors import KINDS
from tasks.present.explorer.chunks import as_json, named_by, pack
from tasks.present.explorer.queries import run_query
from tasks.present.explorer.words import as_steps

_CODED = ("status", "original", "kinds", "member", "party", "minister", "office")
"""Columns with few different values: `values` in their order, and for each question the place of its own.

`names` has both names of each identifier, `topics` those of topics.
"""


def write_columns(connection: duckdb.DuckDBPyConnection, site: Path) -> str:
    """Write all columns, and the names of those with identifiers, into a folder; return its name.

    It is named by which questions there are: a page that was opened before another night asks for files that
    are gone, and takes none for the values of other questions.
    """
    rows = run_query(connection, "columns")
    names: dict[str, list[list[object]]] = {kind: [] for kind in KINDS}
    for row in run_query(connection, "names"):
        words = [row["short"] or row[language] for language in LANGUAGES]
        names[row["kind"]].append([row["id"], *words, *filter(None, [row["years"]])])
    contents = {
        "numbers": as_steps([row["question_id"] for row in rows]),
        "asked": [row["asked"] for row in rows],
        "days": [row["days"] for row in rows],
        **{name: _coded([row[name] for row in rows]) for name in _CODED},
        "topics": names.pop("topic"),
        "names": names,
    }
    folder = site / f"columns-{named_by(as_json(contents['numbers']))}"
    folder.mkdir()
    for name, content in contents.items():
        pack(folder / f"{name}.json.gz", as_json(content))
    return folder.name


def _coded(found: Sequence[str | None]) -> dict[str, object]:
    values = sorted({value for value in found if value is not None})
    places = {value: place for place, value in enumerate(values)}
    return {"values": values, "at": [None if value is None else places[value] for value in found]}
