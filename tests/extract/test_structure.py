"""Sub-questions and parts of answers beside the cases of structure_cases.jsonl: any text, and long ones."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary.phrases import phrases_of
from tasks.extract import answer_parts, subquestions
from tests.extract.support import ASKS, finishes, paragraphs_with, parts
from tests.support.each_case import each_case

BREAK = "\n\n"
OF_QUESTIONS = "1)|2)|3.|a)|1) a)|-|I.|Ten eerste|Vraag 1:|12|2012|? 2)||é|٣)|²)".split("|")
OF_ANSWERS = "1)|2)|3.|a)|1) a)|I.|1, 2 en 3.|Ten eerste|Vraag 2:|12||é|٣)|²)".split("|")
KNOWN = st.lists(st.sampled_from("1 1a 1b 2 3 a b I II".split()), unique=True)
NUMBERED = ("1) Hoeveel?", "2) Wie?")
BEHIND = [
    *ASKS,
    *("Ik heb hierover de volgende vragen:", "Ik dank u voor uw antwoord.", "Zo ja, welke?"),
    *("Ten slotte: wie?", "Graag per jaar.", "- Wie?", "Mag het?"),
]
UNNUMBERED = st.lists(st.sampled_from([*BEHIND, "1) Wie?"]) | st.text(max_size=20).map(str.strip), max_size=8)
THREE_ANSWERS = ("1. Er waren er 40.", "2. De dienst.", "3. Geen.")
ANSWERS = st.sampled_from([(), THREE_ANSWERS, THREE_ANSWERS[:2], ("1 tot 4. Neen.",), ("Neen.",)])
JOINS = ["\n\n", "\n", " "]


def test_ordinals_with_letters_that_only_look_alike_stop_nothing():
    assert len(answer_parts(("Ten eerſte Er waren 40 aanvragen.",), ["1"])) == 1


def test_every_word_for_what_a_list_holds_counts():
    for phrase in phrases_of("listed"):
        text = f"Alles is gezegd. Zie {phrase.text}:"
        assert parts((text, "1. De wind draait.", "2. De mist blijft."), "1 2") == [(None, ("1", "2"))], (
            phrase
        )


@given(paragraphs_with(OF_QUESTIONS))
def test_any_text_gives_pieces_of_itself_in_order(asked):
    items = subquestions(asked)
    whole = BREAK.join(asked)
    behind = 0
    for item in items:
        assert 0 <= item.first < item.last <= len(asked)
        assert item.text in BREAK.join(asked[item.first : item.last])
        behind = whole.index(item.text, behind) + len(item.text)
    known = [item.label for item in items if item.label]
    assert len(set(known)) == len(known)


@given(st.lists(st.sampled_from(BEHIND), max_size=8), ANSWERS)
def test_no_letter_of_a_question_behind_the_last_number_is_lost(behind, answer):
    items = subquestions((*NUMBERED, *behind), answer)
    for place, paragraph in enumerate(behind, len(NUMBERED)):
        if paragraph.endswith("?"):
            holding = [item.text for item in items if item.first <= place < item.last]
            assert any(paragraph in text for text in holding), (paragraph, items)


@given(UNNUMBERED, ANSWERS)
def test_a_text_without_a_question_mark_has_no_inferred_number(asked, answer):
    bare = [paragraph.replace("?", "") for paragraph in asked]
    assert all(item.numbering == "printed" for item in subquestions(bare, answer))


@given(UNNUMBERED, ANSWERS)
def test_inferred_sub_questions_ask_and_their_labels_are_unique(asked, answer):
    items = subquestions(asked, answer)
    labels = [item.label for item in items if item.label]
    assert len(set(labels)) == len(labels)
    assert all("?" in item.text for item in items if item.numbering == "inferred")
    assert all(one.last <= two.first for one, two in pairwise(items) if two.numbering == "inferred")


@pytest.mark.long
@each_case(
    "unit", ["1) Waarom?", "a) Waarom?", "- Waarom?", "Waarom?", "I. a) 1) Waarom?", "1 Waarom is dat?"]
)
@each_case("join", JOINS)
def test_a_text_of_ten_thousand_questions_is_read(unit, join):
    text = f"{join!r}.join([{unit!r}] * 10_000)"
    code = f"from tasks.extract import subquestions; subquestions({text}.split({BREAK!r}))"
    assert finishes(code), "the time grows with the square of the questions"


@given(paragraphs_with(OF_ANSWERS), KNOWN)
def test_any_answer_is_split_into_pieces_of_itself_in_order(answered, known):
    whole, behind = BREAK.join(answered), 0
    for part in answer_parts(answered, known):
        assert set(part.answers) <= set(known)
        behind = whole.index(part.text, behind) + len(part.text)
        assert part.evidence is None or part.evidence in part.text


@pytest.mark.parametrize("end", ["", " enzovoort", " personen in 2012, 2013 en 2014"])
def test_a_long_enumeration_at_the_beginning_of_a_paragraph_is_read(end):
    code = f"from tasks.extract import answer_parts; answer_parts(['1, ' * 40_000 + '1' + {end!r}], ['1'])"
    assert finishes(code), "the time doubles with every number"


@pytest.mark.long
@each_case(
    "unit", ["{}) Ja.", "{}. a) Ja.", "a) Ja {}.", "Vraag {}: Ja.", "Ten eerste {}.", "{} Ja, zeker wel."]
)
@each_case("join", JOINS)
def test_an_answer_of_ten_thousand_parts_is_read(unit, join):
    code = (
        "from tasks.extract import answer_parts; labels = [str(n) for n in range(1, 100)]\n"
        f"text = {join!r}.join({unit!r}.format(n % 99 + 1) for n in range(10_000))\n"
        f"answer_parts(text.split({BREAK!r}), labels)"
    )
    assert finishes(code), "the time grows with the square of the parts"


@pytest.mark.parametrize(
    "paragraphs",
    [
        "['Mijn vragen:', *['Waarom?'] * 20_000]",
        "['1) Wie?', '2) Waar?', *['Waarom?', 'Zo ja, hoe?'] * 10_000]",
        "['1) Wie?', '2) Waar?', *['Ten slotte: waarom?'] * 20_000]",
        "['Mijn vragen:', 'Waarom?'] * 10_000",
        "['Waarom? ' + ' ' * 100_000 + 'x', 'volgende ' * 20_000, 'Graag ' * 20_000 + '?'] * 3",
        "['1. ' * 30_000 + 'Waarom?']",
    ],
)
def test_the_time_grows_with_the_text_alone(paragraphs):
    code = f"from tasks.extract import subquestions; subquestions({paragraphs}, ('1. Ja.', '2. Neen.'))"
    assert finishes(code)
