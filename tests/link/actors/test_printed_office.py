"""What a printed office says, in both languages and in the forms that governments since 1995 had."""

import json

import pytest

from schemas.vocabulary.actor_words import actor_words
from schemas.vocabulary.entities import portfolios
from tasks.link.actors.office_words import counting_words, texts
from tasks.link.actors.printed_office import ROLES, read_office
from tasks.link.actors.shared import slug
from tests.support import TESTS
from tests.support.each_case import each_case
from tests.support.reading import REAL_ROWS

LONG = (
    "de staatssecretaris voor Personen met een beperking, en Wetenschapsbeleid, belast met Grote Steden, "
    "toegevoegd aan de Minister van Veiligheid en Binnenlandse Zaken"
)
PAIRS = (TESTS / "link/actors/both_languages.tsv").read_text(encoding="utf-8").splitlines()[1:]
BOTH_LANGUAGES = [line.split("\t") for line in PAIRS]


def understood(printed):
    office = read_office(printed)
    return (
        office.role,
        " ".join(office.portfolios),
        " ".join(office.charged_with),
        "; ".join(office.deputy_of) or None,
    )


@pytest.mark.parametrize(
    ("printed", "role", "portfolio_codes", "charged", "deputy"),
    [
        ("de eerste minister", "prime_minister", "", "", None),
        ("le premier ministre", "prime_minister", "", "", None),
        ("Premier Ministre", "prime_minister", "", "", None),
        ("la ministre de la Justice", "minister", "justice", "", None),
        ("Minister van Ambtenarenzaken", "minister", "civil-service", "", None),
        (
            "de minister van Financiën, belast met Fraudebestrijding, en Minister van Pensioenen",
            "minister",
            "finance pensions",
            "fraud",
            None,
        ),
        (
            "de minister van Begroting en van Ambtenarenzaken, belast met de Nationale Loterij",
            "minister",
            "budget civil-service",
            "national-lottery",
            None,
        ),
        (
            LONG,
            "state_secretary",
            "people-with-disabilities science-policy",
            "big-cities",
            "Minister van Veiligheid en Binnenlandse Zaken",
        ),
        (
            "secrétaire d’Etat à la Mobilité, adjoint au Premier Ministre",
            "state_secretary",
            "mobility",
            "",
            "Premier Ministre",
        ),
        (
            "premier ministre, chargé de la Coordination de la Politique de migration et d'asile",
            "prime_minister",
            "",
            "asylum-and-migration-coordination",
            None,
        ),
    ],
)
def test_role_portfolios_charge_and_other_minister_are_told_apart(
    printed, role, portfolio_codes, charged, deputy
):
    assert understood(printed) == (role, portfolio_codes, charged, deputy)


@each_case(("dutch", "french"), BOTH_LANGUAGES)
def test_both_languages_give_one_identifier(dutch, french):
    assert read_office(dutch).is_known
    assert read_office(french).is_known
    assert read_office(dutch).office_id == read_office(french).office_id


@pytest.mark.parametrize(
    ("printed", "identifier"),
    [
        (
            "de vice-eersteminister en minister van Financiën en Institutionele Hervormingen",
            "deputy-prime-minister-minister:finance+institutional-reform",
        ),
        (
            "staatssecretaris voor Asiel, belast met Grote Steden, toegevoegd aan de minister van Justitie",
            "state-secretary:asylum/charged:big-cities/under:minister:justice",
        ),
        ("minister van Justitie en Toverkunst", "minister:justice+toverkunst"),
        ("de voorzitter van de Senaat", "other:voorzitter-van-de-senaat"),
    ],
)
def test_the_identifier_tells_the_office(printed, identifier):
    assert read_office(printed).office_id == identifier


@pytest.mark.parametrize(
    ("printed", "identifier"),
    [
        (
            "Minister van Sociale Zaken en Volksgezondheid Volksgezondheid",
            "minister:public-health+social-affairs",
        ),
        (
            "Minister van Begroting en Overheidsbedrijven Overheidsbedrijven",
            "minister:budget+public-enterprises",
        ),
        (
            "Ministre de la Santé publique et de l'Environnement Santé publique",
            "minister:environment+public-health",
        ),
        ("Minister van Volksgezondheid en Pensioenen (Volksgezondheid)", "minister:pensions+public-health"),
        ("Minister van Justitie Volksgezondheid", "minister:justitie-volksgezondheid"),
    ],
)
def test_the_portfolio_in_question_may_stand_once_more_behind_the_minister(printed, identifier):
    assert read_office(printed).office_id == identifier


@pytest.mark.parametrize(
    "printed",
    [
        "vice-premier ministre et ministre des Affaires étrangères et européennes",
        "vice-eersteminister en minister van Buitenlandse en Europese Zaken",
    ],
)
def test_a_word_that_two_portfolios_share_is_printed_once(printed):
    office = read_office(printed)
    assert office.is_known
    assert office.portfolios == ("foreign-affairs", "european-affairs")


def test_a_secretary_of_state_may_be_attached_to_two_ministers():
    printed = (
        "staatssecretaris voor Staatshervorming, toegevoegd aan de eerste minister, en staatssecretaris voor "
        "de Regie der gebouwen, toegevoegd aan de minister van Financiën, belast met Ambtenarenzaken"
    )
    assert read_office(printed).deputy_of == (
        "eerste minister",
        "minister van Financiën, belast met Ambtenarenzaken",
    )
    assert read_office(printed).portfolios == ("institutional-reform", "buildings-agency")


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("minister van Landbouw en de Kleine en Middelgrote Ondernemingen", ("agriculture", "smes")),
        ("minister van Asiel en Migratie", ("asylum", "migration")),
        ("minister van Migratie- en Asielbeleid", ("asylum-and-migration-policy",)),
        (
            "minister van Ambtenarenzaken en Modernisering van de Openbare Diensten",
            ("civil-service", "modernisation"),
        ),
        ("minister van Coördinatie van de Justitie", ("Coördinatie van de Justitie",)),
        ("Vlaams minister van Onderwijs", ("Vlaams", "education")),
    ],
)
def test_a_list_is_split_so_that_most_is_known_and_no_name_is_cut(printed, codes):
    assert read_office(printed).portfolios == codes


def test_the_offices_of_real_pages_are_all_known():
    pages = [json.loads(line) for line in REAL_ROWS.read_text(encoding="utf-8").splitlines()]
    printed = {page["addressee"] for page in pages if page.get("addressee")}
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
