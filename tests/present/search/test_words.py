"""What people type, as an expression of the full-text index: none of it is understood as an operator."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.search import statements
from tasks.common.errors import UsageError
from tasks.present.search.typed_query import expression, parse_query


@pytest.fixture(scope="module")
def index():
    with sqlite3.connect(":memory:") as connection:
        for statement in statements():
            connection.execute(statement)
        yield connection
    connection.close()


@pytest.mark.parametrize("typed", ["", "   ", "-", "&", "-drones", '""', "*", '-"a phrase" -b'])
def test_without_a_word_that_must_occur_there_is_nothing_to_find(typed):
    with pytest.raises(UsageError, match="at least one word"):
        parse_query(typed)


def test_a_word_counts_once_and_a_search_has_at_most_fifty():
    terms = parse_query("Politie politie\0POLITIE politié -politie politie* " * 5_000)
    shown = [(one.text, one.excluded, one.begins) for one in terms]
    assert shown == [("Politie", False, False), ("politie", True, False), ("politie", False, True)]
    fifty = " ".join(f"woord{number}" for number in range(50))
    assert len(parse_query(f"{fifty} {fifty}")) == 50
    for typed in (f"{fifty} een", f'"{fifty} een"', "-".join(["een"] * 51)):
        with pytest.raises(UsageError, match="at most 50 words"):
            parse_query(typed)


@pytest.mark.parametrize("typed", ["p*", "drones é*", '"a"*'])
def test_a_star_needs_two_letters(typed):
    with pytest.raises(UsageError, match="Put at least 2 letters"):
        parse_query(typed)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_whatever_is_typed_is_an_expression_or_wrong_usage(index, typed):
    try:
        sought = expression(parse_query(typed), "nl")
    except UsageError:
        return
    assert index.execute(
        "SELECT count(*) FROM questions_fts WHERE questions_fts MATCH ?", (sought,)
    ).fetchone()
