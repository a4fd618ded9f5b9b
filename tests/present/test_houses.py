"""A release of both houses: every list, feed and answer says the house, and none counts or ranks two."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from schemas.datasette import datasette_metadata
from schemas.package.words import Described
from schemas.search import FACETS, SEARCH_FILE
from schemas.vocabulary.houses import houses, houses_of
from tasks.present.assistant.tools import Tools
from tasks.present.night_report import night_report
from tasks.present.searches import complaints
from tasks.release.made_by import Extras
from tasks.release.published.manifest import DUCKDB_FILE
from tests.present.search.support import found, question
from tests.support.command import output_of
from tests.support.releases import inputs, to_arrow, unverified, world

ATOM = "{http://www.w3.org/2005/Atom}"
ABOUT = {"keywords": {"nl": ("strafgevangenis",)}}
METADATA = datasette_metadata(Described("", "", {}, houses=houses()))["databases"]["senate"]


def of_chamber(number, nl, author="Bedachte Vragensteller", **others):
    """An invented question of the Chamber."""
    values = ABOUT | {"author": author, "asked_on": date(2025, 1, 13)} | others
    return replace(question(number, nl, **values), question_id=f"56-{number}", legislature=56)


SENATE = [question(90000 + number, "De boot.", **ABOUT) for number in (1, 2)]
SENATE.append(question(90003, "De trein.", **ABOUT))
CHAMBER = [of_chamber(number, "De boot.") for number in range(900001, 900006)]
CHAMBER += [of_chamber(900006, "De trein."), of_chamber(900007, "De trein.", "Verzonnen Lid", party="PS")]


def released(folder, questions):
    extras = Extras(search=True, searches="name\twords\thouse\nKamer\tboot\tchamber\n")
    tables = to_arrow(world(*questions) | {"answer_likeness": []})
    return unverified(folder / "data", tables, inputs(), explorer=False, extras=extras)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    return released(tmp_path_factory.mktemp("both"), SENATE + CHAMBER)


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    return released(tmp_path_factory.mktemp("alone"), SENATE)


def said(release, *words):
    return output_of(*words, "--data", release.parent.parent)


def test_a_search_says_of_each_result_its_house_and_counts_each(both):
    assert list(found(both, "boot").houses.items()) == [("senate", 2), ("chamber", 5)]
    lines = said(both, "search", "boot").splitlines()
    heads = [line.split(" · ")[:2] for line in lines if " · " in line]
    assert (min(heads), max(heads)) == (["Chamber", "56-900001"], ["Senate", "5-90002"])
    assert lines[-3] == "7 questions (Senate 2, Chamber 5)."
    assert sorted(line.partition(" on: ")[0] for line in lines[-2:]) == [
        "Also 1 question of the Senate",
        "Also 2 questions of the Chamber",
    ]


def test_a_search_of_one_house_counts_no_other(both, alone):
    told = json.loads(said(both, "search", "boot", "--house", "chamber", "--json"))
    assert (told["total"], told["houses"], told["topics"][0]["others"]) == (5, {"chamber": 5}, 2)
    assert {hit["house"] for hit in told["hits"]} == {"chamber"}
    assert said(both, "search", "boot", "--house", "senate") == said(alone, "search", "boot")
    none = said(alone, "search", "boot", "--house", "chamber")
    assert none == "The release has no question to search.\n"


def entries(path):
    feed = ET.fromstring(path.read_bytes())
    titles = [one.findtext(f"{ATOM}title").split(" · ")[0] for one in feed.iter(f"{ATOM}entry")]
    return feed.findtext(f"{ATOM}title"), titles


def test_feeds_and_their_entries_say_the_house_and_may_be_of_one(both):
    title, told = entries(both / "feed.xml")
    assert title == "Belgian Senate and Chamber: written questions and answers"
    assert set(told) >= {"Senate: Question 5-90001", "Chamber: Question 56-900007"}
    title, _ = entries(both / "feeds/question/56-900001.xml")
    assert title == "Belgian Chamber: written question 56-900001"
    title, told = entries(both / "feeds/search/kamer.xml")
    assert title == "Belgian Chamber: written questions, Kamer"
    assert sorted(told) == [f"Chamber: Question 56-{number}" for number in range(900001, 900006)]
    [fault] = complaints("list.tsv", "name\thouse\nA\tlords\n", both, has_index=True)
    assert fault.endswith("Line 2 is skipped: its house is none of senate, chamber.")


def test_answers_to_an_assistant_say_the_house_or_filter_by_it(both, alone):
    def ask(tool, release=both, **arguments):
        return json.loads(getattr(Tools(release, release / DUCKDB_FILE), tool)(**arguments))

    told = ask("search_questions", words="boot")
    assert told["source"] == "https://www.senate.be/, https://data.dekamer.be/"
    assert {one["house"]: one["questions"] for one in told["release"]["houses"]} == {
        "senate": 3,
        "chamber": 7,
    }
    assert {one["house"] for one in told["questions"]} == {"senate", "chamber"}
    assert ask("search_questions", words="boot", house="senate")["houses"] == {"senate": 2}
    assert ask("get_member", name="bedachte")["member"]["house"] == "chamber"
    assert [one["house"] for one in ask("get_member", name="e")["ask_again_with_one"]][-1] == "chamber"
    [topic] = ask("get_topic", name="strafgevangenis", house="senate")["all"]
    assert (topic["house"], topic["questions"]) == ("senate", 3)
    parties = ask("statistics", by="party", limit=2)["party"]
    assert [(one["house"], one["questions"]) for one in parties] == [("senate", 3), ("chamber", 6)]
    only = ask("statistics", by="party", only={"house": "senate"})
    assert only["party"] == ask("statistics", alone, by="party")["party"]
    assert ask("statistics", by="year", only={"term": 8})["all"][0]["questions"] == 7


def test_status_and_reports_count_each_house(both, alone):
    assert "\n  chamber: 7 questions, 0 answered, 0 open, " in said(both, "status")
    assert "\n  chamber 56: 7 questions, " in said(both, "status")
    assert "Houses" not in said(alone, "status")
    for report in (night_report(both, []), (both / "changes.md").read_text("utf-8")):
        assert "## New questions, Senate: 3\n" in report
        assert "## New questions, Chamber: 7\n" in report


def test_a_release_names_its_houses_with_licence_and_source_of_each(both, alone):
    card = (both / "README.md").read_text("utf-8")
    assert "# Written questions of the Belgian Senate and Chamber\n" in card
    assert 'license: ["cc-by-4.0", "other", "cc0-1.0"]' in card
    assert "these are test data, and not necessarily up to date and complete" in card
    package, mine = (json.loads((one / "datapackage.json").read_text("utf-8")) for one in (both, alone))
    assert [one["name"] for one in package["licenses"]] == ["CC-BY-4.0", "other-pd", "CC0-1.0"]
    named = ["https://www.senate.be/", "https://data.dekamer.be/", "https://statbel.fgov.be/"]
    assert [one["path"] for one in package["sources"]][:3] == named
    assert [one["path"] for one in mine["sources"]][:2] == named[::2]
    assert "Chamber" not in json.dumps([mine["licenses"], mine["title"], mine["keywords"]])
    told = datasette_metadata(Described("", "", {}, houses=houses_of((56,))))
    assert told["title"] == "Written questions of the Belgian Chamber"


@pytest.mark.parametrize("name", sorted(METADATA["queries"].keys() - {"passages"}))
def test_a_query_of_datasette_has_rows_of_one_house(name, both, alone):
    assert METADATA["tables"]["v_questions"]["facets"][0] == FACETS[0] == "house"
    asked = []
    for release in (both, alone):
        with closing(sqlite3.connect(release / SEARCH_FILE)) as index:
            index.row_factory = sqlite3.Row
            asked.append([dict(row) for row in index.execute(METADATA["queries"][name]["sql"])])
    assert [row for row in asked[0] if row["house"] == "senate"] == asked[1]
