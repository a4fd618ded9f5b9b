"""Work in processes of their own: what kills its process, or hangs, fails alone."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from multiprocessing.connection import Connection

import pytest

from tasks.common.errors import WorkerDiedError
from tasks.common.workers import Workers
from tests.support import PROJECT
from tests.support.engine import wait_for
from tests.support.environment import environment
from tests.support.processes import goes_soon


def children(before=frozenset()):
    """The processes that this one has started since."""
    return set(multiprocessing.active_children()) - before


@pytest.fixture
def two():
    workers = Workers(2)
    yield workers
    workers.kill()


def die_within_the_result():
    """Let the process die when it has sent all but a byte of its result."""

    def part(pipe, content):
        os.write(pipe.fileno(), content[:-1])
        os._exit(9)

    Connection._send = part
    return 2


class TwoWordsError(Exception):
    """An error that pickle cannot restore."""

    def __init__(self, first, second):
        super().__init__(first)
        self.second = second


def mistake():
    raise TwoWordsError("a", "b")


FAULTS = {
    "dies": (partial(os._exit, 9), WorkerDiedError("Its process died (exit code 9).")),
    "is killed": (
        partial(signal.raise_signal, signal.SIGKILL),
        WorkerDiedError("Its process died (exit code -9)."),
    ),
    "dies within its result": (die_within_the_result, WorkerDiedError("Its process died (exit code 9).")),
    "raises": (partial(int, "x"), ValueError("invalid literal for int() with base 10: 'x'")),
    "raises what pickle cannot restore": (mistake, RuntimeError("TwoWordsError('a')")),
    "returns what cannot be pickled": (threading.Lock, RuntimeError()),
}


def called(function):
    return function()


def process(_item):
    return os.getpid()


def test_an_item_fails_alone_and_all_others_have_results(two):
    numbers = range(4 * len(FAULTS))
    items = [partial(int, str(number)) for number in numbers]
    items[::4] = [function for function, _ in FAULTS.values()]
    found = two.map(called, items)
    assert [one for at, one in enumerate(found) if at % 4] == [number for number in numbers if number % 4]
    for failed, (name, (_, expected)) in zip(found[::4], FAULTS.items(), strict=True):
        assert type(failed) is type(expected), name
        assert str(expected) in str(failed), name


def test_an_item_that_hangs_is_stopped_and_the_next_has_another_process():
    workers = Workers(1, patience=1)
    try:
        (late,) = workers.map(time.sleep, [1_000])
        assert isinstance(late, WorkerDiedError)
        assert "longer" in str(late)
    finally:
        workers.kill()


@pytest.mark.long
def test_an_item_that_hangs_fails_alone():
    workers = Workers(2, patience=20)
    try:
        found = workers.map(time.sleep, [0, 0, 1_000, 0, 0])
        assert [type(one) for one in found] == [type(None)] * 2 + [WorkerDiedError] + [type(None)] * 2
    finally:
        workers.kill()


def test_an_error_says_where_it_was_raised(two):
    (error,) = two.map(called, [mistake_in_depth])
    assert "mistake_in_depth" in "".join(error.__notes__)


def mistake_in_depth():
    return {}["nothing"]


def test_errors_of_some_types_are_raised(two):
    with pytest.raises(KeyError):
        two.map(called, [mistake_in_depth], (KeyError,))


def test_processes_that_do_not_start_end_the_work():
    before, workers = children(), Workers(2, partial(os._exit, 3))
    with pytest.raises(WorkerDiedError, match=r"did not start.*exit code 3"):
        workers.map(int, ["1", "2"])
    workers.kill()
    assert not children(before)


def test_work_is_done_by_as_many_processes_as_there_are_items_and_at_most_so_many(two):
    before = children()
    assert two.map(process, []) == []
    assert not children(before)
    assert two.map(process, [1]) == [one.pid for one in children(before)]
    found = set(two.map(process, range(20)))
    assert os.getpid() not in found
    assert found <= {one.pid for one in children(before)}
    assert len(children(before)) == 2


def test_without_processes_the_work_is_done_here():
    workers = Workers(0)
    assert not workers.are_guarded
    assert workers.map(process, [1, 2]) == [os.getpid()] * 2
    (error,) = workers.map(called, [mistake_in_depth])
    assert isinstance(error, KeyError)


def test_a_process_that_dies_between_two_calls_fails_one_item_at_most(two):
    (number,) = two.map(process, [1])
    os.kill(number, signal.SIGKILL)
    failed, other = sorted(two.map(process, [1, 2]), key=lambda one: not isinstance(one, WorkerDiedError))
    assert isinstance(failed, WorkerDiedError)
    assert other != number


def test_the_processes_of_others_live_on_when_ours_die():
    other = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,))
    other.start()
    workers = Workers(2)
    try:
        workers.map(called, [FAULTS["dies"][0]] * 2)
        workers.kill()
        assert other.is_alive()
    finally:
        workers.kill()
        other.kill()
        other.join()


HANGS = """
import os, re, sys
from tasks.common.workers import Workers

def hang(path):
    with open(path, "w", encoding="utf-8") as file:
        file.write(str(os.getpid()))
    re.match("(a|a)*$", "a" * 200 + "b")  # for years, and no other thread runs

if __name__ == "__main__":
    Workers(1).map(hang, sys.argv[1:])
"""


@pytest.mark.long
def test_a_process_that_hangs_in_a_library_ends_with_its_killed_parent(tmp_path):
    (tmp_path / "hangs.py").write_text(HANGS, encoding="utf-8")
    words = [sys.executable, tmp_path / "hangs.py", tmp_path / "pid"]
    env = environment(PYTHONPATH=str(PROJECT))
    with subprocess.Popen(words, env=env, stderr=subprocess.DEVNULL) as parent:
        number = int(
            wait_for(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text("utf-8"), "it")
        )
        parent.kill()
    goes_soon(number)


def test_a_process_can_start_before_there_is_work():
    before, workers = children(), Workers(2)
    try:
        workers.start()
        workers.start()
        (started,) = children(before)
        (worked_in,) = workers.map(process, [1])
        assert worked_in == started.pid
    finally:
        workers.kill()
    goes_soon(started.pid)


def test_one_that_never_got_work_ends_too():
    before, workers = children(), Workers(1)
    workers.start()
    (started,) = children(before)
    workers.kill()
    goes_soon(started.pid)


def test_few_items_are_not_worth_another_process():
    workers = Workers(2, worth=10)
    try:
        for items, processes in [(1, 1), (9, 1), (10, 2), (40, 2)]:
            assert len(set(workers.map(process, range(items)))) <= processes
            assert len(workers._free) == processes
    finally:
        workers.kill()
