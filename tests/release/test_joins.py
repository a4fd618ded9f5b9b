"""Whoever follows the references and joins that a release names finds each row once, where it says so."""

import json
import re
import shutil

import duckdb
import pytest

from schemas.tables import TABLES, table
from tasks.release.checks.checks import checks, run_check
from tasks.release.published.manifest import DUCKDB_FILE
from tests.support.each_case import each_case

REFERENCES = [(one, reference) for one in TABLES for reference in one.references]
JOINS = [(one, join) for one in TABLES for join in one.joins]
SINGLE = [(one, join) for one, join in JOINS if not join.multiplies]
BY_DAY = [(one, join) for one, join in SINGLE if ">=" in join.condition]
BY_KEY = [pair for pair in SINGLE if pair not in BY_DAY]
EQUAL = re.compile(r"(\w+)\.(\w+) = (\w+)\.(\w+)")
CODED = re.compile(r"(\w+)\.(\w+) = '(\w+)'")


def name_of(one, way):
    return f"{one.name}-{way.table}"


@pytest.fixture
def writable(release, tmp_path):
    shutil.copy(release / DUCKDB_FILE, tmp_path)
    (tmp_path / DUCKDB_FILE).chmod(0o644)
    with duckdb.connect(tmp_path / DUCKDB_FILE) as connection:
        yield connection


def count(connection, query):
    return connection.execute(f"SELECT count(*) FROM {query}").fetchone()[0]


def test_every_foreign_key_of_the_package_keeps_the_number_of_rows(release, database):
    package = json.loads((release / "datapackage.json").read_text("utf-8"))
    followed = 0
    for resource in package["resources"]:
        for key in resource.get("schema", {}).get("foreignKeys", []):
            here, there = resource["name"], key["reference"]["resource"] or resource["name"]
            fields, targets = (
                [one] if isinstance(one, str) else one for one in (key["fields"], key["reference"]["fields"])
            )
            condition = " AND ".join(
                f'a."{one}" = b."{other}"' for one, other in zip(fields, targets, strict=True)
            )
            joined = count(database, f'"{here}" a LEFT JOIN "{there}" b ON {condition}')
            assert joined == count(database, f'"{here}"'), f"{here} → {there}"
            followed += 1
    assert followed == len(REFERENCES)


@each_case(("one", "join"), JOINS, ids=[name_of(*pair) for pair in JOINS])
def test_a_join_compares_columns_that_there_are(one, join):
    named = {tuple(pair) for pair in re.findall(r"(\w+)\.(\w+)", join.condition)}
    assert {name for name, _ in named} == {one.name, join.table}
    assert all(column in table(name).column_names for name, column in named)


@pytest.mark.parametrize(("one", "join"), BY_KEY, ids=[name_of(*pair) for pair in BY_KEY])
def test_a_release_in_which_a_join_multiplies_rows_is_refused(one, join, writable):
    """One row is led to a row of the other table, which is there twice."""
    (pair,) = EQUAL.findall(join.condition)
    own, target = pair[1::2] if pair[0] == one.name else pair[3::-2]
    row = f"SELECT rowid FROM {one.name} LIMIT 1"
    given = f"SELECT {target} FROM {join.table} WHERE {target} IS NOT NULL LIMIT 1"
    if not count(writable, one.name):
        values = {"table_name": "texts", "key": ["5-1"], "change": "added"}
        names = ", ".join(values)
        writable.execute(f"INSERT INTO {one.name} ({names}) VALUES (?, ?, ?)", list(values.values()))
    codes = "".join(f", {column} = '{code}'" for _, column, code in CODED.findall(join.condition))
    writable.execute(f"UPDATE {one.name} SET {own} = ({given}){codes} WHERE rowid = ({row})")
    refused_when_doubled(one, join, writable)


@pytest.mark.parametrize(("one", "join"), BY_DAY, ids=[name_of(*pair) for pair in BY_DAY])
def test_a_release_in_which_a_day_has_two_rows_is_refused(one, join, writable):
    refused_when_doubled(one, join, writable)


def refused_when_doubled(one, join, writable):
    check = next(check for check in checks() if check.name == f"{one.name}_{join.table}_join")
    assert run_check(writable, check) is None
    writable.execute(f"INSERT INTO {join.table} FROM {join.table}")
    fault = run_check(writable, check)
    assert fault
    assert fault.count >= 1


def test_every_table_but_the_runs_is_reached_from_questions():
    ways = [(one.name, way.table) for one in TABLES for way in (*one.references, *one.joins)]
    reached = {"questions"}
    for _ in TABLES:
        reached |= {end for way in ways if reached & set(way) for end in way}
    assert {one.name for one in TABLES} - reached == {"runs"}
