"""A test run ends with the files that cost most: what their fixtures, children and waiting cost."""

import re

import pytest

from tests.support.command import python

DEAREST = """
import subprocess, sys, time, pytest

@pytest.fixture(scope="module")
def busy():
    subprocess.run([sys.executable, "-c", "import time\\nwhile time.process_time() < 0.5: pass"], check=True)

def test_one(busy): time.sleep(0.5)
def test_other(busy): pass
"""
OTHERS = {f"test_{at:02}.py": "def test_one(): pass\n" for at in range(11)}
RUN = "import sys, pytest; sys.exit(pytest.main(sys.argv[1:]))"
ROW = re.compile(r" +([\d.]+) +([\d.]+)  (.+)")


@pytest.mark.parametrize("processes", [0, pytest.param(2, marks=pytest.mark.long)])
def test_the_dearest_files_come_first_with_what_all_cost(processes, tmp_path):
    for name, text in (OTHERS | {"test_dearest.py": DEAREST}).items():
        (tmp_path / name).write_text(text, "utf-8")
    words = ("-p", "tests.support.costs", "-p", "no:cacheprovider", "--rootdir", tmp_path, tmp_path)
    done = python(RUN, "-n", *map(str, (processes, *words)))
    assert done.returncode == 0, done.stdout
    rows = [row.groups() for row in map(ROW.fullmatch, done.stdout.splitlines()) if row]
    assert [name for *_, name in (rows[0], *rows[10:])] == ["test_dearest.py", "collecting the tests", "all"]
    *files, collecting, whole = [(float(processor), float(seconds)) for processor, seconds, _ in rows]
    assert files[0][0] >= 0.5
    assert 1 <= files[0][1] <= whole[1]
    assert 0.1 * max(1, processes) < collecting[0]
    assert sum(cost for cost, _ in files) + collecting[0] < whole[0] + 0.1
