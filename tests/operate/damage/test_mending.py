"""What is damaged is mended as the table says: a run names it, and makes it as it was."""

import fcntl
import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import copy_data
from tests.operate.damage.cases import Case, few_cases
from tests.operate.damage.harms import GARBAGE
from tests.operate.damage.mending import Mending
from tests.operate.damage.support import CHECK, NOTHING_NEW, faults, harmed, params, run_beside
from tests.support.command import run
from tests.support.data_folder import last_run

pytestmark = pytest.mark.first

QUICK = Case("current/manifest.json", "{}", "{name}", "run")
REBUILT = (
    Case("current/questions.parquet", "cut", "{name}", "run"),
    Case("current/senate.duckdb", "removed", "{name}", "run"),
    Case("current/manifest.json", "[]", "{name}", "run"),
    Case("current", "a dangling link", "current", "run"),
    Case("releases", "removed", "release", "run"),
)


@pytest.mark.parametrize("case", params({QUICK: None} | dict.fromkeys(few_cases(2)), [QUICK]))
def test_what_the_table_says_mends_it(base, tmp_path, case):
    mending = Mending(base, tmp_path, case)
    mending.mend()
    assert not mending.look(), "\n".join(mending.found)


@pytest.mark.parametrize("case", params(REBUILT))
def test_a_rebuild_mends_a_release_too(base, tmp_path, case):
    mending = Mending(base, tmp_path, case)
    mending.mend(("rebuild",))
    assert not mending.look(), "\n".join(mending.found)


def test_a_lock_in_use_need_not_say_by_whom(base, tmp_path):
    data = copy_data(base, tmp_path / "data")
    (data / "lock").write_bytes(GARBAGE)
    with (data / "lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run_beside(base, *NOTHING_NEW, "--data", data)
    assert done.returncode == 5
    assert not list(faults(NOTHING_NEW, done))


def test_the_last_of_several_runs_of_one_second_is_the_last(base, tmp_path):
    data = copy_data(base, tmp_path / "data")
    row = last_run(data)
    second = datetime.now(UTC).replace(microsecond=0)
    for end, moment, outcome in (("ffffff", 1, "failed"), ("000000", 2, "unchanged")):
        at = (second + timedelta(milliseconds=moment)).isoformat()
        entry = row | {"run_id": f"{second:%Y%m%dT%H%M%SZ}-{end}", "outcome": outcome}
        text = json.dumps(entry | {"started_at": at, "ended_at": at})
        (data / f"ledger/{entry['run_id']}.json").write_text(text, encoding="utf-8")
    assert run(*CHECK, "--data", data).stdout == "No problems found.\n"


def test_without_pages_nothing_is_published_and_the_release_stays(base, tmp_path):
    """Only the raw store is beyond making again."""
    data, _ = harmed(base, tmp_path, Case("raw", "removed", "*", "backup"), copy_data)
    release = (data / "current").resolve()
    done = run("rebuild", "--data", data)
    assert done.returncode in {1, 3}
    assert not list(faults(("rebuild",), done))
    assert (data / "current").resolve() == release
