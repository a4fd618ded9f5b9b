"""Writing the explorer of a release; unchanged files are linked from the release before."""

import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb

from schemas.ddl import identifier, quoted
from schemas.vocabulary.site_labels import site_labels
from tasks.common.files import storage_errors
from tasks.present.explorer import SITE, facts
from tasks.present.explorer.actors import write_actors
from tasks.present.explorer.charts import charts, compared
from tasks.present.explorer.chunks import (
    QUESTIONS_A_SHARD,
    TITLES_A_SHARD,
    link_or_copy,
    question_shards,
    title_shards,
    write_shards,
)
from tasks.present.explorer.columns import write_columns
from tasks.present.explorer.drawings import CONFIGS
from tasks.present.explorer.pages import LISTED, pages, scripts_and_styles
from tasks.present.explorer.queries import houses_in, make_view, query
from tasks.present.explorer.static_pages import FOLDER, write_question_pages, write_sitemap
from tasks.present.explorer.words import write_words
from tasks.release.engine import bounded
from tasks.release.made_by import Extras, explorer_extras, made_alike
from tasks.release.published.damage import damage
from tasks.release.published.manifest import DUCKDB_FILE

VEGA = resources.files(__package__) / "vega"
_FORMATS = {
    "en": {"decimal": ".", "thousands": ","},
    "nl": {"decimal": ",", "thousands": "."},
    "fr": {"decimal": ",", "thousands": "\u202f"},
}
"""Number formats of charts."""
_SHARDED = (
    ("questions", QUESTIONS_A_SHARD, question_shards),
    ("titles", TITLES_A_SHARD, title_shards),
)
"""Each folder of shards: the questions in one, and what makes them."""


def build_site(
    folder: Path,
    before: Path | None,
    manifest: Mapping[str, Any],
    files: facts.Files,
    feeds: Mapping[str, Mapping[str, str]],
) -> None:
    """Write the explorer into the folder of a release with its tables.

    `before` is the release that `changes` compares with; `manifest` has no files yet; `files` can be
    downloaded; `feeds` are their names by identifier, for each kind.
    """
    site = folder / SITE
    extras = explorer_extras(manifest)
    address = extras.public_url
    alike = _alike(before, extras)
    earlier = alike / SITE if alike else None
    with storage_errors(folder), bounded(folder) as release:
        release.execute(f"ATTACH {quoted(str(folder / DUCKDB_FILE))} AS release (READ_ONLY); USE release")
        for name in ("sentences", "names"):
            make_view(release, name)
        _mark_touched(release, alike)
        for name, size, shards in _SHARDED:
            write_shards(release, site / name, _part(earlier, name), size, shards)
        summary = facts.summary(release, manifest) | {
            "words": write_words(release, site / "words", _part(earlier, "words")),
            "columns": write_columns(release, site),
            "actors": write_actors(release, site / "actors"),
            "public_url": address,
            "contact": extras.contact,
        }
        _write_data(site / "data", release, summary, manifest, files)
        for kind, names in feeds.items():
            _write_json(site / "data" / f"feeds.{kind}.json", names)
        dataset = facts.dataset(manifest, summary, files, address)
        for name, content in pages(houses_in(release), dataset, manifest["sources"], address):
            (site / name).parent.mkdir(exist_ok=True)
            (site / name).write_bytes(content)
        if address:
            before_pages = _part(earlier, FOLDER)
            write_question_pages(release, site / FOLDER, before_pages, address, manifest["sources"])
            write_sitemap(release, site, address, [f"{name}.html" for name in LISTED])
        _write_assets(site / "assets", _part(earlier, "assets"))


def _alike(before: Path | None, extras: Extras) -> Path | None:
    """The release before, if its files can be linked."""
    is_alike = before and made_alike(before, "tables", "database", "explorer", extras=extras)
    return before if before and is_alike and not damage(before) else None


def _part(site: Path | None, name: str) -> Path | None:
    return site / name if site else None


def _mark_touched(connection: duckdb.DuckDBPyConnection, before: Path | None) -> None:
    """Make the table `touched`: the questions whose files must be rewritten, all without a release before.

    Of those that are `is_only_seen`, no word changed.
    """
    if before is None:
        connection.execute(
            "CREATE TEMP TABLE touched AS SELECT question_id, false AS is_only_seen FROM questions"
        )
        return
    for name in ("questions", "pages", "issues"):
        path = quoted(str(before / f"{name}.parquet"))
        view = identifier(f"{name}_before")
        connection.execute(f"CREATE TEMP VIEW {view} AS SELECT * FROM read_parquet({path})")
    connection.execute(f"ATTACH {quoted(str(before / DUCKDB_FILE))} AS before (READ_ONLY)")
    connection.execute(f"CREATE TEMP TABLE touched AS {query('touched')}")
    connection.execute("DETACH before")


def _write_data(
    folder: Path,
    release: duckdb.DuckDBPyConnection,
    summary: Mapping[str, Any],
    manifest: Mapping[str, Any],
    files: facts.Files,
) -> None:
    """Write the data of all pages but those of questions."""
    folder.mkdir()
    _write_json(folder / "summary.json", summary)
    _write_json(folder / "quality.json", facts.quality(release, manifest))
    _write_json(folder / "downloads.json", facts.downloads(files, manifest["counts"]))
    labels = site_labels(houses_in(release))
    for language, drawn in charts(release, labels).items():
        formats = _FORMATS[language] | {"grouping": [3], "currency": ["", " €"]}
        lines = compared(labels[language])
        content = {"charts": drawn, "compared": lines, "configs": CONFIGS, "formats": formats}
        _write_json(folder / f"charts.{language}.json", content)
        _write_json(folder / f"dictionary.{language}.json", facts.dictionary(language))
        _write_json(folder / f"labels.{language}.json", labels[language])


def _write_assets(folder: Path, earlier: Path | None) -> None:
    """Write scripts and styles; the charting library is linked from the release before if it has it."""
    folder.mkdir()
    for name, content in scripts_and_styles():
        (folder / name).write_bytes(content)
    for file in VEGA.iterdir():
        if not link_or_copy(earlier, folder, file.name):
            (folder / file.name).write_bytes(file.read_bytes())


def _write_json(path: Path, content: object) -> None:
    path.write_bytes(f"{json.dumps(content, ensure_ascii=False)}\n".encode())
