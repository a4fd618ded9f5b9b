"""Questions that the text does not number, and questions behind the last number."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.extract import answer_parts, subquestions
from tasks.extract.answers.starts import counted_in
from tests.extract.support import ASKS, finishes
from tests.support.each_case import each_case

BREAK = "\n\n"
LEAD = "Ik heb hierover de volgende vragen:"
THANKS = "Ik dank u voor uw antwoord."
TWO = ("1) Hoeveel?", "2) Wie?")
THREE_ANSWERS = ("1. Er waren er 40.", "2. De dienst.", "3. Geen.")


def found(*paragraphs: str, answer: tuple[str, ...] = ()) -> list[tuple[str | None, str, str]]:
    return [(item.label, item.numbering, item.text) for item in subquestions(paragraphs, answer)]


def inferred(*texts: str, first: int = 1) -> list[tuple[str | None, str, str]]:
    return [(str(label), "inferred", text) for label, text in enumerate(texts, first)]


def printed(*texts: str) -> list[tuple[str | None, str, str]]:
    return [(str(label), "printed", text) for label, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    "lead",
    [
        LEAD,
        "Vandaar volgende vragen.",
        "Graag had ik vernomen:",
        "Zo kan het niet verder. Daarover had ik graag uw mening vernomen.",
        "De cijfers van 2012 zijn er. Ik heb daarbij enkele bijkomende vragen.",
        "Kan de minister op de volgende vragen antwoorden?",
        "Kunt u over die loketten het volgende meedelen?",
        "Je souhaiterais savoir :",
        "Le ministre comprendra que j'aie les questions suivantes.",
        "J'ai quelques questions à ce sujet.",
        "Pourriez-vous me donner les chiffres suivants pour la gare ?",
    ],
)
def test_questions_behind_a_lead_in_are_sub_questions_in_their_order(lead):
    assert found("Een inleiding.", lead, *ASKS) == inferred(*ASKS)
    assert found(lead, *ASKS, THANKS) == inferred(*ASKS)


@each_case(
    "paragraphs",
    [
        ASKS,
        ("Een inleiding.", *ASKS),
        (LEAD, ASKS[0]),
        (LEAD, ASKS[0], "Zo ja, welke?"),
        (LEAD, " ".join(ASKS)),
        (LEAD, *ASKS, "De minister gaf in 2012 een ander antwoord."),
        (LEAD, '"Wie bouwde deze zalen?"', '"Wie betaalde ze?"'),
        ("Ik stelde toen de volgende vragen:", *ASKS, "Antwoord: er waren er 40."),
        (LEAD, "Is dat normaal? De minister zei van niet.", "Waarom? Dat weet niemand."),
        ("Hij kreeg vragen van de pers.", "Een antwoord bleef uit.", *ASKS),
        ("Het is 2012.", "Is dat normaal?", "De wet zegt van niet.", "Zal u optreden?"),
        (LEAD, "het aantal aanvragen;", "de kosten."),
        (),
        ("",),
        ("?",),
    ],
)
def test_prose_stays_prose(paragraphs):
    assert found(*paragraphs) == []


def test_a_question_of_the_introduction_is_none_of_the_list():
    assert found("Zo gaat het niet.", "Is dat normaal?", LEAD, *ASKS) == inferred(*ASKS)


@pytest.mark.parametrize(
    "further", ["Zo ja, welke?", "Zo neen, waarom niet?", "Indien ja, hoe?", "Graag een overzicht per jaar."]
)
def test_what_cannot_stand_alone_or_does_not_ask_goes_on_with_the_question_before(further):
    first, second, third = ASKS
    assert found(LEAD, first, second, further, third) == inferred(first, f"{second}{BREAK}{further}", third)


@pytest.mark.parametrize(
    "further", ["Si oui, lesquelles ?", "Dans la négative, pourquoi ?", "Le cas échéant, qui ?"]
)
def test_the_same_in_french(further):
    asks = ("Combien ?", "Qui paie ?")
    assert found("Mes questions :", asks[0], further, asks[1]) == inferred(
        f"{asks[0]}{BREAK}{further}", asks[1]
    )


def test_an_answer_that_numbers_a_question_that_goes_on_makes_it_one():
    asks = ("Komt er een plan?", "Zo ja, welk?", "Wie betaalt?")
    assert found(LEAD, *asks, answer=THREE_ANSWERS) == inferred(*asks)
    assert found(LEAD, *asks, answer=THREE_ANSWERS[:2]) == inferred(BREAK.join(asks[:2]), asks[2])


def test_each_paragraph_is_one_however_often_it_asks_and_thanks_at_its_end_are_not_in_it():
    asks = ("Het is duur. Hoeveel kost het? Wie betaalt?", "Wanneer? Graag per jaar.")
    assert found(LEAD, *asks[:1], f"Wanneer? {THANKS}") == inferred(asks[0], "Wanneer?")
    assert found(LEAD, *asks) == inferred(*asks)


def test_the_runs_of_two_lead_ins_are_counted_on():
    paragraphs = ("Over de treinen had ik graag vernomen:", *ASKS, "Over de bussen:", "Waarom?", THANKS)
    assert found(*paragraphs) == inferred(*ASKS, "Waarom?")


@pytest.mark.parametrize(
    "answer",
    [
        THREE_ANSWERS,
        ("1) Er waren er 40.", "2) en 3) De dienst."),
        ("1 tot 3. Ik verwijs naar het antwoord van mijn collega.",),
        ("Ik heb de eer het geachte lid het volgende mee te delen.", *THREE_ANSWERS),
        ("a) Er waren er 40.", "b) De dienst.", "c) Geen."),
        ("Ten eerste waren er 40.", "Ten tweede betaalt de dienst.", "Ten derde geen."),
    ],
)
def test_as_many_as_the_answer_has_numbers_need_no_lead_in(answer):
    assert counted_in(answer) == 3
    assert found("Een inleiding.", *ASKS, answer=answer) == inferred(*ASKS)
    assert found("Het mag niet. Is dat dan normaal?", *ASKS, answer=answer) == inferred(*ASKS)


@pytest.mark.parametrize(
    "answer",
    [
        (),
        ("",),
        ("Er waren er 40.",),
        THREE_ANSWERS[:2],
        (*THREE_ANSWERS, "4. Ja."),
        ("In 2012 zei ik dit al. De wet bepaalt:", *THREE_ANSWERS),
        ("2. Er waren er 40.", "3. De dienst.", "4. Geen."),
    ],
)
def test_more_or_fewer_than_the_answer_has_numbers_are_prose(answer):
    assert counted_in(answer) != 3
    assert found("Een inleiding.", *ASKS, answer=answer) == []


def test_the_numbers_of_an_answer_are_aligned_with_inferred_labels():
    labels = [label for label, *_ in found(*ASKS, answer=THREE_ANSWERS)]
    assert [part.answers for part in answer_parts(THREE_ANSWERS, labels)] == [("1",), ("2",), ("3",)]
    assert [part.answers for part in answer_parts(("Alles is in orde.",), labels)] == [("1", "2", "3")]


@pytest.mark.parametrize(
    "behind",
    [
        ("Zo neen, waarom niet?",),
        ("Neemt u nog andere maatregelen?",),
        ("Neemt u nog andere maatregelen?", "Zo ja, welke?"),
        ("Ik denk aan de dienst.", "Wat doet die?"),
        ("- Wie?", "- Waar?"),
        ("Kan u dat bevestigen? De cijfers staan in de tabel.",),
    ],
)
def test_a_question_behind_the_last_number_belongs_to_it(behind):
    expected = printed("Hoeveel?", BREAK.join(("Wie?", *behind)))
    assert found(*TWO, *behind) == found(*TWO, *behind, THANKS) == expected


@pytest.mark.parametrize(
    "own",
    [
        "Ten slotte: komt er een loket?",
        "Tot slot, wie betaalt dat?",
        "Enfin, qui paie ?",
        "Par ailleurs, qui ?",
    ],
)
def test_one_that_opens_a_new_point_has_the_next_number(own):
    assert found(*TWO, own, THANKS) == [*printed("Hoeveel?", "Wie?"), *inferred(own, first=3)]
    assert found(*TWO, "Zo ja, waar?", own, "Zo ja, wanneer?") == [
        *printed("Hoeveel?", f"Wie?{BREAK}Zo ja, waar?"),
        *inferred(f"{own}{BREAK}Zo ja, wanneer?", first=3),
    ]


@pytest.mark.parametrize(
    ("marks", "label"),
    [
        (("a)", "b)"), "c"),
        (("A.", "B."), "C"),
        (("I.", "II."), "III"),
        (("i)", "ii)"), "iii"),
        (("1) a)", "b)"), "2"),
        (("Ten eerste,", "Ten tweede,"), "3"),
        (("-", "-"), None),
    ],
)
def test_the_next_number_is_that_of_the_outermost_numbering(marks, label):
    asks = [f"{mark} Hoeveel?" for mark in marks]
    assert found(*asks, "Tot slot: wie?")[-1] == (label, "inferred", "Tot slot: wie?")


def test_one_that_the_answer_numbers_or_that_is_behind_the_thanks_has_the_next_number():
    expected = [*printed("Hoeveel?", "Wie?"), *inferred("Waarom?", first=3)]
    assert found(*TWO, "Waarom?", answer=THREE_ANSWERS) == expected
    assert found(*TWO, THANKS, "Waarom?") == expected
    assert found(TWO[0], f"{TWO[1]} {THANKS}", "Waarom?") == expected
    assert found(*TWO, "Waarom?", "Hoe?", answer=THREE_ANSWERS) == printed(
        "Hoeveel?", f"Wie?{BREAK}Waarom?{BREAK}Hoe?"
    )


def test_a_question_behind_a_list_that_is_left_out_is_in_none_of_the_other():
    paragraphs = ("1. Hoeveel? 2. Wie? 3. Wat?", "Over de bussen:", "1. Waar? 2. Hoe?", "Zo ja, waarom?")
    assert found(*paragraphs) == printed("Hoeveel?", "Wie?", "Wat?")
    assert found(*paragraphs, "Tot slot: waarom?")[-1] == ("4", "inferred", "Tot slot: waarom?")


def test_a_list_of_reasons_gives_way_to_the_questions():
    reasons = ("Er zijn vragen, om twee redenen:", "1) de kosten stijgen;", "2) de tijd dringt.")
    assert found(*reasons, LEAD, *ASKS) == inferred(*ASKS)


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        ("1. 1. Hoeveel?", "Hoeveel?"),
        ("1) 1) Wie betaalt dat? b)", "Wie betaalt dat? b)"),
        ("1. 1. 1. Hoeveel?", "Hoeveel?"),
    ],
)
def test_a_number_that_is_printed_twice_is_one(paragraph, text):
    assert found(paragraph) == printed(text)


def test_a_list_goes_on_behind_a_number_that_is_printed_twice():
    assert found("1. 1. Hoeveel?", "2. Wie?") == printed("Hoeveel?", "Wie?")
    assert [label for label, *_ in found("1) 1) a) Hoeveel?", "b) Wie?", "2) Waar?")] == ["1a", "1b", "2"]


PIECES = st.sampled_from(
    [
        *ASKS,
        LEAD,
        THANKS,
        "Zo ja, welke?",
        "Ten slotte: wie?",
        "Graag per jaar.",
        "- Wie?",
        "1) Wie?",
        "Mag het?",
    ]
)
PARAGRAPHS = st.lists(PIECES | st.text(max_size=20).map(str.strip), max_size=8)
ANSWERS = st.sampled_from([(), THREE_ANSWERS, THREE_ANSWERS[:2], ("1 tot 4. Neen.",), ("Neen.",)])


@given(st.lists(PIECES.filter(lambda text: not text.startswith("1)")), max_size=8), ANSWERS)
def test_no_letter_of_a_question_behind_the_last_number_is_lost(behind, answer):
    items = subquestions((*TWO, *behind), answer)
    for place, paragraph in enumerate(behind, len(TWO)):
        if paragraph.endswith("?"):
            holding = [item.text for item in items if item.first <= place < item.last]
            assert any(paragraph in text for text in holding), (paragraph, items)


@given(PARAGRAPHS, ANSWERS)
def test_a_text_without_a_question_mark_has_no_inferred_number(asked, answer):
    bare = [paragraph.replace("?", "") for paragraph in asked]
    assert all(item.numbering == "printed" for item in subquestions(bare, answer))


@given(PARAGRAPHS, ANSWERS)
def test_inferred_sub_questions_ask_and_their_labels_are_unique(asked, answer):
    items = subquestions(asked, answer)
    labels = [item.label for item in items if item.label]
    assert len(set(labels)) == len(labels)
    assert all("?" in item.text for item in items if item.numbering == "inferred")
    assert all(one.last <= two.first for one, two in pairwise(items) if two.numbering == "inferred")


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
