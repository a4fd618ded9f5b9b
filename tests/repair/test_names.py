"""What is right stays: foreign names, right letters, everyday text."""

from pathlib import Path

import pytest

from tasks.repair import repair_text
from tests.repair.test_cases import CASES
from tests.support.each_case import each_case

from .test_words import SENTENCES, damage

NAMES = (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").split()
DAMAGED = {
    "nl": "Het is officiële informatie over België, Financiën, geëvalueerd en coördinerende diensten. ",
    "fr": "Les données générales ont été reçues à Liège après la première année, où être contrôlée. ",
}
KNOWN_NAMES = "Žižek Škoda Łódź Nikolić Plzeň Ťok Dvořák Ágnes Çelik Şahin Åsa Øystein Úrsula".split()


@each_case("language", ["nl", "fr"])
@each_case("name", NAMES)
def test_foreign_names_stay(name, language):
    sentence = SENTENCES[language].format(name)
    assert repair_text(sentence, language).text == sentence
    assert repair_text(name).text == name


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("rule", ["mac_latin2", "cp852", "iso8859_13"])
def test_foreign_names_stay_on_a_damaged_page(rule, language):
    """At most one name in a hundred gives way on a page known to be damaged; the best known do not."""
    lost = []
    for name in NAMES:
        sentence = SENTENCES[language].format(name) if language == "nl" else f"Le ministre a vu {name} hier."
        found = repair_text(damage(DAMAGED[language], rule) + sentence, language).text
        if not found.endswith(sentence):
            lost.append(name)
        assert found.startswith(DAMAGED[language])
    assert len(lost) <= 0.01 * len(NAMES)
    assert not set(lost).intersection(KNOWN_NAMES)


def test_a_bilingual_page_stays():
    text = "\n\n".join(case["original"] for case in CASES["clean"])
    assert repair_text(text).text == text
