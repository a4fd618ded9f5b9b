"""A site that changes its pages: the canary tells; a night of nonsense, or with other authors, is refused."""

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from tasks.operate.ledger import ledger
from tests.release.test_changed_site import cells_with_labels
from tests.release.test_rewritten import FIRST, surname_first
from tests.support.command import run, succeed
from tests.support.data_folder import current_manifest, last_run
from tests.support.nights.nights import Nights
from tests.support.runs import rows
from tests.support.site import Site, World
from tests.support.site.pages import question_page
from tests.support.sources import Response, lay_out, write_warc

pytestmark = [pytest.mark.long, pytest.mark.first]

FIRST_DAY = date(2025, 1, 6)
"""Nights after today would be those of a wrong clock."""
OLD = FIRST_DAY + timedelta(420)
TITLE = "Een andere titel - Gevolgen"


@dataclass
class Retitled(World):
    """A world in which one question has another title."""

    number: int = 0

    def facts(self, number, day, language="nl"):
        found = super().facts(number, day, language)
        return replace(found, title=replace(found.title, nl=TITLE)) if number == self.number else found


class Redesigned(Site):
    """A site whose pages can change."""

    change = None

    def _question(self, address, headers):
        reply = super()._question(address, headers)
        if not self.change or not reply.body:
            return reply
        return replace(reply, body=self.change(reply.body.decode("cp1252")).encode("cp1252"))


def pass_night(nights, day):
    """Let a night of the schedule pass; its exit code and what it said."""
    said = nights.passes(day)
    return nights.codes[-1], said


def reported(data):
    """What `status --check` says of the pages of the site."""
    found = json.loads(run("status", "--check", "--json", "--data", data).stdout)["concerns"]
    return [row["sentence"] for row in found if row["kind"] in {"unknown_format", "refused"}]


def releases(data):
    return sorted(path.name for path in (data / "releases").iterdir())


def test_another_reading_of_the_canary_is_reported_and_published_a_night_later(tmp_path):
    world = Retitled(already=9, numbers_a_week=0, gaps=0, first_day=FIRST_DAY)
    with Site(world) as site:
        nights = Nights(site, tmp_path / "data")
        for day in (FIRST_DAY, OLD, OLD + timedelta(1)):
            assert pass_night(nights, day)[0] == 0
        assert reported(nights.data) == []
        day = OLD + timedelta(2)
        year = timedelta(365)
        query = f"SELECT number FROM questions WHERE answered_on <= DATE '{day - year}' ORDER BY number"
        answered = [number for (number,) in rows(nights.data, query)]
        world.number = answered[day.toordinal() % len(answered)]
        before = releases(nights.data)

        code, said = pass_night(nights, day)
        assert (code, ledger(nights.data)[-1]["outcome"]) == (0, "unchanged"), said
        assert releases(nights.data) == before
        (sentence,) = reported(nights.data)
        assert f"NR={world.number}&" in sentence
        assert f'now "{TITLE}"' in sentence
        assert sentence in said

        assert pass_night(nights, day + timedelta(1))[0] == 0
        title = f"SELECT title_nl FROM questions WHERE number = {world.number}"
        assert rows(nights.data, title) == [(TITLE,)]
        assert reported(nights.data) == []


def test_a_night_of_redesigned_pages_is_refused_and_a_rebuild_publishes_it(tmp_path):
    world = World(seed=5, already=12, numbers_a_week=25, gaps=0, first_day=FIRST_DAY)
    with Redesigned(world) as site:
        site.markup = "divs"
        nights = Nights(site, tmp_path / "data")
        assert pass_night(nights, FIRST_DAY)[0] == 0
        before = releases(nights.data)
        site.change = cells_with_labels
        code, said = pass_night(nights, FIRST_DAY + timedelta(6))
        assert code == 3
        assert "layout_title" in said
        assert "run rebuild" in said
        assert releases(nights.data) == before
        assert any("was refused" in sentence for sentence in reported(nights.data))
    succeed("rebuild", "--data", nights.data)
    assert any("layout_title" in sentence for sentence in reported(nights.data))


WORLD = World(seed=5, already=8, numbers_a_week=6, gaps=0, first_day=FIRST)
HELD = WORLD.numbers(FIRST)[:8]
AUTHORS = "SELECT question_id, author FROM questions ORDER BY ALL"


def each_page(change=lambda text: text):
    """The address and the bytes of each page of the questions."""
    for number in HELD:
        for language in ("nl", "fr"):
            facts = WORLD.facts(number, FIRST, language)
            text = question_page(facts, "main", language, "divs").decode("cp1252")
            yield facts.address("main", language), change(text).encode("cp1252")


def crawl(path, day, *change):
    return write_warc(path, [Response(*one, date=f"{day}T04:00:00Z") for one in each_page(*change)])


@pytest.fixture(scope="module")
def crawls(tmp_path_factory):
    folder = tmp_path_factory.mktemp("crawls")
    return crawl(folder / "old.warc", "2025-01-06"), crawl(folder / "new.warc", "2025-02-06", surname_first)


def test_newer_copies_that_rewrite_authors_are_refused_until_accepted(crawls, tmp_path):
    data = tmp_path / "data"
    succeed("ingest", "--from", crawls[0], "--data", data)
    authors = rows(data, AUTHORS)
    for words in (("ingest", "--from", crawls[1]), ("rebuild",)):
        refused = run(*words, "--data", data)
        assert refused.returncode == 3
        assert "questions_author_rewritten" in refused.stderr
        assert f"Of {len(HELD)} questions with newer copies" in refused.stderr
        assert f"{len(HELD)} question(s)" in refused.stderr
        assert refused.stderr.count("before=") == 2
        assert "page=https://" in refused.stderr
        assert rows(data, AUTHORS) == authors
        assert last_run(data)["outcome"] == "refused"
    accepted = run("rebuild", "--accept-drop", "They marry.", "--data", data)
    assert accepted.returncode == 0
    assert f"Copies of {len(HELD)} question(s) disagree: this run added " in accepted.stderr
    assert "newest copies" not in accepted.stderr
    assert rows(data, AUTHORS) != authors
    checks = {one["check"]: one["count"] for one in current_manifest(data)["overridden"]}
    assert checks["questions_author_rewritten"] == len(HELD)
    succeed("rebuild", "--data", data)


def test_a_folder_without_a_release_takes_the_newest_and_says_so(crawls, tmp_path):
    words = [word for one in crawls for word in ("--from", one)]
    done = succeed("ingest", *words, "--data", tmp_path / "data")
    assert "There was no release to compare with: the values of the newest copies were taken." in done.stderr


def test_a_night_rewrites_no_author_of_a_folder(tmp_path):
    files = {}
    for at, (url, content) in enumerate(each_page()):
        files |= {f"{at}.html": content, f"{at}.html.url": f"{url}\n".encode()}
    data = tmp_path / "data"
    succeed("ingest", "--from", lay_out(tmp_path / "in", files), "--data", data)
    authors = rows(data, AUTHORS)
    with Redesigned(WORLD) as site:
        site.markup, site.change = "divs", surname_first
        nights = Nights(site, data)
        said = nights.passes(FIRST)
    assert nights.codes == [3]
    assert "questions_author_rewritten" in said
    assert rows(data, AUTHORS) == authors
