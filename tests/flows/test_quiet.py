"""Results on standard output, progress on a terminal only, and never a word of the engine."""

import json

import pytest

from tests.support.command import run
from tests.support.runs import rows

ENGINE = ("prefect", "Prefect", "flow run", "task run", "Finished in state", "http://127", "uvicorn")


@pytest.mark.long
def test_the_engine_is_not_heard(sample_run, rebuilt):
    assert sample_run.done.stderr == ""
    for text in (sample_run.done.stdout, rebuilt.out, rebuilt.seen):
        assert not [word for word in ENGINE if word in text]


@pytest.mark.long
def test_progress_is_shown_on_a_terminal_and_results_stay_apart(rebuilt):
    assert rebuilt.code == 0
    assert "Reading pages" in rebuilt.seen
    ((pages,),) = rows(rebuilt.data, "SELECT count(*) FROM pages")
    assert f"{pages}/{pages}" in rebuilt.seen
    summary = json.loads(rebuilt.out)
    assert summary["outcome"] == "published"
    assert summary["release"] == str((rebuilt.data / "current").resolve())


@pytest.mark.long
def test_the_figures_as_json_are_those_of_the_release(rebuilt):
    summary = json.loads(rebuilt.out)
    done = run(
        "sql",
        "SELECT count(*) AS questions, count(*) FILTER (status = 'answered') AS answered FROM questions",
        "--json",
        "--data",
        rebuilt.data,
    )
    assert json.loads(done.stdout) == [{name: summary[name] for name in ("questions", "answered")}]
    assert summary["quarantined pages"] == 1
    assert sum(summary["languages"].values()) <= summary["questions"]
