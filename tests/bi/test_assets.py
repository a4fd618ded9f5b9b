"""The assets of Superset are as the code would write them, and fit the views of a release."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from bi.generate import charts, dashboard, datasets
from bi.generate.files import FOLDER, PLACE, files, write_zip
from schemas.marts import views
from tests.support import PROJECT

CHARTS = (*charts.NUMBERS, *charts.CHARTS)
DATASETS = {dataset.view: dataset for dataset in datasets.DATASETS}
OWN_PLACE = Path("/srv/senate/current/senate.duckdb")


def columns(view):
    """All columns of a dataset: those of its view, and those worked out."""
    known = next(found for found in views() if found.name == view)
    return [name for name, _ in known.columns] + [name for name, *_ in DATASETS[view].worked_out]


def used(chart):
    """The columns and metrics that the query of a chart names."""
    (query,) = yaml.safe_load(charts.file_of(chart)["query_context"])["queries"]
    named = [one if isinstance(one, str) else one["sqlExpression"] for one in query["columns"]]
    return named, [*query["metrics"], *(name for name, _ in query["orderby"])]


def test_the_files_are_not_stale():
    made = files()
    there = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.yaml")}
    assert there == made.keys()
    stale = [path for path, text in made.items() if (FOLDER / path).read_text("utf-8") != text]
    assert stale == [], "`make docs` writes them again"


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_a_chart_names_columns_and_metrics_that_its_dataset_has(chart):
    named, metrics = used(chart)
    assert [name for name in named if name not in columns(chart.view)] == []
    assert [name for name in metrics if name not in {one.name for one in DATASETS[chart.view].metrics}] == []


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_the_filters_of_a_chart_are_sql_on_its_view(chart, database):
    for one in chart.form.get("adhoc_filters", []):
        assert database.execute(f"SELECT 1 FROM {chart.view} WHERE {one['sqlExpression']}").fetchall()


@pytest.mark.parametrize("dataset", datasets.DATASETS, ids=lambda dataset: dataset.view)
def test_what_a_dataset_works_out_is_sql_on_its_view(dataset, database):
    for metric in dataset.metrics:
        ((value,),) = database.execute(f"SELECT {metric.expression} FROM {dataset.view}").fetchall()
        assert value is not None, metric.name
    for name, _, expression in dataset.worked_out:
        assert database.execute(f"SELECT {expression} AS {name} FROM {dataset.view}").fetchall()


@pytest.mark.parametrize("dataset", datasets.DATASETS, ids=lambda dataset: dataset.view)
def test_the_types_of_a_dataset_are_those_of_the_release(dataset, database):
    found = {name: kind for name, kind, *_ in database.execute(f"DESCRIBE {dataset.view}").fetchall()}
    told = datasets.file_of(dataset)["columns"]
    assert {one["column_name"]: one["type"] for one in told if not one["expression"]} == found


def test_the_ages_have_their_colours_and_sort_from_young_to_old(database):
    ((_, _, expression),) = DATASETS["v_open_by_day"].worked_out
    query = f"SELECT DISTINCT age_from, {expression} FROM v_open_by_day ORDER BY age_from"
    ages = [age for _, age in database.execute(query).fetchall()]
    assert ages == list(dashboard.AGES) == sorted(ages)


def test_numbers_of_the_sample_are_counted_once(database):
    """Sums over the rows of a view give the questions, however it divides them."""
    ((questions,),) = database.execute("SELECT count(*) FROM questions").fetchall()
    for view in ("v_response_times", "v_languages"):
        assert database.execute(f"SELECT sum(questions) FROM {view}").fetchall() == [(questions,)]


def test_every_chart_stands_on_the_dashboard_once():
    position = dashboard.file()["position"]
    placed = [
        node["meta"]["uuid"]
        for node in position.values()
        if isinstance(node, dict) and "uuid" in node.get("meta", {})
    ]
    assert sorted(placed) == sorted(chart.identity for chart in CHARTS)


def test_the_zip_has_the_path_that_is_given_and_all_else_as_in_the_files(tmp_path):
    write_zip(tmp_path / "one.zip", OWN_PLACE)
    write_zip(tmp_path / "other.zip", OWN_PLACE)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        found = {name.partition("/")[2]: packed.read(name).decode() for name in packed.namelist()}
    assert found == {path: text.replace(PLACE, str(OWN_PLACE)) for path, text in files().items()}
    assert sum(str(OWN_PLACE) in text for text in found.values()) == 1


@pytest.mark.parametrize("words", [("out.zip",), ("out.zip", "data/current/senate.duckdb")])
def test_a_zip_needs_the_whole_path_of_the_file(words, tmp_path):
    script = [sys.executable, "-m", "bi.generate", str(tmp_path / words[0]), *words[1:]]
    done = subprocess.run(script, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "say where Superset finds senate.duckdb" in done.stderr
    assert list(tmp_path.iterdir()) == []
