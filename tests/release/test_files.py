"""The files of a release: their bytes, a DuckDB file, `attach.sql`, a web page; whole at every moment."""

import hashlib
import json
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.arrow import arrow_schema
from schemas.columns import ColumnType
from schemas.examples import examples
from schemas.marts import views
from schemas.package.attach import Stored, attach_sql
from schemas.package.index_page import INDEX_FILE, index_page, listed_files
from schemas.package.words import Described
from schemas.tables import TABLES, table
from tasks.common.errors import UsageError
from tasks.common.files import files_below
from tasks.release.checks.checks import run_checks
from tasks.release.made_by import files_address
from tasks.release.parquet import write_parquet
from tasks.release.published.folders import current_release, release_folder
from tasks.release.published.pointer import swap_in
from tasks.release.query import open_release
from tasks.release.warehouse import build_warehouse
from tests.present.explorer.support import Elements
from tests.support.away import ONE_QUESTION, away, engine, shown
from tests.support.command import python
from tests.support.each_case import each_case
from tests.support.releases import altered, bare, built, follow, inputs, released, to_arrow, world

HASHES = """
import json, sys, tempfile
from pathlib import Path
from tests.release.test_files import hashes
print(json.dumps(hashes()))
"""


def hashes(tables=None):
    """The hash of each table's Parquet file."""
    with tempfile.TemporaryDirectory() as folder:
        write_parquet(tables or to_arrow(world()), Path(folder))
        files = sorted(Path(folder).iterdir())
        return {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return built(tmp_path_factory.mktemp("release"), to_arrow(world()))


@pytest.fixture
def connection(folder):
    with open_release(folder) as opened:
        yield opened


@pytest.mark.long
def test_equal_rows_are_equal_bytes_in_every_process():
    for seed in ("1", "4242"):
        assert json.loads(python(HASHES, PYTHONHASHSEED=seed).stdout) == hashes()


def test_another_row_is_other_bytes_and_parts_of_a_table_are_not():
    before, after = hashes(), hashes(to_arrow(altered(world(), "questions", author="Iemand Anders")))
    assert {name for name in before if before[name] != after[name]} == {"questions"}
    whole = to_arrow(world())
    parted = {name: pa.concat_tables([table.slice(0, 1), table.slice(1)]) for name, table in whole.items()}
    assert hashes(parted) == hashes()


@each_case("table", TABLES, ids=lambda table: table.name)
def test_a_parquet_file_gives_back_its_rows_with_descriptions_and_zstd(table, folder):
    path = folder / f"{table.name}.parquet"
    assert pq.read_table(path).to_pylist() == world()[table.name]
    wanted = [(field.name, field.nullable, field.metadata) for field in arrow_schema(table)]
    assert [(field.name, field.nullable, field.metadata) for field in pq.read_schema(path)] == wanted
    columns = pq.read_metadata(path).row_group(0)
    assert {columns.column(at).compression for at in range(columns.num_columns)} == {"ZSTD"}


def test_an_empty_table_is_a_file_with_its_columns(tmp_path):
    built(tmp_path, to_arrow({table.name: [] for table in TABLES}))
    with open_release(tmp_path) as opened:
        for table in TABLES:
            found = opened.execute(f'SELECT * FROM "{table.name}"')
            assert [column[0] for column in found.description] == list(table.column_names)
            assert found.fetchall() == []


@each_case("table", TABLES, ids=lambda table: table.name)
def test_the_database_holds_the_rows_of_the_parquet_files_in_their_order(table, folder, connection):
    path = str(folder / f"{table.name}.parquet")
    rows = connection.execute(f'SELECT * FROM "{table.name}"').fetchall()
    assert rows == duckdb.execute("SELECT * FROM read_parquet(?)", [path]).fetchall()


def test_the_database_opens_for_reading_only(connection):
    with pytest.raises(duckdb.InvalidInputException, match="read-only"):
        connection.execute("DELETE FROM questions")


def test_the_database_explains_every_table_and_column(connection):
    found = dict(connection.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
    assert found == {table.name: table.description for table in TABLES} | comments_of("stored")
    columns = connection.execute(
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
    ).fetchall()
    assert {(name, column): comment for name, column, comment in columns} == {
        (table.name, column.name): column.description for table in TABLES for column in table.columns
    } | {
        (view.name, column): meaning
        for view in views()
        if view.kind != "macro"
        for column, meaning in view.columns
    }


def comments_of(kind):
    found = {view.name: view.comment for view in views() if view.kind == kind}
    assert found
    return found


def test_the_database_has_the_views_in_the_version_that_older_engines_read(connection):
    found = connection.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall()
    assert dict(found) == comments_of("view")
    macros = connection.execute("SELECT function_name, comment FROM duckdb_functions() WHERE NOT internal")
    assert dict(macros.fetchall()) == comments_of("macro")
    (tags,) = connection.execute(
        "SELECT tags FROM duckdb_databases() WHERE NOT internal AND path IS NOT NULL"
    ).fetchone()
    assert tags["storage_version"].startswith("v1.2.0")


def test_long_texts_are_compressed_with_zstd(tmp_path):
    tables = world()
    row = tables["texts"][0]
    tables["texts"] = [
        row | {"question_id": f"5-{n}", "text": f"{n}: {n * 7919} {row['text']} {n * n}"}
        for n in range(1_000)
    ]
    built(tmp_path, to_arrow(tables))
    with open_release(tmp_path) as opened:
        found = opened.execute(
            "SELECT DISTINCT compression FROM pragma_storage_info('texts') "
            "WHERE column_name = 'text' AND segment_type = 'VARCHAR'"
        ).fetchall()
    assert found == [("ZSTD",)]


def test_every_long_text_column_asks_for_compression():
    columns = [(table, column) for table in TABLES for column in table.columns]
    long = {(table.name, one.name) for table, one in columns if one.type is ColumnType.LONG_TEXT}
    texts = {("texts", "text"), ("subquestions", "text"), ("answer_parts", "text")}
    assert long == texts | {("changes", "value_before"), ("changes", "value_after")}


def test_a_row_that_breaks_a_null_rule_never_becomes_a_database(tmp_path):
    built(tmp_path, to_arrow(world()), database=False)
    path = tmp_path / "texts.parquet"
    texts = pq.read_table(path)
    nothing = [[None] * texts.num_rows]
    pq.write_table(texts.drop_columns(["text"]).append_column("text", nothing), path)
    with pytest.raises(duckdb.Error):
        build_warehouse(tmp_path)


def test_no_release_is_wrong_usage_that_says_what_to_do(tmp_path):
    with pytest.raises(UsageError, match="senate-questions ingest"):
        open_release(release_folder(tmp_path, None))


@pytest.fixture
def attached(release, monkeypatch):
    """A database in memory after the script of the sample's release, which has no address."""
    monkeypatch.chdir(release)
    with duckdb.connect() as connection:
        connection.execute((release / "attach.sql").read_text("utf-8"))
        yield connection


def test_the_documented_queries_and_all_views_answer_as_the_database_does(attached, database):
    queries = [example.query for example in examples()]
    queries += [f"FROM {view.name} ORDER BY ALL" for view in views() if view.kind != "macro"]
    for query in [*queries, "FROM open_on('2009-01-04') ORDER BY ALL"]:
        assert attached.execute(query).fetchall() == database.execute(query).fetchall(), query


def test_every_table_view_and_column_has_its_comment(attached):
    named = attached.execute("SELECT count(*), count(comment) FROM duckdb_views() WHERE NOT internal")
    assert named.fetchall() == [(len(TABLES) + sum(view.kind != "macro" for view in views()),) * 2]
    bare = "SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"
    assert attached.execute(bare).fetchall() == []


@each_case(
    ("site", "expected"),
    [
        ("https://q.example/data/current/site/", "https://q.example/data/current/"),
        ("https://q.example/site/", "https://q.example/"),
        ("https://q.example/", ""),
        ("", ""),
    ],
)
def test_the_files_lie_above_the_site(site, expected):
    assert files_address(site) == expected


def test_an_address_with_a_quotation_mark_stays_an_address():
    stored = {name: Stored(1, {"a": "INTEGER"}) for name in [one.name for one in (*TABLES, *views())]}
    script = attach_sql(Described("v", "", {}), "https://q.example/l'an/", stored, "Invented")
    assert script.startswith("-- Invented\n")
    assert len(duckdb.extract_statements(script)) > len(TABLES)


def test_long_texts_are_in_small_groups_of_rows_without_their_least_and_greatest(tmp_path):
    schema = arrow_schema(table("answer_parts"))
    made = {name: [0 if name == "position" else "a"] * 4_100 for name in schema.names}
    write_parquet({"answer_parts": pa.table(made | {"answers": [["1"]] * 4_100}, schema)}, tmp_path)
    found = pq.read_metadata(tmp_path / "answer_parts.parquet")
    assert [found.row_group(at).num_rows for at in range(found.num_row_groups)] == [1_000] * 4 + [100]
    columns = {(one := found.row_group(0).column(at)).path_in_schema: one for at in range(found.num_columns)}
    assert (columns["question_id"].is_stats_set, columns["text"].is_stats_set) == (True, False)


def test_the_index_names_every_file_but_those_of_the_explorer_and_leads_to_files_only(release):
    page = Elements((release / INDEX_FILE).read_text("utf-8"))
    linked = [one["href"] for _, one in page.found if "://" not in one.get("href", "://")]
    folders = ("site/", "feeds/", "marts/")
    files = {name for name in files_below(release) if not name.startswith(folders)}
    assert sorted(linked) == sorted({*files, "site/index.html"})
    assert all(row.meaning for rows in listed_files().values() for row in rows)


def test_letters_of_markup_are_letters_in_the_index():
    version = "<script>&"
    page = index_page(Described(version, "2026-01-01T00:00:00Z", {}))
    assert "script" not in dict(Elements(page).found)
    assert "&lt;script&gt;&amp;" in page
    assert "senate.sqlite" not in page


PUBLISH_WITHOUT_END = """
import itertools, sys
from pathlib import Path
from unittest.mock import patch
import pyarrow.parquet as pq
from schemas.records import Capture
from schemas.tables import TABLES
from tasks.present.publishing import publish
from tasks.release.checks.verify import Verified
from tasks.tables.inputs import Inputs
data = Path(sys.argv[1])
tables = {one.name: pq.read_table(data / "current" / f"{one.name}.parquet") for one in TABLES}
captures = [Capture("p", "a" * 64, None, None, "map", "a.html")]
patch("tasks.release.publish.verify_in_fresh_process", return_value=Verified([], [])).start()
patch("tasks.present.publishing.build_site").start()
for count in itertools.count(2):
    publish(data, tables, Inputs(captures * count, 10**9))
    print(count, flush=True)
"""
"""Publishes without checks and explorer, each of which takes as long as all else."""


def assert_complete(release: Path) -> None:
    manifest = json.loads((release / "manifest.json").read_text("utf-8"))
    for name, facts in manifest["files"].items():
        assert hashlib.sha256((release / name).read_bytes()).hexdigest() == facts["sha256"], name


@pytest.mark.long
def test_a_reader_finds_a_release_at_every_moment_of_a_swap(tmp_path):
    released(tmp_path)
    seen, stop = [], threading.Event()

    def look():
        while not stop.is_set():
            try:
                seen.append(json.loads((tmp_path / "current/manifest.json").read_text("utf-8"))["version"])
            except (OSError, ValueError) as error:
                seen.append(error)
            time.sleep(0.0005)  # the writer needs the processor, too

    reader = threading.Thread(target=look)
    reader.start()
    for count in (2, 3, 4):
        bare(tmp_path, given=inputs(count=count))
    stop.set()
    reader.join()
    assert [found for found in seen if isinstance(found, Exception)] == []
    assert len(set(seen)) >= 3


@pytest.mark.long
def test_a_run_killed_at_any_moment_leaves_the_last_or_the_next_release_complete(tmp_path):
    released(tmp_path)
    for moment in (0.05, 0.12, 0.2, 0.31, 0.4, 0.55):
        command = [sys.executable, "-c", PUBLISH_WITHOUT_END, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as publisher:
            publisher.stdout.readline()
            time.sleep(moment)
            publisher.send_signal(signal.SIGKILL)
        assert_complete(current_release(tmp_path))
        with open_release(release_folder(tmp_path, None)) as opened:
            assert run_checks(opened) == []
    new = bare(tmp_path, given=inputs(count=1_000))
    assert current_release(tmp_path) == new
    assert list((tmp_path / "releases").glob(".*")) == []


@pytest.mark.parametrize(
    "said", [{}, {"previous": "20240101T000000Z-00000000"}], ids=["led back", "wrong clock"]
)
def test_a_complete_release_stays_though_current_was_led_back_to_the_one_before(said, tmp_path):
    """By a backup that was put back; a run that died between its two renames leaves the same."""
    first = released(tmp_path)
    later = follow(tmp_path, **said)
    swap_in(tmp_path, first)
    bare(tmp_path)
    assert_complete(later)


@pytest.mark.long
def test_queries_from_afar_answer_as_the_database_does_without_a_download(sample_data, tmp_path):
    release = (sample_data / "current").resolve()
    path = release / "senate.duckdb"
    with away(release, engine(tmp_path / "engine")) as ask, duckdb.connect(path, read_only=True) as stored:
        for query in [
            *(example.query for example in examples()),
            f"SELECT * EXCLUDE first_seen {ONE_QUESTION}",
        ]:
            expected = [[str(cell) for cell in row] for row in stored.execute(query).fetchall()]
            answer = ask(query)
            assert answer.rows == expected, query
            assert answer.sent < 300_000, shown(answer, path)
