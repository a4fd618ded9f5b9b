"""What a printed office says, and who held it on a day: role and portfolios agree, and nobody is guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary.actor_words import actor_words
from schemas.vocabulary.entities import portfolios
from schemas.vocabulary.governments import invented_ministers, ministers
from schemas.vocabulary.houses import houses
from tasks.link.actors.ministers import in_office, minister_asked, minister_of, terms_for
from tasks.link.actors.printed_office import ROLES, counting_words, read_office, texts
from tasks.link.actors.shared import slug
from tests.link.actors.support import asked, rows_of
from tests.support.each_case import each_case
from tests.support.reading import REAL_ROWS, real_rows

INVENTED_FROM = houses()[0].invented_from
NAMES = {portfolio.code: portfolio for portfolio in portfolios()}
WRITTEN = {
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


@each_case(
    "case",
    rows_of("holders_of_days.tsv"),
    ids=lambda case: f"{case['rule']}: {case['why'] or case['printed']}",
)
def test_the_minister_of_the_day_is_found_and_nobody_is_guessed(case):
    assert holder(case["printed"], case["day"]) == (case["minister"] or None)


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


def test_a_question_of_the_chamber_is_put_to_a_real_minister_below_its_own_invented_numbers():
    numbers = (90_000, 184_502, 899_999, 900_000)
    found = [minister_asked(asked(f"53-{number}", on=DAY, nl="Minister van Justitie")) for number in numbers]
    assert found == [*["annemie-turtelboom"] * 3, "godelinde-vanmeersbeke"]


def test_an_invented_question_to_an_office_without_an_invented_minister_is_put_to_nobody():
    assert minister_asked(asked(f"5-{INVENTED_FROM}", on=DAY, nl="de eerste minister")) is None


DEPUTY = "de vice-eersteminister en minister van Binnenlandse Zaken"


@each_case(
    ("asked_on", "addressee", "day", "whether"),
    [
        ("2009-01-05", JUSTICE, "2009-02-05", True),  # Stefaan De Clerck, from 2008-12-30
        ("2009-11-20", JUSTICE, "2009-11-25", True),  # the same person and office in the next government
        ("2011-11-01", JUSTICE, "2011-12-05", True),
        ("2011-11-01", JUSTICE, "2011-12-06", False),  # the first day of Annemie Turtelboom
        ("2008-12-10", JUSTICE, "2009-01-05", False),  # Jo Vandeurzen, until 2008-12-19
        # Patrick Dewael, deputy until 2007-12-21 and again from 2008-03-20 to 2008-12-30, minister all along
        ("2007-12-01", DEPUTY, "2008-01-02", True),
        ("2007-12-01", DEPUTY, "2008-12-29", True),
        ("2007-12-01", DEPUTY, "2009-01-02", False),
        ("2011-11-01", "de minister van Toverkunst", "2011-12-05", None),
        ("2011-11-01", JUSTICE, None, None),
    ],
)
def test_who_left_the_office_is_not_asked_any_more(asked_on, addressee, day, whether):
    question = asked("4-1", on=date.fromisoformat(asked_on), nl=addressee)
    question["minister_id"] = minister_asked(question)
    assert in_office(question, day and date.fromisoformat(day)) is whether


def test_who_holds_another_office_is_not_asked_any_more():
    """An invented minister of climate until 2009-11-25, and of science from 2011-12-06 to 2014-10-11."""
    question = asked(
        f"4-{INVENTED_FROM + 80}", on=date(2009, 11, 17), nl="de minister van Klimaat en Energie"
    )
    question["minister_id"] = minister_asked(question)
    assert question["minister_id"] == "theodore-lambilliotte-roscourt"
    days = [date(2009, 11, 24), date(2009, 12, 17), date(2013, 1, 1)]
    assert [in_office(question, day) for day in days] == [True, False, False]


def test_terms_are_those_of_real_ministers_and_of_the_invented_ones_who_are_asked():
    assert list(terms_for([])) == list(ministers())
    rows = [{"minister_id": one} for one in ("elio-di-rupo", "philippine-grandjacquet", None)]
    more = terms_for(rows)[len(ministers()) :]
    assert more == tuple(term for term in invented_ministers() if term.minister == "philippine-grandjacquet")
    assert len(more) == 3


def test_real_pages_name_the_office_of_whoever_held_it():
    """Each holder of tests/link/actors/real_holders.tsv was looked at by hand."""
    found = {
        f"{page['legislature']}-{page['number']}": holder(page["addressee"], page["asked_on"])
        for page in real_rows(REAL_ROWS)
    }
    assert found == {row["question"]: row["minister"] or None for row in rows_of("real_holders.tsv")}


terms = st.sampled_from(ministers())
languages = st.sampled_from(["nl", "fr"])


def printed_office(term, language, order):
    names = [NAMES[code].names_in(language)[0] for code in order]
    return WRITTEN[language][term.role] + ", ".join(names)


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


BOTH_LANGUAGES = [(row["nl"], row["fr"]) for row in rows_of("both_languages.tsv")]


@each_case("case", rows_of("printed_offices.tsv"), ids=lambda case: f"{case['rule']}: {case['printed']}")
def test_role_portfolios_charge_other_minister_and_identifier_are_distinguished(case):
    office = read_office(case["printed"])
    assert (office.role, office.office_id) == (case["role"], case["office_id"])
    for name in ("portfolios", "charged_with", "deputy_of"):
        assert "; ".join(getattr(office, name)) == case[name]


@each_case(("dutch", "french"), BOTH_LANGUAGES)
def test_both_languages_give_one_identifier(dutch, french):
    assert read_office(dutch).is_known
    assert read_office(french).is_known
    assert read_office(dutch).office_id == read_office(french).office_id


def test_the_offices_of_real_pages_are_all_known():
    printed = {page["addressee"] for page in real_rows(REAL_ROWS)}
    assert printed
    assert [text for text in sorted(printed) if not read_office(text).is_known] == []


def test_no_name_means_two_portfolios():
    codes: dict[tuple[str, ...], set[str]] = {}
    for portfolio in portfolios():
        for name in portfolio.names:
            codes.setdefault(texts(counting_words(name)), set()).add(portfolio.code)
    assert {name: found for name, found in codes.items() if len(found) > 1} == {}


def test_portfolios_have_codes_names_and_sources():
    assert len({portfolio.code for portfolio in portfolios()}) == len(portfolios())
    for portfolio in portfolios():
        assert portfolio.code == slug(portfolio.code)
        assert portfolio.names_nl, portfolio
        assert portfolio.names_fr, portfolio
        assert portfolio.source, portfolio


def test_every_role_is_named_in_both_languages():
    found = {(words.code, words.language) for words in actor_words() if words.group == "role"}
    assert found == {(role, language) for role in ROLES for language in ("nl", "fr")}
    assert all(words.source and all(words.phrases) for words in actor_words())


@pytest.mark.parametrize(
    ("printed", "concerned"),
    [
        ("Minister van Volksgezondheid en Pensioenen", "Volksgezondheid"),
        ("Ministre de la Santé publique et des Pensions", "Santé publique"),
        ("Vice-eerste minister en minister van Begroting en Overheidsbedrijven", "Overheidsbedrijven"),
    ],
)
def test_the_portfolio_in_brackets_of_a_bulletin_makes_no_other_office(printed, concerned):
    assert read_office(f"{printed} ({concerned})") == read_office(printed)
    assert read_office(printed).is_known


def test_a_portfolio_in_brackets_that_the_office_lacks_is_not_dropped():
    assert not read_office("Minister van Justitie (Vissersvloot)").is_known
