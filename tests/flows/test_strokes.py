"""A number of a bulletin with a stroke for each minister: as many questions, one group, files for each."""

import json
import sqlite3
from urllib.parse import quote

import pytest

from tests.present.explorer.support import READY, served
from tests.support.bulletins import BULLETINS
from tests.support.chromium import browser
from tests.support.command import run, succeed
from tests.support.render import render_bulletin
from tests.support.runs import rows
from tests.support.sources import lay_out

BOTH = ("1-90151/1", "1-90151/2")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    top = tmp_path_factory.mktemp("strokes")
    found = [BULLETINS[name] for name in (*BOTH, "1-90101")]
    files = {f"{facts.document}.html": render_bulletin(facts, "nl") for facts in found}
    files |= {f"{facts.document}.html.url": facts.address("nl").encode() for facts in found}
    place = top / "data"
    env = {"SENATE_PUBLIC_URL": "https://data.example/"}
    succeed("ingest", "--from", lay_out(top / "pages", files), "--data", place, env=env)
    return place


def test_they_are_questions_of_one_group(data):
    query = "SELECT question_id, number, suffix, group_id, group_reason FROM questions WHERE number = 90151"
    assert rows(data, f"{query} ORDER BY ALL") == [
        (one, 90151, suffix, BOTH[0], "link") for suffix, one in enumerate(BOTH, 1)
    ]


def test_the_search_finds_both(data):
    found = json.loads(run("search", "reuzenpoppen", "--json", "--data", data).stdout)
    assert {row["question_id"] for row in found["hits"]} == set(BOTH)
    with sqlite3.connect(data / "current/senate.sqlite") as index:
        ids = index.execute("SELECT count(DISTINCT search_id), count(*) FROM v_questions").fetchone()
    assert ids == (3, 3)


def test_the_explorer_has_a_page_of_each(data):
    site = data / "current/site"
    names = {path.name for path in site.rglob("1-90151*.html")}
    assert names == {"1-90151_1.html", "1-90151_2.html"}
    assert "/question/1-90151_1.html" in (site / "sitemap.xml").read_text("utf-8")


@pytest.mark.long
def test_the_explorer_finds_and_shows_them(data):
    with served(data / "current/site") as address, browser() as tab:
        for asked in ("1-90151", "1-90151/2", "reuzenpoppen"):
            tab.open(f"{address}questions.html?q={quote(asked, safe='')}", READY)
            tab.wait("document.body.innerText.includes('1-90151/2')")
        tab.open(f"{address}question.html?id={quote(BOTH[0], safe='')}", READY)
        assert "In verscheidene openbare gebouwen" in tab.text()
        assert "Minister van Vervoer" in tab.text()
        assert tab.complaints == []
