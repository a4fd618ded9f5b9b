"""The page on schema 2.0 names columns that a release has, and in its first column those that went."""

import re

import pytest

from tasks.release.query import open_release
from tests.support import PROJECT

PAGE = (PROJECT / "docs/schema-2.md").read_text("utf-8")
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \|", re.MULTILINE)
QUALIFIED = re.compile(r"`(\w+)\.(\w+)`")
COLUMNS = PAGE[PAGE.index("## Columns") : PAGE.index("## New")]
STAYED = {
    ("ministers", "since"),
    ("ministers", "party_id"),
    ("offices", "questions"),
    ("parties", "since"),
    ("organisations", "since"),
    ("places", "since"),
    ("changes", "key"),
    ("v_answers_by_subquestion", "answer_kinds"),
}
"""Columns that have their name still, and another type or meaning."""


@pytest.fixture(scope="module")
def held(sample_data):
    with open_release(sample_data / "current") as connection:
        found = connection.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal")
        return set(found.fetchall())


def test_what_the_page_says_to_write_is_there(held):
    named = {pair for _, now in ROW.findall(COLUMNS) for pair in QUALIFIED.findall(now)}
    assert named
    assert named - held == set()


def test_what_the_page_says_went_is_gone(held):
    named = {pair for before, _ in ROW.findall(COLUMNS) for pair in QUALIFIED.findall(before)}
    assert named & held == STAYED
