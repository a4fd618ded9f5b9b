"""Mapped files: their pages are given back while they are read, and what they say stays the same."""

import sys
import threading
from pathlib import Path

import pytest

from tasks.common import free_memory
from tasks.common.free_memory import forgetting_mapped, map_file

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
