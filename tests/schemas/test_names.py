"""The naming law of docs/naming.md holds over every column of every table and view."""

import re
from collections import defaultdict

import duckdb
import pytest

from schemas.ddl import create_table
from schemas.marts import statements, views
from schemas.tables import TABLES

TYPE_OF_END = {
    r".*_on": "DATE",
    r"since|until|day|.*_day": "DATE",
    r"(?!start_at|end_at).*_at": "TIMESTAMP WITH TIME ZONE",
    r"start_at|end_at": "INTEGER",
    r".*_id": "VARCHAR",
    r"is_.*": "BOOLEAN",
    r".*_seen(?<!times_seen)|last_changed": "TIMESTAMP WITH TIME ZONE",
    r"share.*|.*_share|likeness|certainty": "DOUBLE",
    r"(?!times_).*_(nl|fr)": "VARCHAR",
}
"""What the end of a name promises; columns of views may be of a wider type of the same kind."""
WHOLE = {"INTEGER", "BIGINT", "HUGEINT"}
PLURAL_LISTS = re.compile(r".*s|key|charged_with|deputy_of")


@pytest.fixture(scope="module")
def columns():
    """Table or view, column and type of each column of a release."""
    with duckdb.connect() as connection:
        for one in TABLES:
            connection.execute(create_table(one))
        for view in views():
            for statement in statements(view):
                connection.execute(statement)
        found = connection.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
        macros = [view for view in views() if view.kind == "macro"]
        for macro in macros:
            described = connection.execute(f"DESCRIBE FROM {macro.name}(DATE '2020-01-01')").fetchall()
            found += [(macro.name, name, type_) for name, type_, *_ in described]
    assert {name for name, *_ in found} == {one.name for one in (*TABLES, *views())}
    return found


def kind(type_: str) -> str:
    return "whole number" if type_ in WHOLE else type_


def test_one_name_has_one_type(columns):
    places = defaultdict(lambda: defaultdict(list))
    for table, name, type_ in columns:
        places[name][kind(type_)].append(table)
    differing = {name: dict(types) for name, types in places.items() if len(types) > 1}
    assert differing == {}, differing


def test_a_name_has_the_type_that_its_end_promises(columns):
    for table, name, type_ in columns:
        for pattern, promised in TYPE_OF_END.items():
            if re.fullmatch(pattern, name):
                assert kind(type_) == kind(promised), f"{table}.{name}"


def test_lists_are_lists_and_their_names_say_so(columns):
    for table, name, type_ in columns:
        if type_.endswith("[]"):
            assert PLURAL_LISTS.fullmatch(name), f"{table}.{name}"


def test_no_name_is_a_word_that_sql_reserves(columns):
    with duckdb.connect() as connection:
        words = connection.execute(
            "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'"
        ).fetchall()
    reserved = {word for (word,) in words}
    assert {"table", "column", "select"} <= reserved
    assert {name for _, name, _ in columns} & reserved == set()
    assert {table for table, *_ in columns} & reserved == set()


def test_names_are_words_in_small_letters(columns):
    for table, name, _ in columns:
        assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name), f"{table}.{name}"
        assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", table), table
