"""Several records of one question of the Chamber: renamed, in both forms, with another state."""

from datetime import UTC, date, datetime

from schemas.records import Capture
from tasks.assemble import assemble_question
from tasks.read import read_capture
from tests.support.each_case import each_case
from tests.support.render.records import ANSWERED, OPEN, PRINTED, json_of, named, xml

UNPRINTED = {"PUBLICA1": None, "STATUSA1": "created", "DEPTPRES": 3, "QUESTNUM": 1}


def question(*found):
    """The question of (facts, renderer) of successive weeks; a day of None leaves all of them undated."""
    records = []
    for week, (facts, render, *undated) in enumerate(found, 1):
        at = None if undated else datetime(2025, 3, 7 * week % 28 + 1, tzinfo=UTC)
        url = f"https://data.dekamer.be/v0/qrva/{named(facts)['SDOCNAME']}"
        capture = Capture(f"p{week}", f"{week}" * 64, url, at, "test", "page", at, evidence="site")
        records.append(read_capture(capture, render(facts)))
    return assemble_question(records)


def test_a_record_that_is_renamed_when_printed_contradicts_nothing():
    before = PRINTED | UNPRINTED
    for found in (((before, xml), (PRINTED, xml)), ((before, json_of), (PRINTED, xml))):
        one = question(*found)
        assert (one.record_name, one.answered_by_on) == ("56-B001-3-0001-0000202400003", date(2025, 2, 7))
        assert (one.issues, one.state.status) == ((), "answered")


@each_case("newest", [xml, json_of])
def test_of_both_forms_the_one_with_breaks_gives_the_texts(newest):
    one = question((PRINTED, json_of if newest is xml else xml), (PRINTED, newest))
    assert one.texts["nl", "question"] == PRINTED["TEXTQN"]
    assert (one.issues, dict(one.withdrawn)) == ((), {})


@each_case(
    "older, newer, status",
    [
        ("transmited", "canceled", "closed"),
        ("canceled", "transmited", "unknown"),
        ("transmited", "answerReceived", "answered"),
        ("answerReceived", "transmited", "answered"),
        ("canceled", "answerReceived", "answered"),
        ("answerLessPublicated", "answerReceived", "answered"),
    ],
)
def test_the_newest_state_counts_but_for_an_answer(older, newer, status):
    one = question((OPEN | {"STATUSQ": older}, xml), (OPEN | {"STATUSQ": newer}, xml))
    assert one.state.status == status
    is_late = older == "answerLessPublicated" or (older == "transmited" and status != "unknown")
    assert one.state.is_late is (is_late or None), "it was open after its deadline"


@each_case("newer", ["answerReceived", "canceled"])
def test_a_record_that_was_open_after_its_deadline_proves_it_late(newer):
    for deadline, late in (("20250307", True), ("20250308", None)):
        facts = OPEN | {"DELAIDAT": deadline}
        one = question((facts | {"STATUSQ": "transmited"}, xml), (facts | {"STATUSQ": newer}, xml))
        assert one.state.is_late is late, "it was seen on 8 March"


def test_of_records_without_a_day_the_cancelled_one_counts():
    for states in (("canceled", "transmited"), ("transmited", "canceled")):
        assert (
            question(*((OPEN | {"STATUSQ": one}, xml, "undated") for one in states)).state.status == "closed"
        )


def test_an_answer_that_a_newer_record_lacks_is_withdrawn():
    bare = {name: value for name, value in ANSWERED.items() if not name.startswith("TEXTA")}
    one = question((ANSWERED, xml), (bare | {"STATUSQ": "transmited", "NUMA1": 0}, xml))
    assert set(one.withdrawn) == {("nl", "answer"), ("fr", "answer")}
    assert one.texts["nl", "answer"] == ANSWERED["TEXTA1N"]


def test_another_document_under_the_same_number_is_told():
    one = question((OPEN, xml), (OPEN | {"DOCNAME": "2024202599999"}, xml))
    assert [row["kind"] for row in one.issues] == ["pages_disagree"]
    assert "number of the document" in one.issues[0]["detail"]


@each_case(
    "older, newer, words",
    [
        (
            {},
            {"DELAIDAT": "20250317"},
            'last day for answering: page p1: "2025-02-17", page p2: "2025-03-17"',
        ),
        ({"TITN": "Proef (MV 14075)."}, {"TITN": "Proef."}, "title (nl)"),
        ({}, {"DEPTPRES": 2}, "department in the name of the record"),
        (PRINTED, PRINTED | {"PUBLICA1": "B002, , 7/2/2025, 00002024"}, "bulletin in the name of the record"),
        ({"STATUSQ": "canceled"}, {}, "p1 is cancelled, page p2 is open"),
        (PRINTED, PRINTED | {"STATUSQ": "canceled"}, "p2 is cancelled, page p1 is answered"),
    ],
)
def test_what_a_newer_record_changes_is_told(older, newer, words):
    found = question((OPEN | older, xml), (OPEN | newer, xml))
    assert [
        row["detail"] for row in found.issues if row["kind"] == "pages_disagree" and words in row["detail"]
    ]


def test_an_open_question_that_is_cancelled_or_printed_contradicts_nothing():
    assert question((OPEN, xml), (OPEN | {"STATUSQ": "canceled"}, xml)).issues == ()


def test_a_bulletin_after_the_day_of_the_copy_is_told():
    found = question((PRINTED | {"PUBLICA1": "B001, , 7/2/2026, 00002024"}, xml))
    assert found.answered_by_on == date(2026, 2, 7)
    assert [(row["kind"], row["detail"][:21]) for row in found.issues] == [
        ("date_after_fetch", "printed on 2026-02-07")
    ]
