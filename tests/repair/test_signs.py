"""Signs that stand apart come back where Dutch and French put them, and nowhere else."""

import pytest

from tasks.repair import repair_text
from tasks.repair.charsets import data_rows
from tasks.repair.layers import strangeness
from tasks.repair.misread.signs import _SIGN_BY_PLACE
from tests.support.each_case import each_case

RESTORED = [
    ("nl", "Het gaat om een bedrag van 500 Ä per jaar.", "Het gaat om een bedrag van 500 € per jaar."),
    ("nl", "Dat kost 12 miljoen Ä. De rest volgt.", "Dat kost 12 miljoen €. De rest volgt."),
    ("nl", "Zie artikel 3, ß 2, van de wet.", "Zie artikel 3, § 2, van de wet."),
    ("nl", "Het dossier Ė zo blijkt Ė is gesloten.", "Het dossier – zo blijkt – is gesloten."),
    ("nl", "Artikel 6, 19į, van de wet.", "Artikel 6, 19°, van de wet."),
    ("nl", "Alle collegaís en de vzwís werden gehoord.", "Alle collega’s en de vzw’s werden gehoord."),
    ("nl", "Het middel (Contramalģ) werd verstrekt.", "Het middel (Contramal®) werd verstrekt."),
    ("fr", "Il s’agit díun montant.", "Il s’agit d’un montant."),
    ("fr", "L’article [Ö] est clair.", "L’article […] est clair."),
    ("fr", "Un montant de 3 millions Ä.", "Un montant de 3 millions €."),
]
STAYS = [
    "De letter Ä en de letter ñ staan in de tabel.",
    "Een golflengte van 5 Å en een buis van Ø 20 mm, 10 µg en 3 Ω.",
    "Jan Peeters † en Piet Pieters (†1998) waren lid; de voetnoot‡ ook.",
    "É. Dupont, Ö. Yılmaz, Ş. Demir en Å. Berg.",
    "│ 12 │ 13 │ ─ │ ● punt ■ vak √ ja",
    "• punt een\n→ vervolg √ ok ■ neen",
    "«mañana», «España», «¿Qué pasa?» et «¡Olé!» de José Núñez.",
    "Dat kost 50 ¢, 20 £ of 300 ¥.",
    "La lettre œ, le signe ¤ et la voyelle ø sont rares.",
    "Les jours suivants: lunes, Días, típic et país.",
]


@pytest.mark.parametrize(("language", "broken", "right"), RESTORED)
def test_signs_come_back(language, broken, right):
    found = repair_text(broken, language)
    assert found.text == right
    assert all(repair.certainty < 0.999 for repair in found.repairs)


@each_case("language", ["nl", "fr", None])
@each_case("text", STAYS)
def test_signs_that_are_meant_stay(text, language):
    found = repair_text(text, language)
    assert (found.text, found.repairs) == (text, ())


def test_each_sign_in_its_place_has_an_example():
    for (pattern, *_), (*_, example) in zip(
        _SIGN_BY_PLACE, data_rows("places_of_signs.tsv", "tasks.repair.misread"), strict=True
    ):
        assert pattern.match(example), example


def test_each_kind_of_characters_has_one_cost():
    rows = data_rows("kinds.tsv", "tasks.repair.layers")
    costs = {kind: {row[1] for row in rows if row[0] == kind} for kind, *_ in rows}
    assert all(len(found) == 1 for found in costs.values())
    assert {strangeness._kind(character) for character in "↑™₣§²’“”–\ufffdé\u2028ѡ"} <= costs.keys()
