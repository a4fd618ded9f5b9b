"""The stand-in's pages are read by the reader of the product as the world has them."""

from datetime import timedelta

import pytest

from tasks.extract import subquestions
from tests.support.reading import PAGES, differences, expected_fields, read
from tests.support.render import MARKUPS

from .pages import empty_page, loop_step, parse_path, question_page
from .world import World

WORLD = World(seed=1)
DAY = WORLD.first_day + timedelta(60)
NUMBERS = WORLD.numbers(DAY)
QUERY = "&LEG=8&NR=12&LANG=nl"


def record_of(number, variant, language, markup="tables"):
    facts = WORLD.facts(number, DAY, language)
    return facts, read(question_page(facts, variant, language, markup), facts.address(variant, language))


def faults_of(number, variant, language, markup="tables"):
    """What the reader reads otherwise, and the issues it reports."""
    facts, record = record_of(number, variant, language, markup)
    return differences(record, expected_fields(facts, variant, language)), record.issues


@pytest.mark.parametrize("page", PAGES, ids="-".join)
def test_every_page_is_read_as_its_facts_are(page):
    found = {number: faults_of(number, *page) for number in NUMBERS[::3]}
    assert {number: faults for number, faults in found.items() if faults != ({}, ())} == {}


@pytest.mark.parametrize("markup", MARKUPS)
def test_every_markup_can_be_read(markup):
    """Some hold menus, some no end, which are issues; the facts are read in all."""
    assert [faults_of(number, "main", "fr", markup)[0] for number in NUMBERS[:5]] == [{}] * 5


def test_sub_questions_are_found():
    for number in NUMBERS:
        facts, record = record_of(number, "main", "nl")
        found = subquestions(record.reading.texts["nl", "question"])
        assert tuple(item.label for item in found) == facts.subquestions


def test_the_bytes_are_those_of_the_real_site():
    content = question_page(WORLD.facts(NUMBERS[0], DAY), "main", "nl", "tables")
    assert b"charset=iso-8859-1" in content
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")


def test_the_empty_page_is_the_senates_and_holds_no_question():
    content = empty_page("fr", "tables")
    assert "Sénat de Belgique" in content.decode("cp1252")
    assert read(content).outcome == "quarantined"


@pytest.mark.parametrize(
    "path",
    [
        f"/www/?MIval=/Vragen/SVPrint{QUERY}",
        f"/www/?MIval=Vragen/SVPrint{QUERY}",
        f"/www/?MIval=%2FVragen%2FSVPrint{QUERY}",
    ],
)
def test_spellings_of_one_address(path):
    address = parse_path(path)
    assert (address.question_id, address.variant, address.language) == ("8-12", "print", "nl")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/www/",
        f"/www/?MIval=/Vragen/Andere{QUERY}",
        f"/other/?MIval=/Vragen/SVPrint{QUERY}",
        "/www/?MIval=/Vragen/SVPrint&LEG=8&NR=12&LANG=de",
        "/www/?MIval=/Vragen/SVPrint&LEG=8&NR=x&LANG=nl",
        "/www/?MIval=/Vragen/SVPrint&LEG=8&LANG=nl",
    ],
)
def test_other_addresses(path):
    assert parse_path(path) is None


def test_steps_of_the_endless_redirect():
    assert loop_step("/www/loop/7") == 7
    assert loop_step("/www/loop/") is None
