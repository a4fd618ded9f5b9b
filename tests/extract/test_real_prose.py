"""What real questions showed to be read wrongly: idioms, ranges with an article, defined abbreviations."""

from datetime import date

import pytest

from tasks.extract import mentions
from tests.support.each_case import each_case


def named(text, language, *kinds):
    return [(m.kind, m.text) for m in mentions(text, language) if m.kind in kinds]


def valued(text, language):
    return [(m.text, m.value, m.unit) for m in mentions(text, language) if m.kind in {"quantity", "money"}]


@each_case(
    ("language", "text", "found"),
    [
        ("nl", "Het gebeurde tussen de 10 en 20 keer.", [("10 en 20 keer", "10/20", "keer")]),
        ("nl", "Tussen de 10 en de 20 keer.", [("10 en de 20 keer", "10/20", "keer")]),
        ("fr", "Entre les 10 et 20 dossiers.", [("10 et 20 dossiers", "10/20", "dossiers")]),
        ("nl", "Het kost tussen de 5 en 10 euro.", [("5 en 10 euro", "5/10", "EUR")]),
        ("nl", "Wie 1 tot maximaal 5 dagen mist.", [("1 tot maximaal 5 dagen", "1/5", "dagen")]),
        ("nl", "Voor wie 4 tot en met 11 jaar is.", [("4 tot en met 11 jaar", "4/11", "jaar")]),
        ("fr", "Il a 15 ou 18 ans.", [("15", "15", "ans"), ("18 ans", "18", "ans")]),
        ("nl", "Er kwamen 50 agenten. Het niveau is 2 of 3 in de stad.", [("50 agenten", "50", "agenten")]),
        ("fr", "Ils ont 24 et 30 jours.", [("24", "24", "jours"), ("30 jours", "30", "jours")]),
        (
            "nl",
            "Het duurt 5, 10 en 15 dagen.",
            [("5", "5", "dagen"), ("10", "10", "dagen"), ("15 dagen", "15", "dagen")],
        ),
        (
            "nl",
            "Van die 50 geslaagden vielen er 17, of 34 %, af.",
            [("50 geslaagden", "50", "geslaagden"), ("17", "17", "geslaagden"), ("34 %", "34", "%")],
        ),
        ("nl", "In 2019 en 12 dagen later.", [("12 dagen", "12", "dagen")]),
        ("nl", "Het aantal vluchten tussen 22 uur en 6 uur daalt.", []),
        ("nl", "Het aantal nachten tussen 1 januari en 5 uur 's ochtends.", []),
        ("fr", "Une hausse (+1,5 %) suffit.", [("1,5 %", "1.5", "%")]),
        ("nl", "In de EU 52 % van de grond.", [("52 %", "52", "%")]),
        ("nl", "Er zijn 40 VTE treinwachters.", [("40 VTE treinwachters", "40", "VTE treinwachters")]),
        ("fr", "Un délai de 30 jours civils.", [("30 jours civils", "30", "jours civils")]),
        ("fr", "Une hausse de 12 % par rapport à l'an passé.", [("12 %", "12", "%")]),
    ],
)
def test_ranges_and_units(language, text, found):
    assert valued(text, language) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "fr",
            "Le Conseil national des prothèses (CNP) le dit. Le CNP est clair.",
            ["Conseil national des prothèses", "CNP", "CNP"],
        ),
        ("nl", "De NRL adviseert.", []),
        ("nl", "De Koninklijke Unie der Voetbalsport (KUV) en een kuv.", []),
    ],
)
def test_a_definition_in_brackets_holds_for_its_text(language, text, found):
    assert [name for _, name in named(text, language, "organisation")] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le code des Nuages, Comètes et Brumes (CNCB) et la SNCB.", [("SNCB", "nmbs")]),
        ("Le sondage des nuages, comètes et brumes (SNCB) et la SNCB.", []),
        ("Le Service des Nuages, Comètes et Brumes (SNCB) et la SNCB.", [("SNCB", None)] * 2),
        ("La Société nationale chemins de fer belges (SNCB) part.", [("SNCB", "nmbs")]),
    ],
)
def test_an_abbreviation_that_its_text_gives_another_meaning_is_no_listed_body(text, found):
    assert [(m.text, m.entity_id) for m in mentions(text, "fr") if m.text == "SNCB"] == found


@each_case(
    ("language", "text", "found"),
    [
        (
            "fr",
            "La Régie des Bâtiments tarde. La Régie le sait.",
            [("Régie des Bâtiments", "regie-der-gebouwen"), ("Régie", "regie-der-gebouwen")],
        ),
        ("fr", "La Régie le sait, la régie aussi.", []),
        ("fr", "L'ONEM paie. Selon l'Office, c'est peu.", [("ONEM", "rva"), ("Office", "rva")]),
        ("nl", "De wet ging door het Parlement. Parlementen zijn traag.", [("Parlement", None)]),
        (
            "nl",
            "De Europese Commissie wacht. De Commissie wil meer.",
            [("Europese Commissie", "europese-commissie"), ("Commissie", "europese-commissie")],
        ),
        (
            "fr",
            "Le Parlement turc vote, le Parlement aussi.",
            [("Parlement turc", None), ("Parlement", None)],
        ),
        ("fr", "La zone de police des Trois Vallons.", [("zone de police des Trois Vallons", None)]),
        ("nl", "De politie in Gent belt.", []),
        ("fr", "Le Parlement libyen hésite.", [("Parlement libyen", None)]),
        (
            "fr",
            "le service de mesure et de contrôle mobiles (SMCM) et le SMCM",
            [("service de mesure et de contrôle mobiles", None), ("SMCM", None), ("SMCM", None)],
        ),
        ("fr", "les cours d'appel de Gand et de Mons", [("cours d'appel de Gand et de Mons", None)]),
        ("fr", "la commission « Brouillard » entend", [("commission « Brouillard »", None)]),
        (
            "fr",
            "La Commission de la protection des forêts siège.",
            [("Commission de la protection des forêts", None)],
        ),
        ("fr", "Le Fonds d'aide aux marins paie.", [("Fonds d'aide aux marins", None)]),
        ("nl", "De federale pensioendienst wacht.", [("federale pensioendienst", "fpd")]),
        ("nl", "De wet Renault geldt voor Renault.", [("Renault", "renault")]),
        ("fr", "Le Sénat des Pays-Bas et le Sénat.", [("Sénat", None), ("Sénat", "senaat")]),
        ("nl", "De raadkamer van Brugge wacht.", [("raadkamer van Brugge", None)]),
        ("fr", "Le barreau de Bruxelles plaide.", [("barreau de Bruxelles", None)]),
        ("fr", "La Fédération turque de Belgique.", [("Fédération turque de Belgique", None)]),
        ("nl", "Neen. Bpost zwijgt.", [("Bpost", "bpost")]),
        ("nl", "Hij werkt bij de groep BO-wandelaars.", []),
        (
            "fr",
            "le OQV (Observatoire de la Qualité des Vélos) et le OQV",
            [("OQV", None), ("Observatoire de la Qualité des Vélos", None), ("OQV", None)],
        ),
    ],
)
def test_short_names_of_bodies(language, text, found):
    bodies = [m for m in mentions(text, language) if m.kind == "organisation"]
    assert [(m.text, m.entity_id) for m in bodies] == found


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Zij woont in Congo.", None),
        ("Zij woont in Congo, de vroegere kolonie (DRC).", "country:CD"),
        ("Zij woont in Congo, niet in de Republiek Congo.", "country:CG"),
        ("Zij woont in Congo, niet in de DRC of de Republiek Congo.", None),
    ],
)
def test_which_congo_is_meant_the_text_says(text, state):
    assert next(m.entity_id for m in mentions(text, "nl") if m.text == "Congo") == state


@each_case(
    ("language", "text", "found"),
    [
        ("nl", "zie omzendbrief 2018/C/91 en 2019/C/12", ["circular:2018/C/91", "circular:2019/C/12"]),
        ("fr", "la directive européenne 2003/99/CE", ["32003L0099"]),
        ("fr", "le règlement européen 1305/2013", ["32013R1305"]),
        ("fr", "le règlement (CEE) 1408/71", ["31971R1408"]),
        ("nl", "verordening (EU) 2016/2031", ["32016R2031"]),
        ("nl", "artikel 9 Vo. 987/2009 EU", ["32009R0987"]),
        ("fr", "les règlements (CE) 883/2004 et 987/2009", ["32004R0883", "32009R0987"]),
        ("nl", "de regels van de wegcode", ["code:highway"]),
        ("fr", "la résolution 9373 (2001) du Conseil", ["resolution:9373 (2001)"]),
        ("nl", "artikel 9, 4° W.Succ. en artikel 3 W. Reg.", ["code:succession", "code:registration"]),
        ("fr", "l'article 3 du C. succ.", ["code:succession"]),
        ("nl", "de ABC-richtlijn van 6 juli 2016", [None]),
        ("fr", "la convention collective de travail n° 991", ["collective_agreement:991"]),
        ("fr", "le règlement CEE n° 91/92 du 3 mai 1992", ["31992R0091"]),
        (
            "nl",
            "Artikel 8, § 1, 6°, a, 2) WIB92 en artikel 9, 1° lid WIB92",
            ["code:income-tax", "code:income-tax"],
        ),
        ("nl", "artikel 1139 BW en het Ger.W.", ["code:civil", "code:judicial"]),
        ("nl", "artikel 7 van het Marokkaanse Wetboek van Strafrecht", [None]),
        ("nl", "artikelen 7, § 1, 5°; 9, tweede lid, en 12, § 3septdecies WIB92", ["code:income-tax"]),
        ("nl", "het KB/WIB92 en de wet uit 1991", [None]),
        ("fr", "l'article 3, § 1er, al. 4, de la loi du 3 mai 2003", ["eli/wet/2003/05/03"]),
        ("nl", "de artikelen 10 en volgende van de wet van 3 mei 2003", ["eli/wet/2003/05/03"]),
        ("fr", "le protocole d'accord du 3 mai 2014", ["agreement:2014-05-03"]),
        ("nl", "artikel 99bis van het Burgerlijke Wetboek", ["code:civil"]),
        ("fr", "le code judiciaire", ["code:judicial"]),
        ("nl", "artikel 15 van onze Grondwet geldt niet in Rusland", ["code:constitution"]),
        ("nl", "De Grondwet van Rusland en de Russische Grondwet.", [None, None]),
        ("fr", "En Hongrie, la Constitution a changé.", [None]),
        ("fr", "La Constitution garantit cela.", ["code:constitution"]),
        ("fr", "La Constitution protège la langue allemande.", ["code:constitution"]),
        ("fr", "la décision d'exécution (UE) 2017/974", ["32017D0974"]),
        ("fr", "Le Code pénal du Maroc punit cela.", [None]),
    ],
)
def test_acts(language, text, found):
    assert [m.entity_id for m in mentions(text, language) if m.kind == "legal_act"] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "Ik vroeg het Koen Geens, en later minister Geens.", ["koen-geens", "koen-geens"]),
        ("fr", "Le ministre de la Justice Geens et la ministre De Block.", ["koen-geens", "maggie-de-block"]),
        ("nl", "De heer Geens is een andere man.", [None]),
        ("fr", "Madame la ministre De Block est là.", ["maggie-de-block"]),
        ("nl", "Vlaams minister Geens bestaat niet.", [None]),
        ("fr", "Le ministre wallon Geens et le ministre français Geens.", [None, None]),
        ("nl", "Minister Michel zei neen.", [None]),  # two of that name
        ("nl", "De Duitse minister van Financiën Zwanenburg.", [None]),
        ("fr", "La commissaire européenne Zwanenburg.", [None]),
    ],
)
def test_a_minister_whom_a_text_names(language, text, found):
    people = [m for m in mentions(text, language, date(2017, 5, 2)) if m.kind == "person"]
    assert [m.entity_id for m in people] == found


def test_a_minister_not_yet_in_office_is_not_meant():
    said = "Minister De Sutter zei neen."
    ids = [next(m.entity_id for m in mentions(said, "nl", date(year, 5, 2))) for year in (2017, 2021)]
    assert ids == [None, "petra-de-sutter"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "Le Parti socialiste français et le Parti socialiste.", ["Parti socialiste"]),
        ("nl", "De code IND staat op het etiket.", []),
    ],
)
def test_parties(language, text, found):
    assert [name for _, name in named(text, language, "party")] == found
