"""The same pages and the same code give the same bytes, however and wherever they are built."""

import pytest

from tests.support.command import output_of
from tests.support.runs import many_questions, numbered, page_files, parquet_files
from tests.support.sources import lay_out

pytestmark = pytest.mark.long

ENOUGH_FOR_A_POOL = 220


def ingest(data, *sources, **variables):
    words = [word for source in sources for word in ("--from", source)]
    output_of("ingest", *words, "--data", data, env=variables)


def test_a_rebuild_elsewhere_gives_the_same_bytes(sample_data, rebuilt):
    assert rebuilt.code == 0
    assert parquet_files(rebuilt.data) == parquet_files(sample_data)
    one, other = (data / "current/dictionary.md" for data in (sample_data, rebuilt.data))
    assert one.read_bytes() == other.read_bytes()


def test_one_worker_and_two_workers_give_the_same_parquet_bytes(tmp_path):
    folder = lay_out(tmp_path / "pages", page_files(many_questions(ENOUGH_FOR_A_POOL // 2)))
    for workers in "12":
        ingest(tmp_path / workers, folder, SENATE_WORKERS=workers)
    assert parquet_files(tmp_path / "1") == parquet_files(tmp_path / "2")


def test_small_batches_give_the_same_parquet_bytes(sample_data, tmp_path):
    ingest(tmp_path / "data", "sample", SENATE_BATCH_SIZE="7")
    assert parquet_files(tmp_path / "data") == parquet_files(sample_data)


def test_pages_of_two_runs_give_the_same_bytes_as_those_of_one(two, two_copy, tmp_path):
    new = lay_out(tmp_path / "new", page_files([numbered(95002), *many_questions(6)]))
    ingest(two_copy, new)
    ingest(tmp_path / "at-once", two / "pages", new)
    assert parquet_files(tmp_path / "at-once") == parquet_files(two_copy)
