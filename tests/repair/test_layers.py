"""UTF-8 read with any of many charsets, once or more, in any language; and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.repair.corpus import LANGUAGES
from benchmarks.repair.damages import TABLES, by_table
from tasks.repair import repair_text
from tests.support.each_case import each_case
from tests.support.examples import examples

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
STAYS = [
    "AHÅ™, a sofa of IKEA’s",
    "CAFÉ», ROSÉ™ en CRÈME®",
    "Obzvlášť je to dobře, zvlášť na nádraží, kde mnoho lidí bude; zaczął późno, bo jest bardzo dobrze",
    "Різдво, ЇЖА, її, обійми; В\u00a0Москве и\u00a0в\u00a0Киеве",
    "ΦΩΤΙΆ, Ά\u00a0Β\u00a0Γ",
    "« À la » : «\u00a0À\u00a0», É\u00a0:, déjà\u00a0: ô\u00a0!",
    "Å Å Vestland, Ä in, Ã la",
    "Ângela, ÂNGELA, MISUTÂ\u00a0AJIKKO",
    "© 2020 – ®™ ½ ¼ µm m² m³ °C §§ 3",
    "xï¿½qz says no more than that something was lost",
]


def _shows(text, damage):
    """Whether a damage shows a text at all: a table lacks letters."""
    return all(damage(word) != word for word in text.split() if not word.isascii())


@each_case("form", range(3), ids=["once", "twice", "mixed"])
@each_case("charset", TABLES)
@each_case("language", LANGUAGES)
def test_words_come_back_from_every_table(charset, form, language):
    damage = by_table(charset)[form].damage
    shown = {word: damage(word) for word in words(language)}
    page = " ".join(SENTENCES[language].format(broken) for broken in shown.values())
    repaired = repair_text(page, language).text.split(". ")
    for word, sentence in zip(shown, repaired, strict=True):
        assert SENTENCES[language].format(word).rstrip(".") == sentence.rstrip("."), word


@each_case("charset", ["cp1252", "iso8859_1", "mac_roman", "cp437", "cp850", "koi8_r"])
@each_case("text", FOREIGN, ids=[text.split()[0] for text in FOREIGN])
def test_other_languages_come_back(text, charset):
    damage = by_table(charset)[0].damage
    if _shows(text, damage):
        assert repair_text(" ".join(damage(word) for word in text.split(" "))).text == text


@each_case("language", [*LANGUAGES, None])
@each_case("text", STAYS)
def test_what_looks_like_it_stays(text, language):
    assert repair_text(text, language).text == text


@each_case("text", FOREIGN)
@each_case("language", [*LANGUAGES, None])
def test_right_text_in_other_languages_stays(text, language):
    assert repair_text(text, language).repairs == ()


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("voilÃ la rÃ©gion", "voilà la région"),
        ("dÃ©jÃ  dit", "déjà dit"),
        ("vis-Ã -vis de lâ€™Ã©tat", "vis-à-vis de l’état"),
        ("dÃ©jÃ , oui", "déjà, oui"),
        ("10Â 000 Ã©tudiants", "10\u00a0000 étudiants"),
        ("Â«Â motÂ Â» rÃ©pÃ©tÃ©", "«\u00a0mot\u00a0» répété"),
        ("«Âmot» rÃ©pÃ©tÃ©", "«\u00a0mot» répété"),
        ("atenÃ§Ã£o Ã s crianÃ§as", "atenção às crianças"),
        ("Å veices baÅ†Ä·ieri gaida", "Šveices baņķieri gaida"),
    ],
)
def test_a_no_break_space_that_became_a_space_or_nothing(broken, right):
    assert repair_text(broken).text == right


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        ("dГ©partement", "utf8_as_cp1251"),
        ("├®tat", "utf8_as_cp850"),
        ("dГѓВ©partement", "utf8_as_cp1251+utf8_as_cp1252"),
        ("dÃƒÂ©partement", "utf8_as_cp1252"),
        ("d&Atilde;&copy;partement", "entity+utf8_as_cp1252"),
    ],
)
def test_each_layer_is_named(broken, rule):
    assert {repair.rule for repair in repair_text(broken, "fr").repairs} == {rule}


def test_a_lost_letter_behind_utf_8_is_restored_or_left():
    assert repair_text("Le dï¿½partement a ï¿½tï¿½ fermï¿½.", "fr").text == "Le département a été fermé."
    assert repair_text("Xï¿½qz en dÃ©but", "fr").text == "Xï¿½qz en début"


SHOWN = st.lists(
    st.sampled_from([*words("nl"), *words("fr"), "«\u00a0de\u00a0»", "l’été", "–", "Øyvind"]), min_size=4
)
CHAINS = st.lists(st.sampled_from(TABLES), min_size=1, max_size=2)


@examples(200)
@given(SHOWN, CHAINS, st.sampled_from([*LANGUAGES, None]))
def test_no_word_becomes_a_third(shown, charsets, language):
    """Each word is as it was or as it was damaged, for any chain of charsets."""
    broken = shown
    for charset in charsets:
        broken = [by_table(charset)[0].damage(word) for word in broken]
    made = repair_text("\n".join(broken), language).text.split("\n")
    for word, damaged, now in zip(shown, broken, made, strict=True):
        assert now in (word, damaged)


@examples(300)
@given(st.text(st.sampled_from("ÃÂâ€™©é\u00a0\x80\x99\ufffdаГЂabЖ├® ?ï¿½"), max_size=30))
def test_nothing_worse_comes_out(text):
    """No control, no lost letter and no part of a sequence that was not there."""
    made = repair_text(text).text
    for kind in (range(0x80, 0xA0), [0xFFFD]):
        assert sum(made.count(chr(code)) for code in kind) <= sum(text.count(chr(code)) for code in kind)
    assert repair_text(made).text == made


def test_a_line_feed_is_no_lost_byte():
    assert repair_text("rÃ©gion Ã\nveices Å\nÃ©tÃ©").text.count("\n") == 2


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("Hâ\x82\x82O en Ã©tÃ©", "H₂O en été"),
        ("COв‚‚ et Hв‚‚SOв‚„", "CO₂ et H₂SO₄"),
        ("5 â€° â€¡", "5 ‰ ‡"),
        ("l’été\x85 É\x85", "l’été… É…"),
        ("\x91t is \x91s avonds zo\x91n", "‘t is ‘s avonds zo‘n"),
    ],
)
def test_signs_between_letters(broken, right):
    assert repair_text(broken).text == right


@each_case("language", [*LANGUAGES, None])
@each_case(
    "text",
    [
        "E\u0301ditions du Seuil, tous droits re\u0301serve\u0301s®.",
        "Voir note ‡ en bas de page",
        "‡ note, * étoile",
        "C´est l´Etat qui l´a dit, d´apres lui",
        "TOU·TE·S LES CITOYEN·NE·S",
    ],
)
def test_writing_of_its_own_stays(text, language):
    assert repair_text(text, language).text == text


@pytest.mark.parametrize(
    ("broken", "language", "right"),
    [
        ("De term «pati?nt» is effici?nt.", "nl", "De term «patiënt» is efficiënt."),
        ("De ‘offici?le’ cijfers", "nl", "De ‘officiële’ cijfers"),
        ("marque d?pos?e™", "fr", "marque déposée™"),
        ("Le Pr?sident de la r?publique", "fr", "Le Président de la république"),
    ],
)
def test_signs_that_stand_beside_lost_letters(broken, language, right):
    assert repair_text(broken, language).text == right


def test_a_long_text_is_read_to_its_end():
    elided = " ".join(
        f"l’é{number:x}té".translate(str.maketrans("0123456789", "ghijklmnop")) for number in range(9_000)
    )
    assert repair_text(f"{elided} dГ©partement", "fr").text.endswith(" département")


def test_controls_in_an_endless_word_take_no_longer_than_its_letters():
    assert repair_text("x" * 100_000 + "\x92s").text.endswith("x’s")
