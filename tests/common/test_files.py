"""Writing files whole: what stands in their place beforehand, above all links to what is not ours."""

import os

import pytest

from tasks.common.errors import FileError
from tasks.common.files import no_link, write_whole

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
