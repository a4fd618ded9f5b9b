"""An answer that disappears from the site between two nights is kept and marked, until it is there again."""

import shutil
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from tests.support.command import run
from tests.support.nights.nights import Nights
from tests.support.runs import parquet_files, rows
from tests.support.site import Site, World

pytestmark = [pytest.mark.long, pytest.mark.first]

FIRST_DAY = date(2026, 1, 5)
GONE, BACK = (FIRST_DAY + timedelta(days) for days in (1, 3))
MARKED = """
SELECT language || ' ' || part, withdrawn_on FROM texts WHERE question_id = '{0}' AND withdrawn_on IS NOT NULL
UNION ALL
SELECT event, withdrawn_on FROM events WHERE question_id = '{0}' AND withdrawn_on IS NOT NULL
"""


@dataclass
class TakenBack(World):
    """A world in which the answer to a question is not there for some days."""

    taken: int = 0

    def facts(self, number, day, language="nl"):
        found = super().facts(number, day, language)
        if number != self.taken or not GONE <= day < BACK:
            return found
        events = tuple(event for event in found.events if event.event != "answered")
        return replace(found, events=events, answered_on=None, answer=None, answer_parts=())


@pytest.fixture
def nights(tmp_path):
    world = TakenBack(already=4, numbers_a_week=0, gaps=0, first_day=FIRST_DAY)
    states = {number: world.status(number, FIRST_DAY) for number in world.numbers(FIRST_DAY)}
    world.taken = next(number for number, status in states.items() if status == "answered")
    with Site(world) as site:
        yield Nights(site, tmp_path / "data")


def let_pass(nights, day):
    nights.passes(day)
    assert nights.codes[-1] == 0


def test_an_answer_that_disappears_is_kept_and_marked_until_it_is_back(nights, tmp_path):
    question = f"8-{nights.site.worlds[8].taken}"
    let_pass(nights, FIRST_DAY)
    texts = rows(nights.data, f"SELECT text FROM texts WHERE question_id = '{question}' ORDER BY ALL")
    assert rows(nights.data, MARKED.format(question)) == []

    let_pass(nights, GONE)
    assert rows(nights.data, f"SELECT status FROM questions WHERE question_id = '{question}'") == [
        ("answered",)
    ]
    assert rows(nights.data, f"SELECT text FROM texts WHERE question_id = '{question}' ORDER BY ALL") == texts
    marked = [("answered", GONE), ("fr answer", GONE), ("nl answer", GONE)]
    assert sorted(rows(nights.data, MARKED.format(question))) == marked
    issues = dict(rows(nights.data, "SELECT kind, detail FROM issues WHERE kind LIKE '%_withdrawn'"))
    assert set(issues) == {"answer_withdrawn", "event_withdrawn"}
    assert all(f"last seen on {FIRST_DAY}" in detail and f"of {GONE}" in detail for detail in issues.values())
    which = "table_name, key[1], value_before, value_after"
    changes = rows(nights.data, f"SELECT {which} FROM changes WHERE column_name = 'withdrawn_on'")
    assert sorted(changes) == [(table, question, None, str(GONE)) for table in ("events", "texts", "texts")]
    assert rows(nights.data, "SELECT DISTINCT column_name FROM changes WHERE column_name = 'status'") == []
    shutil.copytree(nights.data / "raw", tmp_path / "again/raw")
    assert run("rebuild", "--data", tmp_path / "again").returncode == 0
    assert parquet_files(tmp_path / "again") == parquet_files(nights.data)

    let_pass(nights, GONE + timedelta(1))
    assert sorted(rows(nights.data, MARKED.format(question))) == marked

    let_pass(nights, BACK)
    assert rows(nights.data, MARKED.format(question)) == []
