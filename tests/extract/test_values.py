"""Values of dates, amounts and quantities: ranges, decades, currencies, units, and what is none of them."""

import pytest

from schemas.vocabulary.entities import currencies
from tests.extract.support import finishes, found, shown, values
from tests.support.each_case import each_case


@each_case(
    ("language", "text", "expected"),
    [
        ("nl", "van 3 sep 2011-9 okt 2012 dicht", [("3 sep 2011-9 okt 2012", "2011-09-03/2012-10-09")]),
        (
            "nl",
            "periode 05/06/2011-07/08/2012",
            [("05/06/2011-07/08/2012", "2011-06-05/2012-08-07")],
        ),
        ("nl", "juni 2011-juli 2012", [("juni 2011-juli 2012", "2011-06/2012-07")]),
        (
            "nl",
            "tussen de 2e juni 2011 en de 3e juli 2012",
            [("2e juni 2011 en de 3e juli 2012", "2011-06-02/2012-07-03")],
        ),
        ("nl", "van 4 juni tot augustus 2012", [("4 juni tot augustus 2012", "2012-06-04/2012-08")]),
        ("nl", "dec-mrt 2012 was koud", [("dec-mrt 2012", "2011-12/2012-03")]),
        ("fr", "d'octobre à janvier 2013", [("octobre à janvier 2013", "2012-10/2013-01")]),
        (
            "nl",
            "van 27 december tot 5 januari 2013",
            [("27 december tot 5 januari 2013", "2012-12-27/2013-01-05")],
        ),
        (
            "nl",
            "tussen begin mei 2011 en eind juni 2012",
            [("mei 2011 en eind juni 2012", "2011-05/2012-06")],
        ),
        ("nl", "tussen half mei en half juni 2011", [("mei en half juni 2011", "2011-05/2011-06")]),
        ("fr", "de mi-mai à mi-juin 2011", [("mai à mi-juin 2011", "2011-05/2011-06")]),
        ("nl", "van mei 2011 en eind juni 2012", [("mei 2011", "2011-05"), ("juni 2012", "2012-06")]),
    ],
)
def test_a_range_has_two_ends(language, text, expected):
    assert [(m.text, m.value) for m in found(text, "date", language)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "Het spoor is van de jaren 1950.", ["1950/1959"]),
        ("fr", "depuis la fin des années 1960, les ponts", ["1960/1969"]),
        ("nl", "voor de jaren 2010 en 2011", ["2010", "2011"]),
        ("nl", "de jaren 2010-2012", ["2010/2012"]),
        ("fr", "pour les années 2010 et suivantes", ["2010"]),
        ("nl", "het jaar 2010 en de jaren 2011", ["2010", "2011"]),
        ("nl", "in de jaren '60 en de jaren 70", []),
    ],
)
def test_a_decade_is_ten_years(language, text, expected):
    assert [m.value for m in found(text, "date", language)] == expected


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fr", "le premier juin 2012", "2012-06-01"),
        ("nl", "07-feb-2012", "2012-02-07"),
        ("nl", "2012/03/07", "2012-03-07"),
        ("nl", "7 maart, 2012", "2012-03-07"),
        ("fr", "le 7 fevrier 2012", "2012-02-07"),
        ("fr", "en DECEMBRE 2012", "2012-12"),
        ("nl", "2012 Q2", "2012-04/2012-06"),
        ("fr", "2012-T4", "2012-10/2012-12"),
    ],
)
def test_dates_in_other_forms(language, text, value):
    assert [m.value for m in found(f"Voir {text}.", "date", language)] == [value]
    assert shown(f"Voir {text}.", "quantity", language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "de brugwet van 2011 over bruggen", [("brugwet van 2011", None)]),
        ("fr", "l'article 3 de la loi de 2011", [("article 3 de la loi de 2011", None)]),
        ("nl", "wet van 3 mei 2011", [("wet van 3 mei 2011", "eli/wet/2011/05/03")]),
        ("nl", "de wet werd in 2011 gewijzigd", []),
    ],
)
def test_an_act_may_be_named_by_its_year(language, text, expected):
    assert [(m.text, m.entity_id) for m in found(text, "legal_act", language)] == expected


@each_case(
    ("text", "value", "unit"),
    [
        ("GBP 7,05", "7.05", "GBP"),
        ("CHF25", "25", "CHF"),
        ("cad$ 40", "40", "CAD"),
        ("A$40", "40", "AUD"),
        ("US$ 3 miljoen", "3000000", "USD"),
        ("40 US$", "40", "USD"),
        ("2 miljoen US dollar", "2000000", "USD"),
        ("6 millions de $CAD", "6000000", "CAD"),
        ("70.000 yen", "70000", "JPY"),
        ("900 yuan", "900", "CNY"),
        ("3 miljoen pond", "3000000", "GBP"),
        ("80 Zweedse kronen", "80", "SEK"),
        ("80 couronnes danoises", "80", "DKK"),
        ("2 000 roubles", "2000", "RUB"),
        ("£6k", "6000", "GBP"),
        ("8k$", "8000", "USD"),
        ("€ -30", "-30", "EUR"),
        ("-30 euro", "-30", "EUR"),
        ("€ 20-30", "20/30", "EUR"),
        ("$20-$30", "20/30", "USD"),
        ("20 euro - 30 euro", "20/30", "EUR"),
        ("7 dollar en 35 cent", "7.35", "USD"),
        ("7 euros 5 centimes", "7.05", "EUR"),
        ("9 euro en 5 eurocent", "9.05", "EUR"),
    ],
)
def test_amounts_in_any_usual_currency(text, value, unit):
    assert values(f"Het kost {text} hier.", "money") == [(text, value, unit)]


def test_each_name_means_one_currency():
    names = [name for one in currencies() for name in one.names]
    assert len(names) == len(set(names))
    assert all(name == name.lower() or (name.isupper() and len(name) == 3) for name in names)


@each_case(
    ("language", "text", "expected"),
    [
        ("nl", "een fles van 33cl en een lat van 1,20m", [("33cl", "33", "cl"), ("1,20m", "1.20", "m")]),
        ("nl", "een 5g-mast, 4g en huis 2l", []),
        ("nl", "Het was -7 graden buiten", [("-7 graden", "-7", "graden")]),
        ("fr", "une baisse (-2,5 %) en mai", [("-2,5 %", "-2.5", "%")]),
        ("nl", "Cijfers: -7 % hier, 10 -12 % daar", []),
        ("nl", "een terrein van 6 hectare groot", [("6 hectare", "6", "hectare")]),
        ("fr", "les 4 dernières années", [("4 dernières années", "4", "années")]),
        ("nl", "de 4 volgende ritten", [("4 volgende ritten", "4", "ritten")]),
        ("nl", "de 4 bijkomende ritten", [("4 bijkomende ritten", "4", "bijkomende ritten")]),
        ("nl", "30 ritten per trein", [("30 ritten", "30", "ritten")]),
        ("fr", "30 plaintes par courrier", [("30 plaintes", "30", "plaintes")]),
        ("nl", "30 ritten per dag", [("30 ritten per dag", "30", "ritten per dag")]),
        ("nl", "we moeten 2011 evalueren", []),
        ("nl", "in boekjaar 2011 gesloten kantoren", []),
        ("nl", "er kwamen 2011 kinderen", [("2011 kinderen", "2011", "kinderen")]),
        ("nl", "de artikelen 7 tot en met 9 vermelde regels", []),
        ("fr", "aux figures 2 et 3 ci-dessous", []),
        ("nl", "een aantal van 1.300 in totaal", []),
    ],
)
def test_a_unit_ends_where_its_noun_phrase_ends(language, text, expected):
    assert values(text, "quantity", language) == expected


@pytest.mark.long
@pytest.mark.parametrize(
    "text",
    [
        "'€ -1-' * 60_000",
        "'1 dollar en 1 ' * 20_000",
        "'jan-' * 60_000",
        "'Kamer, 2011-' * 20_000",
        "'-1 ' * 80_000",
    ],
)
def test_the_work_grows_with_the_text_alone(text):
    code = f"from tasks.extract import mentions; mentions({text}, 'nl'); mentions({text}, 'fr')"
    assert finishes(code), "the time grows with the square of the text"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "in de eerste zes maanden van 2011", [("eerste zes maanden van 2011", "2011-01/2011-06")]),
        ("nl", "de laatste 3 maanden van 2011", [("laatste 3 maanden van 2011", "2011-10/2011-12")]),
        (
            "fr",
            "les deux premiers trimestres de 2011",
            [("deux premiers trimestres de 2011", "2011-01/2011-06")],
        ),
        ("nl", "in 2011 tot 30 juni 2011", [("2011", "2011"), ("30 juni 2011", "2011-06-30")]),
        ("fr", "les 30 premiers mois de 2011", [("2011", "2011")]),
        (
            "nl",
            "het eerste en tweede kwartaal van 2011",
            [("eerste en tweede kwartaal van 2011", "2011-01/2011-06")],
        ),
        (
            "fr",
            "les deuxième, troisième et quatrième trimestres 2011",
            [("deuxième, troisième et quatrième trimestres 2011", "2011-04/2011-12")],
        ),
        ("nl", "cyclus 2011/A1 van 2012", [("2012", "2012")]),
        ("nl", "het eerste en laatste kwartaal 2011", [("laatste kwartaal 2011", "2011-10/2011-12")]),
    ],
)
def test_several_months_of_a_year(language, text, expected):
    assert [(m.text, m.value) for m in found(text, "date", language)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "een bedrag van 3.000 of 4.000 euro", [("3.000", "3000"), ("4.000 euro", "4000")]),
        ("nl", "verlaagd van 6.000 naar 4.000 euro", [("6.000", "6000"), ("4.000 euro", "4000")]),
        ("fr", "en 2015 et 4.000 euros", [("4.000 euros", "4000")]),
        (
            "fr",
            "les 3.400.000 et 820.000.000 euros",
            [("3.400.000", "3400000"), ("820.000.000 euros", "820000000")],
        ),
    ],
)
def test_amounts_that_share_a_currency(language, text, expected):
    assert [(m.text, m.value) for m in found(text, "money", language)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "het kost twee miljoen euro", [("twee miljoen euro", "2000000", "EUR")]),
        (
            "nl",
            "een miljard euro en één euro",
            [("een miljard euro", "1000000000", "EUR"), ("één euro", "1", "EUR")],
        ),
        ("nl", "vijftig Amerikaanse dollar", [("vijftig Amerikaanse dollar", "50", "USD")]),
        ("nl", "vijf tot tien miljoen euro", [("vijf tot tien miljoen euro", "5000000/10000000", "EUR")]),
        ("fr", "onze millions d'euros", [("onze millions d'euros", "11000000", "EUR")]),
        ("fr", "cent mille francs suisses", [("cent mille francs suisses", "100000", "CHF")]),
        (
            "fr",
            "entre deux et trois milliards d’euros",
            [("deux et trois milliards d’euros", "2000000000/3000000000", "EUR")],
        ),
        ("fr", "des millions d'euros, un euro, dix pour cent euros", []),
        ("nl", "enkele miljoenen euro, elke euro, een euro", []),
        ("nl", "5 miljoen euro", [("5 miljoen euro", "5000000", "EUR")]),
        ("nl", "na vijfhonderd jaar euro", []),
    ],
)
def test_amounts_in_words(language, text, expected):
    assert values(text, "money", language) == expected


@each_case(
    ("language", "text", "expected"),
    [
        ("nl", "wel 500µg/m³ stof", [("500µg/m³", "500", "µg/m³")]),
        ("nl", "Er zaten er nog 10.877 gedetineerden.", [("10.877 gedetineerden", "10877", "gedetineerden")]),
        (
            "fr",
            "12 policiers et pompiers sont là",
            [("12 policiers et pompiers", "12", "policiers et pompiers")],
        ),
        ("fr", "12 policiers et les pompiers", [("12 policiers", "12", "policiers")]),
        ("fr", "12 policiers et dans la ville", [("12 policiers", "12", "policiers")]),
        ("nl", "amper 1,4  % van de bedrijven", [("1,4  %", "1.4", "%")]),
        ("nl", "midden 2018 coaches geworven", []),
        ("nl", "de 20 %-grens en 3 %", [("3 %", "3", "%")]),
        ("nl", "de 60%-grens", []),
        (
            "nl",
            "een 140-tal bijen en 16 stokoude 65-plussers",
            [("140-tal bijen", "140", "bijen"), ("16 stokoude 65-plussers", "16", "stokoude 65-plussers")],
        ),
        ("nl", "de 103 betrokken imkers", [("103 betrokken imkers", "103", "betrokken imkers")]),
        ("nl", "Er waren 87 gevallen.", [("87 gevallen", "87", "gevallen")]),
        (
            "nl",
            "1.700 valse phishing e-mails",
            [("1.700 valse phishing e-mails", "1700", "valse phishing e-mails")],
        ),
        ("nl", "Het maximum van 550 blijven, op lijn 1733 gemiddeld.", []),
        (
            "nl",
            "volgens het artikel 8.186 inbreuken en advies nr. 1.842 maatregelen",
            [("8.186 inbreuken", "8186", "inbreuken")],
        ),
        ("nl", "het RTBF-journaal van 13 uur", []),
        ("nl", "70 imkers en kregen het geld", [("70 imkers", "70", "imkers")]),
        ("nl", "70 imkers en boeren", [("70 imkers en boeren", "70", "imkers en boeren")]),
        ("nl", "om 3 zeer oude korven", [("3 zeer oude korven", "3", "zeer oude korven")]),
        (
            "nl",
            "(2, 3, +4 pogingen)",
            [("2", "2", "pogingen"), ("3", "3", "pogingen"), ("4 pogingen", "4", "pogingen")],
        ),
        ("fr", ";55.120 hôtels et ;55.210 auberges", []),
        (
            "fr",
            "12 élèves, et 144 autres suivent la formation",
            [("12 élèves", "12", "élèves")],
        ),
        ("nl", "voor de imkerij.22 jaar later", [("22 jaar", "22", "jaar")]),
        (
            "nl",
            "12 imkers sluiten. Dat is 15 meer dan toen.",
            [("12 imkers", "12", "imkers"), ("15", "15", "imkers")],
        ),
        ("fr", "un écart de 3,6 milliards représente cela", []),
        ("fr", "11 millions d’abeilles", [("11 millions d’abeilles", "11000000", "abeilles")]),
        (
            "fr",
            "12 ruches et autres personnes morales",
            [("12 ruches et autres personnes morales", "12", "ruches et autres personnes morales")],
        ),
        ("fr", "on estime à 40.000 le nombre d'abeilles", [("40.000", "40000", "abeilles")]),
        ("fr", "à la question 1, le nombre de ruches", []),
        ("fr", "les numéros d’urgence 100, 101 et 112 et 25 km/heure", [("25 km/heure", "25", "km/heure")]),
    ],
)
def test_what_is_counted(language, text, expected):
    assert values(text, "quantity", language) == expected
