"""The raw store: pages named by their hash, and what a writer that stops or a full disk leaves."""

import gzip
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tasks.common.errors import StorageError
from tasks.raw import RawStore, page_id, sha256_of
from tasks.raw.storage.folder import FolderStorage
from tests.support.privileges import make_read_only, ordinary_user, small_disk
from tests.support.processes import at_work, result_of
from tests.support.raw_stores import (
    ADDRESS,
    NOISE,
    all_files,
    at,
    entry,
    failure_of,
    filled_store,
    visible_files,
    write_without_end,
)


@given(st.lists(st.binary(max_size=300), max_size=8))
@example([b"", b"page", bytes(range(256)), b"\x1f\x8b not gzip", "é€…".encode(), b"long " * 200_000])
def test_any_bytes_come_back_by_their_hash(tmp_path_factory, contents):
    folder = tmp_path_factory.mktemp("raw")
    hashes = [RawStore(folder).put(content) for content in contents]
    assert hashes == [*map(sha256_of, contents)]
    assert [RawStore(folder).get(sha256) for sha256 in hashes] == contents


def test_the_same_bytes_are_stored_once(tmp_path):
    store = RawStore(tmp_path)
    first = store.put(b"the page")
    (stored,) = visible_files(tmp_path)
    before = stored.stat().st_mtime_ns, stored.stat().st_ino
    assert RawStore(tmp_path).put(b"the page") == first
    assert visible_files(tmp_path) == [stored]
    assert (stored.stat().st_mtime_ns, stored.stat().st_ino) == before


def test_pages_are_plain_gzip_files_named_by_hash_that_depend_on_their_bytes_alone(tmp_path):
    for folder in ("one", "two"):
        RawStore(tmp_path / folder).put(b"the page")
    assert all_files(tmp_path / "one") == all_files(tmp_path / "two")
    sha256 = RawStore(tmp_path).put(b"the page")
    stored = tmp_path / "pages" / sha256[:2] / f"{sha256}.gz"
    assert gzip.decompress(stored.read_bytes()) == b"the page"


def test_a_page_that_is_not_there_is_a_storage_error_that_names_it(tmp_path):
    with pytest.raises(StorageError, match=f"{'0' * 64}"):
        RawStore(tmp_path).get("0" * 64)


def test_log_entries_come_back_as_they_went_in_oldest_run_first(tmp_path):
    store = RawStore(tmp_path)
    late = [entry(b"c", 3, run_id="20240301T000000Z-cc")]
    early = [entry(b"a", 1, fetched_at=at(2, 3), source="été/pages", origin="map/é.html"), entry(b"b", None)]
    more = [entry(b"d", 4)]
    store.append(late, "20240301T000000Z-cc", 0)
    store.append(more, "20240101T000000Z-aa", 1)
    store.append(early, "20240101T000000Z-aa", 0)
    assert list(RawStore(tmp_path).entries()) == [*early, *more, *late]


def test_segments_of_one_run_come_back_in_the_order_written(tmp_path):
    store = RawStore(tmp_path)
    numbers = [*range(1, 12), *range(99, 102)]
    entries = [entry(b"%d" % number, number) for number in numbers]
    for number, one in zip(numbers, entries, strict=True):
        store.append([one], "20240101T000000Z-aa", number)
    assert list(store.entries()) == entries


def test_a_time_of_another_zone_comes_back_as_the_same_moment(tmp_path):
    moment = datetime(2024, 1, 1, 2, 30, 1, 123456, tzinfo=timezone(timedelta(hours=2)))
    store = RawStore(tmp_path)
    store.append([entry(fetched_at=moment)], "r", 0)
    assert next(store.entries()).fetched_at == moment


def test_an_empty_segment_is_not_written_and_a_store_without_folder_has_no_entries(tmp_path):
    RawStore(tmp_path / "raw").append([], "r", 0)
    assert not (tmp_path / "raw").exists()
    assert list(RawStore(tmp_path / "nothing").entries()) == []


def test_a_page_is_its_address_in_any_spelling_with_its_content():
    plain = ADDRESS.format(7)
    other = "https://senat.be/www/?MIval=Vragen/SchriftelijkeVraag&LEG=5&NR=7&LANG=nl"
    assert page_id(plain, "a") == page_id(other, "a")
    others = page_id(plain, "b"), page_id(ADDRESS.format(8), "a"), page_id(None, "a")
    assert len({page_id(plain, "a"), *others}) == 1 + len(others)


DAMAGES = {
    "empty": lambda _: b"",
    "cut": lambda content: content[: len(content) // 2],
    "one byte cut": lambda content: content[:-1],
    "text": lambda _: b"<html>no space left</html>",
    "zeros": lambda content: bytes(len(content)),
}


def changed(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]


def require_sentence(path: Path, damage: Callable[[bytes], bytes], read: Callable[[], object]) -> None:
    """Require that damage to a file is reported in a sentence that names it."""
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(StorageError, match=rf"{path}.*\.$"):
        read()


@pytest.mark.parametrize("damage", [*DAMAGES.values(), changed], ids=[*DAMAGES, "changed"])
def test_a_damaged_page_is_reported_in_a_sentence_that_names_its_file(tmp_path, damage):
    store = RawStore(tmp_path)
    sha256 = store.put(b"a page that is long enough to be damaged in its middle, and then some")
    (stored,) = visible_files(tmp_path)
    require_sentence(stored, damage, lambda: store.get(sha256))


def test_a_page_with_the_bytes_of_another_is_reported(tmp_path):
    store = RawStore(tmp_path)
    one, other = store.put(b"one"), store.put(b"other")
    path = tmp_path / "pages"
    (path / one[:2] / f"{one}.gz").write_bytes((path / other[:2] / f"{other}.gz").read_bytes())
    with pytest.raises(StorageError, match="does not match the hash"):
        store.get(one)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_segment_of_the_log_is_reported_in_a_sentence_that_names_its_file(tmp_path, damage):
    store = filled_store(tmp_path)
    (segment,) = (tmp_path / "log").iterdir()
    require_sentence(segment, damage, lambda: list(store.entries()))


@pytest.mark.long
def test_no_changed_byte_of_a_segment_gives_another_error_than_a_sentence(tmp_path):
    store = filled_store(tmp_path)
    (segment,) = (tmp_path / "log").iterdir()
    whole = segment.read_bytes()
    odd = {}
    for place in range(len(whole)):
        segment.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            list(store.entries())
        except StorageError:
            continue
        except Exception as error:  # noqa: BLE001 - which errors get through is what is tested
            odd.setdefault(type(error).__name__, []).append(place)
    assert odd == {}


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
