"""`raw verify`: whatever is wrong with a raw store is found and named."""

import gzip
import json

import pytest

from tasks.common.errors import StorageError
from tasks.raw import RawStore, sha256_of
from tasks.raw.store import verify_store
from tests.support.command import is_clear, output_of, run
from tests.support.raw_stores import filled_store

FIRST, SECOND = sha256_of(b"first page"), sha256_of(b"second page")
DAMAGES = {
    "cut": lambda content: content[:-3],
    "a bit": lambda content: bytes([*content[:14], content[14] ^ 1, *content[15:]]),
    "empty": lambda _: b"",
    "no gzip": lambda _: b"first page",
    "other bytes": lambda _: gzip.compress(b"another page"),
}


def file_of(folder, sha256):
    return folder / "pages" / sha256[:2] / f"{sha256}.gz"


def test_an_empty_store_is_complete(tmp_path):
    assert verify_store(RawStore(tmp_path)).whole == 0


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_page_is_named_and_mended_when_it_comes_again(tmp_path, damage):
    store = filled_store(tmp_path)
    path = file_of(tmp_path, FIRST)
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    found = verify_store(store)
    assert (found.damaged, found.missing, found.whole) == ((FIRST,), (), 1)
    assert FIRST in found.sentence(tmp_path)
    store.put(b"first page")
    assert verify_store(store).damaged == ()


def half_done(folder):
    """What a writer left that was killed is no page."""
    file_of(folder, FIRST).with_name(f".{FIRST}.gz.99.tmp").write_bytes(b"half")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda _: None, (2, 2, 0, (), ())),
        (half_done, (2, 2, 0, (), ())),
        (lambda folder: file_of(folder, SECOND).unlink(), (1, 2, 0, (), (SECOND,))),
        (lambda folder: RawStore(folder).put(b"of a killed run"), (3, 2, 1, (), ())),
    ],
    ids=["sound", "half done", "gone", "named by no log"],
)
def test_pages_are_counted_and_those_that_are_gone_are_named(tmp_path, change, found):
    store = filled_store(tmp_path)
    change(tmp_path)
    got = verify_store(store)
    assert (got.whole, got.rows, got.unlogged, got.damaged, got.missing) == found


def test_a_damaged_segment_is_reported(tmp_path):
    store = filled_store(tmp_path)
    (segment,) = (tmp_path / "log").iterdir()
    segment.write_bytes(segment.read_bytes()[:-10])
    with pytest.raises(StorageError, match="damaged segment"):
        verify_store(store)


def test_the_command_is_0_for_a_complete_store(tmp_path):
    filled_store(tmp_path / "raw")
    assert "are intact" in output_of("raw", "verify", "--data", tmp_path)
    found = json.loads(output_of("raw", "verify", "--json", "--data", tmp_path))
    assert found["damaged"] == found["missing"] == []
    assert found["whole"] == 2


def test_the_command_is_1_for_a_damaged_store_and_says_what_to_do(tmp_path):
    filled_store(tmp_path / "raw")
    victim = file_of(tmp_path / "raw", FIRST)
    victim.write_bytes(victim.read_bytes()[:-4])
    done = run("raw", "verify", "--data", tmp_path)
    assert done.returncode == 1
    assert is_clear(done)
    assert victim.name.removesuffix(".gz") in done.stderr
    assert "backup" in done.stderr
