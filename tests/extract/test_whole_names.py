"""Names to their last word, and what a text says of a name beside it."""

import pytest

from tasks.extract import mentions
from tests.extract.support import finishes
from tests.support.each_case import each_case


def named(text, language, kind):
    return [m.text for m in mentions(text, language) if m.kind == kind]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "les Émirats arabes unis (EAU), puis les EAU", ["Émirats arabes unis", "EAU", "EAU"]),
        ("nl", "het Brussels Hoofdstedelijk Gewest (BHG)", ["Brussels Hoofdstedelijk Gewest", "BHG"]),
        ("nl", "in Duitsland (NAVO)", ["Duitsland"]),
        ("nl", "Malta’s haven en Malta's vloot", ["Malta", "Malta"]),
        ("nl", "de lijn Parijs-Brussel-Keulen-Gent-Warschau", ["Brussel", "Gent"]),
        ("fr", "la ligne Louvain-Gand-Bruxelles-Midi", ["Louvain", "Gand"]),
        ("nl", "de fietssnelweg F92 (Tienen-Diest)", ["Tienen", "Diest"]),
        ("nl", "Leuven; Namen; Bergen; Halle", ["Leuven", "Namen", "Bergen"]),
        ("nl", "de Panama Papers en Panama", ["Panama"]),
        ("fr", "l'état américain de Géorgie et la Géorgie", ["Géorgie"]),
        ("nl", "het Waals gewest en, en Flandres, rien", ["Waals gewest", "Flandres"]),
    ],
)
def test_places_and_their_abbreviations(language, text, found):
    assert named(text, language, "place") == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "een onderzoek naar Zunda Morkel, de voorzitter van de imkers", ["Zunda Morkel"]),
        ("nl", "Zunda Morkel, Malta’s minister van Imkerij, zwijgt.", ["Zunda Morkel"]),
        ("nl", "Volgens Morkel, voorzitter van de imkers, niet.", []),
        ("fr", "une lettre de Zunda Morkel, l'ancien directeur", ["Zunda Morkel"]),
        ("fr", "par Amnesty de Zunda Grobb Morkel, jeune médecin", ["Zunda Grobb Morkel"]),
        ("nl", "de Job Days en de Job Train", []),
        ("nl", "de Thin Blue Line Belgium", []),
    ],
)
def test_who_somebody_is_may_stand_behind_the_name(language, text, found):
    assert named(text, language, "person") == found


@each_case(
    ("language", "text", "found"),
    [
        ("fr", "(directive 2031/93/UE)", ["directive 2031/93/UE"]),
        (
            "nl",
            "artikel 9, § 1, 7°; § 2, 7° en § 2/1, 7° WIB 92",
            ["artikel 9, § 1, 7°; § 2, 7° en § 2/1, 7° WIB 92"],
        ),
        ("nl", "artikel 4, 2°, a), derde streepje WBTW", ["artikel 4, 2°, a), derde streepje WBTW"]),
        ("nl", "Artikel 3, 1°/1 van de Wegcode", ["Artikel 3, 1°/1 van de Wegcode"]),
        (
            "nl",
            "artikel 2 van het nieuw koninklijk besluit nr. 952",
            ["artikel 2 van het nieuw koninklijk besluit nr. 952"],
        ),
        ("nl", "artikel 159 GW en 24 GW stroom", ["artikel 159 GW"]),
        (
            "nl",
            "de cao 919octies en de collectieve arbeidsovereenkomst (cao) 919/9",
            ["cao 919octies", "collectieve arbeidsovereenkomst (cao) 919/9"],
        ),
        (
            "nl",
            "de protocolakkoorden nrs. 935, 955 en 965 met hen",
            ["protocolakkoorden nrs. 935", "955", "965"],
        ),
        ("fr", "la loi modifiant l’arrêté royal du 29 juin 2013", ["arrêté royal du 29 juin 2013"]),
        ("fr", "le règlement européen du 7 avril 2016", ["règlement européen du 7 avril 2016"]),
        (
            "fr",
            "l'arrêté royal d'exécution du CIR du 2 août 1993",
            ["arrêté royal d'exécution du CIR du 2 août 1993"],
        ),
        (
            "nl",
            "het besluit houdende maatregelen tegen COVID-19 van 8 maart 2020",
            ["besluit houdende maatregelen tegen COVID-19 van 8 maart 2020"],
        ),
        ("nl", "COL 93/2013 en COL93/2014", ["COL 93/2013", "COL93/2014"]),
        ("fr", "la loi XYZ de 2002", ["loi XYZ de 2002"]),
        (
            "fr",
            "les arrêtés ministériels des 8 et 23 mars et du 3 avril 2020",
            ["arrêtés ministériels des 8 et 23 mars et du 3 avril 2020"],
        ),
        (
            "fr",
            "une circulaire de l'administration fiscale du 2 mai 2017",
            ["circulaire de l'administration fiscale du 2 mai 2017"],
        ),
        ("fr", "la loi de mai 2016", ["loi de mai 2016"]),
        ("nl", "resolutie 9254 van de VN-Veiligheidsraad", ["resolutie 9254"]),
        (
            "nl",
            "circulaire nr. Ci. RH. 941/509.803 en artikel 93undecies E WBTW",
            ["circulaire nr. Ci. RH. 941/509.803", "artikel 93undecies E WBTW"],
        ),
        ("fr", "La loi s’applique à partir du 1er mars 2020.", []),
        (
            "nl",
            "artikel XII. 6 WER en artikel VI.45 e.v. WER",
            ["artikel XII. 6 WER", "artikel VI.45 e.v. WER"],
        ),
        ("nl", "de wet in bestuurszaken van 8 juli 1966", ["wet in bestuurszaken van 8 juli 1966"]),
    ],
)
def test_acts_with_their_articles_and_numbers(language, text, found):
    assert named(text, language, "legal_act") == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "nl",
            "(Vragen en Antwoorden , Kamer, 2019, nr. 92)",
            ["Vragen en Antwoorden , Kamer, 2019, nr. 92"],
        ),
        (
            "nl",
            "(Schriftelijke vragen en antwoorden, Kamer, 2019-2020, nr. 92)",
            ["Schriftelijke vragen en antwoorden, Kamer, 2019-2020, nr. 92"],
        ),
        ("nl", "een resolutie (Parl. Doc. 55/9206)", ["Parl. Doc. 55/9206"]),
    ],
)
def test_papers_of_the_chamber(language, text, found):
    assert named(text, language, "document") == found


def test_a_portfolio_is_no_verb():
    assert named("Le ministre flamand de la Culture indique que non.", "fr", "office") == [
        "ministre flamand de la Culture"
    ]
    assert named("Wat gaat u, als minister van Leefmilieu, ondernemen?", "nl", "office") == [
        "minister van Leefmilieu"
    ]


def test_small_words_of_titles_and_units():
    assert named("Ook dhr Morkel en Me Van Grobbe.", "fr", "person") == ["Morkel", "Van Grobbe"]
    assert named("les ministres régionaux de la Mobilité", "fr", "office") == [
        "ministres régionaux de la Mobilité"
    ]
    assert named("131.591 ETP.Toutefois, 60 159 ASBL, 19 projets différents", "fr", "quantity") == [
        "131.591 ETP",
        "60 159 ASBL",
        "19 projets différents",
    ]
    assert named(
        "GPI74, GPI 74bis en de samenwerkingsovereenkomst van 5 oktober 2018", "nl", "legal_act"
    ) == [
        "GPI74",
        "GPI 74bis",
        "samenwerkingsovereenkomst van 5 oktober 2018",
    ]
    assert named("(Questions et Réponses, la Chambre, 2019 2020, n° 92)", "fr", "document") == [
        "Questions et Réponses, la Chambre, 2019 2020, n° 92"
    ]


def test_an_abbreviation_of_a_part_has_another_identifier_than_the_body():
    text = "Het korps van de federale politie (DAB) en het Xylo Yoghurtpunt van de Verenigde Naties (XYVN)."
    ids = {m.text: m.entity_id for m in mentions(text, "nl") if m.kind == "organisation"}
    assert ids == {
        "federale politie": "federale-politie",
        "DAB": None,
        "Verenigde Naties": "un",
        "XYVN": None,
    }


@pytest.mark.long
@pytest.mark.parametrize(
    "text",
    [
        "'bijzondere parlementaire ' * 20_000",
        "'Verenigde Staten (VS) ' * 20_000",
        "'Raad voor opleiding van oude rode ' * 10_000",
        "'arrêtés ministériels des 1 et 2 mars et ' * 10_000",
        "'1, 2, 3 en ' * 20_000 + '4 jaar'",
        "'Xylo Morkel, de de de ' * 10_000 + 'voorzitter'",
        "'tussen 25 % en 30 % ' * 10_000",
        "'een centrum voor imkers (CVI) ' * 10_000",
        "'het Franse ABC en de Duitse DEF ' * 10_000",
    ],
)
def test_the_work_grows_with_the_text_alone(text):
    code = f"from tasks.extract import mentions; mentions({text}, 'nl'); mentions({text}, 'fr')"
    assert finishes(code), "the time grows with the square of the text"
