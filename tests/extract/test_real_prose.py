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
        ("nl", "Is de minister van plan om dat te doen?", []),
        ("nl", "De minister van Plan antwoordt.", [("office", "minister van Plan")]),
        ("nl", "DE MINISTER VAN JUSTITIE", [("office", "MINISTER VAN JUSTITIE")]),
        ("nl", "Ik vroeg het aan minister Van Hogerbeek.", [("person", "Van Hogerbeek")]),
        ("nl", "de eerste minister van Ethiopië", [("office", "eerste minister van Ethiopië")]),
        ("fr", "le ministre des Finances du Maroc", [("office", "ministre des Finances du Maroc")]),
        (
            "fr",
            "le ministre des Affaires étrangères luxembourgeois",
            [("office", "ministre des Affaires étrangères luxembourgeois")],
        ),
        (
            "nl",
            "De Vlaamse minister van Visserij Hilde Coppenhollen zegt neen.",
            [("office", "Vlaamse minister van Visserij"), ("person", "Hilde Coppenhollen")],
        ),
        ("fr", "Le président turc Yıldırak est venu.", [("person", "Yıldırak")]),
        ("nl", "Professor Zwanenburg Belgische cijfers tonen.", [("person", "Zwanenburg")]),
        ("fr", "Le ministre turc de la Défense parle.", [("office", "ministre turc de la Défense")]),
        ("fr", "Le Centre hospitalier Émile Brasseleur est plein.", []),
        (
            "nl",
            "Koning Filip sprak met prins Laurent in de Koning Albertlaan.",
            [("person", "Filip"), ("person", "Laurent")],
        ),
        ("fr", "le quartier reine Astrid et l'avenue du roi Albert", []),
        ("fr", "Le plan France Relance est suivi par M. Brasseleur.", [("person", "Brasseleur")]),
    ],
)
def test_offices_and_persons(language, text, found):
    assert named(text, language, "office", "person") == found


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
            "nl",
            "Wie Boekers.com gebruikt. Boekers.com zwijgt.",
            [("Boekers.com", None), ("Boekers.com", None)],
        ),
        ("nl", "Zie boekers.com of Boekers.com/hulp", []),
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


@each_case(
    ("language", "text", "found"),
    [
        ("nl", "mijn mondelinge vraag nr. 55902659C van toen", ["mondelinge vraag nr. 55902659C"]),
        (
            "nl",
            "(Integraal Verslag, Kamer, 2019-2020, CRIV55 COM 923)",
            ["Integraal Verslag, Kamer, 2019-2020, CRIV55 COM 923"],
        ),
        (
            "fr",
            "(Questions et Réponses, Chambre, 2019-2020, n° 916)",
            ["Questions et Réponses, Chambre, 2019-2020, n° 916"],
        ),
        ("fr", "(Doc. Parl. 55-9133)", ["Doc. Parl. 55-9133"]),
        ("nl", "zie DOC 9174/002 en DOC 54/9298", ["DOC 9174/002", "DOC 54/9298"]),
        ("nl", "mijn mondelinge vragen  nrs. 55902659C", ["mondelinge vragen  nrs. 55902659C"]),
        ("nl", "twee vragen (nrs. 7-90247 en 7-90364)", ["nrs. 7-90247", "7-90364"]),
        ("nl", "die vraag (nr. 7-90825) bleef open", ["nr. 7-90825"]),
        ("nl", "mijn vraag nr. 34 van 13 augustus 2019", ["vraag nr. 34"]),
        ("fr", "ma question n°33 (Questions et Réponses, Chambre)", ["question n°33"]),
        ("nl", "en nr. 281 van 16 maart 2020 (Vragen en Antwoorden, Kamer)", ["nr. 281"]),
        ("nl", "zie hierboven, vraag nr. 2", []),
        ("fr", "ma question écrite n° 4", ["question écrite n° 4"]),
        (
            "nl",
            "mijn schriftelijke vraag 229 en de schriftelijke vragen van 2019",
            ["schriftelijke vraag 229"],
        ),
    ],
)
def test_papers(language, text, found):
    assert [name for _, name in named(text, language, "document")] == found


@each_case(
    ("language", "text", "found"),
    [
        ("nl", "het bos Oude Landen bij Landen", ["Landen"]),
        ("fr", "au Café Bruges, à Gand", ["Gand"]),
        ("nl", "het Antwerpse Mol en de Staat Libië", ["Mol", "Libië"]),
        ("nl", "Misschien. b) Heeft Gent dat?", ["Gent"]),
        ("nl", "het gerechtelijk arrondissement Luik en Gent", []),
        ("fr", "les arrondissements judiciaires de Liège et de Namur", []),
        ("nl", "het Vlaamse en Brusselse Gewest", ["Vlaamse", "Brusselse Gewest"]),
        ("fr", "les Régions flamande et wallonne", ["Régions flamande", "wallonne"]),
        ("nl", "de Vlaamse en Waalse ministers", []),
        ("nl", "de lijn Mol-Antwerpen en de trein Gent-Brussel", ["Mol", "Antwerpen", "Gent", "Brussel"]),
        ("fr", "la ligne Binche-Bruxelles-Midi", ["Binche"]),
        ("fr", "la ligne Bruxelles-Rotterdam et les vols Rotterdam-Liège", ["Bruxelles", "Liège"]),
        ("nl", "op deze lijn ligt station Viaan-Mol in Franstalig België", ["België"]),
        ("nl", "de kieskring Brussel-Halle-Vilvoorde", []),
        ("nl", "de Golf van Guinee en Guinee", ["Guinee"]),
        ("fr", "l'aéroport de Lille et le Nigéria", ["Nigéria"]),
        ("fr", "la Wallonie picarde et la Wallonie", ["Wallonie"]),
        ("nl", "de Stad Brussel beslist", ["Brussel"]),
        ("nl", "de gemeente Lille en de Kempen", ["Lille"]),
    ],
)
def test_places(language, text, found):
    assert [name for _, name in named(text, language, "place")] == found


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
        ("fr", "l'article 3, § 1er, al. 4, de la loi du 3 mai 2003", ["law:2003-05-03"]),
        ("nl", "de artikelen 10 en volgende van de wet van 3 mei 2003", ["law:2003-05-03"]),
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
        ("nl", "Volgens Groen is het Groen Klimaatfonds leeg.", ["Groen"]),
        ("fr", "Le Front national pour la Paix (FNP) arme.", []),
        ("fr", "Le Parti socialiste français et le Parti socialiste.", ["Parti socialiste"]),
        ("nl", "De code IND staat op het etiket.", []),
        ("fr", "Défi relevé.", []),
    ],
)
def test_parties(language, text, found):
    assert [name for _, name in named(text, language, "party")] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "De landbouwer, Zunda Morkel, is dood.", ["Zunda Morkel"]),
        (
            "nl",
            "Oppositieleider Zunda Morkel en Grobb Tikkel zwijgen.",
            ["Zunda Morkel", "Grobb Tikkel"],
        ),
        ("fr", "Le militant pro-russe, Zunda Morkel, se tait.", ["Zunda Morkel"]),
        ("fr", "Il s'agit de Zunda Morkel et Jan Coppenhollen.", ["Zunda Morkel", "Jan Coppenhollen"]),
        (
            "nl",
            "volgens Jan Coppenhollen, Zunda Morkel en Grobb Tikkel",
            ["Jan Coppenhollen", "Zunda Morkel", "Grobb Tikkel"],
        ),
        ("nl", "Jan Coppenhollen, Hoe Gent dat doet", ["Jan Coppenhollen"]),
        ("nl", "de landbouwer West-Vlaamse Kust en de arts Belgische Zee", []),
        ("nl", "De weduwe Zunda zwijgt.", []),
    ],
)
def test_persons_by_what_they_are_or_beside_another(language, text, found):
    assert [m.text for m in mentions(text, language) if m.kind == "person"] == found
