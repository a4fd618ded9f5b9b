"""How answers are parted, and which sub-questions each part answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.extract import answer_parts
from tests.extract.support import finishes, paragraphs_with, parts
from tests.support.each_case import each_case

BREAK = "\n\n"
TEXT = "Er waren 40 aanvragen."


@each_case(
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
        ("1 t.e.m. 3.", "1 2 3"),
        ("1 t/m 3)", "1 2 3"),
        ("(1) tot (3)", "1 2 3"),
        ("1)-3)", "1 2 3"),
        ("1 – 3/", "1 2 3"),
        ("1/ et 2/", "1 2"),
        ("1° en 2°", "1 2"),
        ("1., 2. en 3.", "1 2 3"),
        ("1 + 2.", "1 2"),
        ("1/2.", "1 2"),
        ("1 et 2 :", "1 2"),
        ("1.-", "1"),
        ("(1)", "1"),
        ("Antwoord op vraag 1:", "1"),
        ("Antwoord op de vragen 1 tot 3:", "1 2 3"),
        ("Antwoord 1:", "1"),
        ("Réponse à la question 1:", "1"),
        ("Réponse aux questions 1 et 2 :", "1 2"),
        ("Questions nos 1 et 2 :", "1 2"),
        ("Vragen 1) en 2):", "1 2"),
        ("Vraag 1 –", "1"),
        ("Punten 1 en 2.", "1 2"),
        ("1e vraag:", "1"),
        ("1-", "1"),
        ("1 jusqu'à 3.", "1 2 3"),
    ],
)
def test_a_series_says_which_questions_a_part_answers(begin, answers):
    ((label, found),) = parts((f"{begin} {TEXT}", "Nog een alinea."), "1 2 3 4")
    assert found == tuple(answers.split())
    assert label == begin
    (part,) = answer_parts((f"{begin} {TEXT}", "Nog een alinea."), ["1", "2", "3", "4"])
    assert part.text == f"{TEXT}\n\nNog een alinea."


@each_case(
    ("begin", "known", "answers"),
    [
        ("2.", "1 2a 2b 3", "2a 2b"),
        ("2.", "1 2 2a 2b 3", "2 2a 2b"),
        ("1 tot 3.", "1 2 2a 2b 3", "1 2 2a 2b 3"),
        ("2) a) en b)", "1 2a 2b 3", "2a 2b"),
        ("2. a-c.", "1 2a 2b 2c", "2a 2b 2c"),
        ("1.1.", "1.1 1.2 2", "1.1"),
        ("A)", "a b c", "a"),
        ("2a)", "1 2a 2b 3", "2a"),
        ("2 a)", "1 2a 2b 3", "2a"),
        ("2a en 2b.", "1 2a 2b 3", "2a 2b"),
        ("1 tot 3.", "1 2a 2b 3", "1 2a 2b 3"),
        ("a) en b)", "a b c", "a b"),
        ("a) tot c)", "a b c", "a b c"),
        ("I en II.", "I II III", "I II"),
        ("II.", "I II III", "II"),
        ("i) en ii)", "i ii iii", "i ii"),
        ("1a tot 2b.", "1a 1b 2a 2b 3", "1a 1b 2a 2b"),
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
        ("En premier lieu", "En second lieu", "En troisième lieu"),
        ("In de eerste plaats", "In de tweede plaats", "In de derde plaats"),
        ("Primo", "Secundo", "Tertio"),
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


def test_a_range_that_goes_down_names_nothing():
    assert parts((f"3 tot 1. {TEXT}",), "1 2 3") == [(None, ("1", "2", "3"))]


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


@each_case(
    ("known", "paragraphs", "expected"),
    [
        ("1 2", ("Vraag 1", TEXT, "Vraag 2", TEXT), {"Vraag 1": "1", "Vraag 2": "2"}),
        ("1 2 3", ("Ad 1. Ja, 40.", "Ad 2 en 3. Neen."), {"Ad 1.": "1", "Ad 2 en 3.": "2 3"}),
        ("1 2", (f"1. {TEXT} 2. Neen.",), {"1.": "1", "2.": "2"}),
        ("1 2 3", ("1) Ja. 2) Neen. 3) Zie vraag 1.",), {"1)": "1", "2)": "2", "3)": "3"}),
        ("1 2", ("1. Ja.\n2. Neen.",), {"1.": "1", "2.": "2"}),
        ("1 2", ("1. Zie www.site.be. 2. Neen.",), {"1.": "1", "2.": "2"}),
        ("1 2", ("Ik antwoord op uw vragen als volgt: 1. Ja. 2. Neen.",), {"1.": "1", "2.": "2"}),
        ("1 2 3", (f"1) {TEXT}", f"3) {TEXT}"), {"1)": "1", "3)": "3"}),
        ("1 2 3", (f"1 en 3. {TEXT}", f"2. {TEXT}"), {"1 en 3.": "1 3", "2.": "2"}),
        ("1 2", (f"1 {TEXT}", f"2 {TEXT}"), {"1": "1", "2": "2"}),
        ("1 2 3", (f"1 en 2 {TEXT}", f"3 {TEXT}"), {"1 en 2": "1 2", "3": "3"}),
        ("1a 1b 2", ("1)", f"a) {TEXT}", f"b) {TEXT}", f"2) {TEXT}"), {"a)": "1a", "b)": "1b", "2)": "2"}),
        ("1a 1b 2", (f"1. a) {TEXT}", f"b) {TEXT}", f"2. {TEXT}"), {"1. a)": "1a", "b)": "1b", "2.": "2"}),
        ("1 1a 1b", (f"1) {TEXT}", f"a) {TEXT}", f"b) {TEXT}"), {"1)": "1", "a)": "1a", "b)": "1b"}),
        ("1 1a 1b 2", (f"1) {TEXT}", f"2) {TEXT}"), {"1)": "1 1a 1b", "2)": "2"}),
        ("1a 1b", (f"Vraag 1a: {TEXT}", f"Vraag 1b: {TEXT}"), {"Vraag 1a:": "1a", "Vraag 1b:": "1b"}),
        ("1a 1b", (f"1.a {TEXT}", f"1.b {TEXT}"), {"1.a": "1a", "1.b": "1b"}),
        ("1 2", (f"1 {TEXT}", "2 In mei."), {"1": "1", "2": "2"}),
        ("1 1.1 1.2 2", ("1.1 Ja.", "1.2 Neen.", f"2. {TEXT}"), {"1.1": "1.1", "1.2": "1.2", "2.": "2"}),
        (
            "1 1.1 1.2 2",
            ("1. Over de treinen: 1.1 Ja. 1.2 Neen. 2. Tien.",),
            {"1.": "1", "1.1": "1.1", "1.2": "1.2", "2.": "2"},
        ),
        ("1 2", ("1. Over de treinen: 1.1 Ja. 1.2 Neen. 2. Tien.",), {"1.": "1", "2.": "2"}),
        ("I1 I2 II1", ("I.1) Dix.", "I.2) Ici.", "II.1) Six."), {"I.1)": "I1", "I.2)": "I2", "II.1)": "II1"}),
        ("I1 I2 II1", ("I. 1) Dix. 2) Ici. II. 1) Six.",), {"I. 1)": "I1", "2)": "I2", "II. 1)": "II1"}),
        ("A1 A2 B1", ("A. 1) Ja.", "2) Neen.", "B1) Ja."), {"A. 1)": "A1", "2)": "A2", "B1)": "B1"}),
        ("A1 A2 B", ("A. 1) en 2) Ja.", "B. Neen."), {"A. 1) en 2)": "A1 A2", "B.": "B"}),
        ("I I1 I2 II II1", ("I. 1) Dix. 2) Ici. II. 1) Six.",), {"I. 1)": "I1", "2)": "I2", "II. 1)": "II1"}),
        ("I II", ("I. 1) Dix.", "2) Ici.", "II. Six."), {"I.": "I", "II.": "II"}),
    ],
)
def test_parts_begin_where_their_number_is(known, paragraphs, expected):
    assert parts(paragraphs, known) == [(label, tuple(found.split())) for label, found in expected.items()]


@pytest.mark.parametrize(
    ("known", "begin"),
    [
        ("a b", ("1.", "2.")),
        ("1 2", ("a)", "b)")),
        ("I II", ("1)", "2)")),
        ("i ii", ("1)", "2)")),
        ("a b", ("Ten eerste", "Ten tweede")),
    ],
)
def test_an_answer_that_numbers_otherwise_answers_by_the_order(known, begin):
    found = parts(tuple(f"{mark} {TEXT}" for mark in begin), known)
    assert found == [(mark, (label,)) for mark, label in zip(begin, known.split(), strict=True)]


@pytest.mark.parametrize(
    "begin",
    [
        ("Wat de eerste vraag betreft", "Wat de tweede vraag betreft"),
        ("Wat vraag 1 betreft", "Wat vraag 2 betreft"),
        ("En ce qui concerne la première question", "Quant à la deuxième question"),
        ("Concernant la question 1", "Concernant la question 2"),
        ("Eerste vraag", "Tweede vraag"),
    ],
)
def test_a_sentence_that_takes_up_a_question_keeps_its_words(begin):
    paragraphs = tuple(f"{words}: {TEXT}" for words in begin)
    found = answer_parts(paragraphs, ["1", "2"])
    assert [(part.label, part.answers, part.text) for part in found] == [
        (begin[0], ("1",), paragraphs[0]),
        (begin[1], ("2",), paragraphs[1]),
    ]


def test_ordinals_part_an_answer_inside_a_paragraph():
    assert parts((f"Ten eerste en ten tweede {TEXT} Ten derde {TEXT}",), "1 2 3") == [
        ("Ten eerste en ten tweede", ("1", "2")),
        ("Ten derde", ("3",)),
    ]


@pytest.mark.parametrize(
    "inside",
    [
        ("1) De stappen zijn: 1. aanvraag; 2. onderzoek; 3. beslissing.",),
        ("1) De voorwaarden zijn:", "1. Men is Belg.", "2. Men is meerderjarig."),
        ("1) De volgende diensten: a) de politie; b) de brandweer.",),
        ("1) Ten eerste is dit duur. Ten tweede duurt het lang.",),
        ("1) Volgens artikel 7, 1° en 2°, van de wet is dat zo.",),
        ("1) Volgens art. 2. van de wet waren er 2.500 dossiers.",),
        ("1) Tabel:", "1", "2", "340"),
        ("1) Tabel:", "| 1 | 2 |", "| 340 | 12 |"),
        ("1) De diensten:", "- de politie;", "- de brandweer."),
    ],
)
def test_enumerations_and_tables_inside_a_part_do_not_part_it(inside):
    first, second = answer_parts((*inside, f"2) {TEXT}"), ["1", "2"])
    assert (first.label, first.answers, second.label) == ("1)", ("1",), "2)")
    assert f"1) {first.text}" == BREAK.join(inside)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("De volgende maatregelen werden genomen: 1) een campagne; 2) een website; 3) een folder.",),
        (TEXT, "1 Antwerpen telt er 340, waarvan 12", "2 Brussel telt er 340, waarvan 12"),
        ("12 personen werken er. 2 personen zijn ziek.",),
        ("Volgens artikel 5, 1° en 2°, van de wet is dat zo.",),
        ("In de eerste plaats is dit duur. Dat weet iedereen.",),
        ("Dit antwoord is kort. Wat de tweede vraag betreft, verwijs ik naar mijn collega.",),
    ],
)
def test_numbers_in_prose_do_not_part_it(paragraphs):
    assert parts(paragraphs, "1 2") == [(None, ("1", "2"))]


def test_a_numbered_answer_to_questions_without_numbers_is_split():
    assert parts((f"1. {TEXT}", f"2. {TEXT}"), "") == [("1.", ()), ("2.", ())]


def test_an_enumeration_in_prose_that_answers_questions_without_numbers_is_none():
    assert parts((TEXT, "1. Eerst dit.", "2. Dan dat."), "") == [(None, ())]


def test_each_part_has_its_kind():
    paragraphs = (f"1) {TEXT}", "2) Zie vraag 1.", "3) Mijn diensten beschikken niet over deze cijfers.")
    found = answer_parts(paragraphs, ["1", "2", "3"])
    assert [(part.kind, part.evidence) for part in found] == [
        ("substance", None),
        ("referral", "Zie"),
        ("no_data", "beschikken niet over deze cijfers"),
    ]


PIECES = (
    "1)",
    "2)",
    "3.",
    "a)",
    "1) a)",
    "I.",
    "1, 2 en 3.",
    "Ten eerste",
    "Vraag 2:",
    "12",
    "",
    "é",
    "٣)",
    "²)",
)
KNOWN = st.lists(st.sampled_from(["1", "1a", "1b", "2", "3", "a", "b", "I", "II"]), unique=True)


@given(paragraphs_with(PIECES), KNOWN)
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
@each_case("join", ["\n\n", "\n", " "])
def test_an_answer_of_ten_thousand_parts_is_read(unit, join):
    code = (
        "from tasks.extract import answer_parts; labels = [str(n) for n in range(1, 100)]\n"
        f"text = {join!r}.join({unit!r}.format(n % 99 + 1) for n in range(10_000))\n"
        f"answer_parts(text.split({BREAK!r}), labels)"
    )
    assert finishes(code), "the time grows with the square of the parts"
