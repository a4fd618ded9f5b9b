"""Releases of another schema are compared as far as their columns and keys are the same."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.tables import MEMBERSHIPS, QUESTIONS
from tests.release.test_losses import ROWS, compared, every_table, filled, losses, names, put, without_value

EARLIER = {
    "lacks the column": (QUESTIONS, lambda rows: rows.drop_columns("party_id")),
    "has another type": (QUESTIONS, lambda rows: put_type(rows, "party_id", pa.list_(pa.string()))),
    "lacks the key": (QUESTIONS, lambda rows: rows.rename_columns({"question_id": "id"})),
    "has another type of key": (QUESTIONS, lambda rows: put_type(rows, "question_id", pa.large_string())),
    "lacks a part of the key": (MEMBERSHIPS, lambda rows: rows.drop_columns("position")),
}


def put_type(rows, name, kind):
    """Rows in which one column has another type."""
    place = rows.schema.get_field_index(name)
    values = [[one] if pa.types.is_list(kind) else one for one in rows[name].to_pylist()]
    return rows.set_column(place, name, pa.array(values, kind))


@pytest.mark.parametrize(("one", "changed"), EARLIER.values(), ids=EARLIER)
def test_what_an_earlier_schema_had_otherwise_is_not_compared(one, changed, tmp_path):
    pq.write_table(changed(every_table()[one.name]), tmp_path / f"{one.name}.parquet")
    found = compared(every_table() | {one.name: without_value(one, "party_id")}, tmp_path)
    assert (found.faults, found.changes) == ([], 0)


def test_rows_that_had_another_key_are_not_compared(tmp_path):
    """So before schema 2.0, which had a row for each term of a minister."""
    package = {"resources": [{"name": "questions", "schema": {"primaryKey": ["legislature", "number"]}}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    rows = every_table()["questions"]
    pq.write_table(pa.concat_tables([rows, rows]), tmp_path / "questions.parquet")
    now = put(filled(QUESTIONS, 2 * ROWS), "party_id", [None] * 2 * ROWS)
    found = compared(every_table() | {"questions": now}, tmp_path)
    assert (found.faults, found.changes) == ([], 0)


@pytest.mark.parametrize(
    "package", ["", "[]", "{}", '{"resources": [1]}', '{"resources": [{"name": "questions"}]}']
)
def test_a_release_that_does_not_say_its_keys_has_those_of_now(package, tmp_path):
    (tmp_path / "datapackage.json").write_text(package, encoding="utf-8")
    pq.write_table(every_table()["questions"], tmp_path / "questions.parquet")
    found = losses(every_table() | {"questions": without_value(QUESTIONS, "party_id")}, tmp_path)
    assert names(found) == ["questions_party_id_emptied"]


@pytest.mark.parametrize("content", [None, b"", b"PAR1 cut"])
def test_a_table_that_the_earlier_release_has_no_readable_file_of_is_not_compared(content, tmp_path):
    if content is not None:
        (tmp_path / "questions.parquet").write_bytes(content)
    assert losses(every_table() | {"questions": filled(QUESTIONS, 1)}, tmp_path) == []
