"""A release whose pages were seen again is current, unless a question's status or lateness changes by it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from schemas.records import Event, State
from schemas.vocabulary import legislatures
from tasks.common.largest_page import LARGEST_PAGE
from tasks.pipeline.reading import question_rows
from tasks.release.kept import is_current, kept_tables
from tasks.tables.inputs import Inputs
from tasks.tables.rows import merge, page_tables
from tests.support.releases import ASKED, BAD_PAGE, NAMING, PAGE, QUESTION, READING, RUN, bare, whole

OVER = datetime.combine(legislatures()[7].ended_on, datetime.min.time(), UTC)
DEADLINE = datetime(2026, 2, 1, tzinfo=UTC)
BY_DAY = State("unknown", "copy_undated")


def question(legislature, number, state=BY_DAY, **others):
    """A question of that state, and its only page, which is whole."""
    events = (Event(ASKED, "sent", DEADLINE.date()),)
    given = {"legislature": legislature, "number": number, "links": (), "issues": (), "state": state}
    name = f"{legislature}-{number}"
    reading = replace(READING, legislature=legislature, number=number, events=events)
    url = f"https://www.senate.be/www/?MIval=/Vragen/SchriftelijkeVraag&LEG={legislature}&NR={number}&LANG=nl"
    capture = replace(PAGE.capture, page_id=f"page {name}", url=url, evidence="site", fetched_at=OVER)
    page = replace(PAGE, capture=capture, reading=reading, question_id=name, repairs=(), issues=())
    return replace(NAMING, question_id=name, events=events, **given, **others), page


LAPSING = question(7, 1)
OPEN = question(8, 1, asked_on=date(2026, 1, 1))
CLOSED = question(7, 2, State("closed"))
ANSWERED = replace(QUESTION, links=(), issues=()), replace(PAGE, repairs=(), issues=())
BEGAN = {"page 7-1": OVER - timedelta(9), "page 8-1": DEADLINE - timedelta(9), "page 7-2": OVER, "p1": OVER}


def inputs(seen=()):
    """The inputs of the release whose pages were last seen at these times, else when they began."""
    times = BEGAN | dict(seen)
    pages = [page.capture for _, page in (LAPSING, OPEN, CLOSED, ANSWERED)]
    found = [replace(one, fetched_at=BEGAN[one.page_id], seen_at=times[one.page_id]) for one in pages]
    return Inputs([*found, BAD_PAGE.capture], LARGEST_PAGE)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    questions, pages = zip(*(LAPSING, OPEN, CLOSED, ANSWERED), strict=True)
    rows = merge([page_tables([*pages, BAD_PAGE]), question_rows(questions)])
    bare(folder, whole(rows, inputs(), [RUN]), inputs())
    return folder


def test_the_states_follow_from_when_pages_were_seen_and_stay_while_none_was_seen_again(data):
    found = {row["question_id"]: row for row in kept_tables(data, inputs())["questions"].to_pylist()}
    states = {name: (row["status"], row["status_reason"], row["is_late"]) for name, row in found.items()}
    assert states["7-1"] == ("unknown", "copy_before_end", None)
    assert states["8-1"] == ("open", None, None)
    assert is_current(data, inputs())
    assert kept_tables(data, inputs()) is not None


@pytest.mark.parametrize(
    ("page", "seen_at", "stays"),
    [
        ("page 7-1", OVER, True),
        ("page 7-1", OVER + timedelta(1), False),
        ("page 8-1", DEADLINE, True),
        ("page 8-1", DEADLINE + timedelta(1), False),
        ("page 7-2", OVER + timedelta(99), True),
        ("p1", OVER + timedelta(99), True),
    ],
)
def test_sightings_alone_leave_it_current_unless_a_status_or_lateness_changes(data, page, seen_at, stays):
    seen = inputs({page: seen_at})
    assert seen.fingerprint == inputs().fingerprint
    assert is_current(data, seen) is stays


def test_tables_are_not_reused_once_a_page_was_seen_again(data):
    """Else a release that is made for another reason would tell an old `seen_on`."""
    assert kept_tables(data, inputs({"page 8-1": DEADLINE})) is None


def test_a_release_whose_pages_cannot_be_read_is_not_current(data):
    path = data / "current/pages.parquet"
    content = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(content[:-9] + b"x" * 9)
    assert not is_current(data, inputs())
    path.write_bytes(content)
    assert is_current(data, inputs())
