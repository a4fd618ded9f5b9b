"""What made a release: which components are made anew, why, and which tables are kept for it."""

import pytest

from schemas.tables import TABLES
from tasks.release.kept import kept_tables, with_runs
from tasks.release.made_by import MADE_BY, NO_EXTRAS, Extras, made_alike, made_anew, made_by
from tasks.release.parquet import write_parquet
from tasks.release.published.manifest import read_manifest
from tasks.tables.inputs import Inputs
from tests.support.releases import (
    RUN,
    altered,
    built,
    inputs,
    list_anew,
    say_made_otherwise,
    snapshot,
    to_arrow,
    world,
    write_manifest,
)


def anew(data, extras=NO_EXTRAS):
    return made_anew(read_manifest(data / "current"), extras)


def test_the_manifest_says_what_made_each_component(usual):
    found = read_manifest(usual)[MADE_BY]
    assert found == made_by()
    assert {"code", "lxml", "pyarrow", "python", "unicode"} <= found["tables"].keys()
    assert "search" not in found


def test_nothing_is_made_anew_by_the_same_code_and_libraries(data):
    assert anew(data) == []
    assert made_anew(None, Extras(search=True)) == []
    assert made_alike(data / "current", "tables", "explorer")
    assert not made_alike(data / "nowhere", "tables")


def test_each_component_that_was_made_otherwise_is_reported(data):
    say_made_otherwise(data / "current", "explorer")
    say_made_otherwise(data / "current", "database", "duckdb", "1.5.0")
    version = made_by()["database"]["duckdb"]
    assert anew(data) == [
        f"Rebuilt: the DuckDB file. Changed: duckdb 1.5.0 → {version}.",
        "Rebuilt: the explorer. Changed: its code or data.",
    ]
    assert not made_alike(data / "current", "tables", "explorer")


def test_everything_follows_from_other_tables(data):
    say_made_otherwise(data / "current", "explorer")
    say_made_otherwise(data / "current", "tables", "lxml", "5.0")
    version = made_by()["tables"]["lxml"]
    assert anew(data) == [
        f"Rebuilt: the tables and everything built from them. Changed: lxml 5.0 → {version}."
    ]


def test_a_search_index_comes_and_goes_with_the_setting(data):
    assert anew(data, Extras(search=True)) == ["New: the search index."]
    manifest = read_manifest(data / "current") | {MADE_BY: dict(made_by(Extras(search=True)))}
    write_manifest(data / "current", manifest)
    assert anew(data) == ["Left out: the search index."]


def test_a_release_that_does_not_say_what_made_it_is_made_anew(data):
    manifest = read_manifest(data / "current")
    del manifest[MADE_BY]
    write_manifest(data / "current", manifest)
    assert anew(data) == ["Rebuilt: everything. The previous release does not say what produced it."]
    assert not made_alike(data / "current", "explorer")


def test_kept_tables_are_written_as_the_same_bytes(data, tmp_path):
    before = snapshot(data / "current")
    kept = kept_tables(data, inputs())
    after = snapshot(built(tmp_path / "after", with_runs(kept, [RUN]), database=False))
    names = [f"{table.name}.parquet" for table in TABLES if table.name != "changes"]
    assert [name for name in names if after[name] != before[name]] == []
    assert kept["changes"].num_rows == kept["runs"].num_rows == 0


def test_tables_are_kept_for_the_same_inputs_alone(data, tmp_path):
    assert kept_tables(data, inputs(count=2)) is None
    assert kept_tables(data, Inputs(inputs().captures, 5)) is None
    assert kept_tables(tmp_path / "nothing", inputs()) is None


@pytest.mark.parametrize("harm", ["cut", "gone"])
def test_tables_are_not_kept_when_a_file_is_not_as_it_was_written(data, harm):
    path = data / "current/texts.parquet"
    content = path.read_bytes()
    path.unlink()
    if harm == "cut":
        path.write_bytes(content[:-10])
    assert kept_tables(data, inputs()) is None


@pytest.mark.parametrize(
    ("code", "is_kept"), [("damaged_bytes", False), ("failed", False), ("not_text", True)]
)
def test_tables_without_a_page_that_may_be_read_now_are_not_kept(data, code, is_kept):
    path = data / "current/pages.parquet"
    pages = to_arrow(altered(world(), "pages", outcome="quarantined", reason_code=code, reason="…"))["pages"]
    path.unlink()
    write_parquet({"pages": pages}, path.parent)
    list_anew(path.parent.resolve(), path.name)
    kept = kept_tables(data, inputs())
    assert (kept is not None) is is_kept
    assert not kept or kept["pages"].equals(pages)
