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
SEARCHES = "name\twords\thouse\nKamer\tboot\tchamber\n"
ABOUT = {"keywords": {"nl": ("strafgevangenis",)}}


def of_chamber(number, nl, **others):
    """An invented question of the Chamber."""
    values = {"author": "Bedachte Vragensteller", "asked_on": date(2025, 1, 13)}
    place = {"question_id": f"56-{number}", "legislature": 56}
    return replace(question(number, nl, **(ABOUT | values | others)), **place)


SENATE = [question(number, "De boot.", **ABOUT) for number in (90001, 90002)] + [
    question(90003, "De trein.", **ABOUT)
]
CHAMBER = [of_chamber(number, "De boot.") for number in range(900001, 900006)]
CHAMBER += [
    of_chamber(900006, "De trein."),
    of_chamber(900007, "De trein.", party="PS", author="Verzonnen Voorbeeldlid"),
]


def released(data, questions):
    extras = Extras(search=True, searches=SEARCHES)
    tables = to_arrow(world(*questions) | {"answer_likeness": []})
    return unverified(data, tables, inputs(), explorer=False, extras=extras)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    return released(tmp_path_factory.mktemp("both") / "data", SENATE + CHAMBER)


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    return released(tmp_path_factory.mktemp("alone") / "data", SENATE)


def test_a_search_says_of_each_result_its_house_and_counts_each(both):
    boats = found(both, "boot", limit=50)
    assert (boats.total, list(boats.houses.items())) == (7, [("senate", 2), ("chamber", 5)])
    assert {(hit.question["question_id"][:2], hit.question["house"]) for hit in boats.hits} == {
        ("5-", "senate"),
        ("56", "chamber"),
    }
    assert {(one.house, one.others) for one in boats.topics} == {("senate", 1), ("chamber", 2)}
    lines = output_of("search", "boot", "--limit", 50, "--data", both.parent.parent).splitlines()
    heads = [line.split(" · ")[:2] for line in lines if " · " in line]
    assert min(heads) == ["Chamber", "56-900001"]
    assert max(heads) == ["Senate", "5-90002"]
    assert lines[-3] == "7 questions (Senate 2, Chamber 5)."
    assert min(lines[-2:]).startswith("Also 1 question of the Senate on: strafgevangenis")


def test_a_search_of_one_house_counts_no_other(both, alone):
    said = output_of("search", "boot", "--house", "chamber", "--json", "--data", both.parent.parent)
    told = json.loads(said)
    assert (told["total"], told["houses"]) == (5, {"chamber": 5})
    assert {hit["house"] for hit in told["hits"]} == {"chamber"}
    assert [one["others"] for one in told["topics"]] == [2]
    mine = output_of("search", "boot", "--house", "senate", "--data", both.parent.parent)
    assert mine == output_of("search", "boot", "--data", alone.parent.parent)
    none = output_of("search", "boot", "--house", "chamber", "--data", alone.parent.parent)
    assert none == "The release has no question to search.\n"


def entries(path):
    feed = ET.fromstring(path.read_bytes())
    return feed.findtext(f"{ATOM}title"), [one.findtext(f"{ATOM}title") for one in feed.iter(f"{ATOM}entry")]


def test_feeds_and_their_entries_say_the_house(both, alone):
    title, told = entries(both / "feed.xml")
    assert title == "Belgian Senate and Chamber: written questions and answers"
    assert {one.split(" · ")[0] for one in told} >= {
        "Senate: Question 5-90001",
        "Chamber: Question 56-900007",
    }
    title, _ = entries(both / "feeds/question/56-900001.xml")
    assert title == "Belgian Chamber: written question 56-900001"
    title, told = entries(alone / "feed.xml")
    assert title == "Belgian Senate: written questions and answers"
    assert all(one.startswith("Question 5-") for one in told)


def test_a_stored_search_may_be_of_one_house(both):
    title, told = entries(both / "feeds/search/kamer.xml")
    assert title == "Belgian Chamber: written questions, Kamer"
    assert len(told) == 5
    assert all(one.startswith("Chamber: ") for one in told)
    [said] = complaints("list.tsv", "name\thouse\nA\tlords\n", both, has_index=True)
    assert said.endswith("Line 2 is skipped: its house is none of senate, chamber.")


def test_answers_to_an_assistant_say_the_house_or_filter_by_it(both, alone):
    def ask(release, name, /, **arguments):
        return json.loads(getattr(Tools(release, release / DUCKDB_FILE), name)(**arguments))

    told = ask(both, "search_questions", words="boot")
    assert told["source"] == "https://www.senate.be/, https://data.dekamer.be/"
    assert [(one["house"], one["questions"]) for one in told["release"]["houses"]] == [
        ("senate", 3),
        ("chamber", 7),
    ]
    assert {one["house"] for one in told["questions"]} == {"senate", "chamber"}
    assert ask(both, "search_questions", words="boot", house="senate")["houses"] == {"senate": 2}
    assert ask(both, "get_member", name="bedachte")["member"]["house"] == "chamber"
    assert {one["house"] for one in ask(both, "get_member", name="e")["ask_again_with_one"]} == {
        "senate",
        "chamber",
    }
    [topic] = ask(both, "get_topic", name="strafgevangenis", house="senate")["all"]
    assert (topic["house"], topic["questions"]) == ("senate", 3)
    parties = ask(both, "statistics", by="party", limit=2)["party"]
    assert [(one["house"], one["id"], one["questions"]) for one in parties] == [
        ("senate", "cdv", 3),
        ("chamber", "cdv", 6),
    ]
    only = ask(both, "statistics", by="party", only={"house": "senate"})
    assert only["party"] == ask(alone, "statistics", by="party")["party"]
    assert ask(both, "statistics", by="year", only={"term": 8})["all"][0]["questions"] == 7


def test_status_and_reports_count_each_house(both, alone):
    told = output_of("status", "--data", both.parent.parent)
    assert "\n  chamber: 7 questions, 0 answered, 0 open, " in told
    assert "\n  chamber 56: 7 questions, " in told
    report = night_report(both, [])
    assert "## New questions, Senate: 3" in report
    assert "## New questions, Chamber: 7" in report
    assert "## New questions, Chamber: 7" in (both / "changes.md").read_text("utf-8")
    assert "Houses" not in output_of("status", "--data", alone.parent.parent)
    assert "## New questions: 3" in night_report(alone, [])


def test_a_release_names_its_houses_with_licence_and_source_of_each(both, alone):
    card = (both / "README.md").read_text("utf-8")
    assert "# Written questions of the Belgian Senate and Chamber\n" in card
    assert 'license: ["cc-by-4.0", "other", "cc0-1.0"]' in card
    assert "these are test data, and not necessarily up to date and complete" in card
    package = json.loads((both / "datapackage.json").read_text("utf-8"))
    assert [one["name"] for one in package["licenses"]] == ["CC-BY-4.0", "other-pd", "CC0-1.0"]
    assert [one["path"] for one in package["sources"]][:3] == [
        "https://www.senate.be/",
        "https://data.dekamer.be/",
        "https://statbel.fgov.be/",
    ]
    mine = json.loads((alone / "datapackage.json").read_text("utf-8"))
    assert "Chamber" not in json.dumps([mine["licenses"], mine["sources"], mine["title"], mine["keywords"]])
    told = datasette_metadata(Described("", "", {}, houses=houses_of((56,))))
    assert told["title"] == "Written questions of the Belgian Chamber"
    assert "house" in told["databases"]["senate"]["tables"]["v_questions"]["facets"] == list(FACETS)


QUERIES = datasette_metadata(Described("", "", {}, houses=houses()))["databases"]["senate"]["queries"]


@pytest.mark.parametrize("name", sorted(QUERIES.keys() - {"passages"}))
def test_a_query_of_datasette_has_rows_of_one_house(name, both, alone):
    asked = []
    for release in (both, alone):
        with closing(sqlite3.connect(release / SEARCH_FILE)) as index:
            index.row_factory = sqlite3.Row
            asked.append([dict(row) for row in index.execute(QUERIES[name]["sql"])])
    assert [row for row in asked[0] if row["house"] == "senate"] == asked[1]
