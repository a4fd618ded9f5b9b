"""A row is made by its table, which refuses a name that it does not have and one that is left out."""

import ast
from collections.abc import Iterator
from datetime import date
from functools import cache

import pyarrow as pa
import pytest

from schemas.columns import RowError
from schemas.records import Event
from schemas.tables import CHANGES, EVENTS, FETCH_LOG, TABLES
from tasks.tables.arrow_tables import arrow_table
from tests.schemas.source import trees
from tests.support.each_case import each_case

BY_NAME = {one.name.upper(): one for one in (*TABLES, FETCH_LOG)}
COLUMNS = [(one, name) for one in (*TABLES, FETCH_LOG) for name in one.column_names]
LEAST_KEYS = 3
"""So many columns of a table in one dictionary are a row of it."""

each_column = each_case(("one", "name"), COLUMNS, ids=[f"{one.name}.{name}" for one, name in COLUMNS])


@cache
def nodes() -> list[tuple[str, ast.Call | ast.Dict]]:
    """Every call and every dictionary that is written out, with where it stands."""
    return [
        (f"{path}:{node.lineno}", node)
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call | ast.Dict)
    ]


def row_calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every call of the method `row` of a table: where it stands, and the name of the table."""
    for place, node in nodes():
        match node:
            case ast.Call(ast.Attribute(ast.Name(table), "row")) if table in BY_NAME:
                yield place, table, node


def misspelt(name: str) -> str:
    return name + name[-1]


@each_column
def test_a_misspelt_column_is_an_error_that_names_it(one, name):
    values = dict.fromkeys(one.column_names) | {misspelt(name): None}
    del values[name]
    with pytest.raises(RowError, match=rf"A row of {one.name}: .*missing: {name};.* {misspelt(name)}\."):
        one.row(**values)


@each_column
def test_a_column_that_is_left_out_is_an_error_that_names_it(one, name):
    values = {other: None for other in one.column_names if other != name}
    with pytest.raises(RowError, match=rf"missing: {name}; not of this table: none"):
        one.row(**values)


@each_column
def test_a_row_made_otherwise_is_refused_when_it_becomes_a_table(one, name):
    row = dict.fromkeys(one.column_names)
    row[misspelt(name)] = row.pop(name)
    with pytest.raises(RowError, match=misspelt(name)):
        arrow_table(one, [dict.fromkeys(one.column_names), row])


@each_case("one", TABLES, ids=lambda one: one.name)
def test_a_row_with_all_columns_is_what_was_given(one):
    values = {column.name: column.name for column in one.columns}
    assert one.row(**values) == values
    assert isinstance(arrow_table(one, []), pa.Table)


def test_the_values_of_a_record_are_those_with_the_name_of_a_column():
    values = {"question_id": "5-1", "position": 0, "withdrawn_on": None, "event": "closed"}
    row = EVENTS.row(Event(date(2013, 4, 30), "sent"), Event(date.max, "closed", date.max), **values)
    assert row == {"event_on": date(2013, 4, 30), "deadline_on": None, **values}


def test_a_call_names_every_column():
    """So that a misspelt one fails before a page is read."""
    for place, table, call in row_calls():
        columns = set(BY_NAME[table].column_names)
        given = {keyword.arg for keyword in call.keywords if keyword.arg}
        assert given <= columns, place
        assert given == columns or call.args or any(keyword.arg is None for keyword in call.keywords), place


def test_every_table_has_its_maker():
    made = {table for _, table, _ in row_calls()}
    written_by_queries, of_entries = {CHANGES.name.upper()}, {FETCH_LOG.name.upper()}
    assert made == BY_NAME.keys() - written_by_queries - of_entries


def test_no_row_is_a_dictionary_written_out():
    for place, node in nodes():
        if isinstance(node, ast.Dict):
            keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
            rows = [one.name for one in BY_NAME.values() if keys <= set(one.column_names)]
            alike = len(keys) >= LEAST_KEYS and rows
            assert not alike, f"{place} writes out a row of {rows}; let the table make it."
