"""The DuckDB engines that BI tools ship open a release."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ENGINES = ("1.3.2", "1.4.*", "1.5.*")
LOOK = """
import duckdb, json, sys
con = duckdb.connect(sys.argv[1], read_only=True)
names = [row[0] for row in con.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
one = lambda query: con.execute(query).fetchall()[0][0]
print(json.dumps({
    "engine": duckdb.__version__,
    "counts": {name: one(f"SELECT count(*) FROM {name}") for name in names},
    "table": one("SELECT comment FROM duckdb_tables() WHERE table_name = 'questions'"),
    "column": one("SELECT comment FROM duckdb_columns() WHERE table_name = 'texts' AND column_name = 'text'"),
    "uncommented": one("SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND NOT internal "
                       "AND table_name IN (SELECT table_name FROM duckdb_tables())"),
    "answered": one("SELECT count(*) FROM v_answers_by_subquestion WHERE answered"),
    "text": one("SELECT text FROM texts WHERE question_id = '5-8900' AND part = 'answer'"),
    "answers": con.execute(
        "SELECT answers FROM answer_parts WHERE question_id = '5-8900' ORDER BY ALL"
    ).fetchall(),
}))
"""


@pytest.fixture(scope="module", params=ENGINES)
def seen(request, sample_data, tmp_path_factory):
    """What an engine of that version, in an environment of its own, sees of the sample's release."""
    folder = tmp_path_factory.mktemp("engine") / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin/python"
    words = [str(python), "-m", "pip", "install", "--quiet", f"duckdb=={request.param}"]
    installed = subprocess.run(words, capture_output=True, text=True, check=False)
    if installed.returncode:
        pytest.fail(f"duckdb {request.param} cannot be installed here: {installed.stderr[-300:]}")
    words = [str(python), "-c", LOOK, str(sample_data / "current/senate.duckdb")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["engine"].startswith(request.param.rstrip("*"))
    return found


def manifest(data: Path):
    return json.loads((data / "current/manifest.json").read_text("utf-8"))


def test_an_older_engine_counts_the_rows_of_every_table(seen, sample_data):
    assert seen["counts"] == manifest(sample_data)["counts"]


def test_an_older_engine_reads_the_comments(seen):
    assert seen["table"].startswith("One row for each written question")
    assert seen["column"].startswith("The paragraphs")
    assert seen["uncommented"] == 0
    assert seen["answered"] > 0


def test_an_older_engine_reads_long_texts_and_lists(seen):
    assert seen["text"].startswith("1, 2 en 3. De Federale Overheidsdienst")
    assert seen["text"].endswith("4. Ik heb geen weet van enig misbruik.")
    assert seen["answers"] == [[["1", "2", "3"]], [["4"]]]
