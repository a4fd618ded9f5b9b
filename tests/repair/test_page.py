"""The page that reached us damaged, and what a page does with right letters beside wrong ones."""

import pytest

from tasks.repair import detect_language, repair_text
from tests.support.render.sample import SEED

NO_LETTERS = "\uffff\ufffe\ufdd0\U0010ffff"
TEXT = SEED.read_bytes().decode("utf-8")


def test_seed_page():
    found = repair_text(TEXT)
    assert [(repair.before, repair.after, repair.rule) for repair in found.repairs] == [
        ("potentiŽle", "potentiële", "mac_latin2"),
        ("officiŽle", "officiële", "mac_latin2"),
    ]
    assert found.text == TEXT.replace("potentiŽle", "potentiële").replace("officiŽle", "officiële")
    assert found.language == "nl"
    assert all(repair.certainty > 0.99 for repair in found.repairs)
    for repair in found.repairs:
        assert TEXT[repair.start : repair.end] == repair.before


def test_seed_page_from_bytes_doubts_no_letter():
    assert repair_text(TEXT, from_bytes=True).text == TEXT


@pytest.mark.parametrize(
    ("shown", "right"),
    [
        (
            "De ęofficiŽleĽ cijfers Ė 3†400 in BelgiŽ Ė zijn ďnieuwĒ en de ministerís antwoord ook.",
            "De «officiële» cijfers – 3\u00a0400 in België – zijn “nieuw” en de minister’s antwoord ook.",
        ),
        ("De potentiele kosten voor BelgiŽ.", "De potentiele kosten voor België."),
        *((f"De officiŽle dienst{sign}.", f"De officiële dienst{sign}.") for sign in NO_LETTERS),
    ],
)
def test_punctuation_comes_back_and_accents_that_an_author_leaves_out_or_no_letters_stay(shown, right):
    assert repair_text(shown, "nl").text == right


def test_certainty_grows_with_the_margin():
    sure = repair_text("officiŽle", "nl").repairs[0].certainty
    doubtful = repair_text("Eťn", "nl").repairs[0].certainty
    assert 0.5 <= doubtful < sure <= 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("De minister heeft geen weet van enig misbruik door de diensten.", "nl"),
        ("La ministre n’a pas connaissance d’un abus de la part des services.", "fr"),
        ("", None),
        ("1234 ***", None),
        ("De minister heeft geen weet van dit misbruik. La ministre n’a pas connaissance de cet abus.", None),
    ],
)
def test_language(text, language):
    assert detect_language(text) == language
