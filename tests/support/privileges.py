"""What needs rights of its own: a user whom permissions bind, and disks of a given size."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

NOBODY = 65534


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach; the test's own folder belongs to root alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@contextmanager
def ordinary_user(folder: Path) -> Iterator[None]:
    """Be the owner of a folder and all in it, and no more than that; needs nothing where one is no root."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def mount(*words: object) -> None:
    """Mount something; where only an administrator may, the test is skipped and says so."""
    try:
        done = subprocess.run(["mount", *map(str, words)], capture_output=True, encoding="utf-8", check=False)
    except FileNotFoundError:
        pytest.skip("there is no program mount here")
    if done.returncode:
        pytest.skip(f"this user may mount no disk: {done.stderr.strip()}")


@contextmanager
def mounted(folder: Path, *words: object) -> Iterator[Path]:
    """Something mounted on a folder, which is made when it is not there."""
    folder.mkdir(exist_ok=True)
    mount(*words, folder)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def small_disk(folder: Path, kilobytes: int) -> AbstractContextManager[Path]:
    """A disk of its own, in memory."""
    return mounted(folder, "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs")


def make_read_only(disk: Path) -> None:
    """Let nothing be written to a disk any more."""
    mount("-o", "remount,ro", disk)
