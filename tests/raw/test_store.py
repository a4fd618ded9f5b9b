"""The raw store gives back what it was given, and says so when it cannot."""

import gzip
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.common.errors import StorageError
from tasks.raw import RawStore, page_id, sha256_of
from tests.support.each_case import each_case
from tests.support.raw_stores import ADDRESS, all_files, at, entry, filled_store, visible_files

CONTENTS = [b"", b"page", bytes(range(256)), b"\x1f\x8b not gzip", "é€…".encode(), b"long " * 200_000]


@each_case("content", CONTENTS, ids=range(len(CONTENTS)))
def test_bytes_come_back_as_they_went_in(tmp_path, content):
    sha256 = RawStore(tmp_path / "raw").put(content)
    assert sha256 == sha256_of(content)
    assert RawStore(tmp_path / "raw").get(sha256) == content


@given(st.lists(st.binary(max_size=300), max_size=8))
def test_any_bytes_come_back_by_their_hash(tmp_path_factory, contents):
    store = RawStore(tmp_path_factory.mktemp("raw"))
    hashes = [store.put(content) for content in contents]
    assert [store.get(sha256) for sha256 in hashes] == contents


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
