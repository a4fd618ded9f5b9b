"""What a release says of itself: Data Package, Croissant, sums, freshness, changes."""

import hashlib
import html
import json
import shutil
import subprocess

import pytest
import yaml

from schemas.licences import DATABASE, contents
from schemas.tables import SCHEMA_HISTORY, SCHEMA_VERSION, TABLES
from schemas.vocabulary.houses import houses
from tasks.release.change_log import escaped
from tasks.release.published.manifest import read_manifest
from tests.support.releases import altered, bare, to_arrow, without_explorer, world


@pytest.fixture
def croissant(exported):
    return json.loads((exported / "croissant.json").read_text("utf-8"))


@pytest.fixture
def package(release):
    return json.loads((release / "datapackage.json").read_text("utf-8"))


def test_sha256sum_finds_every_file_as_it_was_written(release, manifest):
    if not shutil.which("sha256sum"):
        pytest.skip("there is no sha256sum here")
    words = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(words, cwd=release, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    checked = {line.removesuffix(": OK") for line in done.stdout.splitlines()}
    assert checked == set(manifest["files"]) - {"SHA256SUMS"}


def test_the_manifest_says_how_new_the_release_is(database, manifest):
    days = "SELECT max(asked_on)::VARCHAR AS asked_on, max(answered_on)::VARCHAR AS answered_on"
    (newest,) = database.sql(f"{days} FROM questions").to_arrow_table().to_pylist()
    assert manifest["freshness"] == newest | {"fetched_at": "2026-05-03T04:00:00+00:00"}
    assert manifest["created"] > newest["asked_on"]


def test_the_newest_page_is_reported_where_pages_tell_their_time(usual):
    assert read_manifest(usual)["freshness"]["fetched_at"] == "2024-01-02T00:00:00+00:00"


def test_the_data_package_has_licences_of_database_and_content_title_and_unit_of_a_column(package):
    rights = [DATABASE, *contents(houses())]
    assert [one["name"] for one in package["licenses"]] == [one.name for one in rights]
    assert [one["path"] for one in package["licenses"]] == [one.address for one in rights]
    (questions,) = (one for one in package["resources"] if one["name"] == "questions")
    fields = {one["name"]: one for one in questions["schema"]["fields"]}
    assert (fields["title_nl"]["title"], fields["response_days"]["unit"]) == ("Title (Dutch)", "d")
    assert "unit" not in fields["title_nl"]


def test_croissant_has_what_its_specification_demands(croissant, manifest):
    assert croissant["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    for name in ("@context", "name", "description", "url", "license", "datePublished", "creator", "version"):
        assert croissant[name], name
    assert croissant["version"].split("+") == [f"{SCHEMA_VERSION}.0", manifest["version"]]
    for file in croissant["distribution"]:
        name = file["name"]
        assert (file["@type"], file["@id"], file["contentUrl"]) == ("cr:FileObject", name, name)
        facts = manifest["files"][name]
        assert (file["sha256"], file["contentSize"]) == (facts["sha256"], f"{facts['bytes']} B")


def test_croissant_fields_are_the_columns_and_every_identifier_it_names_is_there(croissant):
    sets = {one["@id"]: one for one in croissant["recordSet"]}
    assert list(sets) == [table.name for table in TABLES]
    for table in TABLES:
        fields = sets[table.name]["field"]
        assert [field["source"]["extract"]["column"] for field in fields] == list(table.column_names)
    known = {one["@id"] for one in croissant["distribution"]}
    known |= {field["@id"] for one in sets.values() for field in one["field"]}
    assert set(named(croissant["recordSet"])) <= known | set(sets)


def named(value):
    """Every identifier that something names."""
    if isinstance(value, dict):
        found = [value["@id"]] if "@id" in value else []
        return [*found, *(one for each in value.values() for one in named(each))]
    return [one for each in value for one in named(each)] if isinstance(value, list) else []


def test_the_history_of_the_schema_ends_with_its_version_now():
    assert next(iter(SCHEMA_HISTORY)) == SCHEMA_VERSION


@pytest.mark.long
def test_the_page_on_changes_tells_rows_by_table_and_what_changed_of_questions(tmp_path):
    before = altered(world(), "questions", title_nl="A <script> | title")
    first = bare(tmp_path, to_arrow(before))
    second = without_explorer(tmp_path, altered(before, "questions", author="Someone <b>else</b>"), count=3)
    text = (second / "changes.md").read_text("utf-8")
    assert f"What changed since {first.name};" in text
    assert "## Tables that changed: 1\n" in text
    assert "| questions | 0 | 0 | 1 |" in text
    assert "<b>" not in text
    assert read_manifest(second)["files"]["changes.md"] == {
        "bytes": len(text.encode()),
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }


def test_the_same_release_describes_itself_in_the_same_bytes_but_for_its_time(usual, tmp_path):
    other = without_explorer(tmp_path, world())
    assert lines_of(usual) == lines_of(other)


def lines_of(folder):
    """The lines of a data package, without the time of its release, but those on files and their sums."""
    text = (folder / "datapackage.json").read_text("utf-8").replace(folder.name, "VERSION")
    text = text.replace(read_manifest(folder)["created"], "CREATED")
    return [line for line in text.splitlines() if '"hash"' not in line and '"bytes"' not in line]


def test_the_head_of_the_card_names_the_file_of_every_table_that_has_rows(release, manifest):
    head = yaml.safe_load((release / "README.md").read_text("utf-8").split("---\n")[1])
    files = {one["config_name"]: one["data_files"] for one in head["configs"]}
    assert files == {one.name: f"{one.name}.parquet" for one in TABLES if manifest["counts"][one.name]}
    assert [one["config_name"] for one in head["configs"] if one.get("default")] == ["questions"]
    assert (head["license"], head["size_categories"]) == (["cc-by-4.0", "other", "cc0-1.0"], ["n<1K"])


@pytest.mark.parametrize("text", ["l'avis", 'de "wet"', "a_b*c", "<b>x</b> & y", "#1 | `2`"])
def test_a_cell_shows_its_text(text):
    shown = escaped(text)
    assert html.unescape(shown) == text
    assert not set("|`*_[]<>") & set(shown)
