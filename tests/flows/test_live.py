"""`ingest` from the site and `backfill`, as a user runs them, against the stand-in."""

import json
import re
from contextlib import nullcontext
from datetime import date, timedelta

import pytest

from tests.support.command import all_here, is_clear, run
from tests.support.data_folder import last_run
from tests.support.engine import free_port
from tests.support.nights.nights import Nights
from tests.support.runs import numbered, page_files, rows
from tests.support.site import Challenge, Frames, Huge, RedirectTo, ServerError, Site, World
from tests.support.sources import lay_out
from tests.support.terminal import on_terminal

pytestmark = [pytest.mark.long, pytest.mark.first]

WORLD = World(seed=3, already=12, numbers_a_week=5)
DAY = WORLD.first_day
CONTACT = "someone@tests.internal"


@pytest.fixture
def site():
    with Site(WORLD) as found:
        found.today = DAY
        yield found


@pytest.fixture
def ask(site, tmp_path):
    """Run a command against the site."""

    def asked(*arguments, apart=False, **variables):
        env = {"SENATE_SITE": site.url, "SENATE_CONTACT": CONTACT}
        env |= {"SENATE_REQUESTS_PER_SECOND": "50", **variables}
        with nullcontext() if apart else all_here():
            return run(*arguments, "--data", tmp_path / "data", env=env)

    return asked


def questions(data):
    return {row[0] for row in rows(data, "SELECT question_id FROM questions")}


def there(day=DAY):
    return {f"8-{number}" for number in WORLD.numbers(day)}


def test_the_first_run_fetches_all_there_is_and_the_second_finds_it_unchanged(ask, site, tmp_path):
    done = ask("ingest", apart=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Release published" in done.stdout
    assert questions(tmp_path / "data") == there()
    assert {request.user_agent for request in site.requests} == {site.requests[0].user_agent}
    assert CONTACT in site.requests[0].user_agent
    assert site.shortest_gap() >= 1 / 50
    fetched = json.loads(last_run(tmp_path / "data")["counts"])["fetched"]
    assert fetched["answers"]["page"] == 3 * len(there())
    assert fetched["requests"] > sum(fetched["answers"].values())
    asked_before = len(site.requests)
    again = ask("ingest", "--json")
    assert json.loads(again.stdout)["outcome"] == "unchanged"
    assert len(site.requests) == asked_before


def test_a_plan_asks_for_nothing_and_names_what_a_run_asks_for_first(ask, site):
    planned = json.loads(ask("plan", "--json").stdout)
    assert site.requests == []
    assert planned[0] == {
        "url": "https://www.senate.be/www/?MIval=/Vragen/SchriftelijkeVraag&LEG=8&NR=1&LANG=nl",
        "reason": "new_number",
    }
    assert "new_number" in ask("plan", "--summary").stdout


@pytest.mark.parametrize("live_first", [True, False])
def test_the_site_and_a_folder_in_one_run_lose_neither(ask, tmp_path, live_first):
    folder = lay_out(tmp_path / "pages", page_files([numbered(95001)]))
    sources = [("--from", "live"), ("--from", folder)]
    words = [word for pair in (sources if live_first else sources[::-1]) for word in pair]
    assert ask("ingest", *words).returncode == 0
    assert questions(tmp_path / "data") == {*there(), numbered(95001).question_id}
    found = json.loads(run("raw", "verify", "--json", "--data", tmp_path / "data").stdout)
    assert (found["unlogged"], found["missing"]) == (0, [])
    assert "unchanged" in ask("ingest").stdout
    later = lay_out(tmp_path / "later", page_files([numbered(95002)]))
    assert ask("ingest", "--from", "live", "--from", later).returncode == 0, (
        "nothing is due, but a page is new"
    )
    assert numbered(95002).question_id in questions(tmp_path / "data")


def test_pages_of_the_site_end_the_sample(ask, data, tmp_path):
    assert ask("ingest").returncode == 0
    assert questions(tmp_path / "data") == there()


@pytest.mark.parametrize("kind", ["header", "body"])
def test_a_challenge_ends_the_run_with_4_and_what_to_do_and_keeps_what_came(ask, site, tmp_path, kind):
    site.faults.always(Challenge(kind=kind), where=lambda _: len(site.requests) > 10)
    done = ask("ingest")
    assert done.returncode == 4
    assert is_clear(done)
    assert "ask the Senate" in done.stderr
    assert "--from FILE" in done.stderr
    assert len(site.requests) < 20
    assert 0 < len(questions(tmp_path / "data")) < len(there())
    assert last_run(tmp_path / "data")["outcome"] == "unavailable"
    assert rows(tmp_path / "data", "SELECT * FROM gaps WHERE kind = 'missing'") == []
    site.faults.clear()
    nights = Nights(site, tmp_path / "data", "")
    assert nights.log()[-1].outcome == "blocked"


CLOSED = {  # what robots.txt says, the fault of all pages, and what the command says of it
    "a challenge at the door": (None, Challenge(), "blocks"),
    "rules that forbid": ("User-agent: *\nDisallow: /www/\n", None, "robots.txt"),
    "rules that do not come": (503, None, "robots.txt"),
    "a redirect off the site": (None, "other", ""),
}


@pytest.mark.parametrize("closed", CLOSED)
def test_a_site_that_gives_no_page_ends_the_run_with_4_and_leaves_no_release(ask, site, tmp_path, closed):
    site.robots, fault, said = CLOSED[closed]
    with Site(World(legislature=7)) as other:
        if fault:
            site.faults.always(RedirectTo(other.address(1)) if fault == "other" else fault)
        done = ask("ingest")
    assert (done.returncode, is_clear(done), said in done.stderr) == (4, True, True), done
    assert not (tmp_path / "data/current").exists()
    assert other.requests == []
    assert site.robots is None or not [request for request in site.requests if request.question_id]


def test_a_site_that_is_down_ends_the_run_with_4(tmp_path):
    env = {"SENATE_SITE": f"http://127.0.0.1:{free_port()}/www/", "SENATE_CONTACT": CONTACT}
    done = run("ingest", "--data", tmp_path / "data", env=env)
    assert done.returncode == 4
    assert is_clear(done)


@pytest.mark.parametrize("unknown", ["empty_200", "not_found"])
def test_however_the_site_says_that_a_number_does_not_exist(ask, site, tmp_path, unknown):
    site.unknown = unknown
    assert ask("ingest").returncode == 0
    assert questions(tmp_path / "data") == there()
    gaps = rows(tmp_path / "data", "SELECT sum(numbers) FROM gaps WHERE kind = 'missing'")
    assert gaps == [(max(WORLD.numbers(DAY)) - len(there()) or None,)]


def test_numbers_of_which_the_site_says_nothing_are_not_missing_and_the_run_says_so(ask, site, tmp_path):
    site.unknown = "bare_200"
    site.faults.always(Frames(), where="NR=5&")
    done = ask("ingest", SENATE_ABSENT_RUN="4")
    assert (done.returncode, "new_number: page after page says nothing" in done.stderr) == (0, True)
    came = there() - {"8-5"}
    assert questions(tmp_path / "data") == came
    assert {r.question_id for r in site.requests if (r.question_id or "").startswith("8-")} - there() == {
        f"8-{max(WORLD.numbers(DAY)) + more}" for more in range(1, 5)
    }
    assert rows(tmp_path / "data", "SELECT kind, first_number, last_number FROM gaps") == [("refused", 5, 5)]
    site.faults.always(Frames())
    again = ask("backfill", "--legislature", 8, "--first", 50, "--last", 60, SENATE_ABSENT_RUN="4")
    assert (again.returncode, "The site shows no questions" in again.stderr) == (4, True)
    assert is_clear(again)
    assert questions(tmp_path / "data") == came


def test_numbers_that_the_site_answers_with_500_stop_no_night(site, tmp_path):
    nights = Nights(site, tmp_path / "data")
    unknown = lambda request: request.question_id not in {*there(site.today), None}  # noqa: E731
    site.faults.always(ServerError(500), where=unknown)
    for days in (0, 7, 8):
        said = nights.passes(DAY + timedelta(days))
        if days:
            assert "new_number: page after page fails" in said
    assert nights.codes[1:] == [0, 0]
    assert set(nights.states()) == there(site.today)


def test_one_bad_page_stops_no_night(ask, site, tmp_path):
    number = WORLD.numbers(DAY)[3]
    site.faults.always(Huge(50), where=f"NR={number}&LANG=nl")
    assert ask("ingest").returncode == 0
    assert there() - questions(tmp_path / "data") in (set(), {f"8-{number}"})
    assert rows(tmp_path / "data", "SELECT count(*) FROM pages")[0][0] > 2 * len(there())


def test_a_backfill_fetches_a_range_and_goes_on_where_it_was_left(ask, site, tmp_path):
    first, last = 3, 8
    wanted = {f"8-{n}" for n in WORLD.numbers(DAY) if first <= n <= last}
    words = ("backfill", "--legislature", 8, "--first", first, "--last", last)
    site.faults.always(Challenge(), where=lambda _: len(site.requests) > 9)
    assert ask(*words).returncode == 4
    came = [request.path for request in site.requests if request.status == 200]
    site.faults.clear()
    site.forget()
    assert ask(*words).returncode == 0
    assert questions(tmp_path / "data") == wanted
    assert set(came) & {request.path for request in site.requests} == set()
    asked = len(site.requests)
    assert "unchanged" in ask(*words).stdout
    assert len([r for r in site.requests[asked:] if r.question_id]) == 0


def test_a_backfill_without_an_end_ends_after_numbers_that_do_not_exist(ask, site, tmp_path):
    assert ask("backfill", "--legislature", 8, SENATE_ABSENT_RUN="5").returncode == 0
    assert questions(tmp_path / "data") == there()
    highest = max(WORLD.numbers(DAY))
    assert f"NR={highest + 5}&" in " ".join(request.path for request in site.requests)
    assert f"NR={highest + 6}&" not in " ".join(request.path for request in site.requests)


def test_a_backfill_shows_its_progress_its_rate_and_the_time_left(site, tmp_path):
    env = {"SENATE_SITE": site.url, "SENATE_CONTACT": CONTACT}
    words = ("backfill", "--legislature", 8, "--last", 8, "--data", tmp_path / "data")
    with on_terminal(*words, SENATE_REQUESTS_PER_SECOND="4", **env) as (terminal, process):
        seen = terminal.rest()
        assert process.wait(60) == 0
    assert "Fetching from the site" in seen
    assert re.search(r"\d+\.\d\d/s", seen)
    assert re.search(r"left.*0:\d\d:\d\d", seen)


def test_status_tells_of_gaps(ask, site, tmp_path):
    ask("backfill", "--legislature", 8, "--first", 3, "--last", 5)
    shown = run("status", "--data", tmp_path / "data").stdout
    assert "2 not fetched" in shown
    found = json.loads(run("status", "--json", "--data", tmp_path / "data").stdout)
    assert found["legislatures"][0]["not_fetched"] == 2
    assert date.fromisoformat(found["legislatures"][0]["elected_on"]).year == 2024
