"""The prompt of `sql`, on a real terminal."""

import pytest

from schemas.examples import examples
from tests.support.each_case import each_case
from tests.support.terminal import on_terminal

PROMPT = "senate> "


@pytest.fixture(scope="module")
def shared(sample_data):
    """A terminal with a prompt, which a command in the middle of a query leaves in the end."""
    with on_terminal("sql", "--data", sample_data) as (terminal, process):
        assert ".exit" in terminal.until(PROMPT)
        yield terminal
        terminal.type("SELECT 6\n.exit\n")
        assert process.wait(30) == 0


@pytest.fixture
def terminal(shared):
    """That terminal at its prompt; in the end what is typed is taken back."""
    yield shared
    shared.type("\x15SELECT 'next' || ' test';\n")
    assert "Traceback" not in shared.until("next test")
    shared.until(PROMPT)


def test_the_prompt_answers_queries_and_goes_on_behind_an_error(terminal):
    terminal.type("SELECT author FROM questions\nWHERE question_id = '5-8900';\n")
    terminal.until("Martine Taelman")
    terminal.until(PROMPT)
    terminal.type("SELECT * FROM nowhere;\n")
    assert "Traceback" not in terminal.until("nowhere does not exist")
    terminal.until(PROMPT)
    terminal.type("SELECT 6 * 7 AS answer;\n")
    terminal.until("42")


def test_a_query_over_several_lines_asks_for_more(terminal):
    terminal.type("SELECT count(*) AS n\n")
    terminal.until("...> ")
    terminal.type("FROM questions;\n")
    terminal.until("22")


@pytest.mark.parametrize("keys", ["\x04", "exit\n"], ids=["end-of-file", "exit"])
def test_the_prompt_can_be_left(sample_data, keys):
    with on_terminal("sql", "--data", sample_data) as (terminal, process):
        terminal.until(PROMPT)
        terminal.type(keys)
        assert process.wait(30) == 0
        assert "Traceback" not in terminal.rest()


def test_help_works_in_the_middle_of_a_query_and_without_a_dot(terminal):
    terminal.type("help\n")
    assert "Anything else is SQL" in terminal.until(PROMPT)
    terminal.type("SELECT 6\n.help\n* 7 AS answer;\n")
    assert "Anything else is SQL" in terminal.until("42")


def test_the_examples_are_listed_and_run(terminal):
    terminal.type(".examples\n")
    listed = terminal.until("To run one")
    assert [example.question for example in examples() if example.question not in listed] == []
    terminal.until(PROMPT)
    terminal.type(".examples 3\n")
    assert "FROM v_activity" in terminal.until("Annelore")


@each_case(
    ("word", "answer"),
    [
        (".examples 99", "numbered 0 to 19"),
        (".examples x", "There is no example x"),
        (".nonsense", "There is no command .nonsense"),
        (".help", "with a semicolon"),
        (".tables", "v_who_asks_whom"),
        (".tables members", "begin here"),
        (".schema nowhere", "There is no table 'nowhere'"),
        (".format xml", "There is no format xml"),
    ],
)
def test_words_with_a_point_are_answered_and_the_prompt_goes_on(terminal, word, answer):
    terminal.type(f"{word}\n")
    assert "Traceback" not in terminal.until(answer)
    terminal.until(PROMPT)


def test_the_format_can_be_changed(terminal):
    terminal.type(".format csv\nSELECT 6 * 7 AS a, 'x' AS b;\n")
    terminal.until("42,x")
    terminal.until(PROMPT)
    terminal.type(".format table\n")


@each_case(
    ("typed", "completed"),
    [
        ("SELECT max(response_d\t", "response_days"),
        ("FROM v_who\t", "v_who_asks_whom"),
        (".exa\t", ".examples"),
    ],
)
def test_tab_completes_names_of_the_release(terminal, typed, completed):
    terminal.type(typed)
    terminal.until(completed)
    terminal.type("\x15")


@pytest.fixture
def file(tmp_path):
    (tmp_path / "file.csv").write_text("a,b\n1,marker\n", encoding="utf-8")
    return tmp_path / "file.csv"


def test_the_prompt_refuses_files_and_goes_on(terminal, file):
    terminal.type(f"FROM '{file}';\n")
    assert "marker" not in terminal.until("without --allow-files")


def test_the_prompt_reads_files_when_that_is_allowed(sample_data, file):
    with on_terminal("sql", "--allow-files", "--data", sample_data) as (terminal, process):
        terminal.until(PROMPT)
        terminal.type(f"FROM '{file}';\n")
        terminal.until("marker")
        terminal.type(".quit\n")
        assert process.wait(30) == 0
