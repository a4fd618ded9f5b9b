"""The DuckDB file of a night: large tables are taken over from the release before, but for what differs."""

import shutil

import duckdb
import pyarrow.compute as pc
import pytest

from schemas.tables import TABLES
from tasks.release.checks.verify import unlike_files
from tasks.release.comparison import compare
from tasks.release.published.manifest import DUCKDB_FILE
from tasks.release.warehouse import build_warehouse
from tasks.tables.arrow_tables import by_key
from tests.support.releases import built, to_arrow, world

NEW = "5-90300"


def changed():
    """Other tables: a text and a mention that changed, a mention that went, and a question that is new."""
    tables = world()
    tables["texts"][0] |= {"text": tables["texts"][0]["text"] + " En meer."}
    tables["mentions"] = tables["mentions"][1:]
    for name in ("questions", "texts", "mentions"):
        row = tables[name][-1]
        tables[name].append(row | {"question_id": NEW} | ({"number": 90300} if name == "questions" else {}))
    return to_arrow(tables)


def rows_of(folder):
    with duckdb.connect(folder / DUCKDB_FILE, read_only=True) as connection:
        return {one.name: sorted(connection.sql(f'FROM "{one.name}"').fetchall(), key=repr) for one in TABLES}


def faults(folder):
    with duckdb.connect(folder / DUCKDB_FILE, read_only=True) as connection:
        return {fault.check for fault in unlike_files(connection, folder)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The Parquet files of the new release."""
    tables = changed()
    tables["mentions"] = by_key(tables["mentions"], "mentions")
    return built(tmp_path_factory.mktemp("folder"), tables, database=False)


@pytest.fixture(scope="module")
def differing(folder, usual, tmp_path_factory):
    return compare(changed(), usual, tmp_path_factory.mktemp("differing")).differing


@pytest.fixture(scope="module")
def made(folder, tmp_path_factory):
    """Return a function that gives a copy of the folder with a database, of which large tables are kept."""

    def copied(*given):
        copy = shutil.copytree(folder, tmp_path_factory.mktemp("made"), dirs_exist_ok=True)
        build_warehouse(copy, *given)
        return copy

    return copied


@pytest.fixture(scope="module")
def from_nothing(made):
    return made()


@pytest.fixture(scope="module")
def taken_over(made, usual, differing):
    return made(usual, differing, 0)


@pytest.fixture(scope="module")
def with_none(made, usual, differing):
    """Made beside a release before of which no table is large."""
    return made(usual, differing)


def test_it_has_the_rows_of_one_that_is_built_from_nothing(taken_over, from_nothing, differing):
    assert NEW in differing["texts"]["question_id"].to_pylist()
    assert rows_of(taken_over) == rows_of(from_nothing)
    assert faults(taken_over) == faults(from_nothing) == set()


def test_a_table_of_which_a_difference_is_missed_is_unlike_its_file(made, usual, differing):
    """One has fewer rows, and one as many."""
    added = differing["texts"].filter(pc.equal(differing["texts"]["question_id"], NEW))
    missed = differing | {"questions": differing["questions"][:0], "texts": added}
    assert faults(made(usual, missed, 0)) == {"questions_unlike_file", "texts_unlike_file"}


@pytest.mark.parametrize("build", ["taken_over", "with_none"])
def test_views_and_comments_are_there_whatever_is_taken_over(build, request):
    path = request.getfixturevalue(build) / DUCKDB_FILE
    with duckdb.connect(path, read_only=True) as connection:
        ((questions,),) = connection.sql("SELECT count(*) FROM v_questions").fetchall()
        ((comment,),) = connection.sql(
            "SELECT comment FROM duckdb_tables() WHERE table_name = 'texts'"
        ).fetchall()
    assert questions == len(world()["questions"]) + 1
    assert comment


def test_a_damaged_file_is_not_taken_over(made, usual, differing, from_nothing, tmp_path):
    damaged = shutil.copytree(usual, tmp_path / "damaged")
    (damaged / DUCKDB_FILE).chmod(0o644)
    (damaged / DUCKDB_FILE).write_bytes(b"no database")
    assert rows_of(made(damaged, differing, 0)) == rows_of(from_nothing)


def test_a_file_of_which_nothing_would_be_taken_over_is_not_copied(with_none, from_nothing):
    """Replacing all tables in a copy would leave the room of the old ones in it."""
    sizes = [(one / DUCKDB_FILE).stat().st_size for one in (with_none, from_nothing)]
    assert sizes[0] < 1.2 * sizes[1]
