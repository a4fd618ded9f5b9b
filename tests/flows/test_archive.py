"""The Chamber's archive in nights and backfills, against its stand-in."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from flows.fetching import ARCHIVE_PAUSE, archive_client
from flows.settings import Settings
from tasks.common.clock import Clock
from tests.support.command import output_of, refusal_of
from tests.support.nights.nights import CONTACT, Nights
from tests.support.render.records import ANSWERED, OPEN, PRINTED, named, xml
from tests.support.runs import rows
from tests.support.site import Drip, Reset, ServerError, Site, World
from tests.support.site.chamber import Chamber, Cut, Instead, zip_of
from tests.support.sources import lay_out

pytestmark = pytest.mark.long

DAY = date(2026, 1, 12)
NIGHT = timedelta(1)
LATER = OPEN | {"ID": 900004, "DOCNAME": "2024202500004", "DEPOTDAT": "20260105", "DELAIDAT": "20260202"}
OLD = OPEN | {"ID": 900020, "LEGISL": 54, "DOCNAME": "2017201800020", "DEPOTDAT": "20180108", "DELAIDAT": ""}
PRINTED_NOW = ANSWERED | {"PUBLICA1": "B002,,9/1/2026,20252026", "STATUSA1": "publicated"}
SEEN = "SELECT number, status, seen_on FROM questions ORDER BY number"
GONE = "SELECT question_id FROM issues WHERE kind = 'question_withdrawn'"


@pytest.fixture
def chamber():
    with Chamber(OPEN, ANSWERED, PRINTED, LATER) as found:
        yield found


def nights_of(chamber, data, houses="chamber", site=None):
    variables = {"SENATE_HOUSES": houses, "SENATE_CHAMBER_SITE": chamber.url}
    return Nights(site or chamber, data, variables)


@pytest.fixture
def nights(chamber, tmp_path):
    return nights_of(chamber, tmp_path / "data")


def outcomes(nights):
    return [row.outcome for row in nights.log() if row.outcome != "robots"]


def test_each_record_is_a_page_of_the_site_and_the_archive_is_one_row(chamber, nights):
    assert nights.passes(DAY).startswith("published")
    assert outcomes(nights) == ["page"] * 4 + ["archive"]
    (archive,) = (row for row in nights.log() if row.outcome == "archive")
    assert archive.canonical_url == "https://data.dekamer.be/v0/qrva/archive?leg=56"
    query = "SELECT url, evidence, source, fetched_at::DATE FROM pages WHERE question_id = '56-900003'"
    url = f"https://data.dekamer.be/v0/qrva/{named(PRINTED)['SDOCNAME']}#56-900003"
    assert rows(nights.data, query) == [(url, "site", "live", DAY)]
    assert rows(nights.data, SEEN)[0] == (900001, "open", DAY)
    assert [request.path for request in chamber.requests] == ["/robots.txt", "/v0/qrva/archive?leg=56"]


def test_a_server_that_answers_conditions_is_asked_every_night_and_each_is_a_sighting(chamber, nights):
    for night in range(3):
        nights.passes(DAY + night * NIGHT)
    assert chamber.asked == [False, True, True]
    assert outcomes(nights) == ["page"] * 4 + ["archive", "unchanged", "unchanged"]
    assert len(list((nights.data / "releases").iterdir())) == 1
    late = DAY + 25 * NIGHT
    assert nights.passes(late).startswith("published"), "the deadline of a question is over by now"
    assert rows(nights.data, SEEN)[-1] == (900004, "open", late)
    assert rows(nights.data, "SELECT is_late FROM questions WHERE number = 900004") == [(True,)]


@pytest.mark.parametrize(("marks", "nights_asked"), [("none", [0, 7, 14]), ("ignored", [0, 1, 8, 15])])
def test_a_server_without_conditions_is_asked_once_a_week(chamber, nights, marks, nights_asked):
    chamber.marks = marks
    asked = []
    for night in range(16):
        before = len(chamber.asked)
        nights.passes(DAY + night * NIGHT)
        asked += [night] * (len(chamber.asked) - before)
    assert asked == nights_asked
    assert Counter(outcomes(nights)) == {"page": 4, "archive": len(asked)}, "no row for a record as it was"
    assert set(nights.codes) == {0}


def test_what_changed_is_taken_a_new_name_loses_nothing_and_a_lost_question_is_told(chamber, nights):
    nights.passes(DAY)
    same = ("ID", "DOCNAME", "QUESTNUM", "DEPOTDAT", "DELAIDAT")
    chamber.records = [OPEN, PRINTED_NOW, ANSWERED | {name: LATER[name] for name in same}]
    said = nights.passes(DAY + NIGHT)
    assert "1 questions, which are kept: 56-900003." in said
    assert outcomes(nights)[5:] == ["page", "page", "absent", "absent", "archive"]
    assert rows(nights.data, GONE) == [("56-900003",)]
    assert rows(nights.data, SEEN) == [
        (900001, "open", DAY + NIGHT),
        (900002, "answered", DAY + NIGHT),
        (900003, "answered", DAY),
        (900004, "answered", DAY + NIGHT),
    ]
    query = "SELECT record_name FROM questions WHERE number = 900002"
    assert rows(nights.data, query) == [(named(PRINTED_NOW)["SDOCNAME"],)]
    chamber.records.append(PRINTED)
    nights.passes(DAY + 2 * NIGHT)
    assert rows(nights.data, GONE) == []
    assert rows(nights.data, SEEN)[2] == (900003, "answered", DAY + 2 * NIGHT)


WRONG = {
    "maintenance": (Instead(), 'begins with "Site under maintenance!"'),
    "empty": (Instead(body=b""), "no archive"),
    "cut": (Cut(), "cut off or no zip"),
    "no record": (Instead(body=zip_of({"README.txt": b"An invented file."})), "no record of legislature 56"),
    "of another legislature": (
        Instead(body=zip_of({f"{named(OLD)['SDOCNAME']}.xml": xml(OLD, envelope=False)})),
        "no record of legislature 56",
    ),
    "most lost": (
        Instead(body=zip_of({f"{named(OPEN)['SDOCNAME']}.xml": xml(OPEN, envelope=False)})),
        "lacks 3 of the 4 questions",
    ),
    "refused": (Instead(403, b"Forbidden"), "HTTP 403"),
    "error": (ServerError(500), "HTTP 500"),
    "gone": (Instead(404, b"Not found"), "404"),
    "reset": (Reset(), "onnection"),
    "breaks off": (Reset(0.5), "broke off"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_of_what_is_no_whole_archive_nothing_is_taken_and_the_next_night_asks_again(chamber, nights, kind):
    fault, sentence = WRONG[kind]
    nights.passes(DAY)
    before = rows(nights.data, SEEN)
    chamber.faults.always(fault, where="archive")
    chamber.marks = "ignored"
    said = nights.passes(DAY + NIGHT)
    assert nights.codes == [0, 4]
    assert sentence in said
    assert "Nothing was taken of the archive of legislature 56 of the Chamber." in said
    assert outcomes(nights)[:5] == ["page"] * 4 + ["archive"]
    assert len(outcomes(nights)) == 6
    assert rows(nights.data, SEEN) == before
    chamber.faults.clear()
    chamber.marks = "honoured"
    assert nights.passes(DAY + 2 * NIGHT).startswith("unchanged")
    assert outcomes(nights)[-1] == "unchanged"


def test_a_host_whose_robots_forbid_it_is_not_asked(chamber, nights):
    chamber.robots = "User-agent: *\nDisallow: /v0/\n"
    assert "robots.txt" in nights.passes(DAY)
    assert (nights.codes, chamber.asked) == ([4], [])


@pytest.fixture
def senate():
    with Site(World(already=3, numbers_a_week=0)) as site:
        yield site


def test_the_pages_of_the_senate_come_in_a_night_without_archive(chamber, senate, tmp_path):
    nights = nights_of(chamber, tmp_path / "data", "senate,chamber", senate)
    chamber.faults.always(Instead(), where="archive")
    assert "Site under maintenance!" in nights.passes(DAY)
    assert nights.codes == [4]
    assert rows(nights.data, "SELECT DISTINCT house FROM questions") == [("senate",)]
    chamber.faults.clear()
    nights.passes(DAY + NIGHT)
    assert rows(nights.data, "SELECT DISTINCT house FROM questions ORDER BY ALL") == [
        ("chamber",),
        ("senate",),
    ]


def test_a_folder_of_the_senate_asks_nothing_of_the_chamber(chamber, senate, tmp_path):
    nights = Nights(senate, tmp_path / "data", {"SENATE_CHAMBER_SITE": chamber.url})
    nights.passes(DAY)
    assert nights.codes == [0]
    assert chamber.requests == []
    assert {row.outcome for row in nights.log()} <= {"page", "absent", "robots"}


def test_a_night_that_was_killed_while_the_archive_came_is_made_up_for(chamber, nights):
    chamber.faults.always(Drip(0.01), where="archive")
    assert nights.dies(DAY, 1.0)
    assert "archive" not in outcomes(nights)
    chamber.faults.clear()
    assert nights.passes(DAY).startswith("published")
    assert outcomes(nights) == ["page"] * 4 + ["archive"]


def test_an_older_legislature_comes_by_backfill_alone(chamber, nights):
    chamber.records.append(OLD)
    nights.passes(DAY)
    assert rows(nights.data, "SELECT DISTINCT legislature FROM questions") == [(56,)]
    with nights.environment() as env:
        output_of("backfill", "--legislature", "54", "--data", nights.data, env=env)
    assert rows(nights.data, "SELECT DISTINCT legislature FROM questions ORDER BY ALL") == [(54,), (56,)]
    assert [request.path for request in chamber.requests][-1] == "/v0/qrva/archive?leg=54"


@pytest.mark.parametrize(
    ("houses", "words", "said"),
    [
        ("senate", ["54"], "Legislature 54 is of the Chamber, which this folder does not follow."),
        ("chamber", ["54", "--first", "2"], "comes whole"),
        ("chamber", ["7"], "Legislature 7 is of the Senate"),
    ],
)
def test_a_backfill_is_of_a_house_that_the_folder_follows(chamber, tmp_path, houses, words, said):
    env = {"SENATE_HOUSES": houses, "SENATE_CONTACT": CONTACT, "SENATE_CHAMBER_SITE": chamber.url}
    assert said in refusal_of("backfill", "--legislature", *words, "--data", tmp_path / "data", env=env)
    assert chamber.requests == []


def test_the_plan_shows_the_houses_and_the_archives_that_are_due(tmp_path):
    env = {"SENATE_HOUSES": "chamber"}
    (row,) = json.loads(output_of("plan", "--json", "--data", tmp_path, env=env))
    assert row == {"url": "https://data.dekamer.be/v0/qrva/archive?leg=56", "reason": "archive"}
    assert "(houses): chamber." in output_of("plan", "--data", tmp_path, env=env)
    shown = json.loads(output_of("status", "--json", "--data", tmp_path, env=env))["settings"]["houses"]
    assert shown == {"value": "chamber", "from": "environment"}
    wrong = refusal_of("plan", "--data", tmp_path, env={"SENATE_HOUSES": "senate,lords"})
    assert "The setting houses (environment) is wrong" in wrong


@pytest.mark.parametrize(
    ("site", "pause"), [({}, ARCHIVE_PAUSE), ({"chamber_site": "http://127.0.0.1/v0/"}, 0.1)]
)
def test_hosts_of_the_chamber_get_a_request_in_five_seconds_at_most(site, pause):
    settings = Settings(
        houses="chamber", contact=CONTACT, requests_per_second=10, site="http://127.0.0.1/", **site
    )
    with archive_client(settings, Clock()) as client:
        assert client.pace.pause() == pause


def test_a_sidecar_beside_an_archive_dates_its_records(tmp_path):
    files = {"QRVA_56.zip": zip_of({f"{named(OPEN)['SDOCNAME']}.xml": xml(OPEN, envelope=False)})}
    files["QRVA_56.zip.url"] = b"https://data.lachambre.be/v0/qrva/archive?leg=56\n2026-01-12T04:00:00Z\n"
    files["other.zip"] = zip_of({f"{named(LATER)['SDOCNAME']}.xml": xml(LATER, envelope=False)})
    files["other.zip.url"] = b"https://example.org/other.zip\n2026-01-12T04:00:00Z\n"
    output_of("ingest", "--from", lay_out(tmp_path / "given", files), "--data", tmp_path / "data")
    query = "SELECT question_id, fetched_at, evidence FROM pages ORDER BY ALL"
    at = datetime(2026, 1, 12, 4, tzinfo=UTC)
    assert rows(tmp_path / "data", query) == [("56-900001", at, "named"), ("56-900004", None, "named")]
