"""Pages on which work fails are found and set aside alone; all others go on."""

from functools import cache, partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.columns import RowError
from schemas.records import Capture, Reason
from schemas.tables import QUESTIONS as QUESTIONS_TABLE
from tasks.common.errors import FileError, TooManyFailuresError, UnreachableError, WorkerDiedError
from tasks.common.workers import Workers
from tasks.link.linking import part_of
from tasks.pipeline.failing_pages import MOST_SET_ASIDE, map_setting_aside
from tasks.pipeline.reading import read_shard
from tasks.pipeline.shard_cache import ShardCache
from tasks.pipeline.shards import Name, Shard, Worked, split_into_shards
from tasks.raw import raw_store
from tasks.tables.rows import empty_tables
from tests.pipeline.deadly import deadly
from tests.pipeline.support import LARGEST, QUESTIONS, Counting, tables, work_all

SIZES = st.lists(st.integers(1, 6), min_size=1, max_size=6)


def page(number):
    return Capture(f"{number:02x}", "", None, "somewhere", "", None, None)


@cache
def empty_part():
    return part_of(empty_tables())


def shards_of(sizes):
    pages = iter(range(sum(sizes)))
    return [
        Shard(Name(5, at), tuple(page(next(pages)) for _ in range(size))) for at, size in enumerate(sizes)
    ]


def worked(shard, set_aside):
    return Worked(shard, {}, empty_part(), sum(page.page_id in set_aside for page in shard.captures))


def failing_on(*groups):
    """Fails when all pages of a group are worked on together."""

    asked = []

    def work(set_aside, shard):
        asked.append(dict(set_aside))
        there = {one.page_id for one in shard.captures} - set(set_aside)
        if any(set(group) <= there for group in groups):
            raise ValueError(sorted(there))
        return worked(shard, set_aside)

    return work, asked


class InThisProcess(Workers):
    """Works here, as if an item could do no harm."""

    def __init__(self):
        super().__init__(0)

    are_guarded = True


def work_through(shards, work, failed=None):
    """Work on shards in this process."""
    return map_setting_aside(InThisProcess(), work, shards, failed or {})


def set_aside(asked):
    """The pages that were set aside in the attempts that count: those on whole shards."""
    return {name for aside in asked for name in aside}


@given(SIZES, st.data())
def test_exactly_the_failing_pages_are_set_aside(sizes, data):
    shards = shards_of(sizes)
    names = [one.page_id for shard in shards for one in shard.captures]
    bad = data.draw(st.sets(st.sampled_from(names), max_size=5))
    attempt, asked = failing_on(*([name] for name in bad))
    done = work_through(shards, attempt)
    assert [one.shard for one in done] == shards
    assert set_aside(asked) == bad
    assert sum(one.set_aside for one in done) == len(bad)


def test_a_row_that_its_table_refuses_is_no_fault_of_a_page():
    def attempt(set_aside, shard):
        asked.append(shard)
        return QUESTIONS_TABLE.row(deadline_onn=None)

    asked = []
    with pytest.raises(RowError, match="deadline_onn"):
        work_through(shards_of([3, 2]), attempt)
    assert len(asked) == 1


def test_pages_that_fail_only_together_are_set_aside_together():
    (shard,) = shards_of([8])
    attempt, asked = failing_on(["02", "05"])
    assert [one.shard for one in work_through([shard], attempt)] == [shard]
    assert {"02", "05"} <= set_aside(asked)


def test_what_fails_once_is_tried_again_and_nothing_is_set_aside():
    failures = [WorkerDiedError("once")]

    def attempt(aside, shard):
        if failures:
            raise failures.pop()
        assert not aside
        return worked(shard, aside)

    assert len(work_through(shards_of([2, 2]), attempt)) == 2


FAILED = {"01": Reason("failed", "It died.")}


def test_what_failed_in_the_last_release_is_tried_alone_before_the_others():
    shards = shards_of([2, 2])
    tried = []

    def attempt(aside, shard):
        tried.append([one.page_id for one in shard.captures if one.page_id not in aside])
        if "01" in tried[-1]:
            raise WorkerDiedError("again")
        return worked(shard, aside)

    assert [one.set_aside for one in work_through(shards, attempt, FAILED)] == [1, 0]
    assert tried == [["01"], ["00"], ["02", "03"]]


def test_what_failed_in_the_last_release_is_read_when_it_no_longer_does_but_not_unguarded():
    attempt, asked = failing_on()
    assert [one.set_aside for one in work_through(shards_of([2, 2]), attempt, FAILED)] == [0, 0]
    assert not set_aside(asked)
    attempt, asked = failing_on(["01"])
    done = map_setting_aside(Workers(0), attempt, shards_of([2, 2]), FAILED)
    assert ([one.set_aside for one in done], asked) == ([1, 0], [FAILED, FAILED])


@pytest.mark.parametrize("error", [FileError, UnreachableError])
def test_a_full_disk_or_a_lost_store_is_no_fault_of_the_pages(error):
    attempts = []

    def attempt(*_):
        attempts.append(1)
        raise error("full")

    with pytest.raises(error):
        work_through(shards_of([3, 3]), attempt)
    assert len(attempts) == 1


def test_very_many_failing_pages_are_no_fault_of_the_pages():
    shards = shards_of([20] * 4)
    attempt, _ = failing_on(*([one.page_id] for shard in shards for one in shard.captures))
    with pytest.raises(TooManyFailuresError, match=f"More than {MOST_SET_ASIDE} pages"):
        work_through(shards, attempt)


def test_a_page_that_kills_the_process_ends_alone_in_quarantine(data, captures):
    shards = split_into_shards(captures, {})
    victim = shards[1].captures[0]
    workers = Workers(1)
    try:
        done = map_setting_aside(workers, partial(deadly, victim.page_id), shards, {})
    finally:
        workers.kill()
    found = tables([read_shard(raw_store(data), LARGEST, *one) for one in done])
    pages = {row["page_id"]: row for row in found["pages"].to_pylist()}
    assert [name for name, row in pages.items() if row["outcome"] == "quarantined"] == [victim.page_id]
    assert pages[victim.page_id]["reason_code"] == "failed"
    assert "died (exit code 9)" in pages[victim.page_id]["reason"]
    assert pages[victim.page_id]["question_id"] is not None
    assert {capture.page_id for capture in captures} == set(pages)
    assert found["questions"].num_rows == len(QUESTIONS)


def test_a_shard_with_pages_set_aside_is_worked_on_again_the_next_time(data, captures):
    aside = captures[0].page_id

    def failing(shards):
        (found,) = Counting(data)(shards)
        return [
            [
                one._replace(set_aside=1) if aside in {page.page_id for page in one.shard.captures} else one
                for one in found
            ]
        ]

    work_all(captures, failing, ShardCache(data, "code"))
    again = Counting(data)
    work_all(captures, again, ShardCache(data, "code"))
    assert len(again.names) == 1
