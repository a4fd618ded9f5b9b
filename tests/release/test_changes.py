"""Releases of another schema are compared as far as their columns and keys are the same."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.release.arrow_tables import to_arrow
from tasks.release.changes import write_changes
from tests.release.support import altered, released, without, world


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    return released(tmp_path_factory.mktemp("changes"))


@pytest.fixture
def earlier(before, tmp_path):
    """A copy of the files of that release, to be changed."""
    (tmp_path / "earlier").mkdir()
    for path in before.glob("*.parquet"):
        (tmp_path / "earlier" / path.name).write_bytes(path.read_bytes())
    return tmp_path / "earlier"


def changes(tmp_path, tables, before):
    write_changes(tmp_path, to_arrow(tables), before)
    rows = pq.read_table(tmp_path / "changes.parquet").to_pylist()
    return [row for row in rows if row["table_name"] != "answer_likeness"]


def test_a_value_that_changed_is_told_with_its_question(before, tmp_path):
    tables = altered(world(), "texts", words=99)
    (row,) = changes(tmp_path, tables, before)
    first = tables["texts"][0]
    assert row | {"value_before": ""} == {
        "table_name": "texts",
        "key": [first["question_id"], first["language"], first["part"]],
        "question_id": first["question_id"],
        "change": "changed",
        "column_name": "words",
        "value_before": "",
        "value_after": "99",
    }


def test_rows_that_came_and_went_are_told(before, tmp_path):
    (gone, *_) = world()["keywords"]
    tables = without(world(), "keywords", **gone)
    found = changes(tmp_path, tables, before)
    assert [(row["change"], row["key"][0], row["column_name"]) for row in found] == [
        ("removed", gone["question_id"], None)
    ]


def test_a_table_whose_key_was_none_is_not_compared(earlier, tmp_path):
    """So in releases before schema 2.0, which had a row for each term of a minister."""
    path = earlier / "ministers.parquet"
    rows = pq.read_table(path).append_column("role", pa.array(["minister"] * pq.read_table(path).num_rows))
    pq.write_table(pa.concat_tables([rows, rows]), path)
    assert changes(tmp_path, world(), earlier) == []


def test_a_column_of_another_type_is_not_compared(earlier, tmp_path):
    path = earlier / "parties.parquet"
    rows = pq.read_table(path)
    place = rows.schema.get_field_index("since")
    pq.write_table(rows.set_column(place, "since", pa.array(["1979"] * rows.num_rows)), path)
    assert changes(tmp_path, world(), earlier) == []


def test_a_release_that_has_not_all_of_a_key_is_not_compared(earlier, tmp_path):
    path = earlier / "office_names.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["printed"]), path)
    assert changes(tmp_path, world(), earlier) == []


def test_a_first_release_has_no_changes(tmp_path):
    assert changes(tmp_path, world(), None) == []
