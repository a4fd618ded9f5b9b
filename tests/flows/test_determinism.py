"""The same pages and the same code give the same bytes, however and wherever they are built."""

import shutil

import pytest

from tests.support.command import output_of
from tests.support.runs import many_questions, page_files, parquet_files
from tests.support.sources import lay_out

ENOUGH_FOR_A_POOL = 220


def ingest(data, *sources, **variables):
    words = [word for source in sources for word in ("--from", source)]
    output_of("ingest", *words, "--data", data, env=variables)


def rebuild(data):
    output_of("rebuild", "--data", data)


@pytest.mark.long
def test_a_rebuild_elsewhere_gives_the_same_parquet_bytes(sample_data, rebuilt):
    assert rebuilt.code == 0
    assert parquet_files(rebuilt.data) == parquet_files(sample_data)


@pytest.mark.long
def test_data_package_and_dictionary_name_the_same_fields(sample_data, rebuilt):
    one, other = (data / "current/dictionary.md" for data in (sample_data, rebuilt.data))
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.long
def test_a_rebuild_in_place_gives_the_same_parquet_bytes(data):
    before = parquet_files(data)
    rebuild(data)
    assert parquet_files(data) == before
    assert len(list((data / "releases").iterdir())) >= 2


@pytest.mark.long
def test_one_worker_and_two_workers_give_the_same_parquet_bytes(tmp_path):
    folder = lay_out(tmp_path / "pages", page_files(many_questions(ENOUGH_FOR_A_POOL // 2)))
    for workers in "12":
        ingest(tmp_path / workers, folder, SENATE_WORKERS=workers)
    assert parquet_files(tmp_path / "1") == parquet_files(tmp_path / "2")


@pytest.mark.long
def test_small_batches_give_the_same_parquet_bytes(sample_data, tmp_path):
    ingest(tmp_path / "data", "sample", SENATE_BATCH_SIZE="7")
    assert parquet_files(tmp_path / "data") == parquet_files(sample_data)


@pytest.mark.long
def test_what_nights_made_equals_a_rebuild_and_does_not_depend_on_their_order(tmp_path):
    questions = many_questions(12)
    one = lay_out(tmp_path / "one", page_files(questions[:8]))
    two = lay_out(tmp_path / "two", page_files(questions[6:]))
    for source in ("sample", one, two):
        ingest(tmp_path / "nights", source)
    ingest(tmp_path / "at-once", one, two)
    assert parquet_files(tmp_path / "at-once") == parquet_files(tmp_path / "nights")

    shutil.copytree(tmp_path / "nights/raw", tmp_path / "rebuilt/raw")
    rebuild(tmp_path / "rebuilt")
    assert parquet_files(tmp_path / "rebuilt") == parquet_files(tmp_path / "nights")
