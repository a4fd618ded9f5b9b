"""`sql`: queries from the command line and from standard input, in all formats."""

import csv
import io
import json
import re

import pytest

from schemas.marts import views
from tests.support.command import begun, output_of, refusal_of, run
from tests.support.data_folder import DRIVES, DRIVING, files_of
from tests.support.each_case import each_case
from tests.support.terminal import on_terminal

QUERY = "SELECT question_id, asked_on, deadline_on FROM questions WHERE question_id = '5-8900'"


def rows_of(sample_data, query, *arguments):
    """The rows of a query, through JSON."""
    return json.loads(output_of("sql", query, "--format", "json", *arguments, "--data", sample_data))


def test_a_table_is_the_default(sample_data):
    shown = output_of("sql", QUERY, "--data", sample_data)
    assert all(piece in shown for piece in ("question_id", "asked_on", "5-8900", "2013-04-30"))
    assert "None" not in shown


def test_csv_has_a_header_empty_fields_for_null_lists_and_truth_as_export_has_them(sample_data):
    done = run("sql", QUERY, "--format", "csv", "--data", sample_data)
    assert done.stdout == "question_id,asked_on,deadline_on\n5-8900,2013-04-30,\n"
    query = "SELECT answers, true AS yes FROM answer_parts WHERE question_id = '5-8900' AND position = 0"
    done = run("sql", query, "--format", "csv", "--data", sample_data)
    assert list(csv.reader(io.StringIO(done.stdout)))[1] == ['["1","2","3"]', "true"]


def test_csv_keeps_paragraphs_and_quotes_in_one_field(sample_data):
    done = run("sql", "SELECT text FROM texts ORDER BY ALL", "--format", "csv", "--data", sample_data)
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert rows[0] == ["text"]
    assert [{"text": row[0]} for row in rows[1:]] == rows_of(
        sample_data, "SELECT text FROM texts ORDER BY ALL"
    )


def test_json_keeps_numbers_nulls_and_lists(sample_data):
    query = (
        "SELECT q.response_days, q.deadline_on, a.answers FROM questions q JOIN answer_parts a "
        "USING (question_id) WHERE question_id = '5-8900' AND position = 0"
    )
    assert rows_of(sample_data, query) == [
        {"response_days": 30, "deadline_on": None, "answers": ["1", "2", "3"]}
    ]


def test_json_is_strict(sample_data):
    """Not a number and infinity are no JSON; a reader other than Python's stops at them."""
    query = (
        "SELECT 'nan'::DOUBLE AS a, ['inf'::DOUBLE, 1] AS b, {'c': 'nan'::DOUBLE} AS c, "
        "histogram(asked_on) AS d FROM questions WHERE question_id = '5-8900'"
    )
    shown = output_of("sql", query, "--json", "--data", sample_data)

    def refuse(constant):
        raise ValueError(constant)

    found = {"b": [None, 1.0], "c": {"c": None}, "d": {"2013-04-30": 1}}
    assert json.loads(shown, parse_constant=refuse) == [{"a": None, **found}]
    [row] = csv.DictReader(io.StringIO(output_of("sql", query, "--format", "csv", "--data", sample_data)))
    assert {name: json.loads(row[name], parse_constant=refuse) for name in found} == found


def test_json_of_two_columns_of_one_name_keeps_both_values(sample_data):
    done = run("sql", "SELECT 11 AS a, 22 AS a", "--json", "--data", sample_data)
    assert done.returncode == 2 or ("11" in done.stdout and "22" in done.stdout)


@pytest.mark.parametrize("query", ["-- a comment\nSELECT 7 AS a", "--json\nSELECT 7 AS a"])
def test_a_query_may_begin_with_a_comment(sample_data, query):
    done = run("sql", query, "--format", "csv", "--data", sample_data)
    assert (done.returncode, done.stdout, done.stderr) == (0, "a\n7\n", "")


def test_the_examples_are_there_without_a_prompt(sample_data):
    assert "0  What is in the data?" in output_of("sql", ".examples", "--data", sample_data)
    piped = run("sql", "--json", "--data", sample_data, stdin=".examples 0\n")
    assert {"question_id", "title"} <= json.loads(piped.stdout)[0].keys()


@pytest.mark.parametrize("query", ["-- nothing but a comment", "/* nothing */", ";", ""])
def test_a_query_of_nothing_is_said_to_be_none(sample_data, query):
    done = run("sql", query, "--data", sample_data)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "There is no query.\n")


@each_case(
    "query",
    [
        "SELEC 1",
        "SELECT nothing FROM questions",
        "SELECT * FROM nowhere",
        "SELECT 'x'::INTEGER",
        "CREATE TABLE other (a INTEGER)",
        "DELETE FROM questions",
    ],
)
def test_a_query_that_cannot_run_is_2_and_changes_nothing(small_copy, query):
    before = files_of(small_copy)
    for words in ((), ("--allow-files",)):
        refusal_of("sql", query, *words, "--data", small_copy)
    assert files_of(small_copy) == before


def test_text_in_square_brackets_is_shown_as_it_is_and_no_wide_row_is_cut_in_a_pipe(sample_data):
    assert "[red]x[/red]" in run("sql", "SELECT '[red]x[/red]' AS a", "--data", sample_data).stdout
    done = run("sql", "SELECT repeat('x', 100) AS a, 'end' AS b", "--data", sample_data)
    assert "x" * 100 in done.stdout
    assert "end" in done.stdout


@pytest.mark.parametrize(("columns", "shown"), [(60, 3), (100, 5), (140, 8)])
def test_a_result_wider_than_the_terminal_can_be_read(sample_data, columns, shown):
    """Many rows: the columns that fit, with all letters; few rows: one value per line, addresses in one."""
    words = ("sql", "FROM v_questions; FROM v_questions LIMIT 3", "--data", sample_data)
    with on_terminal(*words, COLUMNS=str(columns)) as (terminal, _):
        said = re.sub(r"\x1b\[[0-9;]*m|\r", "", terminal.rest())
    (all_columns,) = (len(view.columns) for view in views() if view.name == "v_questions")
    table, note, few = re.split(rf"(\d+ of {all_columns} columns.*\n)", said)
    assert note.startswith(f"{shown} of {all_columns} columns; `--format csv` for all")
    assert {len(line) for line in table.splitlines()} <= set(range(columns + 1))
    assert "…" not in said
    assert few.count("── ") == 3
    assert re.search(r"^address_nl +https://\S+&LANG=nl$", few, re.MULTILINE)


def test_a_result_without_rows_says_so_and_one_value_per_line_keeps_paragraphs_apart(sample_data):
    assert output_of("sql", "FROM v_questions WHERE false", "--data", sample_data) == "0 rows\n"
    query = "SELECT 'a' AS one, 'b' || chr(10) || 'c' AS other"
    said = output_of("sql", query, "--format", "vertical", "--data", sample_data)
    assert said == "── 1 of 1 ──\none    a\nother  b\n       c\n"


SCRIPT = """-- statements and dot commands; what needs no rows prints none
.tables open_
SET TimeZone = 'UTC'; SELECT 1 AS a; SELECT 2
+
.5 AS b; -- 'a line with a dot'
.schema v_open_by_day
.schema open_on
SELECT 3 AS c"""


def test_statements_and_dot_commands_come_from_standard_input(sample_data):
    said = output_of("sql", "--format", "csv", "--data", sample_data, stdin=SCRIPT)
    found = list(csv.reader(io.StringIO(said)))
    assert [row[:2] for row in found[:3]] == [
        ["group", "name"],
        ["view", "open_on(day)"],
        ["view", "v_open_by_day"],
    ]
    assert [row for row in found if len(row) == 1] == [["a"], ["1"], ["b"], ["2.5"], ["c"], ["3"]]
    assert ["day", "DATE", "The day."] in found
    assert ["age_days", "Days from the date of the question to the given day."] in found


def test_a_reader_that_stops_early_gets_no_traceback(sample_data):
    query = "SELECT m.* FROM mentions m, range(20)"
    with begun("sql", query, "--format", "csv", "--data", sample_data) as process:
        assert process.stdout.readline().startswith("question_id,")
        process.stdout.close()
        assert "Traceback" not in process.stderr.read()


@pytest.mark.parametrize(
    "query",
    [f"SELECT '{DRIVING}' AS one", f'SELECT 1 AS "{DRIVING}"', f"SELECT CAST('{DRIVING}' AS INTEGER)"],
    ids=["value", "name", "error"],
)
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_no_text_drives_the_terminal(sample_data, query, form):
    done = run("sql", query, "--format", form, "--data", sample_data)
    said = done.stdout + done.stderr
    assert "[31m" in said
    assert DRIVES.search(said) is None
