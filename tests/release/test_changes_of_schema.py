"""Releases of another schema are compared as far as their columns and keys are the same."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.release.comparison import compare
from tests.support.releases import released, to_arrow, world


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
    compare(to_arrow(tables), before, tmp_path)
    rows = pq.read_table(tmp_path / "changes.parquet").to_pylist()
    return [row for row in rows if row["table_name"] != "answer_likeness"]


def test_a_table_whose_key_was_none_is_not_compared(earlier, tmp_path):
    """So in releases before schema 2.0, which had a row for each term of a minister."""
    keys = [{"name": "ministers", "schema": {"primaryKey": ["minister_id", "since"]}}]
    (earlier / "datapackage.json").write_text(json.dumps({"resources": keys}), encoding="utf-8")
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
