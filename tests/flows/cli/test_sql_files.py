"""`sql` leaves the files of the machine alone unless it is allowed to read and write them."""

import json
from pathlib import Path

import pytest

from schemas.examples import examples
from tests.support.command import output_of, refusal_of, run, succeed
from tests.support.data_folder import files_of
from tests.support.each_case import each_case

REFUSED = {
    "read_csv": "SELECT * FROM read_csv('{file}')",
    "named file": "FROM '{file}'",
    "read_text": "FROM read_text('{file}')",
    "read_blob": "FROM read_blob('/etc/passwd')",
    "read_json": "FROM read_json('{file}')",
    "glob": "FROM glob('/etc/*')",
    "sniff_csv": "FROM sniff_csv('{file}')",
    "parquet": "FROM read_parquet('{release}/questions.parquet')",
    "parquet_metadata": "FROM parquet_metadata('{release}/questions.parquet')",
    "query in a query": "FROM query('FROM ''{file}''')",
    "copy to": "COPY (SELECT 1) TO '{made}'",
    "copy a table": "COPY questions TO '{made}.parquet'",
    "export": "EXPORT DATABASE '{made}'",
    "import": "IMPORT DATABASE '{made}'",
    "attach": "ATTACH '{made}.duckdb'",
    "install": "INSTALL httpfs",
    "load": "LOAD httpfs",
    "load a file": "LOAD '{file}'",
    "web": "FROM 'https://example.org/x.csv'",
    "s3": "FROM 's3://bucket/x.parquet'",
    "extension that would load itself": "CALL dbgen(sf=0.01)",
    "secret": "CREATE PERSISTENT SECRET s (TYPE http, BEARER_TOKEN 'x')",
    "log": "CALL enable_logging(storage='file', storage_path='{made}')",
    "profile": "PRAGMA profile_output='{made}'",
    "profile, later": "SET profiling_output='{made}'",
    "overflow": "SET temp_directory='{made}'",
    "switch on": "SET enable_external_access=true",
    "reset": "RESET enable_external_access",
    "allow a folder": "SET allowed_directories=['/']",
    "allow a file": "SET allowed_paths=['{file}']",
    "unlock": "SET lock_configuration=false",
    "allow settings": "SET allowed_configs=['enable_external_access']",
    "several": "SET TimeZone='UTC'; SET enable_external_access=true; FROM '{file}'",
    "temporary view": "CREATE TEMP VIEW v AS FROM '{file}'; FROM v",
}


@pytest.fixture
def places(tmp_path, sample_data):
    (tmp_path / "file.csv").write_text("a,b\n1,marker\n", encoding="utf-8")
    made = tmp_path / "made"
    return {"file": tmp_path / "file.csv", "made": made, "release": sample_data / "current"}


@each_case("query", REFUSED.values(), ids=REFUSED)
def test_what_reaches_outside_the_release_is_refused_in_our_words(sample_data, places, query):
    before = files_of(places["made"].parent)
    said = refusal_of("sql", query.format(**places), "--data", sample_data)
    assert "without --allow-files" in said
    assert "marker" not in said
    assert files_of(places["made"].parent) == before


@pytest.mark.parametrize(
    "query", ["SELECT getenv('HOME')", "FROM getenv('HOME')", "FROM connection", "FROM query", "FROM names"]
)
def test_nothing_of_the_process_can_be_read(sample_data, query):
    for words in ((), ("--allow-files",)):
        refusal_of("sql", query, *words, "--data", sample_data)


def test_files_are_read_and_written_when_that_is_allowed(sample_data, places):
    query = f"FROM '{places['file']}'"
    done = run("sql", query, "--allow-files", "--json", "--data", sample_data)
    assert (done.returncode, json.loads(done.stdout)) == (0, [{"a": 1, "b": "marker"}])
    written = f"COPY (SELECT question_id FROM questions) TO '{places['made']}'"
    succeed("sql", written, "--allow-files", "--data", sample_data)
    assert len(Path(places["made"]).read_text(encoding="utf-8").splitlines()) == 29
    succeed("sql", "SET threads=1", "--allow-files", "--data", sample_data)


@each_case("number", range(len(examples())))
def test_every_example_runs_with_files_out_of_reach(sample_data, number):
    done = run("sql", f".examples {number}", "--json", "--data", sample_data)
    assert done.returncode == 0
    assert isinstance(json.loads(done.stdout), list)


@each_case(
    "query",
    [
        "CREATE TEMP TABLE t AS SELECT 1 AS a; FROM t",
        "SET VARIABLE x = 1; SELECT getvariable('x') AS a",
        "SET TimeZone = 'Europe/Brussels'; SELECT 1 AS a",
        "SET threads = 1; SELECT 1 AS a",
        "DESCRIBE questions",
        "SUMMARIZE questions",
        "EXPLAIN SELECT 1",
        "SHOW TABLES",
    ],
)
def test_what_stays_within_the_release_works(sample_data, query):
    succeed("sql", query, "--data", sample_data)


def test_a_query_larger_than_memory_still_has_its_overflow(small_copy):
    query = (
        "SET memory_limit='60MB'; SET threads=1; SELECT x FROM (SELECT hash(range)::VARCHAR || "
        "repeat('x', 40) AS x FROM range(2000000)) ORDER BY x LIMIT 1 OFFSET 1900000"
    )
    output_of("sql", query, "--data", small_copy)
