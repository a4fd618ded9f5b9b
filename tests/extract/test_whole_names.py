"""Names to their last word, and what a text says of a name beside it."""

import pytest

from tasks.extract import mentions
from tests.extract.support import finishes


def named(text, language, kind):
    return [m.text for m in mentions(text, language) if m.kind == kind]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "Leuven; Namen; Bergen; Halle", ["Leuven", "Namen", "Bergen"]),
        ("nl", "het Waals gewest en, en Flandres, rien", ["Waals gewest", "Flandres"]),
    ],
)
def test_places_in_cells_and_in_the_other_language(language, text, found):
    assert named(text, language, "place") == found


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
