"""A piece read with a wrong charset changes as a whole or not at all; nothing becomes a third text."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.repair.damages import misread, utf8
from tasks.repair import repair_text
from tasks.repair.charsets import PAIRS
from tests.support.examples import examples

PAGES = {
    "nl": "De financiële en officiële coördinatie in België is één keer geëvalueerd, zegt {} aan de leden.",
    "fr": "Les données générales ont été reçues à Liège, où {} les a contrôlées après la première année.",
}
WHOLE = [  # page read with, language, word, whether it is restored
    ("cp852", "nl", "Fátima-Ourém", True),  # another pair reads half of it
    ("cp852", "nl", "Sankt-Læsø", False),  # ° would touch a letter
    ("cp850", "fr", "l’auto-écoutée", True),
    ("cp775", "nl", "(mini)sarcoïdosepatiënten.", True),  # two listed words
    ("mac_latin2", "nl", "Mikuláš", False),  # è and ö are in no language at once
    ("mac_latin2", "nl", "Miloš", False),  # no quotation is open that ” could close
    ("mac_latin2", "nl", "Çevregül", False),  # nothing closes «
    ("mac_latin2", "fr", "Sài Gòn", False),  # a short name is found under some other pair
    ("cp852", "fr", "Lê", False),
]


@pytest.mark.parametrize(("charset", "language", "word", "comes_back"), WHOLE)
def test_a_word_of_a_damaged_page_changes_completely_or_not_at_all(charset, language, word, comes_back):
    damage = misread("cp1252", charset)
    was = PAGES[language].format(word)
    now = repair_text(damage(was), language).text
    for right, shown, found in zip(was.split(" "), damage(was).split(" "), now.split(" "), strict=True):
        assert found in (right, shown)
    assert (word in now) == comes_back


def test_a_word_that_is_listed_under_another_charset_does_not_become_an_unlisted_one():
    shown = "De rapporten van BelgiŰ en ItaliŰ zijn met financiŰle steun gemaakt, en mťt cijfers erbij."
    made = repair_text(shown, "nl").text
    assert "België en Italië" in made
    assert "mťt" in made or "mét" in made


@pytest.mark.parametrize("charset", ["cp1252", "latin-1"])
def test_a_name_before_a_space_does_not_get_a_letter_of_another_script(charset):
    damaged = utf8("België met financiële steun en coördinatie", charset)
    shown = f"Zei ZoÎ Daniëls dat hij in {damaged} was?"
    assert "Zoë Daniëls" in repair_text(shown, "nl").text or "ZoÎ Daniëls" in repair_text(shown, "nl").text


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_word_of_a_letter_read_twice_comes_back_though_a_space_was_lost_in_between(language):
    page = "menu à la carte au café de l’hôtel, à Liège"
    once = utf8(page, "cp1252").replace("Ã\u00a0 ", "Ã ")
    assert repair_text(utf8(once, "mac_roman"), language).text == page
    assert repair_text("√É la carte", language).text == "à la carte"


_MIXED = [misread(written, read) for _, written, read, _ in PAIRS]
_MIXED += [partial(utf8, charset=charset) for charset in ("cp1252", "mac_roman", "cp437", "cp1251")]
_MIXED += [partial(utf8, charset="cp1252", times=2), lambda word: utf8(word, "cp1252").replace("\u00a0", " ")]
_WORDS = " ".join(
    [*PAGES.values(), "Zo’n 20 m² à 5 % ÉTAT HÔ « voilà. » ça… L’ÉTRANGÈRE Zoë € 3\u00a0500"]
).split(" ")


@examples(200)
@given(
    st.lists(st.sampled_from(_WORDS), min_size=5, max_size=30),
    st.lists(st.sampled_from(_MIXED), min_size=1, max_size=3),
    st.randoms(use_true_random=False),
    st.sampled_from(["nl", "fr", None]),
)
def test_repairing_mixed_damage_twice_changes_nothing_more(chosen, damages, chance, language):
    shown = " ".join(chance.choice([*damages, str])(word) for word in chosen)
    once = repair_text(shown, language).text
    assert repair_text(once, language).text == once


@pytest.mark.parametrize(
    "text",
    [
        "Roundup® van Monsanto© is verboden.",
        "De officičle. Oświadczył premier, że pracę dostaną wszyscy nowi robotnicy w przemyśle.",
        "La dĢcision sur la formule ę†ŗ la carte",
    ],
)
def test_signs_and_sentences_that_are_right_stay(text):
    after = repair_text(text).text
    assert after[-30:] == text[-30:]


@pytest.mark.parametrize("charset", ["iso8859_4", "iso8859_10"])
def test_of_two_readings_the_likelier_word_or_currency_is_made(charset):
    right = "De enquête kostte 500 €, meer niet."
    assert repair_text(utf8(right, charset), "nl").text == right
