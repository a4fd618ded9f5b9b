"""A row is made by its table, which refuses a name that it does not have and one that is left out."""

import ast
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import pyarrow as pa
import pytest

from schemas.columns import RowError
from schemas.records import Event
from schemas.tables import CHANGES, EVENTS, FETCH_LOG, TABLES
from tasks.tables.arrow_tables import arrow_table
from tests.support.each_case import each_case

BY_NAME = {one.name.upper(): one for one in (*TABLES, FETCH_LOG)}
COLUMNS = [(one, name) for one in (*TABLES, FETCH_LOG) for name in one.column_names]
LEAST_KEYS = 3
"""So many columns of a table in one dictionary are a row of it."""

each_column = each_case(("one", "name"), COLUMNS, ids=[f"{one.name}.{name}" for one, name in COLUMNS])


def modules() -> Iterator[tuple[str, ast.Module]]:
    for package in ("tasks", "flows"):
        root = Path(str(files(package)))
        for path in sorted(root.rglob("*.py")):
            yield f"{package}/{path.relative_to(root)}", ast.parse(path.read_text("utf-8"))


def row_calls() -> list[tuple[str, ast.Call]]:
    """Every call of the method `row` of a table, with where it stands."""
    return [
        (f"{module}:{node.lineno}", node)
        for module, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "row"
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in BY_NAME
    ]


CALLS = row_calls()


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
    event = Event(date(2013, 4, 30), "sent")
    assert EVENTS.values_of(event) == {"event_on": date(2013, 4, 30), "event": "sent", "deadline_on": None}


@each_case(("place", "call"), CALLS, ids=[place for place, _ in CALLS])
def test_a_call_names_every_column(place, call):
    """So that a misspelt one fails before a page is read."""
    assert isinstance(call.func, ast.Attribute)
    assert isinstance(call.func.value, ast.Name)
    columns = set(BY_NAME[call.func.value.id].column_names)
    given = {keyword.arg for keyword in call.keywords if keyword.arg}
    assert given <= columns
    assert given == columns or any(keyword.arg is None for keyword in call.keywords)


def test_every_table_has_its_maker():
    made = {call.func.value.id for _, call in CALLS}  # type: ignore[attr-defined]
    written_by_queries, of_entries = {CHANGES.name.upper()}, {FETCH_LOG.name.upper()}
    assert made == BY_NAME.keys() - written_by_queries - of_entries


def test_no_row_is_a_dictionary_written_out():
    for module, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Dict):
                keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
                rows = [one.name for one in BY_NAME.values() if keys <= set(one.column_names)]
                alike = len(keys) >= LEAST_KEYS and rows
                assert not alike, f"{module}:{node.lineno} writes out a row of {rows}; let the table make it."
