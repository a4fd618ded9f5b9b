"""Disks that are full or read-only, and processes that die while they write."""

import gzip
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tasks.common.errors import StorageError
from tasks.raw import RawStore, sha256_of
from tasks.raw.storage.folder import FolderStorage
from tests.support.privileges import make_read_only, ordinary_user, small_disk
from tests.support.processes import at_work, result_of
from tests.support.raw_stores import (
    NOISE,
    all_files,
    entry,
    failure_of,
    filled_store,
    visible_files,
    write_without_end,
)


@contextmanager
def refused(folder: Path, reason: str) -> Iterator[None]:
    """What is done within fails with a sentence that names the folder and the reason."""
    with pytest.raises(StorageError, match=rf"{reason}.*\.$") as error:
        yield
    assert str(folder) in str(error.value)
    assert error.value.ends.exit_code == 1


def test_a_full_disk_is_reported_and_leaves_what_was_there(tmp_path):
    with small_disk(tmp_path / "disk", 200) as disk:
        store = filled_store(disk)
        before = all_files(disk)
        with refused(disk, "No space left on the disk"):
            store.put(NOISE)
        assert all_files(disk) == before
        assert len(list(store.entries())) == 2


def test_a_disk_that_fills_up_under_the_log_leaves_what_was_there(tmp_path):
    with small_disk(tmp_path / "disk", 64) as disk:
        store = filled_store(disk)
        before = all_files(disk)
        (disk / "filling").write_bytes(NOISE[: 64 * 1024 - sum(map(len, before.values())) - 28 * 1024])
        entries = [entry(NOISE[at : at + 20], at) for at in range(1, 3_000)]
        with refused(disk, "No space left on the disk"):
            store.append(entries, "20250101T000000Z-zz", 0)
        assert {name: data for name, data in all_files(disk).items() if name != "filling"} == before


def test_after_room_is_made_the_same_page_can_be_stored(tmp_path):
    with small_disk(tmp_path / "disk", 400) as disk:
        store = RawStore(disk / "raw")
        filling = disk / "filling"
        filling.write_bytes(NOISE[:300_000])
        with pytest.raises(StorageError):
            store.put(NOISE[:200_000])
        filling.unlink()
        assert store.get(store.put(NOISE[:200_000])) == NOISE[:200_000]


def test_a_read_only_disk_is_reported_and_can_still_be_read(tmp_path):
    with small_disk(tmp_path / "disk", 200) as disk:
        store = filled_store(disk)
        before = all_files(disk)
        make_read_only(disk)
        with refused(disk, "Read-only file system"):
            store.put(b"a third page")
        with refused(disk, "Read-only file system"):
            store.append([entry()], "20250101T000000Z-zz", 0)
        assert store.put(b"first page") == sha256_of(b"first page")
        assert store.get(sha256_of(b"second page")) == b"second page"
        assert all_files(disk) == before


def test_a_folder_without_write_access_is_reported(open_folder):
    store = filled_store(open_folder / "raw")
    before = all_files(open_folder)
    folders = [path for path in open_folder.rglob("*") if path.is_dir()]
    with ordinary_user(open_folder):
        for folder in folders:
            folder.chmod(0o555)
        with refused(open_folder, "Permission denied"):
            store.put(b"a third page")
        for folder in folders:
            folder.chmod(0o755)
    assert all_files(open_folder) == before


def test_a_file_that_may_not_grow_is_reported_and_leaves_what_was_there(tmp_path):
    store = filled_store(tmp_path)
    before = all_files(tmp_path)
    entries = [entry(NOISE[at : at + 20], at) for at in range(1, 2_000)]
    for write in (("put", NOISE), ("append", entries, "20250101T000000Z-zz", 0)):
        told = result_of(failure_of, tmp_path, 20_000, write)
        assert "File too large" in told
        assert str(tmp_path) in told
    assert all_files(tmp_path) == before
    assert len(list(store.entries())) == 2


def test_a_file_in_the_place_of_the_folder_is_reported(tmp_path):
    (tmp_path / "raw").write_text("not a folder", encoding="utf-8")
    with refused(tmp_path / "raw", "Not a directory"):
        RawStore(tmp_path / "raw").put(b"page")


LONGEST_WAIT = 20


def assert_complete(folder: Path) -> tuple[int, int]:
    """Every visible page holds the bytes of its name and every segment can be read; how many there are."""
    pages = visible_files(folder / "pages")
    for path in pages:
        assert sha256_of(gzip.decompress(path.read_bytes())) == path.name.removesuffix(".gz")
    store = RawStore(folder)
    held = {path.name.removesuffix(".gz") for path in pages}
    logged = list(store.entries())
    assert {one.sha256 for one in logged} <= held
    return len(pages), len(logged) // 500


def test_a_writer_killed_at_any_moment_leaves_nothing_but_complete_files(tmp_path):
    moments = [0.0, 0.05, 0.11, 0.173, 0.31]
    for moment in moments:
        with at_work(write_without_end, tmp_path):
            time.sleep(moment)
        pages, segments = assert_complete(tmp_path)
        if moment == moments[-1] and not segments and moment < LONGEST_WAIT:
            moments.append(2 * moment)  # a busy machine writes its first segment later
    assert pages >= segments >= 1


def test_a_reader_beside_a_writer_sees_nothing_but_complete_files(tmp_path):
    with at_work(write_without_end, tmp_path):
        looks = [assert_complete_pages(tmp_path) for _ in range(20)]
    assert looks[-1] > looks[0]


def assert_complete_pages(folder: Path) -> int:
    pages = visible_files(folder / "pages")
    for path in pages[-3:]:
        assert sha256_of(gzip.decompress(path.read_bytes())) == path.name.removesuffix(".gz")
    time.sleep(0.05)
    return len(pages)


def test_a_file_is_uploaded_and_a_folder_removed_without_following_links(tmp_path):
    mine, storage = tmp_path / "mine", FolderStorage(tmp_path / "shared")
    mine.mkdir()
    (mine / "victim").write_text("precious", encoding="utf-8")
    (mine / "new").write_text("new", encoding="utf-8")
    storage.write("a/first", b"")
    (tmp_path / f"shared/a/.copy.{os.getpid()}.tmp").symlink_to(mine / "victim")
    storage.upload("a/copy", mine / "new")
    assert storage.read("a/copy") == b"new"
    (tmp_path / "shared/b").symlink_to(mine)
    storage.remove("b")
    assert not (tmp_path / "shared/b").is_symlink()
    assert (mine / "victim").read_text("utf-8") == "precious"
