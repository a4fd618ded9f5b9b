"""Every case is tried, and one that fails fails the test: thousands of cases rely on it."""

import pytest

from tests.support.each_case import each_case


def tried(cases, names="number", ids=None):
    """The cases that a test saw that fails for odd numbers, and its error."""
    seen = []

    @each_case(names, cases, ids)
    def odd_ones_fail(number):
        seen.append(number)
        assert number % 2 == 0

    try:
        odd_ones_fail()
    except (AssertionError, ExceptionGroup) as error:
        return seen, error
    return seen, None


def test_all_cases_are_tried_whatever_fails_before():
    seen, error = tried([2, 3, 4, 5])
    assert seen == [2, 3, 4, 5]
    assert [one.__notes__ for one in error.exceptions] == [["case: (3,)"], ["case: (5,)"]]
    assert "2 of 4 cases" in str(error)


@pytest.mark.parametrize("ids", [None, ["a", "b", "three"], lambda number: f"{number}!"])
def test_a_single_case_that_fails_is_the_error(ids):
    seen, error = tried([2, 4, 3], ids=ids)
    assert isinstance(error, AssertionError)
    assert seen == [2, 4, 3]
    assert error.__notes__ == [
        f"case: {'(3,)' if ids is None else ids[2] if isinstance(ids, list) else '3!'}"
    ]


def test_cases_that_hold_raise_nothing():
    assert tried([2, pytest.param(4, id="four")]) == ([2, 4], None)


def test_a_failure_that_pytest_raises_counts():
    @each_case("number", [1])
    def fails(number):
        pytest.fail(f"no {number}")

    with pytest.raises(pytest.fail.Exception, match="no 1"):
        fails()


def test_a_case_that_is_skipped_hides_no_other():
    @each_case("number", [1, 2])
    def skips(number):
        assert number == 2
        pytest.skip("planted")

    with pytest.raises(AssertionError, match="cannot be skipped"):
        skips()


def test_cases_of_two_tables_are_all_tried_together():
    seen = []

    @each_case("one", "ab")
    @each_case(("two", "three"), [(1, 2), (3, 4)])
    def together(one, two, three):
        seen.append(f"{one}{two}{three}")

    together()
    assert seen == ["a12", "a34", "b12", "b34"]


@pytest.mark.parametrize(
    ("names", "cases"),
    [("number", []), ("number", [pytest.param(2, marks=pytest.mark.long)]), ("other", [2])],
)
def test_what_would_assert_nothing_or_lose_a_mark_is_refused(names, cases):
    with pytest.raises(AssertionError):
        tried(cases, names)
