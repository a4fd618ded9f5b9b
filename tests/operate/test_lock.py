"""The lock of a data folder, and links in its place."""

import pytest

from tasks.common.errors import FileError, LockedError
from tasks.operate.lock import data_lock, is_locked


def test_nothing_is_written_where_the_lock_is_a_link(tmp_path):
    victim, lock = tmp_path / "victim", tmp_path / "data/lock"
    victim.write_text("precious", encoding="utf-8")
    lock.parent.mkdir()
    lock.symlink_to("../victim")
    with pytest.raises(FileError, match="is a link") as told, data_lock(lock.parent):
        pass
    assert str(lock) in str(told.value)
    assert victim.read_text("utf-8") == "precious"
    lock.unlink()
    with data_lock(lock.parent):
        assert is_locked(lock.parent)


def test_the_lock_of_another_folder_is_not_the_lock_of_this_one(tmp_path):
    (tmp_path / "data").mkdir()
    with data_lock(tmp_path / "other"):
        (tmp_path / "data/lock").symlink_to("../other/lock")
        assert not is_locked(tmp_path / "data")


def test_a_data_folder_may_be_a_link(tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "data").symlink_to("disk")
    with data_lock(tmp_path / "data"):
        assert is_locked(tmp_path / "disk")
        with pytest.raises(LockedError), data_lock(tmp_path / "disk"):
            pass
