"""What a printed office says, in both languages and in the forms that governments since 1995 had."""

import pytest

from schemas.vocabulary.actor_words import actor_words
from schemas.vocabulary.entities import portfolios
from tasks.link.actors.office_words import counting_words, texts
from tasks.link.actors.printed_office import ROLES, read_office
from tasks.link.actors.shared import slug
from tests.link.actors.support import rows_of
from tests.support.each_case import each_case
from tests.support.reading import REAL_ROWS, real_rows

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
