"""Weeks of nights against a site that moves and goes wrong, with nights that die: nothing is lost."""

import shutil
from datetime import date, timedelta
from itertools import islice

import pytest

from schemas.tables import TABLES
from tasks.raw import RawStore, captures
from tasks.raw.verify import verify_store
from tests.support.command import run
from tests.support.nights.nights import SPEED, Nights, asked_too_often, given_in_vain, moments_to_die
from tests.support.runs import parquet_files, rows, tables_without
from tests.support.site import (
    BrokenGzip,
    Challenge,
    EmptyPage,
    Huge,
    RedirectLoop,
    Reset,
    ServerError,
    Site,
    Stall,
    TooMany,
    Truncated,
    World,
    WrongCharset,
    WrongLength,
    http_date,
)

pytestmark = [pytest.mark.long, pytest.mark.first]

FIRST_DAY = date(2026, 1, 5)
NIGHTS = 18
KILLS = 12
WORLD = World(seed=5, numbers_a_week=5, already=24)
FAULTS = [
    *(BrokenGzip(), Challenge(), EmptyPage(), Huge(50), RedirectLoop(), Reset(), Reset(0.5), Stall(0.3)),
    *(ServerError(500), ServerError(503), TooMany(1), TooMany(http_date(1)), Truncated(0.5)),
    *(Truncated(0.7, chunked=True), WrongCharset("utf-8"), WrongCharset("iso-8859-2"), WrongLength(300)),
]
OF_THE_WAY = ("source", "evidence", "origin", "fetched_at", "declared_charset")
"""Columns of pages that tell how a page came, and nothing of what it says."""
OF_SIGHTINGS = ("seen_at", "seen_on", "is_late")
"""Columns that count by when a page was last seen: an archive or a folder lacks word that it is unchanged.

A night that only saw pages again publishes nothing, unless that changes the state of a question.
"""
OF_THE_SITE = ("legislatures", "gaps")
"""Tables that tell what the site does not have, which a folder of pages cannot know."""


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    """The nights of weeks, and those of two quiet weeks in which what is due only weekly is seen."""
    with Site(WORLD) as site:
        site.gzip = site.conditional = True
        nights = Nights(site, tmp_path_factory.mktemp("month") / "data")
        moments = moments_to_die(2)
        for number in range(NIGHTS):
            site.today = FIRST_DAY + timedelta(number)
            faulty = number % 2 == 1
            site.faults.clear()
            if faulty:
                site.faults.at_random(0.06, FAULTS, seed=number)
            deaths = max(0, round(KILLS * (number + 1) / NIGHTS) - nights.killed)
            nights.night(site.today, islice(moments, deaths), faulty=faulty)
        site.faults.clear()
        for later in (1, 2, 4, 8, 15, 16):
            nights.night(site.today + timedelta(later))
        yield nights


def test_nights_died_and_the_others_ended_well(month):
    assert month.killed == KILLS
    assert month.codes.count(0) > NIGHTS / 2
    assert month.codes[-6:] == [0] * 6


def test_the_questions_and_their_states_are_those_of_the_site(month):
    expected = WORLD.expected_states(month.site.today)
    assert month.states() == expected
    assert len(set(expected.values())) == 3


def test_both_languages_of_every_question_and_answer_are_stored(month):
    held = {tuple(row) for row in rows(month.data, "SELECT question_id, language, part FROM texts")}
    wanted = {
        (question_id, language, part)
        for question_id, status in month.states().items()
        for language in ("nl", "fr")
        for part in (("question", "answer") if status == "answered" else ("question",))
    }
    assert held == wanted


def test_no_page_was_asked_for_more_often_than_the_plan_says(month):
    assert asked_too_often(month.log()) == []


def test_what_the_site_gave_is_what_the_log_tells_but_for_the_requests_that_died(month):
    """An answer that was under way when its night was killed is asked for once more, and no other."""
    quiet = [night for night in month.all if not night.faulty]
    assert sum(night.died for night in quiet) > KILLS / 4
    assert sum(len(night.requests) for night in quiet) > 500
    assert [night for night in quiet if given_in_vain(night) > night.died] == []


def test_the_site_was_never_asked_faster_than_once_a_second(month):
    assert month.site.shortest_gap() >= 1 / SPEED
    assert month.site.connections_at_once() == 1


def test_every_raw_byte_is_as_it_came(month):
    found = verify_store(RawStore(month.data / "raw"))
    assert (found.damaged, found.missing) == ((), ())
    assert found.whole > 100


def test_gaps_are_the_numbers_that_the_site_does_not_have(month):
    numbers = WORLD.numbers(month.site.today)
    absent = set(range(1, max(numbers))) - set(numbers)
    found = rows(month.data, "SELECT first_number, last_number, kind FROM gaps WHERE legislature = 8")
    assert {n for first, last, _ in found for n in range(first, last + 1)} == absent
    assert {kind for _, _, kind in found} == {"missing"}
    (row,) = rows(month.data, "SELECT expected, held, missing, refused, not_fetched FROM legislatures")
    assert row == (max(numbers), len(numbers), len(absent), 0, 0)


def test_a_rebuild_on_another_machine_gives_what_the_nights_gave(month, tmp_path):
    shutil.copytree(month.data / "raw", tmp_path / "data/raw")
    assert run("rebuild", "--data", tmp_path / "data").returncode == 0
    here, there = (parquet_files(data) for data in (tmp_path / "data", month.data))
    assert {name for name in here if here[name] != there[name]} <= {"pages", "questions"}
    assert tables_without(tmp_path / "data", OF_SIGHTINGS) == tables_without(month.data, OF_SIGHTINGS)


def test_the_pages_as_an_archive_give_the_same_tables(month, tmp_path):
    archive = tmp_path / "month.warc.gz"
    assert run("raw", "export", "--warc", archive, "--data", month.data).returncode == 0
    done = run("ingest", "--from", archive, "--data", tmp_path / "data")
    assert done.returncode == 0, done.stderr
    columns = ("source", "origin", *OF_SIGHTINGS)
    assert tables_without(tmp_path / "data", columns) == tables_without(month.data, columns)


def test_the_pages_as_a_folder_give_the_same_tables(month, tmp_path):
    store, folder = RawStore(month.data / "raw"), tmp_path / "pages"
    folder.mkdir()
    for capture in captures(store.entries()):
        (folder / f"{capture.page_id}.html").write_bytes(store.get(capture.sha256))
        sidecar = f"{capture.url}\n{capture.fetched_at.isoformat()}\n"
        (folder / f"{capture.page_id}.html.url").write_text(sidecar, encoding="utf-8")
    done = run("ingest", "--from", folder, "--data", tmp_path / "data")
    assert done.returncode == 0, done.stderr
    here, there = (
        tables_without(data, (*OF_THE_WAY, *OF_SIGHTINGS)) for data in (tmp_path / "data", month.data)
    )
    compared = [table.name for table in TABLES if table.reproducible and table.name not in OF_THE_SITE]
    assert {name: here[name] for name in compared} == {name: there[name] for name in compared}
