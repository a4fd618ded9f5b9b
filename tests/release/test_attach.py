"""`attach.sql`, views over the Parquet files that answer as the DuckDB file does; `index.html` beside it."""

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.arrow import arrow_schema
from schemas.examples import examples
from schemas.marts import views
from schemas.package.attach import Stored, attach_sql
from schemas.package.index_page import INDEX_FILE, index_page, listed_files
from schemas.package.words import Described
from schemas.tables import TABLES, table
from tasks.common.files import files_below
from tasks.release.made_by import files_address
from tasks.release.parquet import write_parquet
from tests.present.explorer.support import Elements
from tests.support.each_case import each_case


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
    script = attach_sql("v", "https://q.example/l'an/", stored, "Invented")
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
