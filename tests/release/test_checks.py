"""Every check of a release finds the row that breaks it, and a sound release breaks none."""

import shutil
from contextlib import contextmanager
from importlib.resources import files

import duckdb
import pytest

from schemas.tables import TABLES
from tasks.release.checks.checks import MOST_ROWS, checks, run_check, run_checks
from tasks.release.checks.verify import VerificationError, verify_in_fresh_process
from tasks.release.published.manifest import DUCKDB_FILE
from tests.support.each_case import each_case
from tests.support.releases import built as release_of
from tests.support.releases import to_arrow, world

KEYED = [table for table in TABLES if table.key]
REQUIRED = [(table, column) for table in TABLES for column in table.columns if column.required]
CODED = [(table, column) for table in TABLES for column in table.columns if column.codes]
REFERRING = [(table, reference) for table in TABLES for reference in table.references]

ANSWERED = "UPDATE questions SET status = 'answered', answered_on = NULL WHERE question_id = '5-90101'"
LOST = "UPDATE texts SET text = text || chr({}) WHERE question_id = '5-90101'"
WITHDRAWN = "UPDATE {} SET withdrawn_on = DATE '2016-01-01'"
LOST_ELSEWHERE = [
    f"UPDATE questions SET {column} = 'Belgi' || chr(65533)"
    for column in ("author", "party", "addressee_nl", "addressee_fr", "title_nl", "title_fr")
] + ["UPDATE keywords SET keyword = 'Belgi' || chr(150)"]
BROKEN = {
    "answered_without_date": [ANSWERED],
    "missing_question_unlisted": ["DELETE FROM issues WHERE kind = 'linked_question_missing'"],
    "quarantined_without_reason": [
        "UPDATE pages SET reason = NULL WHERE outcome = 'quarantined'",
        "UPDATE pages SET reason = '' WHERE outcome = 'quarantined'",
        "UPDATE pages SET question_id = NULL WHERE outcome = 'read'",
    ],
    "lapsed_without_reason": [
        "UPDATE questions SET status = 'lapsed', status_reason = NULL WHERE question_id = '5-90101'"
    ],
    "withdrawal_unlisted": [
        *map(WITHDRAWN.format, ("texts", "events", "links")),
        "INSERT INTO issues VALUES (NULL, '5-90101', 'event_withdrawn', 'It was seen.')",
    ],
    "damage_unrecorded": [*map(LOST.format, (0x80, 0x85, 0x9F, 0xFFFD)), *LOST_ELSEWHERE],
    "text_repair_misplaced": ["UPDATE text_repairs SET start_at = start_at + 1, end_at = end_at + 1"],
    "mention_misplaced": [
        "UPDATE mentions SET start_at = start_at + 1, end_at = end_at + 1",
        "UPDATE mentions SET text = 'elders'",
        "UPDATE mentions SET start_at = 90000, end_at = 90003",
    ],
}
"""What is done to a release, by the check that alone must find it."""
RECORDED = {
    "an answer without date": (
        ANSWERED,
        "INSERT INTO issues VALUES (NULL, '5-90101', 'answer_undated', 'Nothing dates it.')",
    ),
    "lost letters": (
        LOST.format(0x96),
        "INSERT INTO issues VALUES (NULL, '5-90101', 'unreadable_letters', 'One is lost.')",
    ),
}
IMPLAUSIBLE = [
    "UPDATE questions SET answered_on = asked_on - 400 WHERE question_id = '5-90100'",
    "UPDATE events SET event_on = DATE '1899-01-01'",
    "UPDATE questions SET author = NULL, party = NULL, title_nl = NULL",
    "DELETE FROM keywords",
]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return release_of(tmp_path_factory.mktemp("built"), to_arrow(world()))


@pytest.fixture(scope="module")
def unbound(built):
    """The release without its own rules."""
    with duckdb.connect(built / DUCKDB_FILE) as connection:
        for table, column in REQUIRED:
            connection.execute(f'ALTER TABLE "{table.name}" ALTER COLUMN "{column.name}" DROP NOT NULL')
        yield connection


@contextmanager
def undone(connection):
    """Let anything be written in the block; the release is as before behind it."""
    connection.begin()
    try:
        yield connection
    finally:
        connection.rollback()


@pytest.fixture
def writable(unbound):
    """A release in which anything can be written; it is as before in the next test."""
    with undone(unbound) as connection:
        yield connection


CHECKS = {check.name: check for check in checks()}
OF_CONTENT = [
    check for name, check in CHECKS.items() if not name.startswith(tuple(f"{one.name}_" for one in TABLES))
]
"""The checks that are not derived from the tables."""


def broken(connection, name):
    """The fault of one check."""
    return run_check(connection, CHECKS[name])


def found(connection):
    """The faults of content; those of structure have tests of their own."""
    return {check.name: fault for check in OF_CONTENT if (fault := run_check(connection, check))}


def test_a_sound_release_breaks_no_check(writable):
    assert run_checks(writable) == []


def test_check_names_are_unique_and_demands_are_sentences():
    every = list(checks())
    assert len(CHECKS) == len(every)
    assert len(OF_CONTENT) == len(list((files("tasks.release.checks") / "content").iterdir())) + 2
    assert all(check.demand.endswith(".") for check in every)


@each_case("table", KEYED, ids=lambda table: table.name)
def test_a_doubled_row_is_found_with_its_key(table, unbound):
    with undone(unbound) as writable:
        writable.execute(f'INSERT INTO "{table.name}" SELECT * FROM "{table.name}" LIMIT 1')
        fault = broken(writable, f"{table.name}_key")
        assert fault.count == 1
        (row,) = fault.rows
        assert tuple(row) == (*table.key, "times")
        assert row["times"] == 2


@each_case(("table", "column"), REQUIRED, ids=lambda one: one.name)
def test_a_missing_value_is_found_with_its_row(table, column, unbound):
    with undone(unbound) as writable:
        writable.execute(f'UPDATE "{table.name}" SET "{column.name}" = NULL')
        (rows,) = writable.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()
        assert broken(writable, f"{table.name}_{column.name}_null").count == rows


@each_case(("table", "column"), CODED, ids=lambda one: one.name)
def test_an_unknown_code_is_found(table, column, unbound):
    with undone(unbound) as writable:
        writable.execute(f'UPDATE "{table.name}" SET "{column.name}" = \'unheard of\'')
        fault = broken(writable, f"{table.name}_{column.name}_code")
        assert dict(fault.rows[0]) == {column.name: "unheard of"}


@each_case(("table", "reference"), REFERRING, ids=lambda one: getattr(one, "name", "to"))
def test_a_reference_to_nothing_is_found(table, reference, unbound):
    with undone(unbound) as writable:
        name = reference.columns[0]
        nothing = 99 if reference.table == "legislatures" else "5-99999"
        writable.execute(f'UPDATE "{table.name}" SET "{name}" = ?', [nothing])
        fault = broken(writable, f"{table.name}_{'_'.join(reference.columns)}_reference")
        assert fault.rows[0][name] == nothing


@each_case(("check", "statement"), [(check, one) for check, several in BROKEN.items() for one in several])
def test_a_fault_of_content_is_found(check, statement, unbound):
    with undone(unbound) as writable:
        writable.execute(statement)
        assert set(found(writable)) == {check}


@pytest.mark.parametrize("what", RECORDED)
def test_a_fault_that_an_issue_row_records_is_none(what, writable):
    for statement in RECORDED[what]:
        writable.execute(statement)
    assert found(writable) == {}


def test_implausible_values_of_the_source_are_no_fault(writable):
    for statement in IMPLAUSIBLE:
        writable.execute(statement)
    assert run_checks(writable) == []


def test_an_issue_of_another_question_records_nothing(writable):
    writable.execute(ANSWERED)
    writable.execute("INSERT INTO issues VALUES (NULL, '5-90100', 'answer_undated', 'Nothing dates it.')")
    assert set(found(writable)) == {"answered_without_date"}


def test_a_fault_counts_all_rows_and_names_the_first(writable):
    writable.execute(
        "INSERT INTO links BY NAME SELECT question_id, relation, target_kind, '6-' || n AS target_id "
        "FROM links, range(20) r(n) WHERE target_id = '5-90199'"
    )
    fault = found(writable)["missing_question_unlisted"]
    assert (fault.count, len(fault.rows)) == (20, MOST_ROWS)
    assert "20 row(s)" in fault.sentence()
    assert all(f"target_id={row['target_id']}" in fault.sentence() for row in fault.rows)


def test_a_fresh_process_finds_the_same_faults(built, tmp_path):
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    with duckdb.connect(tmp_path / DUCKDB_FILE) as connection:
        connection.execute(ANSWERED)
        connection.execute(LOST.format(0x96))
        expected = run_checks(connection)
    faults = verify_in_fresh_process(tmp_path).faults
    assert [one for one in faults if "unlike" not in one.check] == expected
    assert "answer_substance_unlike_tables" in {one.check for one in faults}
    assert len(expected) == 2


def test_a_fresh_process_that_cannot_open_the_database_says_so(tmp_path):
    (tmp_path / DUCKDB_FILE).write_bytes(b"no database" * 1000)
    with pytest.raises(VerificationError, match="cannot be opened"):
        verify_in_fresh_process(tmp_path)


def test_the_positions_of_other_questions_are_checked_each_night_until_all_were():
    texts, nights = "question_id, 'nl' AS language, 'answer' AS part, 'letters' AS text", []
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE questions AS SELECT '5-' || n AS question_id FROM range(2500) r(n)")
        connection.execute(f"CREATE TABLE texts AS SELECT {texts} FROM questions")
        connection.execute(
            "CREATE TABLE mentions AS SELECT question_id, language, part, 0 AS start_at, 3 AS end_at, "
            "'other' AS text FROM texts"
        )
        connection.execute("CREATE TABLE runs (run_id VARCHAR)")
        for night in range(3):
            nights.append(broken(connection, "mention_misplaced").count)
            connection.execute("INSERT INTO runs VALUES (?)", [str(night)])
    assert sum(nights) == 2500
    assert min(nights) > 700
