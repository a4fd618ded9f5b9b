"""Other code or another library: what it decides is made anew, and nothing else."""

import json
import shutil
from pathlib import Path

import pytest

from tasks.release.published.manifest import read_manifest
from tests.conftest import copy_data
from tests.present.search.support import is_copy, marked
from tests.support.command import output_of
from tests.support.data_folder import files_of
from tests.support.product import copy_product, run_product
from tests.support.releases import say_made_otherwise, write_manifest
from tests.support.runs import numbered, page_files, parquet_files
from tests.support.sources import lay_out

pytestmark = pytest.mark.long

KEPT = "The tables are those of the previous release; no page was read again."
CHANGED = "Rebuilt: {}. Changed: its code or data."
NAMES = {
    "explorer": "the explorer",
    "search": "the search index",
    "database": "the DuckDB file",
    "descriptions": "the descriptions",
}
STYLE = "tasks/present/explorer/assets/style.css"


def shards(release: Path) -> dict[str, int]:
    """The files of the explorer that a release takes from the one before as long as nothing changes."""
    return {path.name: path.stat().st_ino for path in (release / "site/questions").iterdir()}


def read_pages(data: Path) -> bool:
    """Whether pages were worked on since the cache was removed: what comes of them is kept there."""
    return (data / "cache").exists()


@pytest.fixture
def data(two_copy):
    return two_copy


@pytest.fixture
def ingest(two, data):
    """Bring in the pages of two questions again; what the run says."""
    return lambda *words: output_of("ingest", "--from", two / "pages", "--data", data, *words)


def test_what_made_a_release_makes_it_no_second_time(ingest):
    said = json.loads(ingest("--json"))
    assert (said["outcome"], said["made_anew"]) == ("unchanged", [])


@pytest.mark.parametrize("component", NAMES)
def test_a_component_that_other_code_made_is_made_anew_alone(component, data, ingest):
    first = (data / "current").resolve()
    marked(first)
    say_made_otherwise(first, component)
    shutil.rmtree(data / "cache")
    tables, files = parquet_files(data), files_of(first)
    shown = ingest()
    release = (data / "current").resolve()
    assert release != first
    assert shown.startswith(f"Release published\n\n{CHANGED.format(NAMES[component])}\n{KEPT}\n")
    assert not read_pages(data)
    assert parquet_files(data) == tables
    assert (shards(release) == shards(first)) is (component in {"search", "descriptions"})
    assert is_copy(release) is (component not in {"search", "database"})
    assert files_of(first) == files
    assert "unchanged" in ingest()


def test_tables_of_other_code_are_made_of_the_pages_again(data, ingest):
    say_made_otherwise(data / "current", "tables", "lxml", "0.1")
    write_manifest(data / "current", read_manifest(data / "current") | {"inputs": "0"})
    shutil.rmtree(data / "cache")
    tables = parquet_files(data)
    said = ingest()
    assert "Rebuilt: the tables and everything built from them. Changed: lxml 0.1 → " in said
    assert KEPT not in said
    assert read_pages(data)
    assert parquet_files(data) == tables


def test_a_rebuild_reads_all_pages_whatever_changed(data):
    say_made_otherwise(data / "current", "explorer")
    shutil.rmtree(data / "cache")
    said = output_of("rebuild", "--data", data)
    assert CHANGED.format("the explorer") in said
    assert KEPT not in said
    assert read_pages(data)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A copy of the product, and what it made of a folder of pages."""
    folder = tmp_path_factory.mktemp("first")
    copy_product(folder / "product")
    lay_out(folder / "pages", page_files([numbered(95001)]))
    ingested(folder)
    return folder


@pytest.fixture
def product(first, tmp_path):
    """The copy, its pages and its data, to be changed; what was worked out of pages is not at hand."""
    folder = copy_data(first, tmp_path / "first")
    shutil.rmtree(folder / "data/cache")
    return folder


def ingested(folder: Path) -> dict:
    """What the product of a folder says when it ingests the pages of the folder."""
    words = ["ingest", "--from", folder / "pages", "--data", folder / "data", "--json"]
    done = run_product(folder / "product", *words)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_comment_in_a_style_sheet_makes_the_explorer_anew_alone(product):
    tables = parquet_files(product / "data")
    style = product / "product" / STYLE
    style.write_text(style.read_text("utf-8") + "\n/* A comment. */\n", "utf-8")
    told = ingested(product)
    assert told["outcome"] == "published"
    assert told["made_anew"] == [CHANGED.format("the explorer"), KEPT]
    assert not read_pages(product / "data")
    assert parquet_files(product / "data") == tables
    shown = product / "data/current/site/assets/style.css"
    assert shown.read_text("utf-8") == style.read_text("utf-8")
    assert ingested(product)["outcome"] == "unchanged"


def test_another_version_of_lxml_lets_all_pages_be_read_again(product):
    known = product / "product/lxml-99.0.dist-info"
    known.mkdir()
    (known / "METADATA").write_text("Metadata-Version: 2.1\nName: lxml\nVersion: 99.0\n", encoding="utf-8")
    told = ingested(product)
    assert told["outcome"] == "published"
    assert told["made_anew"][0].endswith("→ 99.0.")
    assert read_pages(product / "data")


def test_code_that_fetches_changes_nothing(product):
    client = product / "product/tasks/fetch/site/client.py"
    client.write_text(client.read_text("utf-8") + "\n# A comment.\n", "utf-8")
    assert ingested(product)["outcome"] == "unchanged"
