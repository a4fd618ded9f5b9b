"""Bodies of the list: abbreviations of both languages, full names, and names with a place in them."""

import pytest

from schemas.vocabulary.entities import organisations
from tasks.extract import mentions
from tests.support.each_case import each_case


def named(text, language):
    """Bodies and places of a text, each with its identifier."""
    return [
        (mention.text, mention.entity_id)
        for mention in mentions(text, language)
        if mention.kind in {"organisation", "place"}
    ]


@pytest.mark.parametrize(
    ("short", "identifier", "language"),
    [
        ("OE", "dvz", "fr"),
        ("BEI", "eib", "fr"),
        ("CNS", "nationale-veiligheidsraad", "fr"),
        ("SPC", "spoorwegpolitie", "nl"),
        ("VEA", "veka", "nl"),
        ("RTL", "rtl-tvi", "fr"),
        ("IPCF", "bibf", "fr"),
        ("AIVD", "aivd", "nl"),
    ],
)
def test_an_abbreviation_needs_no_name_beside_it(short, identifier, language):
    before = {"nl": "Wat antwoordde de", "fr": "Qu'a répondu le"}[language]
    assert named(f"{before} {short} toen?", language) == [(short, identifier)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le budget de l'APD baisse.", "fr"),  # the data protection authority, or aid to development
        ("Le NISS figure sur la carte.", "fr"),  # the Rwandan service, or everybody's number
        ("Dat verklaarde de NRC gisteren.", "nl"),
    ],
)
def test_an_abbreviation_of_two_things_is_none(text, language):
    assert named(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "l'avis du SPF Santé publique et Sécurité de la Chaîne alimentaire",
            "fr",
            [("SPF Santé publique et Sécurité de la Chaîne alimentaire", "fod-volksgezondheid")],
        ),
        (
            "de cijfers van de FOD Mobiliteit en Verkeer",
            "nl",
            [("FOD Mobiliteit en Verkeer", "fod-mobiliteit")],
        ),
        ("de directeur van FOD KMO en Middenstand", "nl", [("FOD KMO en Middenstand", "fod-economie")]),
        (
            "la Direction de la sécurisation de la police fédérale (DAB)",
            "fr",
            [("Direction de la sécurisation de la police fédérale", "dab"), ("DAB", "dab")],
        ),
        ("een klacht bij het federale parket", "nl", [("federale parket", "federaal-parket")]),
    ],
)
def test_a_full_name_is_not_cut_at_a_joining_word(text, language, expected):
    assert named(text, language) == expected


@pytest.mark.parametrize(
    ("name", "identifier", "language"),
    [
        ("Rode Kruis Vlaanderen", "rode-kruis", "nl"),
        ("Crédit Suisse", "credit-suisse", "fr"),
        ("Business France", None, "fr"),
        ("Air Belgium", None, "fr"),
        ("Qatar Airways", "qatar-airways", "nl"),
        ("Club Brugge", "club-brugge", "nl"),
        ("KV Mechelen", None, "nl"),
        ("Standard de Liège", None, "fr"),
        ("Médecins du Monde Belgique", "dokters-van-de-wereld", "fr"),
        ("Audi Vorst", "audi-brussels", "nl"),
    ],
)
def test_a_place_in_the_name_of_a_body_is_none(name, identifier, language):
    before = {"nl": "Gisteren sprak men bij", "fr": "On a parlé hier chez"}[language]
    assert named(f"{before} {name} daarover.", language) == [(name, identifier)]


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Federale Parlement", "federaal-parlement"),
        ("Federale Planbureau", "planbureau"),
        ("Vlaamse Parlement", "vlaams-parlement"),
        ("Europese Parlement", "europees-parlement"),
        ("Waalse Parlement", "waals-parlement"),
        ("Bundestag", "bundestag"),
    ],
)
def test_a_parliament_is_the_one_that_is_named(name, identifier):
    assert named(f"Daarover stemde het {name} vorige maand.", "nl") == [(name, identifier)]


def test_another_country_has_a_parliament_of_its_own():
    assert named("Le Parlement turc a voté.", "fr") == [("Parlement turc", None)]


def test_two_bodies_share_no_name_but_an_abbreviation_that_the_text_explains():
    owners: dict[str, set[str]] = {}
    for body in organisations():
        for name in (*body.names, *body.abbreviations):
            owners.setdefault(name, set()).add(body.code)
    assert {name for name, codes in owners.items() if len(codes) > 1} == {"BCE"}
    assert named("Le taux de la BCE baisse.", "fr") == [("BCE", None)]
    bank = [("Banque centrale européenne", "ecb"), ("BCE", "ecb")]
    assert named("La Banque centrale européenne veille; la BCE baisse son taux.", "fr") == bank


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("l'Inami et l'Onem", "fr", ["riziv", "rva"]),
        ("INTERPOL en BOZAR", "nl", ["interpol", "bozar"]),
        ("Iris et Astrid", "fr", []),
        (
            "Proximus en de klanten van Orange. Orange zwijgt.",
            "nl",
            ["proximus", "orange-belgium", "orange-belgium"],
        ),
        ("De code Orange geldt.", "nl", []),
        ("De EU wil dat. De Raad beslist.", "nl", ["eu", "raad-eu"]),
        ("de Commissie voor te pleiten", "nl", [None]),
    ],
)
def test_other_spellings_and_words_that_need_another_body(text, language, expected):
    assert [m.entity_id for m in mentions(text, language) if m.kind == "organisation"] == expected


@each_case(
    ("text", "language", "expected"),
    [
        ("de Nationale Zeewierdienst (NZD)", "nl", ["Nationale Zeewierdienst", "NZD"]),
        (
            "le Comité fédéral pour la Sûreté du Transport ferroviaire",
            "fr",
            ["Comité fédéral pour la Sûreté du Transport ferroviaire"],
        ),
        ("de overeenkomst (zeewierovereenkomst – EBZ) en de EBZ", "nl", []),
        ("de afdeling Gent", "nl", []),
        ("de civiele bescherming", "nl", ["civiele bescherming"]),
    ],
)
def test_what_is_the_name_of_a_body(text, language, expected):
    assert [m.text for m in mentions(text, language) if m.kind == "organisation"] == expected


@each_case(
    ("text", "found"),
    [
        (
            "De FOD Financien en het Comite P zwijgen.",
            [("FOD Financien", "fod-financien"), ("Comite P", "comite-p")],
        ),
        ("De Nationale Bank van Belgie zwijgt.", [("Nationale Bank van Belgie", "nbb")]),
        ("In La Louviere en Liege.", [("La Louviere", "nis:58001"), ("Liege", "nis:62063")]),
    ],
)
def test_a_listed_name_is_found_without_its_accents(text, found):
    assert named(text, "nl") == found
