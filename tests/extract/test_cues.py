"""Companies and associations that no list has: by the word before their name, then wherever it stands."""

import pytest

from tasks.extract import mentions
from tests.extract.support import finishes
from tests.support.each_case import each_case


def bodies(text, language):
    return [m.text for m in mentions(text, language) if m.kind == "organisation"]


@each_case(
    ("language", "text", "found"),
    [
        ("nl", "De uitgever Jan Coppenhollen en de vereniging Gent.", []),
        ("nl", "De vereniging Belgische artsen.", []),
        ("nl", "Xylo, een private bewakingsfirma, en politie.", []),
        ("fr", "Avec le marquage Xylo, le fabricant paie.", []),
        ("fr", "Les entreprises XYLO ferment, l'association LGBTQI aussi.", []),
        ("nl", "Een zogenaamde Direct Operator Billing.", []),
    ],
)
def test_the_word_before_a_name_says_what_it_is(language, text, found):
    assert bodies(text, language) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "Het bedrijf Xylo sluit. Waarom wil Xylo dat?", ["Xylo", "Xylo"]),
        ("nl", "Wat wil Xylo? Ik vroeg het aan Xylo NV.", ["Xylo", "Xylo"]),
        ("nl", "De firma Xylo maakt Xylo Poeder en Xylo-poeder.", ["Xylo"]),
        ("nl", "De groep Sporen sluit. Sporen zijn gewist. De sporen van Sporen.", ["Sporen", "Sporen"]),
        ("fr", "La société Xylo ferme. Que fait Xylo?", ["Xylo", "Xylo"]),
        ("nl", "Wat wil Xylo?", []),
    ],
)
def test_a_name_once_explained_is_found_throughout_its_text(language, text, found):
    assert bodies(text, language) == found


@pytest.mark.long
@pytest.mark.parametrize(
    "text",
    [
        "'bedrijven ' + 'Xylo, ' * 40_000",
        "'société de magasins belge ' * 20_000",
        "'Xylo NV ' * 40_000",
        "' '.join(f'bedrijf Xylo A{n}' for n in range(20_000))",
    ],
)
def test_the_work_grows_with_the_text_alone(text):
    code = f"from tasks.extract import mentions; mentions({text}, 'nl'); mentions({text}, 'fr')"
    assert finishes(code), "the time grows with the square of the text"
