"""What looks like something else: towns, ranks, politeness, other countries, numbers of other kinds."""

from datetime import date

import pytest

from tasks.extract import mentions
from tests.extract.support import finishes, found
from tests.support.each_case import each_case


def identified(text, language, kind, on=None):
    return [(m.text, m.entity_id) for m in mentions(text, language, on) if m.kind == kind]


@each_case(
    ("language", "text", "places"),
    [
        ("nl", "in Limburg zijn er vijf", [("Limburg", "nis:70000")]),
        ("fr", "dans le Limbourg", [("Limbourg", "nis:70000")]),
        ("fr", "à la ville de Limbourg", [("Limbourg", "nis:63046")]),
        ("fr", "les provinces d'Anvers et du Limbourg", [("Anvers", "nis:10000"), ("Limbourg", "nis:70000")]),
        (
            "fr",
            "Les provinces de Luxembourg et de Namur",
            [("Luxembourg", "nis:80000"), ("Namur", "nis:90000")],
        ),
        (
            "fr",
            "la province de Liège. Au Luxembourg, rien",
            [("Liège", "nis:60000"), ("Luxembourg", "country:LU")],
        ),
        ("nl", "in Brussel en Gent", [("Brussel", "nis:21004"), ("Gent", "nis:44021")]),
        ("nl", "zowel Wallonië en Brussel", [("Wallonië", "nis:03000"), ("Brussel", "nis:04000")]),
        ("fr", "à Bruxelles et en Wallonie", [("Bruxelles", "nis:04000"), ("Wallonie", "nis:03000")]),
        ("nl", "voorzitter van El Salvador", [("El Salvador", "country:SV")]),
        ("nl", "12\n\nBergen\n\n14\n\nMol", [("Bergen", "nis:53053"), ("Mol", "nis:13025")]),
        ("nl", "Bergen papier liggen er", []),
        ("nl", "12\n\nAs\n\n14", []),
    ],
)
def test_a_place_is_what_its_words_say(language, text, places):
    assert identified(text, language, "place") == places


@pytest.mark.parametrize(
    ("on", "identifier"),
    [(None, "nis:71072"), (date(2010, 5, 1), "nis:71022"), (date(2025, 1, 1), "nis:71072")],
)
def test_a_municipality_is_that_of_the_day(on, identifier):
    assert identified("in Hasselt", "nl", "place", on) == [("Hasselt", identifier)]


@pytest.mark.parametrize(
    ("on", "identifier"),
    [(None, "nis:57096"), (date(2018, 12, 31), "nis:54007"), (date(2019, 1, 1), "nis:57096")],
)
def test_the_code_of_a_municipality_is_that_of_the_day(on, identifier):
    assert identified("à Mouscron", "fr", "place", on) == [("Mouscron", identifier)]


@each_case(
    ("language", "text", "places"),
    [
        ("nl", "In Brussel en Luik.", [("Brussel", "nis:21004", True), ("Luik", "nis:62063", True)]),
        ("nl", "De stad Brussel.", [("Brussel", "nis:21004", False)]),
        ("fr", "La gare de Namur.", [("Namur", "nis:92094", False)]),
        (
            "fr",
            "Dans le Hainaut et à Liège.",
            [("Hainaut", "nis:50000", False), ("Liège", "nis:60000", False)],
        ),
        ("nl", "In Gent en Brussel.", [("Gent", "nis:44021", False), ("Brussel", "nis:21004", True)]),
        (
            "nl",
            "In Limburg en Antwerpen.",
            [("Limburg", "nis:70000", False), ("Antwerpen", "nis:11002", True)],
        ),
        ("nl", "In Luxemburg.", [("Luxemburg", "country:LU", True)]),
        ("nl", "De trein Brussel-Luik.", [("Brussel", "nis:21004", True), ("Luik", "nis:62063", False)]),
    ],
)
def test_a_name_of_several_places_is_unsure_unless_its_text_decides(language, text, places):
    found_places = found(text, "place", language)
    assert [(m.text, m.entity_id, m.is_unsure) for m in found_places] == places


@each_case(
    ("language", "text", "on", "minister"),
    [
        ("fr", "Le premier ministre Michel", date(2016, 5, 1), "charles-michel"),
        ("nl", "Volgens premier Michel", date(2016, 5, 1), "charles-michel"),
        ("fr", "Le ministre Michel", date(2003, 5, 1), "louis-michel"),
        ("fr", "Le ministre Michel", date(2016, 5, 1), None),
        ("fr", "Le ministre des Affaires étrangères Michel", date(2016, 5, 1), "louis-michel"),
        ("fr", "Le secrétaire d'Etat Michel", date(2021, 5, 1), "mathieu-michel"),
        ("nl", "De minister van Mobiliteit Peeters", date(2020, 5, 1), None),
    ],
)
def test_the_office_decides_which_minister_a_surname_means(language, text, on, minister):
    assert [identifier for _, identifier in identified(text, language, "person", on)] == [minister]


@pytest.mark.parametrize(
    ("text", "on", "parties"),
    [
        ("volgens de VLD is dat zo", date(2005, 3, 1), [("VLD", "vld")]),
        ("volgens de VLD is dat zo", date(2010, 3, 1), [("VLD", "open-vld")]),
        ("Anders is dat niet te doen", date(2010, 3, 1), []),
        ("de fractie (MR) vroeg", None, [("MR", "mr")]),
        ("het Vlaams Onafhankelijk Zorgnetwerk", None, []),
    ],
)
def test_a_party_is_that_of_the_day_and_no_common_word(text, on, parties):
    assert identified(text, "nl", "party", on) == parties


@pytest.mark.parametrize(
    ("language", "text", "acts"),
    [
        (
            "nl",
            "De wet betreffende de politie en het koninklijk besluit van 3 mei 1999",
            [("koninklijk besluit van 3 mei 1999", "royal_decree:1999-05-03")],
        ),
        (
            "fr",
            "le traité de Lisbonne, la Convention des droits de l'homme, la loi du 10 avril 1990",
            [("loi du 10 avril 1990", "law:1990-04-10")],
        ),
        (
            "fr",
            "une proposition de loi modifiant la loi du 13 juin 2005",
            [("loi du 13 juin 2005", "law:2005-06-13")],
        ),
        (
            "fr",
            "la loi relative aux postes du 13 juin 2005",
            [("loi relative aux postes du 13 juin 2005", "law:2005-06-13")],
        ),
        ("nl", "volgens artikel 12. De wet van 8 juli 1964", [("wet van 8 juli 1964", "law:1964-07-08")]),
        ("nl", "artikel 541 WIB 92", [("artikel 541 WIB 92", "code:income-tax")]),
        (
            "nl",
            "artikel 6, 2e lid, van het Btw-Wetboek",
            [("artikel 6, 2e lid, van het Btw-Wetboek", "code:vat")],
        ),
        ("nl", "Artikel 8.4. van de Wegcode", [("Artikel 8.4. van de Wegcode", "code:highway")]),
        ("nl", "KB van 1 dec. 1975", [("KB van 1 dec. 1975", "royal_decree:1975-12-01")]),
        ("fr", "le Code pénal marocain", [("Code pénal marocain", None)]),
        ("nl", "de Duitse Grondwet", [("Grondwet", None)]),
    ],
)
def test_an_act_has_its_own_date_and_its_articles(language, text, acts):
    assert identified(text, language, "legal_act") == acts


@pytest.mark.parametrize(
    ("language", "text", "bodies"),
    [
        ("nl", "de dienst Vreemdelingenzaken", ["dvz"]),
        ("fr", "l'office des étrangers", ["dvz"]),
        ("nl", "de Turkse Senaat", [None]),
        ("fr", "le Sénat turc", [None]),
        ("fr", "la SA SNCB", ["nmbs"]),
        ("fr", "Les ASBL, lorsqu'une ASBL", []),
        ("fr", "l'Association belge des praticiens forestiers", [None]),
        ("nl", "een Europees Verdrag en de Belgische Ardennen", []),
        ("fr", "la faillite de Thomas Cook", ["thomas-cook"]),
        ("nl", "volgens @PZLuik", []),
    ],
)
def test_a_body_is_listed_at_home_and_complete(language, text, bodies):
    assert [m.entity_id for m in mentions(text, language) if m.kind == "organisation"] == bodies


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("2 000 francs suisses", [("2000", "CHF")]),
        ("300 Zwitserse frank", [("300", "CHF")]),
        ("500 dollars canadiens", [("500", "CAD")]),
        ("100 francs CFA", [("100", "XOF")]),
        ("€ 2,3 mio", [("2300000", "EUR")]),
        ("7 mln. euro", [("7000000", "EUR")]),
        ("750.000.000 d'euros par an", [("750000000", "EUR")]),
        ("van 31 december 2020 tot 6.340 €", [("6340", "EUR")]),
        ("tussen 2 000 en 3 000 euro", [("2000/3000", "EUR")]),
    ],
)
def test_money_is_in_the_currency_that_is_named(text, amounts):
    assert [(m.value, m.unit) for m in found(text, "money")] == amounts


@pytest.mark.parametrize(
    ("text", "value"),
    [("12 jan. 2010", "2010-01-12"), ("3 févr. 2011", "2011-02-03"), ("sept. 2012", "2012-09")],
)
def test_months_are_cut_short(text, value):
    assert [m.value for m in found(f"sinds {text} niet", "date")] == [value]


@each_case(
    ("language", "text", "kind", "expected"),
    [
        ("nl", "De Franse wet van 3 augustus 2009.", "legal_act", [("wet van 3 augustus 2009", None)]),
        ("fr", "La loi française du 3 août 2009.", "legal_act", [("loi française du 3 août 2009", None)]),
        ("fr", "En France, l'article 225 du Code pénal.", "legal_act", [("article 225 du Code pénal", None)]),
        ("nl", "de Nationale Bank van Roemenië", "organisation", [("Nationale Bank", None)]),
        ("nl", "verneemt het laatste nieuws over de trein", "organisation", []),
        ("fr", "Sur la Meuse. Selon Le Soir, oui.", "organisation", [("Le Soir", "le-soir")]),
        (
            "fr",
            "L'Office national d'évaluation (ONE) et l'ONE.",
            "organisation",
            [("Office national d'évaluation", None), ("ONE", None), ("ONE", None)],
        ),
        ("fr", "Les prestations sociales (PS) et le PS.", "party", []),
        ("fr", "M. Philippe Servais (PS) demande.", "party", [("PS", "ps")]),
        ("fr", "Le train vers Lille (France).", "place", [("France", "country:FR")]),
        ("nl", "open van 9 tot 17 uur", "quantity", []),
        ("nl", "een wachttijd van 2 tot 4 uur", "quantity", [("2 tot 4 uur", None)]),
    ],
)
def test_what_looks_like_a_belgian_one(language, text, kind, expected):
    assert identified(text, language, kind) == expected


@pytest.mark.parametrize(
    "piece",
    [
        "5 dagen per ",
        "5 % per ",
        "minister van Justitie, toegevoegd aan de ",
        "heren Jan, ",
        "MM. Jan, ",
        "MINISTER VAN Raad ",
        "lits MR (MR) ",
        "Vlaams en Waals en ",
    ],
)
def test_repetitions_end(piece):
    assert finishes(f"from tasks.extract import mentions; mentions({piece!r} * 2000, 'nl')")
