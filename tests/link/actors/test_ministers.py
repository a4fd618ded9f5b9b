"""Who held an office on a day: role and portfolios both agree, and nobody is guessed."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.sample import INVENTED_FROM
from schemas.vocabulary.entities import portfolios
from schemas.vocabulary.governments import invented_ministers, ministers
from tasks.link.actors import minister_asked, terms_for
from tasks.link.actors.ministers import minister_of
from tasks.link.actors.printed_office import read_office
from tests.link.actors.support import asked
from tests.support import TESTS
from tests.support.each_case import each_case
from tests.support.reading import REAL_ROWS

HELD = TESTS / "link/actors/real_holders.tsv"
NAMES = {portfolio.code: portfolio for portfolio in portfolios()}
ROLES = {
    "nl": {
        "prime_minister": "de eerste minister, belast met ",
        "deputy_prime_minister": "de vice-eersteminister en minister van ",
        "minister": "de minister van ",
        "state_secretary": "de staatssecretaris voor ",
    },
    "fr": {
        "prime_minister": "le premier ministre, chargé de ",
        "deputy_prime_minister": "le vice-premier ministre et ministre de ",
        "minister": "la ministre de ",
        "state_secretary": "le secrétaire d'État à ",
    },
}


def holder(printed, day):
    return minister_of(read_office(printed), date.fromisoformat(day))


@pytest.mark.parametrize(
    ("printed", "day", "minister"),
    [
        ("de eerste minister", "2011-12-05", "yves-leterme"),
        ("de eerste minister", "2011-12-06", "elio-di-rupo"),
        (
            "premier ministre, chargé de la Coordination de la Politique de migration et d'asile",
            "2011-09-12",
            "yves-leterme",
        ),
        ("la Première Ministre, chargée de Beliris", "2019-11-01", "sophie-wilmes"),
        ("de minister van Justitie", "2013-03-01", "annemie-turtelboom"),
        ("de minister van Justitie", "2014-07-25", "maggie-de-block"),
        ("la vice-première ministre et ministre de l'Intérieur", "2012-02-09", "joelle-milquet"),
        ("de vice-eersteminister en minister van Landsverdediging", "2013-03-05", "pieter-de-crem"),
        ("de minister van Landsverdediging", "2013-03-04", "pieter-de-crem"),
        (
            "de staatssecretaris voor Mobiliteit, toegevoegd aan de eerste minister",
            "2011-09-12",
            "etienne-schouppe",
        ),
    ],
    ids=range(10),
)
def test_the_holder_of_the_day_is_found(printed, day, minister):
    assert holder(printed, day) == minister


@pytest.mark.parametrize(
    ("printed", "day", "minister"),
    [
        ("de minister van Werk", "2008-06-01", "joelle-milquet"),
        ("de minister van Sociale Zaken", "2012-06-01", "laurette-onkelinx"),
        ("de minister van Financiën", "2013-06-01", "koen-geens"),
        ("de minister van Veiligheid", "2016-06-01", "jan-jambon"),
        ("de minister van Werk, Gelijke Kansen en Toerisme", "2008-06-01", "joelle-milquet"),
        (
            "de minister van Werk en Gelijke Kansen, belast met het Migratie- en Asielbeleid",
            "2010-06-01",
            "joelle-milquet",
        ),
    ],
    ids=[
        "no deputy",
        "part",
        "one of two",
        "not the first",
        "nobody had it",
        "a secretary of state has it too",
    ],
)
def test_a_list_may_be_printed_in_part_or_name_what_no_minister_is_known_for(printed, day, minister):
    assert holder(printed, day) == minister


@pytest.mark.parametrize(
    ("printed", "day", "minister"),
    [
        ("de vice-eersteminister en minister van Institutionele Hervormingen", "2010-06-01", None),
        (
            "de vice-eersteminister en minister van Financiën en Institutionele Hervormingen",
            "2010-06-01",
            "didier-reynders",
        ),
        ("de staatssecretaris voor Staatshervorming", "2012-06-01", None),
        (
            "de staatssecretaris voor Staatshervorming en voor de Regie der Gebouwen",
            "2012-06-01",
            "servais-verherstraeten",
        ),
        ("de minister van Begroting", "2010-06-01", "guy-vanhengel"),
        ("de staatssecretaris voor Begroting", "2010-06-01", "melchior-wathelet"),
        ("de minister van Institutionele Hervormingen", "2021-06-01", None),
        (
            "de minister van Binnenlandse Zaken en Institutionele Hervormingen",
            "2021-06-01",
            "annelies-verlinden",
        ),
    ],
    ids=range(8),
)
def test_of_two_with_one_portfolio_role_and_other_portfolios_decide(printed, day, minister):
    assert holder(printed, day) == minister


@each_case(
    ("printed", "day"),
    [
        ("de minister van Toverkunst", "2012-06-01"),
        ("de minister van Justitie en Toverkunst", "2012-06-01"),
        ("de Vlaamse minister van Justitie", "2012-06-01"),
        ("le ministre wallon de la Justice", "2012-06-01"),
        ("de minister", "2012-06-01"),
        ("de gouverneur van de Nationale Bank", "2012-06-01"),
        ("", "2012-06-01"),
        ("de staatssecretaris voor Justitie", "2012-06-01"),
        ("de vice-eersteminister en minister van Justitie", "2012-06-01"),
        ("de minister van Justitie en Binnenlandse Zaken", "2012-06-01"),
        ("de minister van Justitie", "1998-06-01"),
        ("de eerste minister", "1998-06-01"),
        ("de minister van Mobiliteit", "2016-04-16"),
    ],
    ids=[
        "unknown",
        "unknown in part",
        "of another government",
        "of another government, in French",
        "no portfolio",
        "no role",
        "empty",
        "no secretary of state",
        "no deputy",
        "held by two",
        "before the first",
        "no prime minister",
        "between two",
    ],
)
def test_nobody_is_guessed(printed, day):
    assert holder(printed, day) is None


def test_the_title_of_a_later_day_is_nobodys():
    printed = (
        "de vice-eersteminister en minister van Financiën, belast met Bestrijding van de fiscale fraude, en "
        "Minister van Ontwikkelingssamenwerking"
    )
    assert holder(printed, "2018-12-09") == "alexander-de-croo"
    assert holder(printed, "2017-02-23") is None, "two ministers shared this then (question 6-1306)"


DAY = date(2012, 6, 1)
JUSTICE, INTERIOR = "de minister van Justitie", "la vice-première ministre et ministre de l'Intérieur"


@pytest.mark.parametrize(
    ("question", "minister"),
    [
        (asked("5-1", on=DAY, nl=JUSTICE), "annemie-turtelboom"),
        (asked("5-1", on=DAY, fr="la ministre de la Justice"), "annemie-turtelboom"),
        (asked("5-1", on=DAY, nl=JUSTICE, fr="la ministre de la Justice"), "annemie-turtelboom"),
        (asked("5-1", on=DAY, nl="de minister van Toverkunst", fr=INTERIOR), "joelle-milquet"),
        (asked("5-1", on=DAY, nl=JUSTICE, fr=INTERIOR), None),
        (asked("5-1", on=DAY, nl=" "), None),
        (asked("5-1", nl=JUSTICE), None),
    ],
    ids=["Dutch", "French", "both", "one understood", "contrary", "nobody printed", "no date"],
)
def test_both_languages_of_a_question_tell(question, minister):
    assert minister_asked(question) == minister


@pytest.mark.parametrize("number", [1, INVENTED_FROM - 1, INVENTED_FROM, INVENTED_FROM + 9_999])
def test_invented_questions_are_put_to_invented_ministers_and_others_to_real_ones(number):
    found = minister_asked(asked(f"5-{number}", on=DAY, nl=JUSTICE, fr="la ministre de la Justice"))
    assert found == ("godelinde-vanmeersbeke" if number >= INVENTED_FROM else "annemie-turtelboom")


def test_an_invented_question_to_an_office_without_an_invented_minister_is_put_to_nobody():
    assert minister_asked(asked(f"5-{INVENTED_FROM}", on=DAY, nl="de eerste minister")) is None


def test_terms_are_those_of_real_ministers_and_of_the_invented_ones_who_are_asked():
    assert list(terms_for([])) == list(ministers())
    rows = [{"minister_id": one} for one in ("elio-di-rupo", "philippine-grandjacquet", None)]
    more = terms_for(rows)[len(ministers()) :]
    assert more == tuple(term for term in invented_ministers() if term.minister == "philippine-grandjacquet")
    assert len(more) == 3


def test_real_pages_name_the_office_of_whoever_held_it():
    """Each holder of tests/link/actors/real_holders.tsv was looked at by hand."""
    pages = [json.loads(line) for line in REAL_ROWS.read_text(encoding="utf-8").splitlines()]
    found = {
        f"{page['leg']}-{page['nr']}": holder(page["addressee"], page["asked_on"])
        for page in pages
        if page["addressee"] and page["asked_on"]
    }
    lines = [line.split("\t") for line in HELD.read_text(encoding="utf-8").splitlines()[1:]]
    assert found == {question: minister or None for question, minister in lines}


terms = st.sampled_from(ministers())
languages = st.sampled_from(["nl", "fr"])


def printed_office(term, language, order):
    names = [NAMES[code].names_in(language)[0] for code in order]
    return ROLES[language][term.role] + ", ".join(names)


@given(terms, languages, st.integers(0, 400), st.randoms(use_true_random=False))
def test_whoever_holds_an_office_is_found_by_its_complete_list_in_any_order(term, language, after, random):
    last = (term.until or term.since + timedelta(400)) - timedelta(1)
    order = random.sample(term.portfolios, len(term.portfolios))
    office = read_office(printed_office(term, language, order))
    assert minister_of(office, min(term.since + timedelta(after), last)) == term.minister


@given(terms, languages, st.sampled_from(sorted(NAMES)), st.dates(date(1999, 7, 12), date(2026, 11, 1)))
def test_whoever_is_found_was_in_office_with_a_portfolio_that_is_printed(term, language, more, day):
    order = (*term.portfolios, more)
    found = minister_of(read_office(printed_office(term, language, order)), day)
    in_office = {
        (one.minister, one.role)
        for one in ministers()
        if one.since <= day
        and (one.until is None or day < one.until)
        and (one.role == "prime_minister" or set(one.portfolios) & set(order))
    }
    roles = ("minister", "deputy_prime_minister") if term.role == "minister" else (term.role,)
    assert found is None or any((found, role) in in_office for role in roles)


@given(st.text(max_size=40), st.dates())
def test_whatever_is_printed_nothing_raises(text, day):
    minister_asked(asked("5-1", on=day, nl=text, fr=text))
