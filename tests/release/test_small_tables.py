"""The small tables for charts: their files, their description, and totals like those of the large tables."""

import csv
from types import SimpleNamespace

from schemas.columns import ColumnType
from schemas.marts import views
from schemas.marts.small import small_tables
from tasks.release.small_tables import unlike_totals, write_small_tables
from tests.support.each_case import each_case

SMALL = {small.name: small for small in small_tables()}
ONE_ROW_A_QUESTION = set(
    "v_answers_by_subquestion v_language_versions v_mentions_by_question v_questions v_same_question".split()
)


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def test_every_view_that_counts_has_a_small_table():
    counting = {view.name for view in views() if view.name.startswith("v_")} - ONE_ROW_A_QUESTION
    assert {small.view for small in SMALL.values()} == counting


@each_case("name", SMALL)
def test_a_small_table_has_the_columns_and_types_of_its_view(name, database):
    small = SMALL[name]
    found = database.execute(f"DESCRIBE {small.view}").fetchall()
    assert {one.name: one.type.duckdb for one in small.table.columns} == {
        column: kind.replace("BIGINT", "INTEGER") for column, kind, *_ in found if column not in small.without
    }


def test_the_files_are_those_of_rfc_4180_with_numbers_rounded_once(release):
    for small in SMALL.values():
        text = (release / small.path).read_bytes()
        assert text.endswith(b"\r\n")
        assert b"\n" not in text.replace(b"\r\n", b"")
        assert rows(release / small.path)[0] == list(small.table.column_names)
    (head, *found) = rows(release / SMALL["response_times"].path)
    shares = [row[head.index("share_in_time")] for row in found]
    assert max(len(share) for share in shares) <= len("0.1234")
    assert any(row[head.index("p90_days")] for row in found)


def test_texts_that_look_like_formulas_have_an_apostrophe_without_which_they_are_compared(
    database, tmp_path, monkeypatch
):
    types = dict.fromkeys("abc", ColumnType.TEXT) | {"d": ColumnType.INTEGER}
    columns = [SimpleNamespace(name=name, type=type_) for name, type_ in types.items()]
    small = SimpleNamespace(
        name="x",
        path="marts/x.csv",
        query="SELECT '=1+1', '+cmd', 'a=b', -3",
        table=SimpleNamespace(column_names=tuple(types), columns=columns),
        total="d",
        agrees="SELECT sum(d) FROM mart WHERE b = '+cmd'",
    )
    monkeypatch.setattr("tasks.release.small_tables.small_tables", lambda: [small])
    write_small_tables(database, tmp_path)
    assert rows(tmp_path / small.path)[1] == ["'=1+1", "'+cmd", "a=b", "-3"]
    assert list(unlike_totals(database, tmp_path)) == []


def test_the_same_rows_give_the_same_bytes_and_another_total_is_a_fault(release, database, tmp_path):
    database.execute("SET threads = 1")
    write_small_tables(database, tmp_path)
    for small in SMALL.values():
        assert (tmp_path / small.path).read_bytes() == (release / small.path).read_bytes()
    assert list(unlike_totals(database, tmp_path)) == []
    for small in SMALL.values():
        (head, *found) = rows(tmp_path / small.path)
        row = dict(zip(head, found[-1], strict=True)) | {small.total: "100000"}
        with (tmp_path / small.path).open("a", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerow(row.values())
    faults = {fault.check: fault.sentence() for fault in unlike_totals(database, tmp_path)}
    assert list(faults) == [f"{name}_unlike_tables" for name in SMALL]
    for name, small in SMALL.items():
        assert f"The sum of {small.total} in {small.path}" in faults[f"{name}_unlike_tables"]
