"""What is right stays: foreign names, right letters, everyday text."""

from pathlib import Path

import pytest

from tasks.repair import repair_text
from tests.support.each_case import each_case

from .test_words import SENTENCES, damage

NAMES = (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").split()
DAMAGED = {
    "nl": "Het is officiële informatie over België, Financiën, geëvalueerd en coördinerende diensten. ",
    "fr": "Les données générales ont été reçues à Liège après la première année, où être contrôlée. ",
}
KNOWN_NAMES = "Žižek Škoda Łódź Nikolić Plzeň Ťok Dvořák Ágnes Çelik Şahin Åsa Øystein Úrsula".split()
CLEAN = [
    (
        "nl",
        "Eén op de tweeëntwintig patiënten in België is vóór 2010 geopereerd: 1 200 000 € (§ 2, 4°).",
    ),
    ("nl", "De minister zei: “Dat is ‘hún’ café”… en dat – zegt hij – geldt ook voor m² en 5 × 3 ½ uur."),
    ("nl", "FINANCIËN, BELGIË en de COÖRDINATIE; @FOD_Financien, http://www.senate.be/?a=1&b=2 #Oekraïne."),
    ("nl", "De coordinatie van de financiele en officiele diensten in Belgie is potentiele winst."),
    ("nl", "Jan Janssens (†) en Piet Pieters (†1998) kochten Contramal® en Valtran®."),
    ("fr", "L’État, où « l’été » a été très long, coûte 3 € (§ 1er) ; « n° 5 » est-il d’Ô ou d’Œuvre ?"),
    ("fr", "ÉTAT BELGE – À L’ATTENTION DE LA DÉFENSE : l’Île, Île-de-France, Êtes-vous là… à côté ?"),
    ("fr", "Le cœur, l’œuvre, naïf, Noël, aiguë, ambiguïté, dû, crû, sûr, hôtel, âne, Ève, Çà et là."),
    ("fr", "1°) deuxièmement ; 20 °C ; 5 ± 2 ; a ≥ b ; 10 µg ; x² ; ½ ; → suite ; • point ; ½ heure ; « … »"),
]


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


@pytest.mark.parametrize(("language", "text"), CLEAN)
def test_clean_text_stays(language, text):
    for given in (language, None):
        found = repair_text(text, given)
        assert (found.text, found.repairs) == (text, ())


def test_a_bilingual_page_stays():
    text = "\n\n".join(text for _, text in CLEAN)
    assert repair_text(text).text == text
