"""The queries to begin with: in the documents with what they give, and one for each of the twelve views."""

import pytest

from schemas.examples import examples
from schemas.marts import views
from tests.docs.queries import PAGE, queries_page
from tests.release.test_marts import TWELVE


def test_the_page_shows_what_the_queries_give(sample_data):
    assert PAGE.read_text("utf-8") == queries_page(sample_data / "current"), "`make docs` writes it again"


def test_there_is_a_query_for_each_of_the_twelve_views_and_the_first():
    read = [
        [view.name for view in views() if view.name in example.query and view.name.startswith("v_")]
        for example in examples()
    ]
    assert sorted(read) == sorted([[name] for name in (*TWELVE, "v_questions")])


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_a_query_says_what_it_is_for(example):
    assert example.question.endswith("?")
    assert example.note.endswith(".")
    assert ";" not in example.query
