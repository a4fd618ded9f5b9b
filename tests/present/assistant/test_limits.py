"""What no call of an assistant gets, however it is written: persons, memory, time, settings, paths."""

import json
import re
import resource
from pathlib import Path
from tempfile import gettempdir

import duckdb
import pytest

from tasks.common.errors import UsageError
from tasks.present.assistant.catalogue import temporary_folder
from tasks.present.assistant.guarded import guarded_tools
from tests.present.assistant.support import asking
from tests.support.each_case import each_case

SPELLINGS = (
    "FROM mentions",
    'FROM main . "mentions"',
    "FROM senate.main./*x*/mentions",
    "SELECT named AS text, kind FROM v_mentions_by_question",
    "FROM (SUMMARIZE mentions)",
    "SELECT stats(text), stats(value) FROM mentions LIMIT 1",
    "FROM pragma_storage_info('mentions')",
)


@pytest.fixture(scope="module")
def personal(current):
    """The mentions of the sample that are left out, read from its file."""
    with duckdb.connect(str(current() / "senate.duckdb"), read_only=True) as connection:
        found = connection.execute("SELECT text FROM mentions WHERE kind IN ('email', 'phone')").fetchall()
    assert len(found) == 18
    return {text for (text,) in found}


@each_case("spelling", SPELLINGS)
def test_no_spelling_reads_a_personal_mention(ask, personal, spelling):
    found = ask("run_sql", query=f"SELECT DISTINCT t::VARCHAR FROM ({spelling}) AS t", limit=1000)
    assert found["rows"], spelling
    assert not [text for text in personal if text in json.dumps(found["rows"], ensure_ascii=False)]


def test_personal_mentions_are_read_if_asked_for(ask, personal):
    query = "SELECT DISTINCT text, question_id FROM mentions WHERE kind IN ('email', 'phone')"
    found = ask("run_sql", query=query, personal=True)
    assert ({text for text, _ in found["rows"]}, found["personal"]) == (personal, True)
    number = found["rows"][0][1]

    def kinds(**options):
        return {m["kind"] for m in ask("get_question", number=number, **options)["question"]["mentions"]}

    assert kinds(personal=True) - kinds() <= {"email", "phone"} != set()
    assert kinds(personal=True) - kinds()


def test_who_runs_the_server_can_forbid_them(current):
    with asking(current, allows_personal=False) as ask:
        asked = {"run_sql": {"query": "SELECT 1"}, "get_question": {"number": "5-8900"}}
        for name, arguments in asked.items():
            assert "--no-personal" in ask(name, **arguments, personal=True)
            assert ask(name, **arguments)["personal"] is False


def test_holders_of_offices_and_changes_are_read_only_if_asked_for(unclear):
    def sql(query, **options):
        return json.loads(unclear("run_sql", {"query": query, **options}))["rows"]

    holders = "SELECT DISTINCT holder FROM office_holders ORDER BY 1"
    assert sql(holders, personal=True) == [["Hélène Vanneste"], ["Jan Peeters"]]
    assert sql("SELECT count(*) > 0 FROM changes", personal=True) == [[True]]
    for query in (holders, "FROM changes"):
        with pytest.raises(UsageError, match="Only with personal: changes, office_holders"):
            unclear("run_sql", {"query": query})
    named = "SELECT named FROM v_mentions_by_question WHERE kind = 'person' ORDER BY 1"
    assert sql(named) == [["Hélène Vanneste"]] != sql(named, personal=True)
    links = "SELECT DISTINCT text FROM mentions WHERE kind = 'url' ORDER BY ALL"
    kept = [["https://example.be/(cat)"], ["https://example.be/@jan"], ["www.example.be"]]
    assert (len(sql(links, personal=True)), sql(links)) == (8, kept)
    columns = "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE database_name = 'senate'"
    others = f"{columns} AND table_name NOT IN ('office_holders', 'changes') ORDER BY ALL"
    assert sql(others, limit=1000) == sql(others, limit=1000, personal=True)


@each_case(
    ("query", "says"),
    [
        ("DELETE FROM questions", "cannot be changed"),
        ("WITH a AS (COPY questions TO 'x.csv') SELECT 1", "cannot be changed"),
        ("FROM (WITH a AS (DELETE FROM questions RETURNING *) FROM a)", "cannot be changed"),
        ("""SELECT '"type":"DELETE_QUERY_NODE"' AS a, error('read')""", "Error: read"),
        ("SELECT reverse(path) FROM system.main.duckdb_databases()", "reads tables and views"),
        ("SELECT hex(path) FROM Duckdb_Databases", "reads tables and views"),
        ("FROM query('FROM duckdb_' || 'databases()')", "reads tables and views"),
        ("FROM query_table('mentions')", "reads tables and views"),
        ("FROM json_execute_serialized_sql(json_serialize_sql('FROM mentions'))", "reads tables and views"),
        ("SELECT error(reverse(Current_Setting('allowed_paths')::TEXT))", "reads tables and views"),
        ("SET threads = 1", "nor settings"),
        ("EXPLAIN ANALYZE SET memory_limit = '9GB'", "nor settings"),
        ("EXPLAIN ANALYZE SET VARIABLE x = 1", "nor settings"),
        ("PRAGMA memory_limit = '9GB'", "nor settings"),
        ("FROM enable_logging(storage = 'file', storage_path = 'x')", "has been locked"),
        ("FROM enable_profiling()", "has been locked"),
        ("ATTACH ':memory:'", "one statement"),
        ("SELECT 1; SELECT 2", "one statement"),
        ("SELECT * FROM nothing", "nothing does not exist"),
        ("FROM read_csv('/etc/passwd')", "disabled by configuration"),
        ("SELECT error(repeat('x', 10000000))", "Invalid Input Error: xxx"),
    ],
)
def test_what_sql_may_not_do_is_said_in_a_sentence(ask, query, says):
    found = ask("run_sql", query=query)
    assert says in found
    assert len(found) < 1200


TOO_MUCH = (
    "SELECT string_agg(repeat('x', 1000), '') FROM range(10000000)",  # of memory
    "SELECT count(*) FROM range(100000000000000)",  # of time
)


def test_a_call_that_takes_too_much_ends_alone(current, monkeypatch, capfd):
    monkeypatch.setattr("tasks.present.assistant.guarded.SECONDS", 3)
    with guarded_tools(current) as ask:
        for query in TOO_MUCH:
            with pytest.raises(UsageError, match="memory than a call may use"):
                ask("run_sql", {"query": query})
            assert json.loads(ask("run_sql", {"query": "SELECT 1"}))["rows"] == [[1]]
    assert capfd.readouterr().out == ""  # where an assistant reads answers alone


@pytest.mark.long
def test_no_call_holds_more_memory_than_the_limit(current):
    with guarded_tools(current) as ask:
        for query in ("SELECT list(range(30000000))", "SELECT repeat('x', 1000000000)", *TOO_MUCH):
            with pytest.raises(UsageError, match="memory than a call may use"):
                ask("run_sql", {"query": query})
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1_500_000  # KiB


@each_case(
    "query",
    [
        "FROM duckdb_settings()",
        "FROM pg_settings",
        "SELECT string_agg(setting) FROM pg_catalog.PG_SETTINGS",
        "FROM duckdb_databases()",
        "SHOW DATABASES",
        "FROM duckdb_extensions()",
        "FROM duckdb_secrets()",
        "FROM sqlite_scan('a', 'b')",
        "SELECT current_setting('temp_directory'), current_setting('allowed_paths')",
        "PRAGMA database_list",
    ],
)
def test_nothing_tells_a_path_of_the_machine(ask, current, query):
    found = json.dumps(ask("run_sql", query=query, limit=1000, personal=True))
    found += json.dumps(ask("run_sql", query=query, limit=1000))
    paths = (current(), Path.home(), Path(gettempdir()))
    hidden = {f"/{name}" for path in paths for name in path.parts[1:]}
    assert not [name for name in hidden if re.search(f"(?<!/){re.escape(name)}", found)]


def test_an_error_that_names_a_path_is_printed_and_not_answered(capsys):
    def release():
        raise UsageError("There is no release in /srv/nowhere.")

    with guarded_tools(release) as ask, pytest.raises(UsageError) as caught:
        ask("run_sql", {"query": "SELECT 1"})
    assert "No release can be read now" in str(caught.value)
    assert "nowhere" not in str(caught.value)
    assert capsys.readouterr().err == "There is no release in /srv/nowhere.\n"


def test_copies_of_a_killed_server_are_removed_by_the_next(tmp_path, monkeypatch):
    link, real = tmp_path / "link", tmp_path / "real"
    link.symlink_to(real)
    monkeypatch.setattr("tempfile.tempdir", str(link))
    left = real / "senate-questions-mcp-left"
    left.mkdir(parents=True)
    (left / "x.duckdb").touch()
    with temporary_folder() as first, temporary_folder() as second:
        assert {*real.iterdir()} == {first, second}  # not by the link, as DuckDB names them
    assert not [*real.iterdir()]


def test_arguments_that_a_tool_lacks_are_refused_with_those_that_it_has(ask):
    assert ask("statistics", by="party", minister="x", foo=1) == (
        "statistics has no argument foo, minister. It has: by, only, limit."
    )
    assert ask("nothing", foo=1) == "Unknown tool: nothing"
    assert "'minister_id'" in ask("statistics", by="party", only={"minister": "x"})
    assert "has no argument langage. It has: number" in ask("get_question", number="5-8900", langage="nl")
    assert ask("statistics", by="year", only={"first_year": "x"}) == "first_year is a year of four digits."


def test_names_of_columns_count_as_values_do_and_no_answer_echoes_what_is_long(ask):
    named = rf"""SELECT COLUMNS('(.*)') AS "{"x" * 50_000}\1" FROM questions"""
    assert ask("run_sql", query=named) == "The names of its columns are too long."
    assert ask("run_sql", query=f"SELECT 1 /*{'x' * 100_000}*/") == "A query has at most 100,000 letters."
    assert len(ask("get_member", name="x" * 100_000)) < 200
    assert len(ask("get_question", number=f"5-{'9' * 5000}")) < 100
    assert len(ask("run_sql", query=f"SELECT '{'9' * 5000}'::INTEGER")) < 300
    assert len(ask("statistics", by="year", **{"x" * 100_000: 1})) < 1200
