"""Answers whose numbers go back, and numbers in rows inside a paragraph."""

import pytest

from schemas.vocabulary.phrases import phrases_of
from tests.extract.support import parts
from tests.support.each_case import each_case


def named(expected: dict[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    return [(label, tuple(found.split())) for label, found in expected.items()]


@pytest.mark.parametrize(
    ("known", "text", "expected"),
    [
        ("1 2 3 4", "1. en 3. Ja. 2. Neen. 4. Tien.", {"1. en 3.": "1 3", "2.": "2", "4.": "4"}),
        ("1 2 3 4", "1. et 4. Oui. 2. Non. 3. Dix.", {"1. et 4.": "1 4", "2.": "2", "3.": "3"}),
        ("1 2 3 4", "1) en 4) Ja. 2) en 3) Neen.", {"1) en 4)": "1 4", "2) en 3)": "2 3"}),
        (
            "1 2 3 4 5 6",
            "1., 3. en 5. Zie tabel. 2. en 4. Neen. 6. Tien.",
            {"1., 3. en 5.": "1 3 5", "2. en 4.": "2 4", "6.": "6"},
        ),
        (
            "1 2 3 4 5 6",
            "1. à 3. et 5. Oui. 4. Non. 6. Dix.",
            {"1. à 3. et 5.": "1 2 3 5", "4.": "4", "6.": "6"},
        ),
        (
            "1 2 3a 3b 3c 4",
            "1., 2., 3. b), 3. c) en 4. Zie het verslag. 3. a) Neen.",
            {"1., 2., 3. b), 3. c) en 4.": "1 2 3b 3c 4", "3. a)": "3a"},
        ),
        ("1 2 3 4 5", "1., 3. en 5. Ja. 4. Tien. 2. Neen.", {"1., 3. en 5.": "1 3 5", "4.": "4", "2.": "2"}),
        ("1 2 3 4", "1. Tien. 2. en 4. Ja. 3. Neen.", {"1.": "1", "2. en 4.": "2 4", "3.": "3"}),
    ],
)
def test_a_number_that_a_row_left_out_may_follow_it(known, text, expected):
    assert parts((text,), known) == named(expected)


@pytest.mark.parametrize(
    ("known", "text", "expected"),
    [
        # It counts again from 1, so 2 is a step and no question.
        (
            "1 2 3 4",
            "1. en 3. De stappen: 1. Aanvraag. 2. Onderzoek. 4. Tien.",
            {"1. en 3.": "1 3", "4.": "4"},
        ),
        # No row left 2 out.
        ("1 2 3", "1. Ja.\n\n3. Er zijn er twee. 2. Die van Odradakerke is dicht.", {"1.": "1", "3.": "3"}),
        ("1 2 3 4", "1. en 3. Volgens art. 2. Dat volstaat. 4. Tien.", {"1. en 3.": "1 3", "4.": "4"}),
        ("1 2 3 4", "1. en 3. Zie artikel 2. Dat volstaat. 4. Tien.", {"1. en 3.": "1 3", "4.": "4"}),
        ("1 2 3 4", "1. en 3. Op 2. Dat was mei. 4. Tien.", {"1. en 3.": "1 3", "4.": "4"}),
        ("1 2 3 4", "1. en 3. Het zijn er 2.500. 4. Tien.", {"1. en 3.": "1 3", "4.": "4"}),
        # 2 was answered before.
        ("1 2 3 4", "1. Ja. 2. en 4. Neen. 2. Tien.", {"1.": "1", "2. en 4.": "2 4"}),
    ],
)
def test_other_numbers_that_go_back_split_nothing(known, text, expected):
    assert parts(tuple(text.split("\n\n")), known) == named(expected)


@each_case(
    ("known", "text", "expected"),
    [
        ("1 2 3", "1. Ja. 2 en 3. Neen.", {"1.": "1", "2 en 3.": "2 3"}),
        ("1 2 3", "1. Ja.2 en 3. Neen.", {"1.": "1", "2 en 3.": "2 3"}),
        ("1 2 3", "1. Zie vraag 5-8901 (deel 2).2 en 3. Neen.", {"1.": "1", "2 en 3.": "2 3"}),
        ("1 2 3 4", "1. Oui. 2, 3 et 4. Non.", {"1.": "1", "2, 3 et 4.": "2 3 4"}),
        ("1 2 3 4", "1) Oui ! 2 à 4) Non.", {"1)": "1", "2 à 4)": "2 3 4"}),
        ("1 2 3", "1. Ja.\n2 en 3. Neen.", {"1.": "1", "2 en 3.": "2 3"}),
        ("1 2 3", "1. Er zit vitamine D. 2 en 3. Neen.", {"1.": "1", "2 en 3.": "2 3"}),
        ("1 2", "1. Er zit vitamine D. 2. Neen.", {"1.": "1", "2.": "2"}),
        ("1 2a 2b 3a 3b", "1. Ja.2 en 3. a) en b) Neen.", {"1.": "1", "2 en 3. a) en b)": "2a 2b 3a 3b"}),
        ("1 2 3 4", "1.  tot  3. Ja. 4.  Neen.", {"1.  tot  3.": "1 2 3", "4.": "4"}),
        (
            "1 2a 2b 2c 2d",
            "1. Ja. 2. a)  tot c),  en  d) Neen.",
            {"1.": "1", "2. a)  tot c),  en  d)": "2a 2b 2c 2d"},
        ),
        ("1 2a 2b 2c", "1. Ja. 2.  a) b) en c) Neen.", {"1.": "1", "2.  a) b) en c)": "2a 2b 2c"}),
    ],
)
def test_a_row_of_numbers_begins_a_part_inside_a_paragraph(known, text, expected):
    assert parts((text,), known) == named(expected)


@pytest.mark.parametrize(
    "inside",
    [
        "Volgens de artikelen 2 en 3. Dat volstaat.",
        "Volgens art. 2 en 3. Dat volstaat.",
        "Volgens artikel XII.2 en 3. Dat volstaat.",
        "Zie zone A.2 en 3. Dat volstaat.",
        "Zie nr.2 en 3. Dat volstaat.",
        "De cijfers waren: 2 en 3. Dat is weinig.",
        "Het loket is open: 2 tot 3. Dat is kort.",
        "Er waren er 208.2 en 3. Dat is veel.",
        "Dat waren er twee. 2 en 3 mei waren zondagen.",
        "Dat was in mei. 2 en 3.500 euro werden betaald.",
    ],
)
def test_figures_and_articles_in_rows_split_nothing(inside):
    assert parts((f"1. {inside}", "4. Tien."), "1 2 3 4") == [("1.", ("1",)), ("4.", ("4",))]


@pytest.mark.parametrize(
    ("known", "paragraphs", "expected"),
    [
        (
            "1 2 3 4",
            ("Dit dossier is bekend. Ziehier de stand:", "1. tot 3. De werken duren tot mei.", "4. Neen."),
            {"1. tot 3.": "1 2 3", "4.": "4"},
        ),
        (
            "1a 1b 2",
            ("Voor de vuurtorens van Odradakerke geldt:", "1. a) Er zijn er tien.", "b) Neen.", "2. Ja."),
            {"1. a)": "1a", "b)": "1b", "2.": "2"},
        ),
    ],
)
def test_small_letters_of_a_number_are_no_enumeration_behind_a_colon(known, paragraphs, expected):
    assert parts(paragraphs, known) == named(expected)


def test_numbers_that_answer_every_question_are_no_enumeration():
    paragraphs = ("1. a) Ja.", "b) In 2014: 40 vuurtorens;", "- in 2015: 50.", "2. Neen.")
    assert parts(paragraphs, "1a 1b 2") == named({"1. a)": "1a", "b)": "1b", "2.": "2"})
    assert parts(("1. Er zijn twee redenen: a) de wind; b) de mist. 2. Neen.",), "1a 1b 2") == named(
        {"1.": "1a 1b", "2.": "2"}
    )


def test_a_long_figure_may_follow_a_number_without_a_space():
    assert parts(("1.15000 vuurtorens. 2.2500 boeien. 2.20174242 is het dossier.",), "1 2") == named(
        {"1.": "1", "2.": "2"}
    )
    assert parts(("1. Ja.", "2.1500 boeien zijn weg."), "1 2") == named({"1.": "1"})
    assert parts(("1. Ja.", "2.2016 was de maand."), "1 2") == named({"1.": "1"})


@pytest.mark.parametrize(
    ("known", "text", "expected"),
    [
        ("1a 1b 2", "1. a) Ja. 2. Neen.", {"1. a)": "1a", "2.": "2"}),
        (
            "1a 1b 2a 2b 3",
            "1. a) Ja. 2. a) Tien. b) Neen. 3. Elf.",
            {"1. a)": "1a", "2. a)": "2a", "b)": "2b", "3.": "3"},
        ),
        ("1a 1b 2 2a 2b", "1. a) Oui. 2. a) et b) Non.", {"1. a)": "1a", "2. a) et b)": "2a 2b"}),
        # A step of an enumeration, and a number that comes too early.
        (
            "1a 1b 2",
            "1. a) De stappen: 1. Aanvraag. 2. Onderzoek. b) Neen. 2. Ja.",
            {"1. a)": "1a", "b)": "1b", "2.": "2"},
        ),
        ("1a 1b 2 3", "1. a) Ja. 3. Dat is alles. b) Neen.", {"1. a)": "1a", "b)": "1b"}),
    ],
)
def test_the_next_number_may_leave_letters_without_an_answer(known, text, expected):
    assert parts((text,), known) == named(expected)


@pytest.mark.parametrize(
    "inside",
    [
        "Zie het tijdschrift Vuurtorens 2008, 8:3). Dat volstaat.",
        "De kosten waren in 2013: 3. 770.000 euro.",
        'De wet zegt: "Artikel 52. ? 3. Om de vijf jaar gaat het licht uit."',
    ],
)
def test_figures_and_sections_of_a_law_split_nothing(inside):
    assert parts((f"1. Ja. 2. {inside}",), "1 2 3") == named({"1.": "1", "2.": "2"})


@pytest.mark.parametrize(
    "text",
    [
        "Alles is gezegd. Het gaat om de volgende dossiers: 1. Odradakerke. 2. Kafkadam. 3. Oost.",
        "Alles is gezegd. Ik wijs op twee opmerkingen: 1. De wind draait. 2. De mist blijft.",
        "Tout est dit. Deux mesures sont prises : 1. Une lampe. 2. Une cloche.",
    ],
)
def test_a_list_of_other_things_behind_a_colon_splits_nothing(text):
    assert parts((text,), "1 2") == [(None, ("1", "2"))]
    head, _, behind = text.partition(": ")
    assert parts((f"{head}:", *behind.replace(". ", ".|").split("|")), "1 2") == [(None, ("1", "2"))]


def test_every_word_for_what_a_list_holds_counts():
    for phrase in phrases_of("listed"):
        text = f"Alles is gezegd. Zie {phrase.text}:"
        assert parts((text, "1. De wind draait.", "2. De mist blijft."), "1 2") == [(None, ("1", "2"))], (
            phrase
        )
