"""What the last release had cannot go unseen: rows, questions, values of columns, codes, legislatures."""

import json
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.arrow import arrow_schema
from schemas.columns import MAY_LOSE, Column, ColumnType
from schemas.tables import MENTIONS, PAGES, QUESTIONS, REPAIRS, TABLES
from tasks.release.checks.checks import checks, missing_values
from tasks.release.checks.losses import FEWEST_ROWS, fallen_counts
from tasks.release.comparison import compare
from tasks.release.parquet import write_parquet
from tests.support.command import run
from tests.support.data_folder import current_manifest, last_run
from tests.support.releases import list_anew

ROWS = 200
EMPTY = {ColumnType.TEXT: "", ColumnType.LONG_TEXT: "", ColumnType.TEXT_LIST: []}
KEYED = [one for one in TABLES if one.key]
COLUMNS = [(one, column) for one in KEYED for column in one.columns if column.name not in one.key]
WATCHED = [(one, column) for one, column in COLUMNS if column.may_lose < 1]
TEXTUAL = [(one, column) for one, column in WATCHED if column.type in EMPTY and not column.codes]
NULLABLE = [(one, column) for one, column in WATCHED if not column.required]
CODED = [(one, column) for one in TABLES if one.reproducible for column in one.columns if column.has_codes]
OF_LEGISLATURES = [one for one in KEYED if not one.may_shrink and "question_id" in one.key]
# Columns that may go empty, and the check that holds them all the same.
UNWATCHED = {
    ("questions", "status_reason"): "lapsed_without_reason",
    **dict.fromkeys(((one, "withdrawn_on") for one in ("texts", "events", "links")), "withdrawal_unlisted"),
    ("pages", "reason"): "quarantined_without_reason",
    ("pages", "reason_code"): "quarantined_without_reason",
}
MADE = {
    ColumnType.TEXT: lambda at: f"t{at}",
    ColumnType.LONG_TEXT: lambda at: f"A text {at}.",
    ColumnType.INTEGER: lambda at: at,
    ColumnType.NUMBER: float,
    ColumnType.BOOLEAN: lambda at: at % 2 == 0,
    ColumnType.DATE: lambda at: date(2013, 1, 1) + timedelta(at),
    ColumnType.TIMESTAMP: lambda at: datetime(2013, 1, 1, tzinfo=UTC) + timedelta(at),
    ColumnType.TEXT_LIST: lambda at: [f"t{at}"],
}


def value(column, at):
    """A value of a column in row `at`."""
    if column.codes:
        return column.codes[0]
    return f"5-{at}" if column.name == "question_id" else MADE[column.type](at)


def filled(one, rows=ROWS):
    """Rows of a table in which every column has a value, each with a key of its own."""
    columns = [[value(column, at) for at in range(rows)] for column in one.columns]
    return pa.table(columns, schema=arrow_schema(one))


@cache
def every_table():
    return {one.name: filled(one) for one in TABLES}


def put(found, name, values):
    """A table with other first values in one column."""
    place = found.schema.get_field_index(name)
    kept = found[name].to_pylist()[len(values) :]
    field = found.schema.field(place)
    return found.set_column(place, field, pa.array([*values, *kept], field.type))


def losses(tables, before):
    """What tables lose against those in a folder."""
    folder = before / "now"
    folder.mkdir(exist_ok=True)
    return compare(tables, before, folder).faults


@pytest.fixture
def lost(tmp_path):
    """Return what a release loses that has other rows of one table, against full ones or those given."""

    def compare(one, rows, before=None):
        pq.write_table(
            every_table()[one.name] if before is None else before, tmp_path / f"{one.name}.parquet"
        )
        return losses(every_table() | {one.name: rows}, tmp_path)

    return compare


def names(faults):
    return [fault.check for fault in faults]


def without_value(one, name, rows=ROWS, value=None):
    """Full rows of a table of which the first have no value in one column."""
    return put(every_table()[one.name], name, [value] * rows)


def test_the_same_tables_lose_nothing(tmp_path):
    write_parquet(every_table(), tmp_path)
    assert losses(every_table(), tmp_path) == []


def by_table(pairs):
    """The columns of each table."""
    return [(one, [column for other, column in pairs if other == one]) for one in KEYED]


def without_values(one, columns, rows=ROWS, value=lambda _: None):
    """Full rows of a table of which the first have no value in some columns."""
    found = every_table()[one.name]
    for column in columns:
        found = put(found, column.name, [value(column)] * rows)
    return found


@pytest.mark.parametrize(("one", "columns"), by_table(WATCHED), ids=lambda one: getattr(one, "name", ""))
def test_no_column_goes_empty(one, columns, lost):
    emptied = without_values(one, columns)
    found = names(missing_values(every_table() | {one.name: emptied}) + lost(one, emptied))
    ends = {f"{one.name}_{column.name}_{'null' if column.required else 'emptied'}" for column in columns}
    assert ends <= set(found)


@pytest.mark.parametrize(("one", "columns"), by_table(TEXTUAL), ids=lambda one: getattr(one, "name", ""))
def test_an_empty_text_or_list_is_no_value(one, columns, lost):
    emptied = without_values(one, columns, value=lambda column: EMPTY[column.type])
    assert {f"{one.name}_{column.name}_emptied" for column in columns} <= set(names(lost(one, emptied)))


def test_what_may_go_empty_is_covered_by_a_check():
    assert {(one.name, column.name) for one, column in COLUMNS if column.may_lose >= 1} == set(UNWATCHED)
    assert set(UNWATCHED.values()) <= {check.name for check in checks()}


def test_tables_whose_rows_cannot_be_compared_are_these():
    assert {one.name for one in TABLES} - {one.name for one in KEYED} == {"issues", "changes"}


@pytest.mark.parametrize(("one", "columns"), by_table(NULLABLE), ids=lambda one: getattr(one, "name", ""))
def test_a_column_may_lose_its_margin_and_no_more(one, columns, lost):
    within, beyond = every_table()[one.name], every_table()[one.name]
    for column in columns:
        margin = round(column.may_lose * ROWS)
        within = put(within, column.name, [None] * margin)
        beyond = put(beyond, column.name, [None] * (margin + 1))
    assert lost(one, within) == []
    assert {fault.check: fault.count for fault in lost(one, beyond)} == {
        f"{one.name}_{column.name}_emptied": round(column.may_lose * ROWS) + 1 for column in columns
    }


def test_columns_of_questions_have_the_usual_margin_of_one_point():
    assert {column.may_lose for one, column in WATCHED if one == QUESTIONS} == {MAY_LOSE} == {0.01}


def test_a_fault_tells_how_many_lost_what_and_names_the_first(lost):
    (fault,) = lost(QUESTIONS, without_value(QUESTIONS, "deadline_on", 12))
    said = fault.sentence()
    assert (
        f"Of the {ROWS} rows of questions that are in both releases, {ROWS} had deadline_on; now {ROWS - 12} "
        in said
    )
    assert (
        "At most 1% of the rows may lose it. 12 value(s) are lost: question_id=5-0; question_id=5-1; " in said
    )


@pytest.mark.parametrize(
    ("had", "has", "refused"),
    [(8, 0, True), (8, 1, False), (FEWEST_ROWS, 0, True), (FEWEST_ROWS - 1, 0, False)],
)
def test_the_last_values_of_a_column_that_has_few_stay(had, has, refused, lost):
    many = filled(QUESTIONS, 1000)
    before, now = (put(many, "deadline_on", [None] * (1000 - count)) for count in (had, has))
    assert names(lost(QUESTIONS, now, before)) == ["questions_deadline_on_emptied"] * refused


def test_values_that_came_make_up_for_values_that_went(lost):
    before, now = without_value(QUESTIONS, "author", 50), every_table()["questions"]
    now = put(now, "author", [f"t{at}" for at in range(ROWS - 50)] + [None] * 50)
    assert lost(QUESTIONS, now, before) == []


def test_rows_that_are_new_do_not_count(lost):
    had = every_table()["questions"]["deadline_on"].to_pylist()
    assert lost(QUESTIONS, put(filled(QUESTIONS, 3 * ROWS), "deadline_on", [*had, *[None] * 2 * ROWS])) == []


def test_rows_that_went_do_not_count(lost):
    assert names(lost(MENTIONS, without_value(MENTIONS, "unit", 10))) == ["mentions_unit_emptied"]
    assert lost(MENTIONS, without_value(MENTIONS, "unit", 10)[10:]) == []


@pytest.mark.parametrize("kept", [0, -1])
@pytest.mark.parametrize("one", {one.name: one for one, _ in CODED}.values(), ids=lambda one: one.name)
def test_a_code_that_was_there_in_number_stays(one, kept, lost):
    now, gone = every_table()[one.name], {}
    others = {}
    for column in (column for other, column in CODED if other == one):
        codes = column.codes or ("one_rule", "another")
        others[column.name] = [code for code in codes if code != codes[kept]]
        now = put(now, column.name, [codes[kept]] * ROWS)
        gone[f"{one.name}_{column.name}_vanished"] = len(set(others[column.name]) - set(column.may_vanish))
    few, many = now, now
    for name, codes in others.items():
        few = put(few, name, codes * (FEWEST_ROWS - 1))
        many = put(many, name, (codes * FEWEST_ROWS)[:ROWS])
    assert lost(one, now, few) == []
    found = {fault.check: fault.count for fault in lost(one, now, many)}
    assert found == {check: count for check, count in gone.items() if count}


def test_a_fault_names_the_code_that_is_gone(lost):
    before = put(every_table()["questions"], "status", ["closed"] * 7)
    (fault,) = lost(QUESTIONS, every_table()["questions"], before)
    assert fault.sentence().endswith("1 code(s) are gone: status=closed, rows before=7")


def test_of_many_rows_a_few_with_one_code_may_be_chance(lost):
    many = filled(REPAIRS, 40_000)
    before = {count: put(many, "rule", ["one_rule"] * count) for count in (3, 4)}
    now = put(many, "rule", ["another"] * 4)
    assert lost(REPAIRS, now, before[3]) == []
    assert names(lost(REPAIRS, now, before[4])) == ["repairs_rule_vanished"]


def test_a_code_that_the_schema_no_longer_has_is_not_asked_for(lost):
    before = put(every_table()["pages"], "variant", ["an_old_one"] * 50)
    assert lost(PAGES, every_table()["pages"], before) == []


@pytest.mark.parametrize("one", OF_LEGISLATURES, ids=lambda one: one.name)
def test_rows_of_a_legislature_do_not_get_fewer_though_others_get_more(one, lost):
    before, now = filled(one), filled(one, 2 * ROWS)
    before = put(before, "question_id", [f"4-{at}" for at in range(30)])
    now = put(now, "question_id", [f"4-{at}" for at in range(29)])
    faults = {fault.check: fault for fault in lost(one, now, before)}
    fault = faults[f"{one.name}_legislature_4_fell"]
    assert fault.count == 1
    assert "It had 30 for legislature 4; now it has 29. 1 row(s) are lost." in fault.sentence()
    assert f"{one.name}_legislature_5_fell" not in faults


def test_what_pages_print_belongs_to_legislatures():
    expected = {"questions", "texts", "events", "keywords", "links"}
    assert {one.name for one in OF_LEGISLATURES} == expected


def test_a_legislature_that_is_gone_fell(lost):
    before = put(every_table()["questions"], "question_id", ["4-1"])
    found = names(lost(QUESTIONS, every_table()["questions"], before))
    assert found == ["questions_lost", "questions_legislature_4_fell"]


def test_fallen_counts_name_the_tables_that_may_not_lose_rows():
    before = {one.name: 10 for one in TABLES}
    now = before | {"questions": 9, "mentions": 0, "issues": 3, "texts": 10, "pages": 11}
    (fault,) = fallen_counts(now, before)
    assert (fault.check, fault.count) == ("questions_fell", 1)
    assert "had 10; now it has 9" in fault.sentence()


@pytest.mark.parametrize("name", ["questions", "texts", "events", "keywords", "links", "pages", "runs"])
def test_what_pages_print_may_not_get_less(name):
    before = {one.name: 10 for one in TABLES}
    assert names(fallen_counts(before | {name: 9}, before)) == [f"{name}_fell"]


def test_a_table_that_the_last_release_did_not_have_cannot_fall():
    assert fallen_counts({one.name: 0 for one in TABLES}, {}) == []


EARLIER = {
    "lacks the column": lambda rows: rows.drop_columns("party_id"),
    "has another type": lambda rows: put_type(rows, "party_id", pa.list_(pa.string())),
    "lacks the key": lambda rows: rows.rename_columns({"question_id": "id"}),
    "has another type of key": lambda rows: put_type(rows, "question_id", pa.large_string()),
}


def put_type(rows, name, kind):
    """Rows in which one column has another type."""
    place = rows.schema.get_field_index(name)
    values = [[one] if pa.types.is_list(kind) else one for one in rows[name].to_pylist()]
    return rows.set_column(place, name, pa.array(values, kind))


@pytest.mark.parametrize("earlier", EARLIER)
def test_what_an_earlier_schema_had_otherwise_is_not_compared(earlier, lost):
    now = without_value(QUESTIONS, "party_id")
    assert lost(QUESTIONS, now, EARLIER[earlier](every_table()["questions"])) == []


def test_rows_that_had_another_key_are_not_compared(lost, tmp_path):
    package = {"resources": [{"name": "questions", "schema": {"primaryKey": ["legislature", "number"]}}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert lost(QUESTIONS, without_value(QUESTIONS, "party_id")) == []


@pytest.mark.parametrize(
    "package", ["", "[]", "{}", '{"resources": [1]}', '{"resources": [{"name": "questions"}]}']
)
def test_a_release_that_does_not_say_its_keys_has_those_of_now(package, lost, tmp_path):
    (tmp_path / "datapackage.json").write_text(package, encoding="utf-8")
    assert names(lost(QUESTIONS, without_value(QUESTIONS, "party_id"))) == ["questions_party_id_emptied"]


@pytest.mark.parametrize("content", [None, b"", b"PAR1 cut"])
def test_a_table_that_the_earlier_release_has_no_readable_file_of_is_not_compared(content, tmp_path):
    if content is not None:
        (tmp_path / "questions.parquet").write_bytes(content)
    assert losses(every_table() | {"questions": filled(QUESTIONS, 1)}, tmp_path) == []


@pytest.mark.parametrize(
    "exception",
    [{"may_lose": 0.5}, {"codes": ("a", "b"), "may_vanish": ("a",)}, {"why": "For no exception."}],
    ids=str,
)
def test_an_exception_has_a_reason_and_a_reason_an_exception(exception):
    with pytest.raises(ValueError, match=r"^odd: an exception has a reason"):
        Column("odd", ColumnType.TEXT, "Odd.", **exception)


def test_codes_vanish_from_a_column_that_has_codes_alone():
    with pytest.raises(ValueError, match=r"^odd: codes may vanish"):
        Column("odd", ColumnType.TEXT, "Odd.", may_vanish=("a",), why="They may.")
    assert Column("odd", ColumnType.TEXT, "Odd.", coded=True, may_vanish=("a",), why="They may.").has_codes


def test_every_reason_is_a_sentence_and_codes_that_may_vanish_are_codes():
    for one in TABLES:
        for column in one.columns:
            assert not column.why or (column.why[0].isupper() and column.why.endswith("."))
            assert set(column.may_vanish) <= set(column.codes)


@pytest.mark.long
def test_a_column_that_goes_empty_is_3_reported_by_status_and_accepted_with_a_reason(data):
    path = data / "current/questions.parquet"
    path.chmod(0o644)
    questions = pq.read_table(path)
    had = [day or date(2013, 6, 3) for day in questions["deadline_on"].to_pylist()]
    rows, missing = questions.num_rows, questions["deadline_on"].null_count
    pq.write_table(put(questions, "deadline_on", had), path)
    list_anew((data / "current").resolve(), path.name)

    refused = run("rebuild", "--data", data)
    assert (refused.returncode, refused.stdout) == (3, "")
    assert f"Of the {rows} rows of questions that are in both releases, {rows} had deadline_on; now " in (
        refused.stderr
    )
    assert "--accept-drop REASON" in refused.stderr
    assert last_run(data)["outcome"] == "refused"
    status = run("status", "--check", "--data", data)
    assert status.returncode == 1
    assert "refused by the data checks" in status.stdout
    assert "No problems found" not in status.stdout

    accepted = run("rebuild", "--accept-drop", "No page prints them", "--data", data)
    assert accepted.returncode == 0, accepted.stderr
    assert current_manifest(data)["accepted_drop"] == "No page prints them"
    assert pq.read_table(path)["deadline_on"].null_count == missing
