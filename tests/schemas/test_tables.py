"""Every description of the tables says the same: Arrow schema, DuckDB file, dictionary, data package."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from schemas import codes, tables
from schemas.arrow import arrow_schema
from schemas.columns import Column, ColumnType, Reference, RowError, Table
from schemas.ddl import comments, create_table
from schemas.dictionary import dictionary
from schemas.errors import VocabularyError
from schemas.package.datapackage import data_package
from schemas.package.words import Described, FileFacts
from schemas.records import Event
from schemas.tables import CHANGES, EVENTS, FETCH_LOG, SCHEMA_VERSION, TABLES, table
from schemas.vocabulary.rows import vocabulary_rows
from tasks.tables.arrow_tables import arrow_table
from tests.schemas.source import trees
from tests.support.each_case import each_case

DUCKDB_TYPES = {
    ColumnType.TEXT: "VARCHAR",
    ColumnType.LONG_TEXT: "VARCHAR",
    ColumnType.INTEGER: "INTEGER",
    ColumnType.NUMBER: "DOUBLE",
    ColumnType.BOOLEAN: "BOOLEAN",
    ColumnType.DATE: "DATE",
    ColumnType.TIMESTAMP: "TIMESTAMP WITH TIME ZONE",
    ColumnType.TEXT_LIST: "VARCHAR[]",
}
ROWS = (Path(__file__).parent / "contract.tsv").read_text("utf-8").splitlines()[1:]
CONTRACT = [row.split("\t") for row in ROWS]
"""Tables with their keys and the columns that they have at least."""
FILES = {f"{one.name}.parquet": FileFacts(10 + at, f"{at:064x}") for at, one in enumerate(TABLES)}
PACKAGE = data_package(Described("v1", "2024-01-02T03:04:05+00:00", FILES))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}

every_table = each_case("one", [*TABLES, FETCH_LOG], ids=lambda one: one.name)
every_released_table = each_case("one", TABLES, ids=lambda one: one.name)


@pytest.fixture(scope="module")
def database():
    with duckdb.connect() as connection:
        for one in (*TABLES, FETCH_LOG):
            connection.execute(create_table(one))
            for comment in comments(one):
                connection.execute(comment)
        yield connection


def test_a_release_has_the_tables_of_the_contract():
    assert sorted(one.name for one in TABLES) == sorted(name for name, *_ in CONTRACT)


@each_case("name, key, columns", CONTRACT)
def test_a_table_has_the_key_and_the_columns_of_the_contract(name, key, columns):
    assert table(name).key == tuple(key.split())
    assert set(columns.split()) <= set(table(name).column_names)


def test_a_name_that_no_table_has_is_an_error():
    with pytest.raises(KeyError):
        table("senators")


@every_table
def test_column_names_are_unique_and_safe_in_every_format(one):
    assert one.columns
    assert len(set(one.column_names)) == len(one.columns)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in one.column_names)


@every_table
def test_every_description_is_a_sentence(one):
    for text in (one.description, *(column.description for column in one.columns)):
        assert re.match(r"[A-Z']", text), text
        assert text.endswith((".", " …")), text
        assert "\n" not in text


@every_table
def test_key_columns_are_never_null(one):
    required = {column.name for column in one.columns if column.required}
    assert set(one.key) <= required


@every_table
def test_references_name_the_complete_key_of_a_table(one):
    assert {join.table for join in one.joins} <= {other.name for other in (*TABLES, FETCH_LOG)}
    for reference in one.references:
        assert set(reference.columns) <= set(one.column_names)
        assert reference.target_columns == table(reference.table).key
        assert len(reference.columns) == len(reference.target_columns)


@every_released_table
def test_columns_that_are_named_as_a_key_refer_to_it(one):
    keys = {other.key[0]: other.name for other in TABLES if len(other.key) == 1 and other.name != "runs"}
    led = {name: reference.table for reference in one.references for name in reference.columns}
    led |= {
        name: join.table for join in one.joins for name in re.findall(rf"\b{one.name}\.(\w+)", join.condition)
    }
    for name in set(one.column_names) & set(keys) - set(one.key[:1] if len(one.key) == 1 else ()):
        assert name in led, f"{one.name}.{name} leads nowhere"


def test_tables_that_hang_on_a_question_say_so():
    hanging = {one.name for one in TABLES if {"question_id", "position"} <= set(one.column_names)}
    referring = {one.name for one in TABLES for reference in one.references if reference.table == "questions"}
    assert hanging | {"texts", "links", "answer_likeness", "questions", "office_holders"} == referring


@every_table
def test_the_arrow_schema_has_the_columns_with_their_null_rule_and_description(one):
    schema = arrow_schema(one)
    assert schema.metadata == {b"description": one.description.encode()}
    for field, column in zip(schema, one.columns, strict=True):
        assert field.name == column.name
        assert field.nullable is not column.required
        assert field.metadata == {b"description": column.description.encode()}


@every_table
def test_the_database_has_and_explains_the_columns_in_order_with_type_and_null_rule(one, database):
    on_table = database.execute("SELECT comment FROM duckdb_tables() WHERE table_name = ?", [one.name])
    assert on_table.fetchall() == [(one.description,)]
    on_columns = database.execute(
        "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE table_name = ? "
        "ORDER BY column_index",
        [one.name],
    )
    expected = [(c.name, DUCKDB_TYPES[c.type], not c.required, c.description) for c in one.columns]
    assert on_columns.fetchall() == expected


@every_table
def test_arrow_and_database_agree_on_every_type(one, database):
    empty = pa.Table.from_pylist([], schema=arrow_schema(one))
    relation = database.from_arrow(empty)
    assert [str(found) for found in relation.types] == [DUCKDB_TYPES[c.type] for c in one.columns]


def test_names_and_descriptions_with_quotes_do_not_break_a_statement():
    odd = Table('a "b', "It's 'one'.", (Column('c"d', ColumnType.TEXT, "The senator's name; 'x'."),))
    with duckdb.connect() as connection:
        connection.execute(create_table(odd))
        for comment in comments(odd):
            connection.execute(comment)
        found = connection.sql("SELECT column_name, comment FROM duckdb_columns() WHERE NOT internal")
        assert found.fetchall() == [('c"d', "The senator's name; 'x'.")]


@every_released_table
def test_the_dictionary_has_a_section_with_a_row_for_every_column(one):
    section = dictionary().split(f"## {one.name}\n")[1].split("\n## ")[0]
    assert one.description in section
    rows = [line.split(" | ") for line in section.splitlines() if line.startswith("| `")]
    assert [row[0] for row in rows] == [f"| `{name}`" for name in one.column_names]
    for row, column in zip(rows, one.columns, strict=True):
        assert row[1] == column.type.words
        assert ("key" in row[2]) is (column.name in one.key)
        assert ("never null" in row[2]) is column.required
        assert row[3] == column.heading
        assert column.unit in row[2]
        assert column.description in row[4]
        assert all(f"`{code}`" in row[4] for code in column.codes)


def test_the_dictionary_says_the_schema_version_and_what_points_where():
    text = dictionary()
    assert f"Schema version {SCHEMA_VERSION}." in text
    assert "`question_id`, `language`, `part` → `texts`" in text


def test_a_bar_in_a_description_does_not_break_the_dictionary():
    odd = Table("t", "One row.", (Column("c", ColumnType.TEXT, "Either a|b."),))
    assert "Either a\\|b. |" in dictionary([odd])


@every_released_table
def test_the_data_package_describes_every_column(one):
    fields = RESOURCES[one.name]["schema"]["fields"]
    assert [field["name"] for field in fields] == list(one.column_names)
    for field, column in zip(fields, one.columns, strict=True):
        constraints = field.get("constraints", {})
        assert field["description"] == column.description
        assert constraints.get("required", False) is column.required
        assert tuple(constraints.get("enum", ())) == column.codes


@every_released_table
def test_the_data_package_has_keys_references_and_file_facts(one):
    resource = RESOURCES[one.name]
    size, sha256 = FILES[f"{one.name}.parquet"]
    assert (resource["bytes"], resource["hash"]) == (size, f"sha256:{sha256}")
    assert resource["path"] == f"{one.name}.parquet"
    assert resource["schema"].get("primaryKey", []) == list(one.key)
    found = [
        Reference(tuple(key["fields"]), key["reference"]["resource"], tuple(key["reference"]["fields"]))
        for key in resource["schema"].get("foreignKeys", ())
    ]
    assert tuple(found) == one.references


def test_the_data_package_says_its_version_and_lists_every_table_once():
    assert (PACKAGE["version"], PACKAGE["schemaVersion"]) == ("v1", SCHEMA_VERSION)
    assert [resource["name"] for resource in PACKAGE["resources"]] == [one.name for one in TABLES]


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        *(("codes", "STATUSSES"), ("may_vanish", "STATUSSES"), ("null", "yes"), ("compared", "yes")),
        *(("type", "string"), ("table", "question")),
    ],
)
def test_a_cell_that_means_nothing_is_an_error_that_quotes_it(monkeypatch, name, cell):
    rows = {file: list(vocabulary_rows(file, "schemas")) for file in ("tables.tsv", "columns.tsv")}
    rows["columns.tsv"][3] |= {name: cell}
    monkeypatch.setattr(tables, "vocabulary_rows", lambda file, _: rows.get(file, []))
    with pytest.raises(VocabularyError, match=f"{name} '{cell}'"):
        tables._tables()


def lines(file):
    return list(vocabulary_rows(file, "schemas"))


def test_no_line_is_there_twice_and_no_cell_has_a_space_at_its_ends():
    for file, key in (
        ("tables.tsv", "table"),
        ("columns.tsv", "table column"),
        ("references.tsv", "table columns target"),
        ("joins.tsv", "table target condition"),
    ):
        found = [tuple(row[name] for name in key.split()) for row in lines(file)]
        assert len(set(found)) == len(found), file
        assert [cell for row in lines(file) for cell in row.values() if cell != cell.strip()] == []


def test_codes_are_a_list_of_the_code_or_several():
    named = {name for name, value in vars(codes).items() if isinstance(value, tuple)} | {"ISSUE_KINDS"}
    cells = {row["codes"] for row in lines("columns.tsv")} - {"", "open"}
    assert {cell for cell in cells if "|" not in cell} <= named


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
    values = {"question_id": "5-1", "position": 0, "withdrawn_on": None}
    records, closed = (
        (Event(date(2013, 4, 30), "sent"), Event(date.max, "closed", date.max)),
        {"event": "closed"},
    )
    row = EVENTS.row(*records, instead=closed, **values)
    assert row == {"event_on": date(2013, 4, 30), "deadline_on": None, **closed, **values}
    with pytest.raises(RowError, match=r"A row of events: event is given twice"):
        EVENTS.row(*records, **closed, **values)


def test_a_call_names_every_column():
    """So that a misspelt one fails before a page is read."""
    for place, name, call in row_calls():
        columns = set(BY_NAME[name].column_names)
        given = {keyword.arg for keyword in call.keywords if keyword.arg not in {None, "instead"}}
        assert given <= columns, place
        assert given == columns or call.args or any(keyword.arg is None for keyword in call.keywords), place


def test_every_table_has_its_maker():
    made = {name for _, name, _ in row_calls()}
    written_by_queries, of_entries = {CHANGES.name.upper()}, {FETCH_LOG.name.upper()}
    assert made == BY_NAME.keys() - written_by_queries - of_entries


def test_no_row_is_a_dictionary_written_out():
    for place, node in nodes():
        if isinstance(node, ast.Dict):
            keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
            rows = [one.name for one in BY_NAME.values() if keys <= set(one.column_names)]
            alike = len(keys) >= LEAST_KEYS and rows
            assert not alike, f"{place} writes out a row of {rows}; let the table make it."
