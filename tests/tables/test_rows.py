"""From records to the rows of the tables."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from schemas.tables import TABLES
from tasks.extract import Mention
from tasks.pipeline.reading import question_rows
from tasks.tables.rows import in_key_order, page_tables, reference_issues
from tests.support.releases import ANSWERED, ASKED, BAD_PAGE, LONG, OPEN_QUESTION, PAGE, QUESTION, world

EMPTY = (
    "suffix member_id party_id office_id minister_id in_office_at_deadline in_office_at_answer title_fr "
    "status_reason seen_on first_seen answer_seen last_changed session "
    "answered_by_on document_number printed_number record_name"
)


@cache
def of_question():
    return question_rows([QUESTION])


def test_every_row_has_exactly_the_columns_of_its_table():
    for table in TABLES:
        rows = world()[table.name]
        assert rows, table.name
        for row in rows:
            assert set(row) == set(table.column_names)


def test_a_question_becomes_one_row_with_its_status_and_term():
    assert of_question()["questions"] == [
        {
            "question_id": "5-90100",
            "legislature": 5,
            "number": 90100,
            "house": "senate",
            "term": 5,
            "document_number": None,
            "author": "Hélène Vanneste",
            "party": "CD&V",
            "asked_on": ASKED,
            "asked_on_from": "question_line",
            "addressee_nl": "de eerste minister",
            "addressee_fr": "le premier ministre",
            "title_nl": "Diensten - Personeel",
            "original_language": "nl",
            "status": "answered",
            "deadline_on": date(2013, 6, 3),
            "answered_on": ANSWERED,
            "response_days": 30,
            "is_late": False,
            "days_after_deadline": -4,
            "provisional_answer": False,
            "group_id": "5-90100",
            "group_reason": "alone",
            "group_size": 1,
            **dict.fromkeys(EMPTY.split()),
        }
    ]


def test_texts_are_paragraphs_split_by_a_blank_line_and_an_absent_part_is_no_row():
    assert [(row["language"], row["part"], row["text"]) for row in of_question()["texts"]] == [
        ("nl", "question", f"{LONG}\n\n1) Hoeveel kost dat?\n\n2) Wie betaalt?"),
        ("nl", "answer", "1) Dat kost 2 500 euro, zie www.example.be.\n\n2) De dienst."),
    ]


def test_events_and_keywords_are_counted_from_zero_in_their_order():
    assert [(row["position"], row["event"]) for row in of_question()["events"]] == [
        (0, "sent"),
        (1, "reminder"),
        (2, "answered"),
    ]
    assert [(row["language"], row["position"], row["keyword"]) for row in of_question()["keywords"]] == [
        ("nl", 0, "dienst"),
        ("nl", 1, "personeel"),
        ("fr", 0, "service"),
        ("fr", 1, "personnel"),
    ]


def test_a_link_named_twice_is_one_row():
    assert [(row["relation"], row["target_id"]) for row in of_question()["links"]] == [
        ("also_asked_as", "5-90101"),
        ("also_asked_as", "5-90199"),
        ("requalified_from", "5-321"),
    ]


def test_subquestions_and_answer_parts_are_counted_from_zero_and_belong_together():
    columns = ("position", "label", "numbering", "text")
    assert [tuple(row[name] for name in columns) for row in of_question()["subquestions"]] == [
        (0, "1", "printed", "Hoeveel kost dat?"),
        (1, "2", "printed", "Wie betaalt?"),
    ]
    assert [(row["position"], row["label"], row["answers"]) for row in of_question()["answer_parts"]] == [
        (0, "1)", ["1"]),
        (1, "2)", ["2"]),
    ]


UNNUMBERED = {"nl": ("Hoeveel treinen?", "Wie betaalt?"), "fr": ("Combien ?", "Qui paie ?")}


@pytest.mark.parametrize("counting", ["nl", "fr"])
def test_questions_without_numbers_are_counted_by_the_answer_in_either_language(counting):
    texts = {(language, "question"): asked for language, asked in UNNUMBERED.items()}
    texts[counting, "answer"] = ("1. 40.", "2. Jan.")
    tables = question_rows([replace(QUESTION, texts=texts)])
    found = [(row["language"], row["label"], row["numbering"], row["text"]) for row in tables["subquestions"]]
    assert found == [
        (language, label, "inferred", text)
        for language, asked in UNNUMBERED.items()
        for label, text in zip(("1", "2"), asked, strict=True)
    ]
    assert [row["answers"] for row in tables["answer_parts"]] == [["1"], ["2"]]


def test_mentions_stand_where_they_say_in_the_joined_text():
    texts = {(row["language"], row["part"]): row["text"] for row in of_question()["texts"]}
    assert [row["kind"] for row in of_question()["mentions"]] == ["money", "url"]
    for row in of_question()["mentions"]:
        text = texts[row["language"], row["part"]]
        assert text[row["start_at"] : row["end_at"]] == row["text"]


def test_an_answer_without_a_date_is_a_status_and_what_a_copy_decides_is_no_row_yet():
    undated = replace(QUESTION, answered_on=None, events=QUESTION.events[:1])
    (row,) = question_rows([undated])["questions"]
    assert (row["status"], row["answered_on"], row["response_days"]) == ("answered", None, None)
    rows = question_rows([OPEN_QUESTION])["status_history"]
    assert [(row["since"], row["status"]) for row in rows] == [(ASKED, "open")]


@pytest.mark.parametrize(
    ("answered_on", "expected"),
    [(date(2013, 6, 3), (False, 0)), (date(2013, 6, 4), (True, 1)), (None, (None, None))],
)
def test_an_answer_is_late_behind_the_deadline(answered_on, expected):
    (row,) = question_rows([replace(QUESTION, answered_on=answered_on)])["questions"]
    assert (row["is_late"], row["days_after_deadline"]) == expected


def test_nothing_is_measured_on_a_cut_text():
    question, answer = (
        question_rows([replace(QUESTION, cut=frozenset({("nl", part)}))]) for part in ("question", "answer")
    )
    assert [row["words"] is None for row in question["texts"]] == [True, False]
    assert [row["words"] is None for row in answer["texts"]] == [False, True]
    assert [row["text"] for row in question["subquestions"]] == ["Hoeveel kost dat?"]
    assert [row["answer_kind"] for row in answer["answer_parts"]] == ["substance", None]
    assert answer["mentions"] == []


def test_what_reaches_into_the_end_of_a_cut_text_is_not_sure():
    """It begins before the letters of which the text may lack more, and ends among them."""
    answer = f"Zie www.example.be. Dat kost 2 500 euro {'en meer ' * 7}"
    asked = replace(QUESTION, texts={("nl", "answer"): (answer,)})
    cut = replace(asked, cut=frozenset({("nl", "answer")}))
    at = answer.index("2 500 euro")
    assert at < len(answer) - 60 < at + len("2 500 euro")
    found = [[row["kind"] for row in question_rows([one])["mentions"]] for one in (asked, cut)]
    assert found == [["url", "money"], ["url"]]


def test_two_copies_of_unequal_length_do_not_differ_in_their_questions():
    asked = {("nl", "question"): ("1) Hoeveel?", "2) Waar?"), ("fr", "question"): ("1) Combien ?", "2) Où e")}
    whole, cut = (replace(QUESTION, texts=asked, cut=frozenset(keys)) for keys in ((), [("fr", "question")]))
    kinds = [{row["kind"] for row in question_rows([one])["issues"]} for one in (whole, cut)]
    assert "subquestions_differ" not in kinds[1]
    three = replace(whole, texts=asked | {("fr", "question"): ("1) Combien ?", "2) Où ?", "3) Qui ?")})
    assert "subquestions_differ" in {row["kind"] for row in question_rows([three])["issues"]}


def test_issues_repairs_and_quarantined_pages_are_rows():
    names, told = ("page_id", "question_id", "kind"), "The page shows no party."
    issue = dict(zip(names, ("p1", "5-90100", "party_missing"), strict=True)) | {"detail": told}
    assert page_tables([PAGE])["issues"] == [issue]
    assert [row["kind"] for row in of_question()["issues"]] == ["text_cut"]
    (row,) = page_tables([BAD_PAGE])["pages"]
    assert (row["outcome"], row["reason"], row["question_id"]) == ("quarantined", "It is empty.", None)
    (row,) = page_tables([PAGE])["repairs"]
    assert (row["page_id"], row["block"], row["field"]) == ("p1", 3, "title")
    assert (row["start_at"], row["end_at"]) == (0, 9)
    assert (row["before"], row["after"], row["rule"]) == ("officiŽle", "officiële", "mac_latin2")


def test_only_missing_written_questions_are_listed_once_each():
    tables = question_rows([QUESTION, replace(OPEN_QUESTION, links=QUESTION.links)])
    missing = reference_issues(tables)
    assert [(row["question_id"], row["kind"]) for row in missing] == [("5-90199", "linked_question_missing")]
    assert "5-90100" in missing[0]["detail"]


@pytest.mark.parametrize(
    ("relation", "titles", "told"),
    [
        ("also_asked_as", {"nl": "Kabouters - Telling"}, True),
        ("reintroduction_of", {"nl": "Kabouters - Telling"}, True),
        ("also_asked_as", QUESTION.title, False),
        ("also_asked_as", {"nl": QUESTION.title["nl"].upper(), "fr": "Nains"}, False),
        ("also_asked_as", {}, False),
        ("similar_to", {"nl": "Kabouters - Telling"}, False),
    ],
)
def test_a_question_put_to_others_has_the_same_title(relation, titles, told):
    other = replace(OPEN_QUESTION, links=(), title=titles)
    link = replace(QUESTION.links[0], relation=relation, target_id=other.question_id)
    found = reference_issues(question_rows([replace(QUESTION, links=(link,)), other]))
    assert [(row["question_id"], row["kind"]) for row in found] == (
        [(QUESTION.question_id, "reference_doubtful")] if told else []
    )


LOST = ("BelgiĮ\x96, nieuw\x85", "Belgi\ufffd")


FIELDS = {
    **dict.fromkeys(("question (nl)", "answer (nl)"), "texts"),
    **{field: field for field in ("author", "party", "addressee", "title", "keywords")},
}


@pytest.mark.parametrize("lost", LOST, ids=["control", "replacement"])
@pytest.mark.parametrize("shown", FIELDS)
def test_lost_letters_are_an_issue(lost, shown):
    texts = QUESTION.texts | {("nl", shown.removesuffix(" (nl)")): (lost,)}
    value = {"author": lost, "party": lost, "keywords": {"fr": (lost,)}, "texts": texts}
    field = FIELDS[shown]
    issues = question_rows([replace(QUESTION, **{field: value.get(field, {"nl": lost})})])["issues"]
    (found,) = [row for row in issues if row["kind"] == "unreadable_letters"]
    assert found["question_id"] == "5-90100"
    assert shown.removesuffix("s") in found["detail"]


def test_questions_are_in_the_order_of_their_numbers():
    numbers = (10_000, 9, 900, 90_000)
    questions = [replace(OPEN_QUESTION, question_id=f"{leg}-{n}") for n in numbers for leg in (10, 5)]
    ordered = in_key_order(question_rows(questions))["questions"]
    assert [row["question_id"] for row in ordered] == [
        f"{leg}-{n}" for leg in (5, 10) for n in sorted(numbers)
    ]


def test_the_order_of_rows_does_not_depend_on_how_they_came():
    tables = world()
    tables["issues"] += [row | {"page_id": None} for row in tables["issues"]]
    backwards = {name: rows[::-1] for name, rows in tables.items()}
    assert in_key_order(backwards) == in_key_order(tables)


TWO = ("1. Hoeveel treinen?", "2. Wie betaalt?")
THREE = ("1. Hoeveel bussen?", "2. Wie betaalt?", "3. Waarom?")


@pytest.mark.parametrize(
    ("asked", "left_out"),
    [
        (("Over de treinen:", *TWO, "Over de bussen:", *THREE), "1, 2"),
        (("Over de bussen:", *THREE, "Over de treinen:", *TWO), "1, 2"),
        ((" ".join(("Over de bussen:", *THREE, "Over de treinen:", *TWO)),), "1, 2"),
        ((*TWO, "Over de trams:", *TWO, "Over de bussen:", *THREE), "1, 2; 1, 2"),
        (("Over de treinen:", "a) Hoeveel?", "b) Wie?", "Over de bussen:", "a) Hoeveel?", "b) Wie?"), "a, b"),
        ((*TWO, "Ter herinnering: 1. Hoeveel trams?"), None),
        (("Twee redenen:", "1. de prijs stijgt;", "2. de tijd dringt.", *THREE), None),
        (("A. Over de treinen:", *TWO, "B. Over de bussen:", *THREE), None),
        (("1) a) Hoeveel?", "1) b) Wie?", "2) a) Hoeveel?", "2) b) Wie?"), None),
        (("1. Over de treinen:", "1.1. Hoeveel?", "1.2. Wie?", "2. En:", "2.1. Hoeveel?", "2.2. Wie?"), None),
    ],
)
def test_a_numbering_that_starts_again_is_an_issue(asked, left_out):
    rows = question_rows([replace(QUESTION, texts={("nl", "question"): asked}, issues=())])["issues"]
    said = f"The numbers of the question (nl) start again; these are left out: {left_out}."
    expected = [("numbering_restarts", said)] if left_out else []
    assert [(row["kind"], row["detail"]) for row in rows] == expected


@pytest.mark.parametrize(("dutch", "french", "differ"), [(3, 2, True), (2, 2, False), (2, 0, False)])
def test_unequally_many_sub_questions_are_an_issue(dutch, french, differ):
    texts = {("nl", "question"): THREE[:dutch]}
    if french:
        texts["fr", "question"] = ("1) Combien ?", "2) Qui ?")
    rows = question_rows([replace(QUESTION, texts=texts, issues=())])["issues"]
    said = f"There are {dutch} sub-questions in Dutch and {french} in French."
    assert [(row["kind"], row["detail"]) for row in rows] == [("subquestions_differ", said)] * differ


def test_so_are_unequally_many_that_are_inferred():
    texts = {
        ("nl", "question"): ("Mijn vragen:", "Hoeveel?", "Wie?", "Waarom?"),
        ("fr", "question"): ("Mes questions :", "Combien ? Qui ?", "Pourquoi ?"),
    }
    rows = question_rows([replace(QUESTION, texts=texts, issues=())])["issues"]
    said = "There are 3 sub-questions in Dutch and 2 in French."
    assert [(row["kind"], row["detail"]) for row in rows] == [("subquestions_differ", said)]


def test_a_mention_that_is_not_where_its_positions_say_is_an_issue_and_no_row(monkeypatch):
    wrong = Mention(3, 8, "person", "elders")
    monkeypatch.setattr("tasks.extract.question.mentions", lambda *_: [wrong])
    tables = question_rows([QUESTION])
    assert tables["mentions"] == []
    assert tables["texts"] == of_question()["texts"]
    (issue,) = (row for row in tables["issues"] if row["kind"] == "extraction_failed")
    assert "'elders' is not at 3 to 8 of its text." in issue["detail"]
