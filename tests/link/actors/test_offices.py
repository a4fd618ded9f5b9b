"""Who is asked: one identifier for both forms of an office, and an issue for what is not understood."""

from tasks.link.actors.offices import NamedOffice, Offices, office_tables
from tests.link.actors.support import FIRST_DAY, asked, kinds

DUTCH, FRENCH = "de minister van Justitie", "la ministre de la Justice"
ODD_DUTCH, ODD_FRENCH = "de minister van Toverkunst", "le ministre de la Magie"


def test_without_addressees_there_is_no_office():
    offices = office_tables([asked("5-1"), asked("5-2", nl=" ")])
    assert offices == Offices([], [], {}, [])


def test_each_printed_form_has_a_row():
    offices = office_tables([asked("5-2", on=8, nl=DUTCH, fr=FRENCH), asked("5-1", on=2, nl=DUTCH)])
    late = FIRST_DAY.replace(day=9)
    both = {"office_id": "minister:justice", "deputy_of": [], "last_asked_on": late}
    early = FIRST_DAY.replace(day=3)
    assert offices.names == [
        both | {"language": "fr", "printed": FRENCH, "first_asked_on": late, "questions": 1},
        both | {"language": "nl", "printed": DUTCH, "first_asked_on": early, "questions": 2},
    ]
    assert offices.of_question == {"5-1": "minister:justice", "5-2": "minister:justice"}
    assert offices.issues == []


def test_dutch_on_a_french_page_is_understood():
    printed = "de vice-eersteminister en minister van Pensioenen"
    offices = office_tables([asked("5-8904", nl=printed, fr=printed)])
    assert [row["language"] for row in offices.names] == ["fr", "nl"]
    assert {row["office_id"] for row in offices.offices} == {"deputy-prime-minister-minister:pensions"}


def identifiers(*questions):
    return {row["printed"]: row["office_id"] for row in office_tables(questions).names}


def test_a_french_form_that_is_not_understood_follows_the_dutch_one_most_often_beside_it():
    assert identifiers(asked("5-1", nl=ODD_DUTCH, fr=ODD_FRENCH)) == {
        ODD_DUTCH: "minister:toverkunst",
        ODD_FRENCH: "minister:toverkunst",
    }
    names = ("Alfa", "Beta", "Beta")
    rows = [asked(f"5-{at}", nl=f"minister van {name}", fr=ODD_FRENCH) for at, name in enumerate(names, 1)]
    assert identifiers(*rows[:2])[ODD_FRENCH] == "minister:alfa", "of equals the first by code"
    assert identifiers(*rows)[ODD_FRENCH] == "minister:beta"


def test_a_question_goes_to_the_office_of_its_dutch_form():
    rows = [asked("5-1", nl=ODD_DUTCH, fr=ODD_FRENCH), asked("5-2", fr=ODD_FRENCH), asked("5-3", fr=FRENCH)]
    assert office_tables(rows).of_question == {
        "5-1": "minister:toverkunst",
        "5-2": "minister:toverkunst",
        "5-3": "minister:justice",
    }


def test_two_offices_that_are_both_understood_stay_two():
    rows = [asked("5-1", nl="de minister van Werk", fr=FRENCH)]
    assert identifiers(*rows) == {"de minister van Werk": "minister:employment", FRENCH: "minister:justice"}
    assert office_tables(rows).of_question == {"5-1": "minister:employment"}


def test_what_is_not_understood_is_reported_once_for_each_form():
    rows = [asked("5-2", nl=ODD_DUTCH), asked("5-1", nl=ODD_DUTCH), asked("5-3", fr="le président du Sénat")]
    offices = office_tables(rows)
    assert kinds(offices.issues) == [("role_unknown", "5-3"), ("portfolio_unknown", "5-1")]
    assert "'le président du Sénat'" in offices.issues[0]["detail"]
    assert "'Toverkunst'" in offices.issues[1]["detail"]
    assert offices.offices[-1]["role"] == "other"


def test_an_office_has_one_row_with_its_most_frequent_names():
    other = "de vice-eersteminister en minister van Justitie"
    rows = [
        asked("5-1", on=2, nl=DUTCH.upper(), fr=FRENCH),
        asked("5-2", on=8, nl=DUTCH),
        asked("5-3", on=4, nl=DUTCH),
        asked("5-4", nl=other),
    ]
    _, office = office_tables(rows).offices
    assert office == {
        "office_id": "minister:justice",
        "name_nl": DUTCH,
        "name_fr": FRENCH,
        "role": "minister",
        "portfolios": ["justice"],
        "charged_with": [],
        "first_asked_on": FIRST_DAY.replace(day=3),
        "last_asked_on": FIRST_DAY.replace(day=9),
        "questions": 3,
    }


def test_an_office_that_only_texts_name_has_a_row_without_questions():
    named = [
        NamedOffice("fr", "ministre de la Justice", 1),
        NamedOffice("fr", "Ministre de la justice", 2),
        NamedOffice("nl", "premier", 4),
    ]
    offices = office_tables([asked("5-1", nl="de eerste minister")], named)
    found = [(row["office_id"], row["name_nl"], row["name_fr"], row["questions"]) for row in offices.offices]
    assert found == [
        ("minister:justice", None, "Ministre de la justice", 0),
        ("prime-minister", "de eerste minister", None, 1),
    ]
    assert [row["office_id"] for row in offices.names] == ["prime-minister"]


def test_a_french_form_that_is_not_understood_gives_an_office_no_words():
    (office,) = office_tables(
        [asked("5-1", nl=ODD_DUTCH, fr=ODD_FRENCH), asked("5-2", fr=ODD_FRENCH)]
    ).offices
    assert (office["portfolios"], office["name_fr"], office["questions"]) == (["Toverkunst"], ODD_FRENCH, 2)


def test_departments_of_a_record_that_are_not_the_same_are_told():
    both = {"nl": "Minister van Justitie", "fr": "Ministre de la Défense"}
    rows = [asked("56-900001", **both), asked("56-900002", nl=both["nl"], fr="Ministre de la Justice")]
    (issue,) = office_tables(rows).issues
    assert (issue["kind"], issue["question_id"]) == ("record_contradicts", "56-900001")
    assert "Ministre de la Défense" in issue["detail"]
