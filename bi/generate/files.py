"""All files of the assets, and the zip that Superset imports."""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from bi.generate import charts, dashboard, datasets
from bi.generate.names import DATABASE, asset, identity

FOLDER = Path(__file__).parent.parent / "superset"
PLACE = "/PATH/TO/data/current/senate.duckdb"
"""Stands where the path of the DuckDB file goes."""

_ROOT = "senate-questions"
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The time of each file in the zip: the same files give the same bytes."""


def files() -> dict[str, str]:
    """The content of each file by its path below bi/superset."""
    return {path: _yaml(content) for path, content in _contents()}


def write() -> None:
    """Write the files, and remove those that are no more."""
    made = files()
    for old in FOLDER.rglob("*.yaml"):
        if old.relative_to(FOLDER).as_posix() not in made:
            old.unlink()
    for path, text in made.items():
        target = FOLDER / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def write_zip(target: Path, database: Path) -> None:
    """Write a zip for Superset to import, with the path of the DuckDB file in it.

    Raises:
        OSError: When it cannot be written.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in _contents(str(database)):
            packed.writestr(zipfile.ZipInfo(f"{_ROOT}/{path}", _OLDEST), _yaml(content))


def _contents(place: str = PLACE) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "metadata.yaml", asset("metadata")
    known = {
        "database": DATABASE,
        "address": f"duckdb:///{place}",
        "identity": identity("database", DATABASE),
    }
    yield "databases/belgian_senate.yaml", asset("database", **known)
    for dataset in datasets.datasets():
        yield f"datasets/belgian_senate/{dataset.view}.yaml", datasets.file_of(dataset)
    for shown in charts.slices():
        yield f"charts/{shown.name}.yaml", charts.file_of(shown)
    yield "dashboards/written_questions.yaml", dashboard.file()


def _yaml(content: Mapping[str, Any]) -> str:
    return str(yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=110))
