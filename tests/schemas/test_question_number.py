"""The number of a question is read and printed in one place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.question_number import QuestionNumber, question_number
from tests.support import PROJECT

NUMBERS = st.builds(QuestionNumber, st.integers(1, 99), st.integers(0, 10**6))


@given(NUMBERS)
def test_what_is_printed_is_read_again(number):
    assert question_number(str(number)) == number


@given(NUMBERS, NUMBERS)
def test_identifiers_are_as_many_as_numbers(one, other):
    assert (one == other) == (str(one) == str(other))


def test_numbers_are_in_the_order_of_questions():
    identifiers = ["5-900", "5-8900", "10-1", "4-9999"]
    assert sorted(identifiers, key=question_number) == ["4-9999", "5-900", "5-8900", "10-1"]


def test_leading_zeros_do_not_count():
    assert str(question_number("05-0123")) == "5-123"


@pytest.mark.parametrize("text", ["", "5", "5-", "-8900", "5-89-1", " 5-8900", "5-8900\n", "5-８９", "5-1a"])
def test_what_is_no_identifier_is_an_error_that_shows_it(text):
    with pytest.raises(ValueError, match="identifier of a question"):
        question_number(text)


def test_no_other_module_prints_a_number():
    printing = re.compile(r"\{[^{}]*legislature[^{}]*\}-\{[^{}]*number")
    paths = [path for package in ("tasks", "flows", "schemas") for path in (PROJECT / package).rglob("*.py")]
    found = [path.name for path in paths if printing.search(path.read_text("utf-8"))]
    assert found == ["question_number.py"]
