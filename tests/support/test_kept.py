"""Data folders that are made once on a machine: kept while they are as they were made, and safe together."""

import json
import os
import re
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pyarrow.parquet as pq
import pytest

from schemas.tables import TABLES
from tasks.common.files import files_below
from tests.support import kept as module
from tests.support.command import python
from tests.support.kept import current, is_as_made, kept

WITHOUT_ROWS = {"changes", "office_holders"}
"""Tables that need two releases, or the names of real ministers."""


def tables_without_rows(release):
    counts = {table.name: pq.read_metadata(release / f"{table.name}.parquet").num_rows for table in TABLES}
    return {name for name, count in counts.items() if not count}


def kinds_of_files(release):
    """The names of the files in a release, without what is counted in them."""
    return {re.sub(r"[0-9a-f]{6,}|\d+", "N", name) for name in files_below(release)}


RECENT = re.compile("feeds/(member|party|minister|topic)/.")
"""Feeds of what is new; the sample has a question of its last month."""


class Maker:
    """Makes a tiny data folder, and counts how often it does."""

    def __init__(self, wait=0.0, code=0):
        self.wait, self.code, self.times = wait, code, 0

    def __call__(self, data):
        self.times += 1
        (data / "releases").mkdir(parents=True)
        (data / "releases/a.txt").write_text("letters", "utf-8")
        time.sleep(self.wait)
        return subprocess.CompletedProcess([], self.code, f"In {data}/releases", "why")


@pytest.fixture
def make():
    return Maker()


def test_what_is_kept_is_used_without_making_it_again(tmp_path, make):
    made = kept("one", "1", make, tmp_path)
    again = kept("one", "1", make, tmp_path)
    assert (again.data, again.done.stdout) == (made.data, f"In {made.data}/releases")
    assert (make.times, made.done.returncode, made.done.stderr) == (1, 0, "why")
    assert (made.data / "releases/a.txt").read_text("utf-8") == "letters"


def test_another_process_uses_it_without_making_it(tmp_path, make):
    data = kept("one", "1", make, tmp_path).data
    code = (
        "import sys; from tests.support.kept import *; print(kept('one', '1', None, Path(sys.argv[1])).data)"
    )
    assert python(code, str(tmp_path)).stdout == f"{data}\n"


def test_other_code_makes_it_anew_and_what_nobody_uses_is_removed(tmp_path, make, monkeypatch):
    monkeypatch.setattr(module, "HELD", [])
    old = kept("one", "1", make, tmp_path).data
    kept("other", "1", make, tmp_path)
    new = kept("one", "2", make, tmp_path).data
    assert (old.exists(), new.exists(), make.times) == (True, True, 3), "this process holds the old one"
    code = "import sys; from tests.support.kept import *; kept('one', '2', None, Path(sys.argv[1]))"
    while module.HELD:
        os.close(module.HELD.pop())
    assert python(code, str(tmp_path)).stderr == ""
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["one-2", "other-1"]


@pytest.mark.parametrize("harm", ["changed", "missing", "more", "unfinished"])
def test_what_is_not_as_it_was_made_is_made_anew(tmp_path, make, harm):
    data = kept("one", "1", make, tmp_path).data
    file = data / "releases/a.txt"
    {
        "changed": lambda: file.write_text("letterz", "utf-8"),
        "missing": file.unlink,
        "more": (data / "b.txt").touch,
        "unfinished": (data.parent / "made.json").unlink,
    }[harm]()
    assert not is_as_made(data.parent)
    assert kept("one", "1", make, tmp_path).data == data
    assert make.times == 2
    assert is_as_made(data.parent)


def test_a_failed_command_leaves_nothing_and_is_told(tmp_path, make):
    with pytest.raises(AssertionError, match="why"):
        kept("one", "1", Maker(code=1), tmp_path)
    assert not (tmp_path / "one-1").exists()
    kept("one", "1", make, tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["one-1"]


def test_those_who_ask_together_wait_for_the_first(tmp_path):
    make = Maker(wait=0.2)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: kept("one", "1", make, tmp_path).data, range(4)))
    assert (make.times, len(set(found))) == (1, 1)


def test_code_day_and_pages_decide_it(monkeypatch, tmp_path):
    def told():
        return current()

    before = told()
    page = tmp_path / "page.txt"
    page.write_text("1", "utf-8")
    monkeypatch.setattr(module, "DECIDING", (*module.DECIDING, page))
    with_page = told()
    page.write_text("2", "utf-8")
    with_other = told()
    monkeypatch.setattr(module, "code_version", str)
    with_code = told()
    monkeypatch.setattr(module, "today", lambda: date(2026, 1, 1))
    assert len({before, with_page, with_other, with_code, told()}) == 5


def test_the_small_release_has_rows_and_files_wherever_the_sample_has_some(small_data, sample_data):
    release, sample = small_data / "current", sample_data / "current"
    assert tables_without_rows(release) == WITHOUT_ROWS <= tables_without_rows(sample)
    assert kinds_of_files(release) == {one for one in kinds_of_files(sample) if not RECENT.match(one)}
    assert json.loads(min(small_data.glob("cache/*/likeness.json")).read_text("utf-8").splitlines()[1])
    questions = pq.read_table(release / "questions.parquet", columns=["question_id", "status"]).to_pylist()
    assert {row["question_id"]: row["status"] for row in questions} == {
        "4-90010": "closed",
        "4-90020": "answered",
        "6-90033": "answered",
        "6-90034": "answered",
        "8-90090": "open",
    }


def test_a_small_copy_may_be_changed(small_copy, small_data):
    (small_copy / "ledger/a").touch()
    assert not (small_data / "ledger/a").exists()
    assert (small_copy / "current").resolve().is_relative_to(small_copy.resolve())
