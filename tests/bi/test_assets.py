"""The assets of Superset are as the code would write them, and fit the views of a release."""

import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest

from bi.generate import charts, dashboard
from bi.generate.datasets import datasets, file_of
from bi.generate.files import FOLDER, PLACE, files, write_zip
from tests.support import PROJECT

CHARTS = charts.slices()
DATASETS = {dataset.view: dataset for dataset in datasets()}
OWN_PLACE = Path("/srv/senate/current/senate.duckdb")


@cache
def dataset_of(view):
    """The file of the dataset of a view."""
    return file_of(DATASETS[view])


def test_the_files_are_not_stale():
    made = files()
    there = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.yaml")}
    assert there == made.keys()
    stale = [path for path, text in made.items() if (FOLDER / path).read_text("utf-8") != text]
    assert stale == [], "`make docs` writes them again"


@pytest.mark.parametrize("view", DATASETS)
def test_what_a_dataset_works_out_is_sql_on_its_view(view, database):
    for metric in dataset_of(view)["metrics"]:
        ((value,),) = database.execute(f"SELECT {metric['expression']} FROM {view}").fetchall()
        assert value is not None, metric["metric_name"]
    for column in dataset_of(view)["columns"]:
        if column["expression"]:
            assert database.execute(f"SELECT {column['expression']} FROM {view}").fetchall()


@pytest.mark.parametrize("view", DATASETS)
def test_the_types_of_a_dataset_are_those_of_the_release(view, database):
    found = {name: kind for name, kind, *_ in database.execute(f"DESCRIBE {view}").fetchall()}
    told = dataset_of(view)["columns"]
    assert {one["column_name"]: one["type"] for one in told if not one["expression"]} == found


def test_the_ages_have_their_colours_and_sort_from_young_to_old(database):
    (expression,) = (one["expression"] for one in dataset_of("v_open_by_day")["columns"] if one["expression"])
    query = f"SELECT DISTINCT age_from, {expression} FROM v_open_by_day ORDER BY age_from"
    ages = [age for _, age in database.execute(query).fetchall()]
    assert len(ages) == 6
    assert ages == sorted(ages) == [name for name in dashboard.colours() if name in ages]


def test_numbers_of_the_sample_are_counted_once(database):
    """Sums over the rows of a view give the questions, however it divides them."""
    ((questions,),) = database.execute("SELECT count(*) FROM questions").fetchall()
    for view in ("v_response_times", "v_languages"):
        assert database.execute(f"SELECT sum(questions) FROM {view}").fetchall() == [(questions,)]


def test_every_chart_is_on_the_dashboard_once():
    position = dashboard.file()["position"]
    nodes = [node.get("meta", {}) for node in position.values() if isinstance(node, dict)]
    placed = [meta["uuid"] for meta in nodes if "uuid" in meta]
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
def test_a_zip_needs_the_complete_path_of_the_file(words, tmp_path):
    script = [sys.executable, "-m", "bi.generate", str(tmp_path / words[0]), *words[1:]]
    done = subprocess.run(script, cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "say where Superset finds senate.duckdb" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_dashboard_is_of_one_house_but_for_what_compares_them_and_the_repairs():
    house, *_ = dashboard.file()["metadata"]["native_filter_configuration"]
    controls = house["controlValues"]
    assert (house["name"], controls["enableEmptyFilter"], controls["multiSelect"]) == ("House", True, False)
    assert [CHARTS[at - 1].name for at in house["scope"]["excluded"]] == ["houses", "repairs"]
