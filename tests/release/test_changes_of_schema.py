"""Releases of another schema are compared as far as their columns and keys are the same."""

import json

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from schemas.tables import MEMBERSHIPS, QUESTIONS, TABLES, table
from tasks.release.parquet import write_parquet
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


CUT = ["5-0", "5-1", "5-2"]
"""A question with a page that is cut, one with a text that is cut, and one of unknown status."""
WHOLE = ["5-3", "5-4", "5-5"]
OF_QUESTIONS = [one for one in TABLES if "question_id" in one.key]
EMPTIED = [("questions", one) for one in ("title_nl", "addressee_fr", "answered_on")]
EMPTIED += [("texts", "words"), ("answer_parts", "answer_kind"), ("status_history", "since")]


@pytest.fixture(scope="module")
def now():
    """Every table with 200 rows, of which the questions `CUT` are the only ones with an incomplete copy."""
    found = dict(every_table())
    found["pages"] = put(found["pages"], "is_whole", [False, *[True] * (ROWS - 1)])
    found["texts"] = put(found["texts"], "is_cut", [False, True, *[False] * (ROWS - 2)])
    found["questions"] = put(found["questions"], "status", ["answered", "answered", "unknown"])
    return found


each_release = pytest.mark.parametrize(
    ("version", "ids", "refused"),
    [("2.2", CUT, False), ("1.5", CUT, False), ("2.2", WHOLE, True), ("3.0", CUT, True)],
    ids=["2.2 of cut", "1.5 of cut", "2.2 of complete", "3.0 of cut"],
)
"""A release of a schema loses something of questions, and is refused or not."""


@pytest.fixture
def lost(now, tmp_path):
    """Return what a release loses in some tables against one of another schema; with `earlier` tables."""

    def compare(version, *, earlier=None, **tables):
        (tmp_path / "manifest.json").write_text(json.dumps({"schema_version": version}), encoding="utf-8")
        write_parquet(earlier or {name: now[name] for name in tables}, tmp_path)
        return names(losses(now | tables, tmp_path))

    return compare


def without(found, ids):
    return found.filter(pc.invert(pc.is_in(found["question_id"], pa.array(ids))))


def emptied(found, column, ids):
    questions, values = found["question_id"].to_pylist(), found[column].to_pylist()
    return put(
        found, column, [None if one in ids else kept for one, kept in zip(questions, values, strict=True)]
    )


@each_release
def test_values_of_cut_copies_alone_may_go(version, ids, refused, now, lost):
    tables = dict(now)
    for name, column in EMPTIED:
        tables[name] = emptied(tables[name], column, ids)
    found = lost(version, **{name: tables[name] for name, _ in EMPTIED})
    assert sorted(found) == sorted(f"{name}_{column}_emptied" for name, column in EMPTIED * refused)


@each_release
def test_rows_of_cut_copies_alone_may_go(version, ids, refused, now, lost):
    gone = [one for one in ids if one != "5-1"]  # its text is cut, and stays
    names = ["texts", "events", "keywords", "links"]
    found = lost(version, **{name: without(now[name], gone) for name in names})
    assert sorted(found) == sorted(
        f"{name}_{end}" for name in names * refused for end in ("fell", "legislature_5_fell")
    )


@each_release
def test_codes_of_cut_copies_alone_may_go(version, ids, refused, now, lost):
    events = now["events"]
    told = ["closed" if one in ids else "sent" for one in events["question_id"].to_pylist()]
    found = lost(version, earlier={"events": put(events, "event", told)})
    assert found == ["events_event_vanished"] * refused


@pytest.mark.parametrize("version", ["2.2", "3.0"])
@pytest.mark.parametrize("ids", [CUT, WHOLE])
def test_no_question_may_go(version, ids, now, lost):
    assert "questions_lost" in lost(version, questions=without(now["questions"], ids))


@pytest.mark.parametrize("name", ["questions", "status_history"])
def test_a_status_that_pages_may_change_can_vanish_but_not_that_of_answers(name):
    (status,) = (column for column in table(name).columns if column.name == "status")
    assert set(status.codes) - set(status.may_vanish) == {"answered", "closed"}


def test_what_cut_copies_gain_makes_up_for_no_loss_of_others(now, lost):
    earlier = {"questions": emptied(now["questions"], "title_nl", CUT)}
    fewer = emptied(now["questions"], "title_nl", WHOLE)
    assert lost("2.2", earlier=earlier, questions=fewer) == ["questions_title_nl_emptied"]
