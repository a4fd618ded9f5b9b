"""Names to their last word, and what a text says of a name beside it."""

import pytest

from tasks.extract import mentions
from tests.extract.support import finishes
from tests.support.each_case import each_case


def named(text, language, kind):
    return [m.text for m in mentions(text, language) if m.kind == kind]


@each_case(
    ("language", "text", "found"),
    [
        (
            "fr",
            "Le Conseil supérieur pour la Brasserie et la Malterie attend.",
            ["Conseil supérieur pour la Brasserie et la Malterie"],
        ),
        (
            "fr",
            "L'Union nationale des vanneries de Belgique (UNVB) attend.",
            ["Union nationale des vanneries de Belgique", "UNVB"],
        ),
        ("fr", "Le service Vannerie et promotion se tait.", ["service Vannerie et promotion"]),
        ("fr", "La cellule Contrôle de gestion se tait.", ["cellule Contrôle de gestion"]),
        ("fr", "Le service Vannerie fédéral se tait.", ["service Vannerie fédéral"]),
        (
            "fr",
            "Le tribunal de première instance néerlandophone de Bruxelles juge.",
            ["tribunal de première instance néerlandophone de Bruxelles"],
        ),
        ("fr", "Chaque Service public fédéral (SPF) a ses règles.", []),
        (
            "nl",
            "De Hoge Raad voor de opleiding van de openbare imkers adviseert.",
            ["Hoge Raad voor de opleiding van de openbare imkers"],
        ),
        (
            "nl",
            "Het Comité voor preventie en bescherming op het werk vergadert.",
            ["Comité voor preventie en bescherming op het werk"],
        ),
        ("nl", "De Evaluatiecommissie Imkerij adviseert.", ["Evaluatiecommissie Imkerij"]),
        ("nl", "Het Gas- en Imkerijfonds is leeg.", []),
        ("nl", "Het Paritair Comité voor de imkers.", ["Paritair Comité voor de imkers"]),
        ("nl", "Het Agentschap tot doel gesteld.", []),
        ("nl", "De Raad van Bestuur van de firma vergadert.", []),
        ("fr", "comme société apicole réglementée (SAR) ou la SAR", []),
    ],
)
def test_a_name_ends_where_it_ends(language, text, found):
    assert named(text, language, "organisation") == found


@each_case(
    ("language", "text", "found"),
    [
        ("nl", "Is de Commissie van oordeel dat dit kan?", []),
        ("nl", "Is de Raad van mening dat dit kan?", []),
        ("nl", "Is de Dienst van plan om te verhuizen?", []),
        ("nl", "Is de Commissie van strategisch belang?", []),
        ("nl", "Hoeveel kostte het Imkersfonds tot heden?", ["Imkersfonds"]),
        ("nl", "Hoeveel kostte het Imkersfonds tot nu toe?", ["Imkersfonds"]),
        ("nl", "Is het Agentschap van onjuiste cijfers uitgegaan?", []),
        ("nl", "Wist de Inspectie van deze zaak?", []),
        ("nl", "Is de Federale Dienst van nature traag?", ["Federale Dienst"]),
        ("nl", "De Commissie van toezicht adviseert.", ["Commissie van toezicht"]),
        ("nl", "De Dienst voor de Vlechtkunst zwijgt.", ["Dienst voor de Vlechtkunst"]),
        ("fr", "La Commission d'ailleurs se tait.", []),
        ("fr", "Le Conseil d'abord se tait.", []),
        ("fr", "Le Conseil à l'égard des vanniers se tait.", []),
        ("fr", "Il faut une Union pour permettre cela.", []),
        ("fr", "Que fait le Fonds pour réduire ce délai ?", []),
        ("fr", "Que fait le Fonds pour financer cela ?", []),
        ("fr", "Le Conseil à l'avenir se taira.", []),
        ("nl", "De Raad tot slot zwijgt.", []),
        ("nl", "Het Instituut voor het belang zwijgt.", ["Instituut voor het belang"]),
        ("nl", "Het Fonds voor start-ups zwijgt.", ["Fonds voor start-ups"]),
        ("nl", "De Raad van plan-uitvoerders zwijgt.", ["Raad van plan-uitvoerders"]),
        ("fr", "La Fondation pour Xanther se tait.", ["Fondation pour Xanther"]),
        ("fr", "Le Comité d'avis pour la vannerie répond.", ["Comité d'avis pour la vannerie"]),
    ],
)
def test_an_idiom_behind_a_body_is_no_part_of_its_name(language, text, found):
    assert named(text, language, "organisation") == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "nl",
            "De vzw ZOV (Zonder Onnodige Vragen) sluit. De ZOV zwijgt.",
            ["ZOV", "Zonder Onnodige Vragen", "ZOV"],
        ),
        (
            "nl",
            "Een BBZA (Brabant Beekeeping Zone Authority) en de BBZA.",
            ["BBZA", "Brabant Beekeeping Zone Authority", "BBZA"],
        ),
        ("nl", "De regel ZOV (Zonder Onnodige Vragen) geldt.", []),
        (
            "nl",
            "De Nationale Imkersraad voor Bijen\u00a0 (NIB) zwijgt.",
            ["Nationale Imkersraad voor Bijen", "NIB"],
        ),
        ("fr", "La Commission signale que l'Union attend.", ["Commission", "Union"]),
        ("nl", "De cliënten van de groepen Xylo en/of Blixo.", ["Xylo", "Blixo"]),
    ],
)
def test_a_bracket_says_whose_abbreviation_it_is(language, text, found):
    assert named(text, language, "organisation") == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "Leuven; Namen; Bergen; Halle", ["Leuven", "Namen", "Bergen"]),
        ("nl", "het Waals gewest en, en Flandres, rien", ["Waals gewest", "Flandres"]),
    ],
)
def test_places_in_cells_and_in_the_other_language(language, text, found):
    assert named(text, language, "place") == found


@each_case(
    ("language", "text", "found"),
    [
        ("nl", "Het Duitse XYLB en het Franse QRST, de Duitse BTW.", ["XYLB", "QRST"]),
        ("fr", "Selon l'XYLB française, le TGV français.", ["XYLB"]),
        ("nl", "De imkerijfirma's Xylo Care en Blixo sluiten.", ["Xylo Care", "Blixo"]),
        (
            "nl",
            "Het werkte met Xylo Nord (XN), een opleidingscentrum. De XN zwijgt.",
            ["Xylo Nord", "XN", "XN"],
        ),
        (
            "nl",
            "Volgens het Franse Institut de la vannerie is dat zo.",
            ["Institut de la vannerie"],
        ),
        (
            "nl",
            "Aan de University of Brabant en de commissies Imkerij en Vannerie.",
            ["University of Brabant", "commissies Imkerij en Vannerie"],
        ),
        ("nl", "Het staat op Google Play en Facebook Messenger.", []),
        (
            "nl",
            "De werkgroep Imkerij vergadert, het Hoger Imkerscomité ook.",
            ["werkgroep Imkerij", "Hoger Imkerscomité"],
        ),
        ("fr", "Il faut permettre au Parlement d’exercer son contrôle.", ["Parlement"]),
        ("fr", "inscrit au Registre national", []),
        ("fr", "Il faut permettre à l'Agence d'être là.", []),
        ("fr", "un distributeur automatique de bière (DAB)", []),
        ("fr", "à l'hôpital universitaire de Tournai", ["hôpital universitaire de Tournai"]),
        (
            "nl",
            "De Interministeriële Conferentie (IMC) Imkerij en het Directoraat-generaal (DG) Leefmilieu.",
            ["Interministeriële Conferentie (IMC) Imkerij", "Directoraat-generaal (DG) Leefmilieu"],
        ),
        (
            "nl",
            "De subcommissie Imkerij en de bijzondere onderzoekscommissie Bijengate.",
            ["subcommissie Imkerij", "bijzondere onderzoekscommissie Bijengate"],
        ),
        ("fr", "la commission fédérale de la Mobilité", ["commission fédérale de la Mobilité"]),
        ("nl", "Het Kenniscentrum Bijenziekte.", ["Kenniscentrum Bijenziekte"]),
        ("nl", "Organisaties zoals Defensie, en Defensie zelf.", []),
    ],
)
def test_bodies_from_abroad_and_in_a_row(language, text, found):
    assert named(text, language, "organisation") == found


def test_small_words_of_titles_and_units():
    assert named("131.591 ETP.Toutefois, 60 159 ASBL, 19 projets différents", "fr", "quantity") == [
        "131.591 ETP",
        "60 159 ASBL",
        "19 projets différents",
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
