"""What the last release had cannot go unseen: rows, questions, values of columns, codes, legislatures."""

from datetime import UTC, date, datetime, timedelta
from functools import cache

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.arrow import arrow_schema
from schemas.columns import MAY_LOSE, Column, ColumnType
from schemas.tables import ISSUES, MENTIONS, PAGES, QUESTIONS, REPAIRS, TABLES, question_issue, table
from tasks.common.redactions import NO_REDACTIONS, Redactions, redaction
from tasks.release.checks.checks import checks, missing_values
from tasks.release.checks.losses import FEWEST_ROWS, lapsed_redactions
from tasks.release.comparison import compare
from tasks.release.parquet import write_parquet
from tasks.tables.arrow_tables import arrow_table
from tests.conftest import copy_data
from tests.support.command import run
from tests.support.data_folder import current_manifest, last_run
from tests.support.each_case import each_case
from tests.support.releases import list_anew, manifest_of, write_manifest

ROWS = 100
EMPTY = {ColumnType.TEXT: "", ColumnType.LONG_TEXT: "", ColumnType.TEXT_LIST: []}
KEYED = [one for one in TABLES if one.key]
COLUMNS = [(one, column) for one in KEYED for column in one.columns if column.name not in one.key]
WATCHED = [(one, column) for one, column in COLUMNS if column.may_lose < 1]
TEXTUAL = {
    (column.type, column.required): (one, column)
    for one, column in WATCHED
    if column.type in EMPTY and not column.codes
}
"""A column of each type of texts, required and not."""
NULLABLE = [(one, column) for one, column in WATCHED if not column.required]
CODED = [(one, column) for one in TABLES if one.reproducible for column in one.columns if column.has_codes]
OF_LEGISLATURES = [one for one in KEYED if not one.may_shrink and "question_id" in one.key]
# Columns that may go empty, and the check that holds them all the same.
UNWATCHED = {
    ("questions", "status_reason"): "lapsed_without_reason",
    **dict.fromkeys(((one, "withdrawn_on") for one in ("texts", "events", "links")), "withdrawal_unlisted"),
    ("answer_parts", "evidence"): "answer_kind_without_evidence",
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
    field = found.schema.field(place)
    kept = found[name].slice(len(values)).chunks
    return found.set_column(place, field, pa.chunked_array([pa.array(values, field.type), *kept]))


def compared(tables, before):
    """Tables beside those in a folder."""
    (before / "now").mkdir(exist_ok=True)
    return compare(tables, before, before / "now")


def losses(tables, before):
    """What tables lose against those in a folder."""
    return compared(tables, before).faults


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """The folder of a release with every table."""
    folder = tmp_path_factory.mktemp("full")
    write_parquet(every_table(), folder)
    return folder


@pytest.fixture
def lost(tmp_path):
    """Return what a release loses that has other rows of one table, against full ones or those given."""

    def compare(one, rows, before=None):
        before = every_table()[one.name] if before is None else before
        pq.write_table(before, tmp_path / f"{one.name}.parquet")
        return losses(every_table() | {one.name: rows}, tmp_path)

    return compare


def names(faults):
    return [fault.check for fault in faults]


def without_value(one, name, rows=ROWS, value=None):
    """Full rows of a table of which the first have no value in one column."""
    return put(every_table()[one.name], name, [value] * rows)


def test_the_same_tables_lose_nothing(full):
    assert losses(every_table(), full) == []


def emptied(columns, rows, empty=lambda _: None):
    """Every table with no value in the first rows of some columns."""
    found = dict(every_table())
    for one, column in columns:
        found[one.name] = put(found[one.name], column.name, [empty(column)] * rows(column))
    return found


def test_no_required_column_goes_empty():
    required = [pair for pair in WATCHED if pair not in NULLABLE]
    found = {fault.check: fault.count for fault in missing_values(emptied(required, lambda _: ROWS))}
    assert found == {f"{one.name}_{column.name}_null": ROWS for one, column in required}


def test_an_empty_text_or_list_is_no_value(full):
    found = emptied(TEXTUAL.values(), lambda _: ROWS, lambda column: EMPTY[column.type])
    ends = {f"{one.name}_{column.name}_emptied" for one, column in TEXTUAL.values()}
    assert set(names(losses(found, full))) == ends


def test_what_may_go_empty_is_covered_by_a_check_and_two_tables_are_not_compared_by_rows():
    never_filled = {("members", name) for name in ("senate_id", "birth_year", "group_name", "legislatures")}
    may_go = {(one.name, column.name) for one, column in COLUMNS if column.may_lose >= 1}
    assert may_go == UNWATCHED.keys() | never_filled
    assert set(UNWATCHED.values()) <= {check.name for check in checks()}
    assert {one.name for one in TABLES} - {one.name for one in KEYED} == {"issues", "changes"}


def test_a_column_may_lose_its_margin_and_no_more(full):
    assert losses(emptied(NULLABLE, margin), full) == []
    beyond = losses(emptied(NULLABLE, lambda column: margin(column) + 1), full)
    assert {fault.check: fault.count for fault in beyond} == {
        f"{one.name}_{column.name}_emptied": margin(column) + 1 for one, column in NULLABLE
    }


def margin(column):
    """How many rows may lose a value of a column."""
    return round(column.may_lose * ROWS)


def test_columns_of_questions_have_the_usual_margin_of_one_point():
    assert {column.may_lose for one, column in WATCHED if one == QUESTIONS} == {MAY_LOSE} == {0.01}


def test_a_fault_tells_how_many_lost_what_and_names_the_first(lost):
    (fault,) = lost(QUESTIONS, without_value(QUESTIONS, "deadline_on", 12))
    had = f"Of the {ROWS} rows of questions that are in both releases, {ROWS} had deadline_on; "
    assert f"{had}now {ROWS - 12} " in fault.sentence()
    named = "At most 1% of the rows may lose it. 12 value(s) are lost: question_id=5-0; question_id=5-1; "
    assert named in fault.sentence()


@pytest.mark.parametrize(
    ("had", "has", "refused"),
    [(8, 0, True), (8, 1, False), (FEWEST_ROWS, 0, True), (FEWEST_ROWS - 1, 0, False)],
)
def test_the_last_values_of_a_column_that_has_few_stay(had, has, refused, lost):
    many = filled(QUESTIONS, 1000)
    before, now = (put(many, "deadline_on", [None] * (1000 - count)) for count in (had, has))
    assert names(lost(QUESTIONS, now, before)) == ["questions_deadline_on_emptied"] * refused


def test_values_that_came_make_up_for_values_that_went_and_rows_that_are_new_or_went_do_not_count(lost):
    before, now = without_value(QUESTIONS, "author", 50), every_table()["questions"]
    now = put(now, "author", [f"t{at}" for at in range(ROWS - 50)] + [None] * 50)
    assert lost(QUESTIONS, now, before) == []
    had = every_table()["questions"]["deadline_on"].to_pylist()
    assert lost(QUESTIONS, put(filled(QUESTIONS, 3 * ROWS), "deadline_on", [*had, *[None] * 2 * ROWS])) == []
    assert names(lost(MENTIONS, without_value(MENTIONS, "unit", 10))) == ["mentions_unit_emptied"]
    assert lost(MENTIONS, without_value(MENTIONS, "unit", 10)[10:]) == []


@pytest.mark.parametrize("kept", [0, -1])
def test_a_code_that_was_there_in_number_stays(kept, tmp_path):
    now, few, many = (dict(every_table()) for _ in range(3))
    gone = {}
    for one, column in CODED:
        codes = column.codes or ("one_rule", "another")
        others = [code for code in codes if code != codes[kept]]
        for tables, values in (
            (now, [codes[kept]] * ROWS),
            (few, [*others * (FEWEST_ROWS - 1), *[codes[kept]] * ROWS][:ROWS]),
            (many, (others * FEWEST_ROWS + [codes[kept]] * ROWS)[:ROWS]),
        ):
            tables[one.name] = put(tables[one.name], column.name, values)
        gone[f"{one.name}_{column.name}_vanished"] = len(set(others) - set(column.may_vanish))
    if kept == 0:
        write_parquet(few, tmp_path)
        assert losses(now, tmp_path) == []
    write_parquet(many, tmp_path)
    found = {fault.check: fault.count for fault in losses(now, tmp_path)}
    assert found == {check: count for check, count in gone.items() if count}


def test_a_fault_names_the_code_that_is_gone(lost):
    before = put(every_table()["questions"], "status", ["closed"] * 7)
    (fault,) = lost(QUESTIONS, every_table()["questions"], before)
    assert fault.sentence().endswith("1 code(s) are gone: status=closed, rows before=7, question_id=5-0")


def test_of_many_rows_a_few_with_one_code_may_be_chance(lost):
    many = filled(REPAIRS, 40_000)
    before = {count: put(many, "rule", ["one_rule"] * count) for count in (3, 4)}
    now = put(many, "rule", ["another"] * 4)
    assert lost(REPAIRS, now, before[3]) == []
    assert names(lost(REPAIRS, now, before[4])) == ["repairs_rule_vanished"]


def test_a_code_that_the_schema_no_longer_has_is_not_asked_for(lost):
    before = put(every_table()["pages"], "variant", ["an_old_one"] * 50)
    assert lost(PAGES, every_table()["pages"], before) == []


def test_rows_of_a_legislature_do_not_get_fewer_though_others_get_more(tmp_path):
    before, now = dict(every_table()), dict(every_table())
    for one in OF_LEGISLATURES:
        before[one.name] = put(filled(one), "question_id", [f"4-{at}" for at in range(30)])
        now[one.name] = put(filled(one, 2 * ROWS), "question_id", [f"4-{at}" for at in range(29)])
    write_parquet(before, tmp_path)
    faults = {fault.check: fault for fault in losses(now, tmp_path)}
    fell = {f"{one.name}_legislature_4_fell" for one in OF_LEGISLATURES}
    assert set(faults) == fell | {"questions_lost"}
    for check in fell:
        assert faults[check].count == 1
        assert (
            "It had 30 for legislature 4; now it has 29. 1 row(s) are lost: question_id=4-29"
            in faults[check].sentence()
        )


def test_what_pages_print_belongs_to_legislatures():
    expected = {"questions", "texts", "events", "keywords", "links"}
    assert {one.name for one in OF_LEGISLATURES} == expected


def test_a_legislature_that_is_gone_fell_and_a_lost_question_is_named_though_another_came(lost):
    before = put(every_table()["questions"], "question_id", ["4-1"])
    found = names(lost(QUESTIONS, every_table()["questions"], before))
    assert found == ["questions_lost", "questions_legislature_4_fell"]
    (fault,) = lost(QUESTIONS, put(every_table()["questions"], "question_id", ["5-99999"]))
    assert (fault.check, fault.count, *fault.rows) == ("questions_lost", 1, {"question_id": "5-0"})


def test_a_line_of_redactions_that_no_longer_matches_is_a_loss_of_one_night(tmp_path):
    listed = Redactions((redaction("CÚcile", "5-1", ("", ""), "Asked.", date(2026, 11, 30)),))
    matched, lapsed = (
        arrow_table(ISSUES, [question_issue("5-1", kind, "Left out since 2026-11-30 (author 1): Asked.")])
        for kind in ("redacted", "redaction_unmatched")
    )
    said = {"redactions": {"lines": 1, "sha256": listed.sha256}}
    write_manifest(tmp_path, manifest_of("v", "2026-01-01T00:00:00+00:00", **said))
    for before, now, rows in (
        (matched, matched, []),
        (matched, lapsed, [{"question_id": "5-1", "day": "2026-11-30"}]),
        (lapsed, lapsed, []),
    ):
        pq.write_table(before, tmp_path / "issues.parquet")
        assert [row for fault in lapsed_redactions(now, tmp_path, listed) for row in fault.rows] == rows
    assert lapsed_redactions(lapsed, tmp_path, NO_REDACTIONS) == []
    pq.write_table(matched, tmp_path / "issues.parquet")
    assert lapsed_redactions(lapsed, tmp_path, listed, ["5-1"]) == []


@each_case("name", ["questions", "texts", "events", "keywords", "links", "pages", "runs"])
def test_what_pages_print_may_not_get_less_and_what_is_lost_is_named(tmp_path, name):
    one = table(name)
    write_parquet({name: filled(one)}, tmp_path)
    fault = next(
        one
        for one in losses(every_table() | {name: filled(one)[1:]}, tmp_path)
        if one.check == f"{name}_fell"
    )
    assert f"It had {ROWS}; now it has {ROWS - 1}. 1 row(s) are lost: {one.key[0]}=" in fault.sentence()


def test_other_tables_and_those_that_the_last_release_did_not_have_may_get_less(full, tmp_path):
    fewer = {one.name: filled(one)[1:] for one in TABLES if one.may_shrink}
    assert losses(every_table() | fewer, full) == []
    assert losses({one.name: filled(one)[1:] for one in TABLES}, tmp_path) == []


@pytest.mark.parametrize(
    "exception",
    [{"may_lose": 0.5}, {"codes": ("a", "b"), "may_vanish": ("a",)}, {"why": "For no exception."}],
    ids=str,
)
def test_an_exception_has_a_reason_and_a_reason_an_exception(exception):
    with pytest.raises(ValueError, match=r"^odd: an exception has a reason"):
        Column("odd", ColumnType.TEXT, "Odd.", **exception)


def test_codes_vanish_from_columns_with_codes_alone_and_every_reason_is_a_sentence():
    with pytest.raises(ValueError, match=r"^odd: codes may vanish"):
        Column("odd", ColumnType.TEXT, "Odd.", may_vanish=("a",), why="They may.")
    assert Column("odd", ColumnType.TEXT, "Odd.", coded=True, may_vanish=("a",), why="They may.").has_codes
    for one in TABLES:
        for column in one.columns:
            assert not column.why or (column.why[0].isupper() and column.why.endswith("."))
            assert set(column.may_vanish) <= set(column.codes)


@pytest.mark.long
def test_a_column_that_goes_empty_is_3_reported_by_status_and_accepted_with_a_reason(sample_data, tmp_path):
    data = copy_data(sample_data, tmp_path / "data")
    path = data / "current/questions.parquet"
    path.chmod(0o644)
    questions = pq.read_table(path)
    had = [day or date(2013, 6, 3) for day in questions["deadline_on"].to_pylist()]
    rows = questions["house"].to_pylist().count("senate")
    missing = questions["deadline_on"].null_count
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
