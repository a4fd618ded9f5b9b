"""Datasette serves the search index of a release with the metadata beside it."""

import json
import subprocess
import sys

import pytest
import requests

from schemas.codes import SAMPLE_SOURCE
from schemas.datasette import datasette_metadata
from schemas.package.words import Described, banner
from schemas.search import FACETS, SEARCH_TABLE
from tasks.present.export import ExportOptions, export
from tests.support.engine import ask, free_port, wait_for
from tests.support.environment import environment

PATIENCE = 300


@pytest.fixture(scope="module")
def metadata(sample_data, tmp_path_factory):
    """What `export` writes for Datasette."""
    folder = tmp_path_factory.mktemp("exported")
    export((sample_data / "current").resolve(), folder, ExportOptions(("events",)), lambda _: None)
    return folder / "datasette.json"


@pytest.fixture(scope="module")
def served(sample_data, metadata):
    """The address of Datasette on the sample's release."""
    release = sample_data / "current"
    port = free_port()
    options = f"--metadata {metadata} --port {port} --setting num_sql_threads 1".split()
    command = [sys.executable, "-m", "datasette", "serve", "--immutable", release / "senate.sqlite", *options]
    with subprocess.Popen(
        command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(lambda: ask(address, "-/versions.json"), "Datasette")
            yield address
        finally:
            process.terminate()
            process.wait(PATIENCE)


def asked(served, path, **parameters):
    found = requests.get(f"{served}/senate/{path}", params=parameters, timeout=PATIENCE)
    found.raise_for_status()
    return found.json()


@pytest.mark.long
def test_questions_are_searched_without_regard_to_accents(served):
    plain = asked(served, "v_questions.json", _search="eblouissement", _shape="objects")["rows"]
    assert len(plain) == 3
    assert plain == asked(served, "v_questions.json", _search="ÉBLOUISSEMENT", _shape="objects")["rows"]
    assert all("Éblouissement" in row["title_fr"] for row in plain)


@pytest.mark.long
def test_results_are_counted_by_the_facets_of_the_metadata(served):
    found = asked(served, "v_questions.json", _search="politie")
    assert set(found["facet_results"]) == set(FACETS)
    statuses = {one["value"]: one["count"] for one in found["facet_results"]["status"]["results"]}
    assert sum(statuses.values()) == found["filtered_table_rows_count"] > 0


@pytest.mark.long
def test_a_question_has_its_identifier_in_its_address(served):
    (row,) = asked(served, "v_questions/5-8900.json", _shape="array")
    assert row["author"] == "Martine Taelman"


@pytest.mark.long
def test_each_query_of_the_metadata_gives_rows(served):
    queries = requests.get(f"{served}/senate.json", timeout=PATIENCE).json()["queries"]
    found = {
        one["name"]: asked(served, f"{one['name']}.json", words="politie", _shape="array") for one in queries
    }
    assert len(found) == 9
    assert [name for name, rows in found.items() if not rows] == []
    counts = [found[name] for name in ("by_status", "who_asks_whom", "government_opposition")]
    total = asked(served, "v_questions.json", _size=0)["filtered_table_rows_count"]
    assert {sum(row["questions"] for row in rows) for rows in counts} == {total}


@pytest.mark.long
def test_the_query_of_the_metadata_shows_passages(served):
    found = asked(served, "passages.json", words="drones politie", _shape="array")
    assert [row["question_id"] for row in found] == ["7-90060"]
    assert "**" in found[0]["passage"]


@pytest.mark.long
def test_the_page_of_the_query_opens_before_words_are_typed(served):
    page = requests.get(f"{served}/senate/passages", timeout=PATIENCE)
    assert (page.status_code, "syntax error" in page.text) == (200, False)
    assert asked(served, "passages.json", words="", _shape="array") == []


@pytest.mark.long
def test_the_page_explains_columns_names_the_licence_and_hides_digests(served):
    page = requests.get(f"{served}/senate/v_questions", timeout=PATIENCE).text
    assert SEARCH_TABLE.columns[-1].description in page
    assert "Creative Commons Attribution 4.0" in page
    tables = {
        table["name"]: table["hidden"] for table in requests.get(f"{served}/senate.json").json()["tables"]
    }
    assert [name for name, hidden in tables.items() if not hidden] == ["v_questions"]


def test_the_metadata_knows_every_column(metadata):
    told = json.loads(metadata.read_text("utf-8"))["databases"]["senate"]["tables"]["v_questions"]
    assert list(told["columns"]) == list(SEARCH_TABLE.column_names)
    days = ("response_days", "days_after_deadline", "counted_days", "minister_days")
    assert told["units"] == dict.fromkeys(days, "d")


def test_the_metadata_of_the_sample_say_that_it_is_invented(metadata):
    assert json.loads(metadata.read_text("utf-8"))["description"].startswith(banner([SAMPLE_SOURCE]))
    assert "invented" not in datasette_metadata(Described("", "", {}, sources=["live"]))["description"]
