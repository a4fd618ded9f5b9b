"""A real Superset takes in the assets and shows the sample; only `make test-superset` runs this."""

import json

import pytest

from bi.generate import charts, dashboard
from bi.generate.datasets import datasets, file_of
from bi.generate.files import write_zip
from schemas.charts import CHARTS as SHARED
from tests.conftest import copy_data
from tests.support.chromium import browser
from tests.support.command import run
from tests.support.runs import numbered, page_files
from tests.support.sources import lay_out
from tests.support.superset import superset

CHARTS = charts.slices()
WRONG = ("error", "No data", "No results", "unexpected", "went wrong")


@pytest.fixture(scope="module")
def own_data(sample_data, tmp_path_factory):
    """A data folder of which the release may be replaced."""
    return copy_data(sample_data, tmp_path_factory.mktemp("superset") / "data")


@pytest.fixture(scope="module")
def filled(own_data, tmp_path_factory):
    """A Superset that has taken in the assets."""
    folder = tmp_path_factory.mktemp("home")
    write_zip(folder / "assets.zip", own_data / "current/senate.duckdb")
    with superset(folder) as running:
        running.take_in(folder / "assets.zip")
        yield running


@pytest.fixture(scope="module")
def numbers(filled):
    """The number of each chart by its title."""
    return {chart["slice_name"]: chart["id"] for chart in filled.all_of("chart")}


def counted(data):
    return json.loads((data / "current/manifest.json").read_text("utf-8"))["counts"]["questions"]


def test_the_dashboard_and_its_charts_are_there(filled, numbers):
    (shown,) = filled.all_of("dashboard")
    assert (shown["dashboard_title"], shown["status"]) == (dashboard.TITLE, "published")
    assert sorted(numbers) == sorted(chart.title for chart in CHARTS)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_the_query_of_a_chart_gives_rows(chart, filled, numbers):
    rows = filled.rows(numbers[chart.title])
    assert rows
    assert any(value is not None for value in rows[0].values())


@pytest.mark.parametrize("chart", SHARED, ids=lambda chart: chart.name)
def test_a_chart_has_the_numbers_of_the_explorer(chart, filled, numbers, database):
    drawn = chart.measures[0].name
    shown = [row[drawn] for row in filled.rows(numbers[chart.title()])]
    own = database.execute(f"SELECT {drawn} FROM ({chart.query()})").fetchall()
    if chart.mark == "heat":  # of topics asked about equally often, Superset may take others
        assert sum(shown) == sum(number for (number,) in own)
    else:
        assert sorted(shown) == sorted(number for (number,) in own)


def test_superset_finds_the_columns_that_the_datasets_have(filled):
    told = {
        one.view: sorted(column["column_name"] for column in file_of(one)["columns"]) for one in datasets()
    }
    found = {one["table_name"]: sorted(filled.found_columns(one["id"])) for one in filled.all_of("dataset")}
    assert found == told


def test_the_browser_draws_every_chart(filled):
    with browser() as tab:
        tab.size(1600, 2700)
        filled.show(tab, len(CHARTS))
        shown = tab.text()
    assert [chart.title for chart in CHARTS if chart.title not in shown] == []
    assert [word for word in WRONG if word.lower() in shown.lower()] == []


def test_nobody_writes_into_the_file(filled, own_data):
    (database,) = filled.all_of("database")
    assert filled.query(database["id"], "SELECT count(*) FROM v_questions").ok
    refused = filled.query(database["id"], "CREATE TABLE mine AS SELECT 1 AS one")
    assert not refused.ok
    assert not (own_data / "current/senate.duckdb.wal").exists()


def test_the_next_query_sees_the_release_that_a_night_published(filled, numbers, own_data, tmp_path):
    before = counted(own_data)
    assert filled.rows(numbers["Questions"]) == [{"questions": before}]
    pages = lay_out(tmp_path / "pages", page_files([numbered(97001), numbered(97002)]))
    done = run("ingest", "--from", pages, "--data", own_data)
    assert done.returncode == 0, done.stderr
    assert counted(own_data) == 2 != before
    assert filled.rows(numbers["Questions"]) == [{"questions": 2}]
