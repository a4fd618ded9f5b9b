"""The prompt of `sql`, on a real terminal."""

import pytest

from schemas.examples import examples
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


HELP = "Anything else is SQL"
TALKS = {  # what is typed, and what is on the screen then
    "queries and an error": (
        ("SELECT author FROM questions\nWHERE question_id = '5-8900';\n", "Martine Taelman", PROMPT),
        ("SELECT * FROM nowhere;\n", "nowhere does not exist", PROMPT),
        ("SELECT 6 * 7 AS answer;\n", "42"),
    ),
    "a query over several lines": (("SELECT count(*) AS n\n", "...> "), ("FROM questions;\n", "28")),
    "help without a dot": (("help\n", HELP, PROMPT),),
    "help in the middle of a query": (("SELECT 6\n.help\n* 7 AS answer;\n", HELP, "42"),),
    "another format": ((".format csv\nSELECT 6 * 7 AS a, 'x' AS b;\n", "42,x", PROMPT), (".format table\n",)),
    "a column": (("SELECT max(response_d\t", "response_days"), ("\x15",)),
    "a view": (("FROM v_who\t", "v_who_asks_whom"), ("\x15",)),
    "a command": ((".exa\t", ".examples"), ("\x15",)),
    ".examples 99": ((".examples 99\n", "numbered 0 to 20", PROMPT),),
    ".examples x": ((".examples x\n", "There is no example x", PROMPT),),
    ".nonsense": ((".nonsense\n", "There is no command .nonsense", PROMPT),),
    ".help": ((".help\n", "with a semicolon", PROMPT),),
    ".tables": ((".tables\n", "v_who_asks_whom", PROMPT),),
    ".tables members": ((".tables members\n", "begin here", PROMPT),),
    ".schema nowhere": ((".schema nowhere\n", "There is no table 'nowhere'", PROMPT),),
    ".format xml": ((".format xml\n", "There is no format xml", PROMPT),),
}


@pytest.mark.parametrize("talk", TALKS)
def test_what_is_typed_is_answered_or_completed_and_the_prompt_goes_on(terminal, talk):
    for typed, *shown in TALKS[talk]:
        terminal.type(typed)
        assert "Traceback" not in "".join(map(terminal.until, shown))


@pytest.mark.parametrize("keys", ["\x04", "exit\n"], ids=["end-of-file", "exit"])
def test_the_prompt_can_be_left(sample_data, keys):
    with on_terminal("sql", "--data", sample_data) as (terminal, process):
        terminal.until(PROMPT)
        terminal.type(keys)
        assert process.wait(30) == 0
        assert "Traceback" not in terminal.rest()


def test_the_examples_are_listed_and_run(terminal):
    terminal.type(".examples\n")
    listed = terminal.until("To run one")
    assert [example.question for example in examples() if example.question not in listed] == []
    terminal.until(PROMPT)
    terminal.type(".examples 3\n")
    assert "FROM v_activity" in terminal.until("Annelore")


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
