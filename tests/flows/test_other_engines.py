"""The DuckDB engines that BI tools ship open a release, also while a night replaces it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from schemas.marts import views
from tests.support.command import succeed
from tests.support.data_folder import current_manifest
from tests.support.runs import numbered, page_files
from tests.support.sources import lay_out

pytestmark = pytest.mark.long

ENGINES = ("1.3.2", "1.4.*", "1.5.*")
DAY = "2013-05-05"
LOOK = """
import duckdb, json, sys
con = duckdb.connect(sys.argv[1], read_only=True)
names = [row[0] for row in con.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
one = lambda query: con.execute(query).fetchall()[0][0]
def rows_of(view):
    texts = con.execute(f"SELECT CAST(COLUMNS(*) AS VARCHAR) FROM {view}").fetchall()
    return sorted([str(value) for value in row] for row in texts)
print(json.dumps({
    "engine": duckdb.__version__,
    "counts": {name: one(f"SELECT count(*) FROM {name}") for name in names},
    "table": one("SELECT comment FROM duckdb_tables() WHERE table_name = 'questions'"),
    "column": one("SELECT comment FROM duckdb_columns() WHERE table_name = 'texts' AND column_name = 'text'"),
    "uncommented": one("SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"),
    "views": {view: rows_of(view) for view in sys.argv[2:]},
    "answered": one("SELECT count(*) FROM v_answers_by_subquestion WHERE is_answered"),
    "text": one("SELECT text FROM texts WHERE question_id = '5-8900' AND part = 'answer'"),
    "answers": con.execute(
        "SELECT answers FROM answer_parts WHERE question_id = '5-8900' ORDER BY ALL"
    ).fetchall(),
}))
"""
HOLD = """
import duckdb, sys
ask = lambda con: print(con.execute("SELECT count(*) FROM v_questions").fetchall()[0][0], flush=True)
con = duckdb.connect(sys.argv[1], read_only=True)
ask(con)
for line in sys.stdin:
    if line == "again\\n":
        con.close()
        con = duckdb.connect(sys.argv[1], read_only=True)
    ask(con)
"""
"""Tells how many questions it sees, first and for each line; for 'again' it opens the file anew."""
VIEWS = [f"{view.name}('{DAY}')" if view.kind == "macro" else view.name for view in views()]


def look(python, data: Path):
    words = [str(python), "-c", LOOK, str(data / "current/senate.duckdb"), *VIEWS]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module", params=ENGINES)
def python(request, tmp_path_factory):
    """The Python of an environment of its own, with an engine of that version."""
    folder = tmp_path_factory.mktemp("engine") / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin/python"
    words = [str(python), "-m", "pip", "install", "--quiet", f"duckdb=={request.param}"]
    installed = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    if installed.returncode:
        pytest.fail(f"duckdb {request.param} cannot be installed here: {installed.stderr[-300:]}")
    version = [str(python), "-c", "import duckdb; print(duckdb.__version__)"]
    assert subprocess.check_output(version, encoding="utf-8").startswith(request.param.rstrip("*"))
    return python


@pytest.fixture(scope="module")
def seen(python, sample_data):
    """What an engine sees of the sample's release."""
    return look(python, sample_data)


@pytest.fixture(scope="module")
def expected(sample_data):
    """What the engine that built it sees."""
    return look(sys.executable, sample_data)


def test_an_older_engine_counts_the_rows_of_every_table(seen, sample_data):
    stored = {view.name for view in views() if view.kind == "stored"}
    counts = {name: count for name, count in seen["counts"].items() if name not in stored}
    assert counts == current_manifest(sample_data)["counts"]


def test_an_older_engine_reads_comments_long_texts_and_lists(seen):
    assert seen["table"].startswith("One row per written question")
    assert seen["column"].startswith("The paragraphs")
    assert seen["uncommented"] == 0
    assert seen["answered"] > 0
    assert seen["text"].startswith("1, 2 en 3. De Federale Overheidsdienst")
    assert seen["text"].endswith("4. Ik heb geen weet van enig misbruik.")
    assert seen["answers"] == [[["1", "2", "3"]], [["4"]]]


@pytest.mark.parametrize("view", VIEWS)
def test_an_older_engine_answers_every_view_alike(view, seen, expected):
    assert expected["views"][view]
    assert seen["views"][view] == expected["views"][view]


def test_a_reader_keeps_its_release_while_a_night_publishes_and_a_new_one_sees_the_new(
    python, data, tmp_path
):
    pages = lay_out(tmp_path / "pages", page_files([numbered(97001), numbered(97002)]))
    words = [str(python), "-c", HOLD, str(data / "current/senate.duckdb")]
    before = current_manifest(data)["counts"]["questions"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as held:
        told = [held.stdout.readline()]
        succeed("ingest", "--from", pages, "--data", data)
        held.stdin.write("\n")
        held.stdin.flush()
        told.append(held.stdout.readline())
        fresh = subprocess.run(words, input="", capture_output=True, encoding="utf-8", check=True)
        held.stdin.write("again\n")
        held.stdin.flush()
        told.append(held.stdout.readline())
        held.stdin.close()
    assert current_manifest(data)["counts"]["questions"] == 2 != before
    assert told == [f"{before}\n", f"{before}\n", "2\n"]
    assert fresh.stdout == "2\n"
