"""A disk that is full or read-only: a sentence, 1, and everything that was stored before is untouched."""

import random
import re
import shutil

import pytest

from tests.conftest import copy_data
from tests.support.command import is_clear, refusal_of, run, succeed
from tests.support.data_folder import current_manifest, files_of
from tests.support.privileges import mount, mounted
from tests.support.runs import release_faults

ROOM = 256 * 1024
"""Bytes that are free on the small disk beside what it holds."""


FULL = re.compile(r"No space left on the disk of \S+: [\d.,]+ [kM]B is needed and [\d.,]+ \S+ is free")
BUILDING = [("ingest", "--from", "sample"), ("rebuild",)]


@pytest.fixture
def small_disk(tmp_path, small_data):
    """A data folder on a disk of its own with hardly any room left."""
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=64m", "tmpfs") as disk:
        copy_data(small_data, disk / "data")
        held = shutil.disk_usage(disk).used
        mount("-o", f"remount,size={held + ROOM}", disk)
        yield disk / "data"


def incompressible(folder, files, size):
    """A folder of text that no compression makes smaller by much."""
    folder.mkdir()
    letters = random.Random(7)
    for number in range(files):
        folder.joinpath(f"{number:02}.txt").write_text(letters.randbytes(size // 2).hex(), encoding="utf-8")
    return folder


def test_a_disk_that_fills_up_while_pages_come_in_is_1_and_loses_nothing(small_disk, tmp_path):
    before, pointed = files_of(small_disk / "raw"), (small_disk / "current").readlink()
    folder = incompressible(tmp_path / "pages", 4, 300_000)

    assert FULL.search(refusal_of("ingest", "--from", folder, "--data", small_disk, code=1))

    after = files_of(small_disk / "raw")
    assert {name: after.get(name) for name in before} == before
    assert not [name for name in after if name.endswith(".tmp")]
    assert (small_disk / "current").readlink() == pointed
    assert release_faults((small_disk / "current").resolve()) == []


@pytest.mark.long
def test_a_disk_that_is_full_when_the_release_is_built_is_1_and_keeps_the_last(small_disk):
    """A rebuild brings nothing in; it needs the room of a whole release."""
    raw, releases = files_of(small_disk / "raw"), files_of(small_disk / "releases")

    assert FULL.search(refusal_of("rebuild", "--data", small_disk, code=1))

    assert files_of(small_disk / "raw") == raw
    assert files_of(small_disk / "releases") == releases
    assert release_faults((small_disk / "current").resolve()) == []


@pytest.mark.long
def test_once_there_is_room_again_the_next_run_publishes(small_disk, own_folder):
    assert run("ingest", "--from", own_folder, "--data", small_disk).returncode == 1
    mount("-o", "remount,size=64m", small_disk.parent)
    done = succeed("ingest", "--from", own_folder, "--data", small_disk)
    assert "published" in done.stdout
    assert release_faults((small_disk / "current").resolve()) == []


@pytest.fixture
def read_only(small_copy, tmp_path):
    """A data folder on a disk that cannot be written."""
    with mounted(tmp_path / "frozen", "--bind", small_copy) as frozen:
        mount("-o", "remount,ro,bind", frozen)
        yield frozen


@pytest.mark.parametrize("command", BUILDING, ids=" ".join)
def test_a_read_only_data_folder_is_1_with_a_sentence_before_any_work(read_only, command):
    before = files_of(read_only)
    assert "Read-only" in refusal_of(*command, "--data", read_only, code=1)
    assert files_of(read_only) == before


def test_a_read_only_data_folder_can_be_queried(read_only):
    done = run("sql", "SELECT count(*) FROM questions", "--format", "csv", "--data", read_only)
    held = current_manifest(read_only)["counts"]["questions"]
    assert (done.returncode, done.stdout.split()[-1]) == (0, str(held))
    succeed("status", "--data", read_only)


@pytest.mark.parametrize("command", BUILDING, ids=" ".join)
@pytest.mark.parametrize("inside", [(), ("below",)], ids=["itself", "below"])
def test_a_file_in_place_of_the_data_folder_is_1_or_2_with_a_sentence(tmp_path, command, inside):
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    done = run(*command, "--data", tmp_path.joinpath("data", *inside))
    assert (done.returncode in {1, 2}, done.stdout) == (True, "")
    assert is_clear(done)
    assert str(tmp_path / "data") in done.stderr
    assert (tmp_path / "data").read_text(encoding="utf-8") == "a file"
