"""The pages on schemas name columns that a release has, and in their first column those that went."""

import re

import pytest

from tasks.release.query import open_release
from tests.support import PROJECT

ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \|", re.MULTILINE)
QUALIFIED = re.compile(r"`(\w+)\.(\w+)`")
STAYED = {
    "2": {
        ("ministers", "since"),
        ("ministers", "party_id"),
        ("offices", "questions"),
        ("parties", "since"),
        ("organisations", "since"),
        ("places", "since"),
        ("changes", "key"),
        ("v_answers_by_subquestion", "answer_kinds"),
    },
    "3": {
        ("v_questions", "status"),
        ("v_questions", "asked_on"),
        ("v_questions", "answer_kinds"),
        ("v_questions", "subquestions_answered"),
        ("v_answers_by_subquestion", "is_answered"),
        ("v_answer_substance", "answers_held"),
        ("question_measures", "language"),
        ("deadlines_kept", "is_in_time"),
        ("last_day", "day"),
        ("texts", "words"),
        ("answer_parts", "answer_kind"),
        ("answer_likeness", "likeness"),
    },
}
"""Columns that have their name still, and another type or meaning."""


def columns(version):
    page = (PROJECT / f"docs/schema-{version}.md").read_text("utf-8")
    return ROW.findall(page[page.index("## Columns") : page.index("## New")])


@pytest.fixture(scope="module")
def held(sample_data):
    with open_release(sample_data / "current") as connection:
        found = connection.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal")
        return set(found.fetchall())


@pytest.mark.parametrize("version", STAYED)
def test_what_the_page_says_to_write_is_there(version, held):
    named = {pair for _, now in columns(version) for pair in QUALIFIED.findall(now)}
    assert named
    assert named - held == set()


@pytest.mark.parametrize("version", STAYED)
def test_what_the_page_says_went_is_gone(version, held):
    named = {pair for before, _ in columns(version) for pair in QUALIFIED.findall(before)}
    assert named & held == STAYED[version]
