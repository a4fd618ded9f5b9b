"""Every style in which questions are numbered."""

import pytest
from hypothesis import given

from tasks.extract import subquestions
from tests.extract.support import ASKS, finishes, labels, paragraphs_with
from tests.support.each_case import each_case

BREAK = "\n\n"
LEAD = "Graag kreeg ik een antwoord op de volgende vragen:"


def numbered(*marks: str) -> list[str | None]:
    return labels(LEAD, *(f"{mark} {ask}".strip() for mark, ask in zip(marks, ASKS, strict=False)))


@each_case(
    ("marks", "expected"),
    [
        (("1)", "2)", "3)"), ["1", "2", "3"]),
        (("1.", "2.", "3."), ["1", "2", "3"]),
        (("1°", "2°", "3°"), ["1", "2", "3"]),
        (("1 )", "2 )", "3 )"), ["1", "2", "3"]),
        (("1.", "2)", "3."), ["1", "2", "3"]),
        (("1)", "2", "3)"), ["1", "2", "3"]),
        (("1)", "2)", "3"), ["1", "2", "3"]),
        (("I.1)", "I.2)", "II.1)"), ["I1", "I2", "II1"]),
        (("A.1.", "A.2.", "B.1."), ["A1", "A2", "B1"]),
        (("a)", "b)", "c)"), ["a", "b", "c"]),
        (("a.", "b.", "c."), ["a", "b", "c"]),
        (("I.", "II.", "III."), ["I", "II", "III"]),
        (("-", "-", "-"), [None, None, None]),
        (("–", "–", "–"), [None, None, None]),
        (("•", "•", "•"), [None, None, None]),
        (('"', '"', '"'), [None, None, None]),
        (("", "", ""), ["1", "2", "3"]),
    ],
    ids=lambda one: " ".join(str(each) for each in one) or "none",
)
def test_questions_in_every_style_are_split(marks, expected):
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


def test_a_number_with_letters_below_it_is_beside_them():
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
    paragraphs = ("1) Hoeveel per jaar?", "2", "14", "2 Gent", "3", "2) Wie?")
    assert labels(*paragraphs) == ["1", "2"]


@each_case(
    ("paragraphs", "expected"),
    [
        (("1/ Hoeveel?", "2/ Wie?"), "1 2"),
        (("(1) Hoeveel?", "(2) Wie?"), "1 2"),
        (("1.) Hoeveel?", "2.) Wie?"), "1 2"),
        (("1.- Hoeveel?", "2.- Wie?"), "1 2"),
        (("1 - Hoeveel?", "2 - Wie?"), "1 2"),
        (("1: Hoeveel?", "2: Wie?"), "1 2"),
        (("1)", "Hoeveel?", "2)", "Wie?"), "1 2"),
        (("Vraag 1: Hoeveel?", "Vraag 2: Wie?"), "1 2"),
        (("Vraag 1", "Hoeveel?", "Vraag 2", "Wie?"), "1 2"),
        (("Question 1 : Combien ?", "Question 2 : Qui ?"), "1 2"),
        (("1 Hoeveel aanvragen waren er?", "2 Hoeveel werden er goedgekeurd?"), "1 2"),
        (("1 Hoeveel aanvragen waren er?", "2 Wie?", "3 Wanneer?"), "1 2 3"),
        (("1. Hoeveel?", "2. Wie?", "3 Wanneer?"), "1 2 3"),
        (("A. Hoeveel?", "B. Wie?"), "A B"),
        (("i) Hoeveel?", "ii) Wie?", "iii) Waarom?"), "i ii iii"),
        (("1.a Hoeveel waren er?", "1.b Wie deed dat?"), "1a 1b"),
        (("1.a. Hoeveel?", "1.b. Wie?", "2. Waarom?"), "1a 1b 2"),
        (("1) Over de kosten:", "1a) Hoeveel?", "1b) Wie?", "2) Waarom?"), "1 1a 1b 2"),
        (("1. Over de kosten:", "1.1. Hoeveel?", "1.2. Wie?", "2. Waarom?"), "1 1.1 1.2 2"),
        (("A. 1) Hoeveel?", "2) Waar?", "B. 1) Wie?", "2) Waarom?"), "A1 A2 B1 B2"),
        (("I. Over de kosten:", "1) Hoeveel?", "2) Waar?", "II. Wie?"), "I I1 I2 II"),
        (("1) Hoeveel?", "2) Wie?", "4) Waarom?"), "1 2 4"),
        (("1. Ten eerste, hoeveel?", "2. Ten tweede, wie?"), "1 2"),
        (("Ten eerste: hoeveel?", "Ten tweede: wie?"), "1 2"),
        (("Eerste vraag: hoeveel?", "Tweede vraag: wie?"), "1 2"),
        (("In de eerste plaats: hoeveel?", "In de tweede plaats: wie?"), "1 2"),
        (("En premier lieu, combien ?", "En second lieu, qui ?", "En troisième lieu, où ?"), "1 2 3"),
        (("Primo, hoeveel?", "Secundo, wie?", "Tertio, waar?"), "1 2 3"),
        (("Ad 1. Hoeveel?", "Ad 2. Wie?"), "1 2"),
        (("1e vraag: hoeveel?", "2e vraag: wie?"), "1 2"),
        (("Wat vraag 1 betreft: hoeveel?", "Wat vraag 2 betreft: wie?"), "1 2"),
    ],
    ids=lambda one: one if isinstance(one, str) else " / ".join(one),
)
def test_further_styles_of_numbers(paragraphs, expected):
    assert labels(*paragraphs) == expected.split()


@each_case(
    ("paragraph", "expected"),
    [
        ("1) Hoeveel? 2) Wie? 3) Waarom?", "1 2 3"),
        ("1. Hoeveel? 2. Wie?", "1 2"),
        ("1) Hoeveel?\n2) Wie?\n3) Waarom?", "1 2 3"),
        ("1) Hoeveel?2) Wie?", "1 2"),
        ("Graag vernam ik: 1) hoeveel aanvragen er waren; 2) wie ze behandelt.", "1 2"),
        ("Kan de minister meedelen: 1) hoeveel, 2) wanneer en 3) waarom?", "1 2 3"),
        ("Ik heb twee vragen : 1° hoeveel? 2° waarom?", "1 2"),
        ("1. Wat de kosten betreft: a) hoeveel? b) wie? 2. Waarom?", "1 1a 1b 2"),
        ("1) a) Hoeveel? b) Wie? 2) Waarom?", "1a 1b 2"),
        ("I. 1) Combien ? 2) Où ? II. 1) Qui ?", "I1 I2 II1"),
        ("I.1) Combien ? I.2) Où ? II.1) Qui ?", "I1 I2 II1"),
        ("Ik heb vragen. Ten eerste: hoeveel? Ten tweede: wie? Ten derde: waarom?", "1 2 3"),
        ("Premièrement, combien ? Deuxièmement, qui ?", "1 2"),
        ("En premier lieu, combien ? En deuxième lieu, qui ?", "1 2"),
        ("Primo: hoeveel? Secundo: wie?", "1 2"),
        ("| 1) Hoeveel? | 2) Wie? |", "1 2"),
    ],
)
def test_several_questions_stand_in_one_paragraph(paragraph, expected):
    items = subquestions((paragraph,))
    assert [item.label for item in items] == expected.split()
    assert {(item.first, item.last) for item in items} == {(0, 1)}
    assert all(item.text in paragraph and item.text.strip() == item.text for item in items)


def test_a_number_in_words_stays_in_the_text_and_a_number_in_figures_does_not():
    assert [item.text for item in subquestions(("Ten eerste: hoeveel? Ten tweede: wie?",))] == [
        "Ten eerste: hoeveel?",
        "Ten tweede: wie?",
    ]
    assert [item.text for item in subquestions(("Vraag 1: Hoeveel? Vraag 2: Wie?",))] == ["Hoeveel?", "Wie?"]


@pytest.mark.parametrize(
    ("asked", "thanks"),
    [
        ("Wie?", "Ik dank u voor uw antwoord."),
        ("Graag een overzicht per provincie.", "Ik dank u voor uw antwoord."),
        ("Graag een overzicht. Ook per jaar.", "Alvast bedankt."),
        ("Je souhaiterais un aperçu par province.", "Merci de votre réponse."),
        ("Combien ?", "Je vous remercie d'avance."),
        ("Les chiffres montent. Merci de préciser lesquels.", ""),
        ("Combien ? Merci de préciser par province.", ""),
    ],
)
def test_thanks_behind_the_last_question_are_not_part_of_it(asked, thanks):
    items = subquestions(("1) Hoeveel?", f"2) {asked} {thanks}"))
    assert [item.text for item in items] == ["Hoeveel?", asked]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("De wet bepaalt: 1° de koning; 2° de minister; 3° de burgemeester. Wat is uw mening?",),
        ("Er zijn twee redenen:", "1) de kosten stijgen;", "2) de tijd dringt.", "Wat zal u doen?"),
        ("De wet bevat:", "1. Toepassingsgebied", "2. Definities", "Bent u bereid die te wijzigen?"),
        ("In het verslag staat: 1. de kosten stijgen. 2. de tijd dringt. Wat vindt u daarvan?",),
        ("| Jaar | 1 | 2 | 3 |", "| 2012 | 10 | 20 | 30 |", "Hoeveel waren er?"),
        ("1", "2", "3", "Hoeveel?"),
        ("Dit staat in nr. 1. Art. 2. Wat vindt u daarvan?",),
        ("Twee redenen:", "- de kosten;", "- de tijd.", "Wat zal u doen?"),
    ],
)
def test_lists_and_figures_that_do_not_ask_are_no_subquestions(paragraphs):
    assert labels(*paragraphs) == []


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("De wet bepaalt:", "1° de koning;", "2° de minister;", "3° de raad.", "1) Hoeveel?", "2) Wie?"),
        ("1) Volgens artikel 5, 1° en 2°, van de wet van 8 juli 1964 kan dat. Waarom?", "2) Wie?"),
        ("1) Er waren 1.200 klachten. 2.500 bleven onbeantwoord. Waarom?", "2) Wie?"),
        ("1) Zie art. 2. Waarom?", "2) Wie?"),
        ("1) Volgens artikel 5, a) van de wet kan dat. Waarom?", "2) Wie?"),
        ("1) Wat is het gemiddelde van 1) en 2) samen?", "2) Wie?"),
        ("1) Hoeveel? (1)", "2) Wie?", "(1) De Standaard.", "(2) De Morgen.", "(3) Knack."),
        ("1) Hoeveel, naar:", "- leeftijd?", "- geslacht?", "2) Wie?"),
        ("Ten eerste is dit duur. Ten tweede duurt het lang.", "1) Hoeveel?", "2) Wie?"),
    ],
)
def test_other_numbers_do_not_disturb_the_questions(paragraphs):
    assert labels(*paragraphs) == ["1", "2"]


def test_bulleted_questions_are_distinguished_from_other_bullets():
    paragraphs = ("Twee redenen:", "- de kosten;", "- de tijd.", "Daarom de vragen:", "- Hoeveel?", "- Wie?")
    assert [item.text for item in subquestions(paragraphs)] == ["Hoeveel?", "Wie?"]


@pytest.mark.parametrize("lead", ["Ik kreeg graag:", "Je souhaiterais connaître:"])
def test_bullets_that_a_request_leads_in_ask_without_question_marks(lead):
    assert labels(lead, "- het aantal dossiers;", "- de kostprijs.") == [None, None]


def test_bullets_at_the_beginning_of_lines_are_questions():
    assert labels("Vragen:\n- Hoeveel?\n- Wie?") == [None, None]


PIECES = (
    "1)",
    "2)",
    "3.",
    "a)",
    "1) a)",
    "-",
    "I.",
    "Ten eerste",
    "Vraag 1:",
    "12",
    "2012",
    "? 2)",
    "",
    "é",
    "٣)",
    "²)",
)


@given(paragraphs_with(PIECES))
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
@each_case("join", ["\n\n", "\n", " "])
def test_a_text_of_ten_thousand_questions_is_read(unit, join):
    text = f"{join!r}.join([{unit!r}] * 10_000)"
    code = f"from tasks.extract import subquestions; subquestions({text}.split({BREAK!r}))"
    assert finishes(code), "the time grows with the square of the questions"
