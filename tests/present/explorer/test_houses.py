"""A release of both houses: each page says or filters the house, and one of the Senate has none of it."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from schemas.charts import CHARTS
from schemas.records import State
from schemas.vocabulary.site_labels import site_labels
from tasks.present.explorer import SITE
from tests.present.explorer.support import DRAWN, READY, data_of, public_release, saved, served
from tests.support.each_case import each_case
from tests.support.releases import NAMING, OPEN_QUESTION, QUESTION, world

SAID = {"legislature": 56, "author": "Verzonnen Voorbeeldlid", "asked_on": date(2025, 1, 13)}
NOTHING = dict.fromkeys(("links", "events", "issues"), ()) | {"answered_on": None}


def of_chamber(number, **facts):
    """An invented question of the Chamber with the text of one of the Senate."""
    named = {"question_id": f"56-{number}", "number": number, "document_number": f"202420259{number}"}
    return replace(QUESTION, **SAID, **NOTHING, **named, **facts)


ASKED = {("nl", "question"): ("Hoeveel verzonnen loketten zijn er?",)}
BOTH = (
    *(QUESTION, OPEN_QUESTION, NAMING),
    of_chamber(900001, answered_by_on=date(2025, 3, 7), printed_number=138),
    of_chamber(900002, state=State("open"), texts=ASKED),
    of_chamber(900003, state=State("closed"), texts=ASKED),
)
PAGES = dict.fromkeys(("index.html?", "compare.html?", "chart.html?name=members", "quality.html?"), DRAWN)
PAGES |= dict.fromkeys(("questions.html?", "question.html?id=56-900001", "about.html?"), READY)
PAGES |= dict.fromkeys(("party.html?id=cdv", "topic.html?id=dienst", "group.html?id=56-900002"), READY)
SENATOR = {"en": "senator", "nl": "senator", "fr": "sénateur"}


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    return public_release(tmp_path_factory.mktemp("both") / "data", world(*BOTH))


@pytest.fixture(scope="module")
def address(release):
    with served(release / SITE) as found:
        yield found


@pytest.mark.long
@each_case("house", ["Senate", "Chamber"])
def test_the_first_page_is_of_one_house_but_for_the_chart_that_compares_them(quiet, address, house):
    quiet.open(f"{address}index.html?lang=en&house={house.lower()}", DRAWN)
    assert quiet.said("#houses [aria-current]") == house
    assert quiet.said(".figures").startswith("questions3")
    assert quiet.said(".figures").endswith("members who asked1")
    first, *titles = quiet.texts("article.card h3")
    assert first == "Questions in each house"
    assert len(titles) > 4
    lines = [*titles, *quiet.texts("#newest li")]
    assert [line for line in lines if not line.endswith(f" · {house}")] == []


@pytest.mark.long
def test_a_list_counts_each_house_and_ranks_only_within_one(quiet, address):
    quiet.open(f"{address}questions.html?lang=en", READY)
    assert quiet.said("#count") == "Results: Senate 3, Chamber 3"
    assert {one.split(" · ")[1] for one in quiet.texts("#list li p")} == {"Senate", "Chamber"}
    assert "CD&V (3 + 3)" in quiet.said("#party")
    assert (quiet.said("#most"), quiet.count("#of-party li"), quiet.count("#years figure")) == ("", 0, 0)
    assert saved(quiet, "#take-csv")[0][3].splitlines()[1].endswith(",chamber")
    quiet.open(f"{address}questions.html?lang=en&house=chamber", READY)
    assert quiet.said("#count") == "Results: Chamber 3"
    assert quiet.said("#most").startswith("Most often: Member Verzonnen Voorbeeldlid (3 of 3)")
    assert quiet.said("#house") == "AllSenate (3)Chamber (3)"


@pytest.mark.long
def test_a_question_of_the_chamber_was_answered_on_or_before_the_day_of_the_bulletin(quiet, address):
    quiet.open(f"{address}question.html?id=56-900001&lang=en", READY)
    shown = quiet.texts(".facts > div")
    assert {"Answered on or before7 March 2025", "Document202420259900001"} < {*shown}
    assert "Number in the bulletin, per department138" in shown
    assert "Answered on–" not in shown
    assert quiet.said(".eyebrow").startswith("Written question 56-900001 · Chamber")


@pytest.mark.long
def test_figures_of_a_party_and_a_comparison_are_of_one_house(quiet, address):
    quiet.open(f"{address}party.html?id=cdv&lang=en", READY)
    assert [said[:10] for said in quiet.texts(".figures")] == ["questions3"] * 2
    assert [head for head in quiet.texts("h2") if head in {"Senate", "Chamber"}] == ["Senate", "Chamber"]
    assert quiet.evaluate("$('.figures a').search") == "?party=cdv&house=senate"
    quiet.open(f"{address}compare.html?by=party&of=cdv&lang=en", DRAWN)
    assert "House Senate" in quiet.said("article.card h3")
    assert "AND house = 'senate'" in quiet.said("pre")
    quiet.open(f"{address}compare.html?by=house&lang=en", DRAWN)
    assert "Chamber 3, Senate 3" in quiet.said("article.card .hint")


@pytest.mark.long
@each_case(("page", "language"), list(product(PAGES, SENATOR)))
def test_no_page_calls_members_of_both_senators(quiet, address, page, language):
    quiet.open(f"{address}{page}&lang={language}", PAGES[page])
    assert SENATOR[language] not in quiet.text().lower()
    assert {"dekamer.be", "senate.be"} <= {*quiet.texts("footer a")}


def test_pages_without_scripts_say_the_house(release):
    pages = release / SITE / "question"
    assert "Verzonnen Voorbeeldlid · Chamber</a> (3)" in (pages / "index.html").read_text("utf-8")
    assert "2025 · Chamber" in (pages / "year-chamber-2025.html").read_text("utf-8")
    page = (pages / "56-900001.html").read_text("utf-8")
    assert "<dd>Kamer</dd>" in page
    assert "<dt>Beantwoord op of voor</dt><dd>07/03/2025</dd>" in page


def test_a_release_of_the_senate_has_none_of_it_until_the_chamber_comes(tmp_path):
    alone, page = public_release(tmp_path / "data", world()), f"{SITE}/question/5-90100.html"
    assert "houses" not in data_of(alone, "summary")
    assert data_of(alone, "labels.en") == site_labels()["en"]
    drawn = data_of(alone, "charts.en")["charts"]
    assert [one["id"] for one in drawn] == [one.name for one in CHARTS if one.name != "houses"]
    assert not [one for one in drawn if "house" in one or "house = '" in one["query"]]
    assert "Senaat" not in (alone / page).read_text("utf-8")
    both = public_release(tmp_path / "data", world(*BOTH), count=2)
    assert "<dd>Senaat</dd>" in (both / page).read_text("utf-8")
    chart, *_ = data_of(both, "charts.en")["charts"]
    found = {(year, house): count for year, house, count in chart["rows"]}
    assert found["2013", "Senate"] == found["2025", "Chamber"] == 3
    assert found["2013", "Chamber"] == found["2025", "Senate"] == 0
