"""Sub-questions and parts of answers beside the cases of structure_cases.jsonl: any text, and long ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary.phrases import phrases_of
from tasks.extract import answer_parts, subquestions
from tests.extract.support import finishes, paragraphs_with, parts
from tests.support.each_case import each_case

BREAK = "\n\n"
OF_QUESTIONS = "1)|2)|3.|a)|1) a)|-|I.|Ten eerste|Vraag 1:|12|2012|? 2)||é|٣)|²)".split("|")
OF_ANSWERS = "1)|2)|3.|a)|1) a)|I.|1, 2 en 3.|Ten eerste|Vraag 2:|12||é|٣)|²)".split("|")
KNOWN = st.lists(st.sampled_from("1 1a 1b 2 3 a b I II".split()), unique=True)
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
