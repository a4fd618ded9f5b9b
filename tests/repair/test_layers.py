"""UTF-8 read with any of many charsets, once or more, in any language; and what only looks like it."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.repair.corpus import LANGUAGES
from benchmarks.repair.damages import SEED, TABLES, by_table
from tasks.repair import repair_text
from tests.support.each_case import each_case
from tests.support.examples import examples
from tests.support.reading import in_halves

from .test_words import SENTENCES, words

FOREIGN = [  # invented, or known to everybody
    "Die größte Übung für Mädchen: „schön“ – nur 5 €",
    "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "Zażółć gęślą jaźń, Łódź",
    "Pijamalı hasta yağız şoföre çabucak güvendi",
    "Tiếng Việt rất đẹp, phố cổ Hà Nội",
    "Árvíztűrő tükörfúrógép",
    "Țara și limba română",
    "Съешь ещё этих мягких французских булок",
    "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία",
    "זה כיף סתם לשמוע איך תנצח",
    "نص حكيم له سر قاطع",
    "ภาษาไทย",
    "日本語の文章、漢字。",
    "한국어 글자",
    "Bravo 😀 — 3 ★ → ♥",
]


@in_halves("language, charset, form", LANGUAGES, TABLES, range(3))
def test_words_come_back_from_every_table(language, charset, form):
    """Read so once, twice, or each word in one of these ways."""
    damage = by_table(charset)[form].damage
    shown = {word: damage(word) for word in words(language)[form::3]}
    page = " ".join(SENTENCES[language].format(broken) for broken in shown.values())
    repaired = repair_text(page, language).text.split(". ")
    for word, sentence in zip(shown, repaired, strict=True):
        assert SENTENCES[language].format(word).rstrip(".") == sentence.rstrip("."), word


@each_case("charset", ["cp1252", "iso8859_1", "mac_roman", "cp437", "cp850", "koi8_r"])
@each_case("text", FOREIGN, ids=[text.split()[0] for text in FOREIGN])
def test_other_languages_come_back(text, charset):
    damage = by_table(charset)[0].damage
    # A table that lacks letters does not show the text.
    if all(damage(word) != word for word in text.split() if not word.isascii()):
        assert repair_text(" ".join(damage(word) for word in text.split(" "))).text == text


SHOWN = st.lists(
    st.sampled_from([*words("nl"), *words("fr"), "«\u00a0de\u00a0»", "l’été", "–", "Øyvind"]), min_size=4
)


def third_words(shown, charsets, language):
    """The words that are neither as they were nor as they were damaged, of any chain of charsets."""
    broken = shown
    for charset in charsets:
        broken = [by_table(charset)[0].damage(word) for word in broken]
    made = repair_text("\n".join(broken), language).text.split("\n")
    return [now for word, damaged, now in zip(shown, broken, made, strict=True) if now not in (word, damaged)]


@examples(200)
@given(SHOWN, st.sampled_from(TABLES), st.integers(1, 2), st.sampled_from([*LANGUAGES, None]))
def test_no_word_becomes_a_third(shown, charset, times, language):
    assert third_words(shown, [charset] * times, language) == []


@pytest.mark.parametrize("times", [300, pytest.param(900, marks=pytest.mark.long)])
def test_hardly_a_word_read_with_two_charsets_becomes_a_third(times):
    """Where both are rare, a word may have two readings (grenouillère): one in 5,000, as measured."""
    chance, known = Random(SEED), [*words("nl"), *words("fr")]
    thirds = [
        word
        for _ in range(times)
        for word in third_words(chance.sample(known, 5), chance.sample(TABLES, 2), chance.choice(LANGUAGES))
    ]
    assert len(thirds) <= 1


@examples(300)
@given(st.text(st.sampled_from("ÃÂâ€™©é\u00a0\x80\x99\ufffdаГЂabЖ├® ?ï¿½"), max_size=30))
def test_nothing_worse_comes_out(text):
    """No control, no lost letter and no part of a sequence that was not there."""
    made = repair_text(text).text
    for kind in (range(0x80, 0xA0), [0xFFFD]):
        assert sum(made.count(chr(code)) for code in kind) <= sum(text.count(chr(code)) for code in kind)
    assert repair_text(made).text == made


def test_a_line_feed_is_no_lost_byte_and_a_long_text_or_word_is_read_to_its_end():
    assert repair_text("rÃ©gion Ã\nveices Å\nÃ©tÃ©").text.count("\n") == 2
    elided = " ".join(
        f"l’é{number:x}té".translate(str.maketrans("0123456789", "ghijklmnop")) for number in range(9_000)
    )
    assert repair_text(f"{elided} dГ©partement", "fr").text.endswith(" département")
    assert repair_text("x" * 100_000 + "\x92s").text.endswith("x’s")
