"""The DuckDB file of a night: large tables are taken over from the release before, but for what differs."""

import shutil

import duckdb
import pyarrow.compute as pc
import pytest

from schemas.tables import CHANGES, TABLES
from tasks.release.checks.verify import unlike_files
from tasks.release.comparison import compare
from tasks.release.parquet import write_parquet
from tasks.release.published.manifest import DUCKDB_FILE
from tasks.release.warehouse import build_warehouse
from tasks.tables.arrow_tables import by_key
from tests.support.releases import released, to_arrow, world

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


def rows_of(path):
    with duckdb.connect(path, read_only=True) as connection:
        return {one.name: sorted(connection.sql(f'FROM "{one.name}"').fetchall(), key=repr) for one in TABLES}


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    return released(tmp_path_factory.mktemp("data"))


@pytest.fixture
def folder(tmp_path):
    tables = {name: by_key(found, name) if name == "mentions" else found for name, found in changed().items()}
    write_parquet({name: found for name, found in tables.items() if name != CHANGES.name}, tmp_path)
    return tmp_path


def faults(folder):
    with duckdb.connect(folder / DUCKDB_FILE, read_only=True) as connection:
        return [fault.check for fault in unlike_files(connection, folder)]


def built(folder, before, differing, large=0):
    build_warehouse(folder, before, differing, large)
    found = rows_of(folder / DUCKDB_FILE)
    (folder / DUCKDB_FILE).unlink()
    return found


def test_it_has_the_rows_of_one_that_is_built_from_nothing(folder, before):
    differing = compare(changed(), before, folder).differing
    assert NEW in differing["texts"]["question_id"].to_pylist()
    assert built(folder, before, differing) == built(folder, None, {})


def test_a_table_of_which_a_difference_is_missed_is_unlike_its_file(folder, before):
    differing = compare(changed(), before, folder).differing
    added = differing["texts"].filter(pc.equal(differing["texts"]["question_id"], NEW))
    for texts in (differing["texts"][:0], added):  # with fewer rows, and with as many
        build_warehouse(folder, before, differing | {"texts": texts}, 0)
        assert faults(folder) == ["texts_unlike_file"]
        (folder / DUCKDB_FILE).unlink()
    build_warehouse(folder, None, {})
    assert faults(folder) == []


@pytest.mark.parametrize("large", [0, 10**9])
def test_views_and_comments_are_there_whatever_is_taken_over(folder, before, large):
    build_warehouse(folder, before, compare(changed(), before, folder).differing, large)
    with duckdb.connect(folder / DUCKDB_FILE, read_only=True) as connection:
        ((questions,),) = connection.sql("SELECT count(*) FROM v_questions").fetchall()
        ((comment,),) = connection.sql(
            "SELECT comment FROM duckdb_tables() WHERE table_name = 'texts'"
        ).fetchall()
    assert questions == len(world()["questions"]) + 1
    assert comment


def test_a_damaged_file_is_not_taken_over(folder, before, tmp_path):
    damaged = tmp_path / "damaged"
    shutil.copytree(before, damaged)
    (damaged / DUCKDB_FILE).chmod(0o644)
    (damaged / DUCKDB_FILE).write_bytes(b"no database")
    differing = compare(changed(), damaged, folder).differing
    assert built(folder, damaged, differing) == built(folder, None, {})


def test_a_file_of_which_nothing_would_be_taken_over_is_not_copied(folder, before):
    """Replacing all tables in a copy would leave the room of the old ones in it."""
    differing = compare(changed(), before, folder).differing
    sizes = []
    for earlier, found in ((before, differing), (None, {})):
        build_warehouse(folder, earlier, found)
        sizes.append((folder / DUCKDB_FILE).stat().st_size)
        (folder / DUCKDB_FILE).unlink()
    assert sizes[0] < 1.2 * sizes[1]
