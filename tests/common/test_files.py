"""Files written whole, in whatever place; actions tried again; memory of mapped files given back."""

import os
import sys
import threading
from pathlib import Path

import pytest

from tasks.common import free_memory, retries
from tasks.common.errors import FileError
from tasks.common.files import no_link, write_whole
from tasks.common.free_memory import forgetting_mapped, map_file
from tasks.common.retries import tried_again

both = pytest.mark.parametrize("durable", [False, True])


def temporary(path):
    """The name under which this process writes a file before it is whole."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


@pytest.fixture
def victim(tmp_path):
    """A file that is not ours."""
    path = tmp_path / "victim"
    path.write_text("precious", encoding="utf-8")
    return path


@both
@pytest.mark.parametrize(
    "place", [lambda path: path, temporary], ids=["its place", "its place while written"]
)
def test_a_link_in_the_place_of_a_file_is_replaced_and_not_written_through(tmp_path, victim, durable, place):
    path = tmp_path / "data/file.json"
    path.parent.mkdir()
    place(path).symlink_to(victim)
    write_whole(path, b"new", durable=durable)
    assert victim.read_text("utf-8") == "precious"
    assert (path.is_symlink(), path.read_bytes()) == (False, b"new")
    assert [found.name for found in path.parent.iterdir()] == ["file.json"]


@both
def test_what_a_killed_process_of_the_same_number_left_is_replaced(tmp_path, durable):
    path = tmp_path / "file.json"
    temporary(path).write_text("half of a longer content", encoding="utf-8")
    write_whole(path, b"new", durable=durable)
    assert {found.name: found.read_bytes() for found in tmp_path.iterdir()} == {"file.json": b"new"}


@pytest.mark.parametrize("mode", ["a+", "ab", "rb"])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_is_not_opened_and_the_sentence_says_what_to_do(tmp_path, victim, mode, is_there):
    link = tmp_path / "link"
    link.symlink_to(victim if is_there else tmp_path / "nowhere")
    with pytest.raises(FileError, match="Remove it") as told, open(link, mode, opener=no_link):
        pass
    assert f"{link} is a link" in str(told.value)
    assert victim.read_text("utf-8") == "precious"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("mode", ["a+", "ab", "rb"])
@pytest.mark.parametrize(
    "make", [lambda path, victim: path.hardlink_to(victim), lambda path, _: os.mkfifo(path)]
)
def test_a_hard_link_and_a_pipe_are_no_files_of_ours(tmp_path, victim, mode, make):
    make(tmp_path / "lock", victim)
    with pytest.raises((FileError, OSError)), open(tmp_path / "lock", mode, opener=no_link):
        pass
    assert victim.read_text("utf-8") == "precious"


def test_a_file_in_a_folder_that_is_a_link_is_opened(tmp_path, victim):
    (tmp_path / "mounted").symlink_to(tmp_path)
    with open(tmp_path / "mounted/victim", "a", encoding="utf-8", opener=no_link) as file:
        file.write(" no more")
    assert victim.read_text("utf-8") == "precious no more"


@pytest.fixture
def pauses(monkeypatch):
    """The pauses that were made, none of which takes time."""
    made = []
    monkeypatch.setattr(retries.time, "sleep", made.append)
    return made


def failing(*errors):
    """An action that raises these errors in turn, and then returns how often it was tried."""
    left = list(errors)

    def action():
        if left:
            raise left.pop(0)
        return len(errors) + 1

    return action


def is_of_network(error):
    return isinstance(error, ConnectionError)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_what_passes_is_tried_again_after_a_pause(count, pauses):
    assert tried_again(failing(*[ConnectionError()] * count), is_of_network) == count + 1
    assert pauses == list(retries.PAUSES[:count])


def test_the_third_error_is_raised(pauses):
    with pytest.raises(ConnectionError, match="third"):
        tried_again(failing(*map(ConnectionError, ("first", "second", "third"))), is_of_network)
    assert len(pauses) == 2


def test_what_does_not_pass_is_tried_once(pauses):
    with pytest.raises(PermissionError):
        tried_again(failing(PermissionError()), is_of_network)
    assert pauses == []


CONTENT = bytes(range(256)) * 4_000


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "file"
    found.write_bytes(CONTENT)
    return found


def test_files_may_be_mapped_and_read_while_others_are_forgotten(path, monkeypatch):
    monkeypatch.setattr(free_memory, "_EVERY", 0)
    failed = []
    monkeypatch.setattr(threading, "excepthook", failed.append)
    with forgetting_mapped():
        for _ in range(200):
            held = [map_file(path) for _ in range(20)]
            assert held[0][:] == CONTENT
    assert failed == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what of a file is in memory")
def test_pages_are_given_back_during_the_block(path, monkeypatch):
    monkeypatch.setattr(free_memory, "_EVERY", 0.001)
    forgotten = threading.Event()
    forget = free_memory.forget_mapped
    monkeypatch.setattr(free_memory, "forget_mapped", lambda: (forget(), forgotten.set()))
    mapped = map_file(path)
    assert mapped[:] == CONTENT
    assert resident(path) >= len(CONTENT)
    with forgetting_mapped():
        assert forgotten.wait(20)
    assert resident(path) < len(CONTENT)


def resident(path):
    """The bytes of a mapped file that count as memory of this process."""
    lines = iter(Path("/proc/self/smaps").read_text("utf-8").splitlines())
    for line in lines:
        if line.endswith(str(path)):
            return next(int(one.split()[1]) for one in lines if one.startswith("Rss:")) * 1024
    raise AssertionError(f"{path} is not mapped")


def test_nothing_goes_on_after_the_block_even_if_it_fails():
    before = threading.active_count()
    with pytest.raises(ValueError, match="planted"), forgetting_mapped():
        raise ValueError("planted")
    assert threading.active_count() == before
