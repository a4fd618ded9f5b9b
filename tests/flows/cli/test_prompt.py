"""The prompt of `sql`, on a real terminal."""

from contextlib import contextmanager

import pytest

from schemas.examples import examples
from tests.support.terminal import on_terminal

PROMPT = "senate> "


def test_the_prompt_answers_queries_and_goes_on_behind_an_error(sample_data):
    with on_terminal("sql", "--data", sample_data) as (terminal, process):
        assert ".exit" in terminal.until(PROMPT)
        terminal.type("SELECT author FROM questions\nWHERE question_id = '5-8900';\n")
        assert "Martine Taelman" in terminal.until("Taelman")
        terminal.until(PROMPT)
        terminal.type("SELECT * FROM nowhere;\n")
        assert "Traceback" not in terminal.until("nowhere does not exist")
        terminal.until(PROMPT)
        terminal.type("SELECT 6 * 7 AS answer;\n")
        terminal.until("42")
        terminal.until(PROMPT)
        terminal.type(".exit\n")
        assert process.wait(30) == 0


def test_a_query_over_several_lines_asks_for_more(sample_data):
    with on_terminal("sql", "--data", sample_data) as (terminal, process):
        terminal.until(PROMPT)
        terminal.type("SELECT count(*) AS n\n")
        terminal.until("...> ")
        terminal.type("FROM questions;\n")
        terminal.until("22")
        terminal.until(PROMPT)
        terminal.type("exit\n")
        assert process.wait(30) == 0


@pytest.mark.parametrize("keys", ["\x04", ".quit\n"], ids=["end-of-file", ".quit"])
def test_the_prompt_can_be_left(sample_data, keys):
    with on_terminal("sql", "--data", sample_data) as (terminal, process):
        terminal.until(PROMPT)
        terminal.type(keys)
        assert process.wait(30) == 0
        assert "Traceback" not in terminal.rest()


def test_help_works_in_the_middle_of_a_query_and_without_a_dot(sample_data):
    with on_terminal("sql", "--data", sample_data) as (terminal, process):
        terminal.until(PROMPT)
        terminal.type("help\n")
        assert "Anything else is SQL" in terminal.until(PROMPT)
        terminal.type("SELECT 6\n.help\n* 7 AS answer;\n")
        assert "Anything else is SQL" in terminal.until("42")
        terminal.until(PROMPT)
        terminal.type("SELECT 6\n.exit\n")
        assert process.wait(30) == 0


@contextmanager
def at_prompt(data):
    """A terminal with the prompt; in the end what is typed is taken back, and the prompt left."""
    with on_terminal("sql", "--data", data) as (terminal, process):
        terminal.until(PROMPT)
        yield terminal
        terminal.type("\x15.exit\n")
        assert process.wait(30) == 0


def test_the_examples_are_listed_and_run(sample_data):
    with at_prompt(sample_data) as terminal:
        terminal.type(".examples\n")
        listed = terminal.until("To run one")
        assert [example.question for example in examples() if example.question not in listed] == []
        terminal.until(PROMPT)
        terminal.type(".examples 3\n")
        shown = terminal.until("Annelore")
        assert "FROM v_activity" in shown
        terminal.until(PROMPT)


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        (".examples 99", "numbered 0 to 19"),
        (".examples x", "There is no example x"),
        (".nonsense", "There is no command .nonsense"),
        (".help", "with a semicolon"),
        (".tables", "v_who_asks_whom"),
        (".schema nowhere", "There is no table 'nowhere'"),
        (".format xml", "There is no format xml"),
    ],
)
def test_words_with_a_point_are_answered_and_the_prompt_goes_on(sample_data, word, answer):
    with at_prompt(sample_data) as terminal:
        terminal.type(f"{word}\n")
        assert "Traceback" not in terminal.until(answer)
        terminal.until(PROMPT)


def test_the_format_can_be_changed(sample_data):
    with at_prompt(sample_data) as terminal:
        terminal.type(".format csv\nSELECT 6 * 7 AS a, 'x' AS b;\n")
        terminal.until("42,x")
        terminal.until(PROMPT)


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("SELECT max(response_d\t", "response_days"),
        ("FROM v_who\t", "v_who_asks_whom"),
        (".exa\t", ".examples"),
    ],
)
def test_tab_completes_names_of_the_release(sample_data, typed, completed):
    with at_prompt(sample_data) as terminal:
        terminal.type(typed)
        terminal.until(completed)
