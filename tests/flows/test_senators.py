"""A night that also fetches the Senate's pages of its members, and what an archive of them gives."""

import json

import pytest

from tasks.common.address import SenateAddress
from tests.support.command import run, succeed
from tests.support.runs import rows
from tests.support.site import Site, World
from tests.support.site.senate import Senator, own_page

pytestmark = [pytest.mark.long, pytest.mark.first]

WORLD = World(seed=3, already=6, numbers_a_week=2)
FACTS = WORLD.facts(1, WORLD.first_day)
SENATORS = (
    Senator(4385, FACTS.author.upper(), FACTS.party, 1982),
    Senator(20, "Hélène Grandhenri"),
    Senator(21, "HELENE GRANDHENRI"),
    Senator(30, "Noëlla Vandeghinste", "MR"),
    Senator(31, "Ann De Coppenhollen", None),
)
MEMBERS = 'SELECT member_id, senate_id, birth_year, "group" FROM members'
TABLES = (f"{MEMBERS} ORDER BY ALL", "SELECT * FROM memberships ORDER BY ALL", "SELECT * FROM gaps")


def test_a_night_fetches_them_after_all_questions_and_the_next_does_not_again(tmp_path):
    data, other, archive = tmp_path / "data", tmp_path / "other", tmp_path / "pages.warc.gz"
    with Site(WORLD) as site:
        site.senate_markup, site.senators = "divs", SENATORS
        env = {"SENATE_SITE": site.url, "SENATE_CONTACT": "x@y.internal", "SENATE_REQUESTS_PER_SECOND": "50"}
        done = run("ingest", "--data", data, env=env)
        assert (done.returncode, done.stderr) == (0, "")
        asked = ["SenPerType" in one.path or "showSenator" in one.path for one in site.requests]
        assert asked == [False] * (len(asked) - 6) + [True] * 6
        assert site.shortest_gap() >= 1 / 50
        site.forget()
        assert "unchanged" in run("ingest", "--data", data, env=env).stdout
        assert site.requests == []
    assert rows(data, f"{MEMBERS} WHERE questions = 0 ORDER BY ALL") == [
        ("ann-de-coppenhollen", "31", 1970, None),
        ("noella-vandeghinste", "30", 1970, "MR"),
    ]
    found = rows(data, f"{MEMBERS} WHERE questions > 0 AND senate_id IS NOT NULL")
    assert [row[1:] for row in found] == [("4385", 1982, SENATORS[0].group)]
    issues = rows(data, "SELECT kind, count(*) FROM issues WHERE kind LIKE 'senator%' GROUP BY ALL")
    assert dict(issues) == {"senator_uncertain": 2, "senator_incomplete": 1}
    kinds = rows(data, "SELECT variant, outcome, count(*) FROM pages WHERE question_id IS NULL GROUP BY ALL")
    assert sorted(kinds) == [("senator", "read", 5), ("senators", "read", 1)]
    checked = json.loads(run("raw", "verify", "--json", "--data", data).stdout)
    assert (checked["unlogged"], checked["missing"]) == (0, [])
    succeed("raw", "export", "--warc", archive, "--data", data)
    succeed("ingest", "--from", archive, "--data", other)
    for query in TABLES:
        assert rows(other, query) == rows(data, query)


def test_pages_of_senators_alone_make_a_release_without_questions(tmp_path):
    for number, one in enumerate(SENATORS):
        page = tmp_path / f"pages/{number}.html"
        page.parent.mkdir(exist_ok=True)
        page.write_bytes(own_page(one, "fr", "divs"))
        url = SenateAddress("senator", one.number, "fr").url
        page.with_name(f"{page.name}.url").write_text(url, "utf-8")
    done = run("ingest", "--from", tmp_path / "pages", "--data", tmp_path / "data")
    assert (done.returncode, done.stderr) == (0, "")
    assert rows(tmp_path / "data", "SELECT count(*), sum(questions) FROM members") == [(3, 0)]
