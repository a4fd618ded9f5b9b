"""The pages on schemas name columns that a release has, and in their first column those that went."""

import re

import pytest

from tests.support import PROJECT

ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \|", re.MULTILINE)
QUALIFIED = re.compile(r"`(\w+\.\w+)`")
STAYED = {
    "2": "changes.key ministers.party_id ministers.since offices.questions organisations.since parties.since "
    "places.since v_answers_by_subquestion.answer_kinds",
    "3": "answer_likeness.likeness answer_parts.answer_kind deadlines_kept.is_in_time last_day.day "
    "question_measures.language texts.words v_answer_substance.answers_held "
    "v_answers_by_subquestion.is_answered v_questions.answer_kinds v_questions.asked_on v_questions.status "
    "v_questions.subquestions_answered",
}
"""Columns that have their name still, and another type or meaning."""


def columns(version):
    page = (PROJECT / f"docs/schema-{version}.md").read_text("utf-8")
    return ROW.findall(page[page.index("## Columns") : page.index("## New")])


@pytest.fixture
def held(database):
    found = database.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal")
    return set(map(".".join, found.fetchall()))


@pytest.mark.parametrize("version", STAYED)
def test_what_the_page_says_to_write_is_there(version, held):
    named = {one for _, now in columns(version) for one in QUALIFIED.findall(now)}
    assert named
    assert named - held == set()


@pytest.mark.parametrize("version", STAYED)
def test_what_the_page_says_went_is_gone(version, held):
    named = {one for before, _ in columns(version) for one in QUALIFIED.findall(before)}
    assert named & held == set(STAYED[version].split())
