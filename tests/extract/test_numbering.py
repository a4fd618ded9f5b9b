"""Every style in which questions and answers are numbered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.extract import answer_parts, subquestions
from tests.extract.support import finishes, labels, parts

LEAD = "Graag kreeg ik een antwoord op de volgende vragen:"
ASKS = ("Hoeveel aanvragen waren er?", "Wie betaalt de kosten?", "Welke maatregelen neemt u?")
TEXT = "Er waren 40 aanvragen."


def numbered(*marks: str) -> list[str | None]:
    return labels(LEAD, *(f"{mark} {ask}".strip() for mark, ask in zip(marks, ASKS, strict=False)))


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (("1)", "2)", "3)"), ["1", "2", "3"]),
        (("1.", "2.", "3."), ["1", "2", "3"]),
        (("1°", "2°", "3°"), ["1", "2", "3"]),
        (("1 )", "2 )", "3 )"), ["1", "2", "3"]),
        (("1.", "2)", "3."), ["1", "2", "3"]),
        (("1)", "2", "3)"), ["1", "2", "3"]),
        (("1)", "2)", "3"), ["1", "2", "3"]),
        (("a)", "b)", "c)"), ["a", "b", "c"]),
        (("a.", "b.", "c."), ["a", "b", "c"]),
        (("I.", "II.", "III."), ["I", "II", "III"]),
        (("-", "-", "-"), [None, None, None]),
        (("–", "–", "–"), [None, None, None]),
        (("•", "•", "•"), [None, None, None]),
        (("", "", ""), []),
    ],
    ids=lambda one: " ".join(str(each) for each in one) or "none",
)
def test_questions_in_every_style_are_parted(marks, expected):
    assert numbered(*marks) == expected


def test_a_number_glued_to_its_text_is_a_number():
    assert labels(LEAD, "1)Hoeveel?", "2)Wie betaalt?") == ["1", "2"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("1) a) Hoeveel?", "b) Sinds wanneer?", "2) a) Wie?", "b) Waarom?"),
        ("1) a) Hoeveel?", "1) b) Sinds wanneer?", "2) a) Wie?", "2) b) Waarom?"),
        ("1a) Hoeveel?", "1b) Sinds wanneer?", "2a) Wie?", "2b) Waarom?"),
        ("1. a. Hoeveel?", "b. Sinds wanneer?", "2. a. Wie?", "b. Waarom?"),
    ],
    ids=["letters", "number repeated", "in one", "points"],
)
def test_letters_behind_a_number_belong_to_it(paragraphs):
    assert labels(LEAD, *paragraphs) == ["1a", "1b", "2a", "2b"]


def test_a_number_with_letters_below_it_stands_beside_them():
    assert labels("1) Hoeveel?", "2) Graag vernam ik:", "a) wie?", "b) waarom?", "3) Waar?") == [
        "1",
        "2",
        "2a",
        "2b",
        "3",
    ]


def test_several_questions_under_one_number_are_one():
    (first, second) = subquestions(("1) Hoeveel? Sinds wanneer? Waarom?", "2) Wie?"))
    assert (first.text, second.text) == ("Hoeveel? Sinds wanneer? Waarom?", "Wie?")


def test_paragraphs_between_two_numbers_belong_to_the_first():
    items = subquestions(("1) Hoeveel?", "Ik denk aan de dienst.", "Waarom?", "2) Wie?", "Met dank."))
    assert [item.text for item in items] == ["Hoeveel?\n\nIk denk aan de dienst.\n\nWaarom?", "Wie?"]
    assert [(item.first, item.last) for item in items] == [(0, 3), (3, 4)]


def test_a_numbered_list_in_the_introduction_is_not_the_questions():
    paragraphs = (
        "Twee redenen:",
        "1) de kosten stijgen;",
        "2) de tijd dringt.",
        LEAD,
        "1) Hoeveel?",
        "2) Wie?",
    )
    assert [item.text for item in subquestions(paragraphs)] == ["Hoeveel?", "Wie?"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("In 2012 waren er 40 aanvragen.", "Hoeveel waren er in 2013?"),
        ("10.000 personen werken er.", "Hoeveel deeltijds?"),
        ("2012", "1 200", "340", "Hoeveel in 2013?"),
        ("-5 graden was het.", "Waarom?"),
        (),
        ("",),
    ],
)
def test_plain_prose_and_figures_are_no_subquestions(paragraphs):
    assert labels(*paragraphs) == []


def test_cells_of_a_table_do_not_go_on_with_the_numbering():
    paragraphs = ("1) Hoeveel per jaar?", "2", "14", "3", "2) Wie?")
    assert labels(*paragraphs) == ["1", "2"]


@pytest.mark.parametrize(
    ("begin", "answers"),
    [
        ("1, 2 en 3.", "1 2 3"),
        ("1, 2 et 3.", "1 2 3"),
        ("1 en 2)", "1 2"),
        ("1 et 2)", "1 2"),
        ("1) et 2)", "1 2"),
        ("1) en 2)", "1 2"),
        ("1. en 2.", "1 2"),
        ("1. tot 3.", "1 2 3"),
        ("1) tot 3)", "1 2 3"),
        ("1 à 3.", "1 2 3"),
        ("1) à 4)", "1 2 3 4"),
        ("1 tot en met 4.", "1 2 3 4"),
        ("1-3.", "1 2 3"),
        ("1 - 3.", "1 2 3"),
        ("1 & 2.", "1 2"),
        ("1), 2) en 3)", "1 2 3"),
        ("1)", "1"),
        ("1.", "1"),
        ("1°", "1"),
        ("1:", "1"),
        ("Vraag 1:", "1"),
        ("Vragen 1 en 2:", "1 2"),
        ("Questions 1 et 2 :", "1 2"),
        ("Ad 1.", "1"),
    ],
)
def test_a_series_says_which_questions_a_part_answers(begin, answers):
    ((label, found),) = parts((f"{begin} {TEXT}", "Nog een alinea."), "1 2 3 4")
    assert found == tuple(answers.split())
    assert label == begin
    (part,) = answer_parts((f"{begin} {TEXT}", "Nog een alinea."), ["1", "2", "3", "4"])
    assert part.text == f"{TEXT}\n\nNog een alinea."


@pytest.mark.parametrize(
    ("begin", "known", "answers"),
    [
        ("2.", "1 2a 2b 3", "2a 2b"),
        ("2a)", "1 2a 2b 3", "2a"),
        ("2 a)", "1 2a 2b 3", "2a"),
        ("2a en 2b.", "1 2a 2b 3", "2a 2b"),
        ("1 tot 3.", "1 2a 2b 3", "1 2a 2b 3"),
        ("a) en b)", "a b c", "a b"),
        ("a) tot c)", "a b c", "a b c"),
        ("I en II.", "I II III", "I II"),
        ("II.", "I II III", "II"),
    ],
)
def test_a_series_names_labels_of_every_kind(begin, known, answers):
    ((_, found),) = parts((f"{begin} {TEXT}",), known)
    assert found == tuple(answers.split())


@pytest.mark.parametrize(
    "words",
    [
        ("Ten eerste", "Ten tweede", "Ten derde"),
        ("Premièrement", "Deuxièmement", "Troisièmement"),
        ("Premièrement", "Secondement", "Troisièmement"),
    ],
)
def test_ordinals_in_words_part_an_answer_and_stay_in_the_sentence(words):
    paragraphs = tuple(f"{word}, {TEXT}" for word in words)
    assert parts(paragraphs, "1 2 3") == [(words[0], ("1",)), (words[1], ("2",)), (words[2], ("3",))]
    assert [part.text for part in answer_parts(paragraphs, ["1", "2", "3"])] == list(paragraphs)


def test_ordinals_with_letters_that_only_look_alike_stop_nothing():
    assert len(answer_parts((f"Ten eerſte {TEXT}",), ["1"])) == 1


def test_ordinals_may_come_together():
    assert parts((f"Ten eerste en ten tweede {TEXT}", f"Ten derde {TEXT}"), "1 2 3") == [
        ("Ten eerste en ten tweede", ("1", "2")),
        ("Ten derde", ("3",)),
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Ik verwijs naar mijn antwoord op vraag 5-8901.",),
        ("Deze vraag valt niet onder mijn bevoegdheid.", "Ik verwijs naar de minister van Justitie."),
        ("14. is geen nummer van een vraag.",),
        ("2012 was een goed jaar.", "1 200 personen werkten er."),
    ],
)
def test_an_answer_in_prose_is_one_part_that_answers_all(paragraphs):
    assert [(part.label, part.answers, part.text) for part in answer_parts(paragraphs, ["1", "2"])] == [
        (None, ("1", "2"), "\n\n".join(paragraphs))
    ]


def test_no_answer_has_no_parts():
    assert answer_parts((), ["1"]) == ()


def test_a_number_that_goes_back_does_not_part_an_answer():
    paragraphs = (f"1) {TEXT}", f"2) {TEXT}", "1) het eerste punt;", "2) het tweede punt.", f"3) {TEXT}")
    assert [found for _, found in parts(paragraphs, "1 2 3")] == [("1",), ("2",), ("3",)]


def test_an_introduction_before_the_first_number_is_kept_in_the_texts_alone():
    (part,) = answer_parts(("Ik dank het lid.", f"1) {TEXT}"), ["1"])
    assert part.text == TEXT


def test_bullets_of_an_answer_are_no_parts():
    paragraphs = (f"1) {TEXT}", "- een;", "- twee.", f"2) {TEXT}")
    assert [part.label for part in answer_parts(paragraphs, ["1", "2"])] == ["1)", "2)"]


PIECES = st.sampled_from(
    [
        "1)",
        "2)",
        "3.",
        "a)",
        "1) a)",
        "-",
        "I.",
        "1, 2 en 3.",
        "Ten eerste",
        "12",
        "2012",
        "",
        "é",
        "٣)",
        "²)",
    ]
)
PARAGRAPHS = st.lists(
    st.builds("{} {}".format, PIECES, st.text(max_size=20)).map(str.strip) | st.text(max_size=30), max_size=12
)


@given(PARAGRAPHS, PARAGRAPHS)
def test_any_text_is_parted_into_pieces_of_itself_in_order(asked, answered):
    items = subquestions(asked)
    ends = [0]
    for item in items:
        assert ends[-1] <= item.first < item.last <= len(asked)
        ends.append(item.last)
        assert item.text.strip() in "\n\n".join(asked[item.first : item.last])
    known = [item.label for item in items if item.label]
    assert len(set(known)) == len(known)
    for part in answer_parts(answered, known):
        assert set(part.answers) <= set(known)
        assert part.text in "\n\n".join(answered)


@pytest.mark.parametrize("end", ["", " enzovoort", " personen in 2012, 2013 en 2014"])
def test_a_long_enumeration_at_the_beginning_of_a_paragraph_is_read(end):
    code = f"from tasks.extract.numbering import series; series('1, ' * 40 + '1' + {end!r})"
    assert finishes(code), "the time doubles with every number"


@pytest.mark.parametrize("first", ["1) Waarom?", "a) Waarom?", "- Waarom?", "Waarom?"])
def test_a_text_of_twenty_thousand_paragraphs_is_read(first):
    code = f"from tasks.extract import subquestions; subquestions([{first!r}] * 20_000)"
    assert finishes(code), "the time grows with the square of the paragraphs"


def test_an_answer_of_twenty_thousand_parts_is_read():
    code = (
        "from tasks.extract import answer_parts; labels = [str(n) for n in range(1, 100)]\n"
        "answer_parts([f'{n % 99 + 1}) Ja.' for n in range(20_000)], labels)"
    )
    assert finishes(code)
