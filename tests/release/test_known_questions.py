"""What the plan of the pages to fetch is told of a release."""

from dataclasses import replace
from datetime import date

from schemas.records import Event, Link, State
from tasks.fetch.plan import QuestionState
from tasks.pipeline.reading import question_rows
from tasks.release.known_questions import known_questions
from tasks.tables.rows import merge, page_tables
from tests.support.releases import (
    ANSWERED,
    ASKED,
    NAMING,
    OPEN_QUESTION,
    PAGE,
    QUESTION,
    READING,
    RUN,
    built,
    manifest_of,
    whole,
    write_manifest,
)

REQUALIFIED = date(2013, 12, 13)


def page(number, identifier, variant="main"):
    reading = replace(READING, number=number, variant=variant)
    capture = replace(PAGE.capture, page_id=identifier)
    there = {"capture": capture, "reading": reading, "variant": variant, "question_id": f"5-{number}"}
    return replace(PAGE, **there, repairs=(), issues=())


def test_a_question_has_its_status_its_days_and_whether_it_has_a_page_of_its_own(tmp_path):
    unknown = State("unknown", "section_unanswered")
    questions = (
        replace(QUESTION, links=(), issues=(), state=State("answered")),
        replace(OPEN_QUESTION, events=(Event(REQUALIFIED, "requalified"),), state=State("requalified")),
        replace(NAMING, state=unknown),
        replace(NAMING, question_id="5-90103", number=90103, state=unknown),
    )
    pages = [page(90100, "a"), page(90101, "b"), page(90103, "e")]
    pages += [page(90102, "c", "bulletin"), page(90103, "d", "bulletin")]
    rows = merge([page_tables(pages), question_rows(questions)])
    write_manifest(tmp_path, manifest_of("v", "2026-01-01T00:00:00+00:00", sources=["map"]))
    found, named = known_questions(built(tmp_path, whole(rows, runs=[RUN])))
    assert found == {
        (5, 90100): QuestionState("answered", ASKED, ANSWERED, frozenset({"nl"})),
        (5, 90101): QuestionState("requalified", ASKED, REQUALIFIED),
        (5, 90102): QuestionState("unknown", ASKED, has_page=False),
        (5, 90103): QuestionState("unknown", ASKED),
    }
    assert named == frozenset()


def test_questions_of_the_chamber_and_those_that_they_name_are_never_asked_for_by_number(tmp_path):
    links = tuple(Link("also_asked_as", "written_question", target) for target in ("54-184503", "5-90109"))
    of_chamber = replace(NAMING, question_id="54-184502", legislature=54, number=184502, links=links)
    rows = merge([page_tables([page(90102, "c")]), question_rows([NAMING, of_chamber])])
    write_manifest(tmp_path, manifest_of("v", "2026-01-01T00:00:00+00:00", sources=["map"]))
    found, named = known_questions(built(tmp_path, whole(rows, runs=[RUN])))
    assert [*found] == [(5, 90102)]
    assert named == {(5, 90109)}


def test_without_a_release_nothing_is_known():
    assert known_questions(None) == ({}, frozenset())
