"""Shards: what is worked out of pages does not depend on how they were split, nor on what is kept."""

import shutil
from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from schemas.records import Capture
from tasks.pipeline.shard_cache import ShardCache
from tasks.pipeline.shards import Name, guess, parts_of, shard_of, split_into_shards
from tests.pipeline.support import QUESTIONS, Counting, bring, incoming, tables, work_all
from tests.support.data_folder import files_of
from tests.support.each_case import each_case


@pytest.fixture
def empty(tmp_path_factory):
    """A cache that knows nothing yet."""
    return ShardCache(tmp_path_factory.mktemp("empty"), "code")


def equal(one, other, *, but=()):
    return [name for name in one if name not in but and not one[name].equals(other[name])] == []


def test_a_shard_holds_neighbouring_numbers():
    assert shard_of("5-8900") == shard_of("5-8904") == Name(5, 1780)
    assert shard_of("5-8905") == Name(5, 1781)


def test_shards_follow_each_other_in_the_order_of_questions(captures):
    names = [shard.name for shard in split_into_shards(captures, {})]
    assert names == sorted(names)
    assert len(names) > 2


def test_pages_without_address_end_where_their_question_belongs(data, captures, empty, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    pages = [incoming(facts, lang, addressed=False) for facts in QUESTIONS for lang in ("nl", "fr")]
    unknown = bring(elsewhere, pages)
    assert {guess(capture).legislature for capture in unknown} == {-1}
    found = work_all(unknown, Counting(elsewhere), ShardCache(elsewhere, "code"))
    addressed = work_all(captures, Counting(data), empty)
    assert [one.shard.name for one in found] == [one.shard.name for one in addressed]
    of_the_address = ("pages", "issues", "repairs")
    assert equal(tables(found), tables(addressed), but=of_the_address)


def test_a_shard_that_has_not_changed_is_recalled(data, captures):
    first = Counting(data)
    worked = work_all(captures, first, ShardCache(data, "code"))
    again = Counting(data)
    recalled = work_all(captures, again, ShardCache(data, "code"))
    assert len(first.names) == len(worked)
    assert again.names == []
    assert [(one.shard, one.homes) for one in recalled] == [(one.shard, one.homes) for one in worked]
    assert [one.part.sightings for one in recalled] == [one.part.sightings for one in worked]
    assert equal(tables(recalled), tables(worked))


def test_a_new_page_costs_its_shard_alone(data, captures, empty):
    work_all(captures, Counting(data), ShardCache(data, "code"))
    new = replace(QUESTIONS[0], number=QUESTIONS[0].number + 1)
    more = bring(data, [incoming(new, "nl")])
    counting = Counting(data)
    worked = work_all(more, counting, ShardCache(data, "code"))
    assert counting.names == [shard_of(new.question_id)]
    assert equal(tables(worked), tables(work_all(more, Counting(data), empty)))


def seen_on(captures, *days):
    """The pages, fetched on the first days of a month and last seen on these."""
    moments = [datetime(2026, 1, day, tzinfo=UTC) for day in days]
    return tuple(
        replace(capture, fetched_at=datetime(2026, 1, at, tzinfo=UTC), seen_at=moment)
        for at, (capture, moment) in enumerate(zip(captures, moments, strict=True), 1)
    )


@pytest.mark.parametrize(
    ("before", "after", "read"),
    [((2, 2), (2, 2), 0), ((1, 2), (1, 9), 0), ((2, 2), (9, 9), 0), ((1, 2), (2, 2), 1), ((1, 3), (9, 3), 1)],
)
def test_a_shard_is_read_again_when_a_page_was_still_seen_beside_a_newer_one(
    data, captures, before, after, read
):
    own = split_into_shards(captures, {})[0].captures
    work_all(seen_on(own, *before), Counting(data), ShardCache(data, "code"))
    counting = Counting(data)
    work_all(seen_on(own, *after), counting, ShardCache(data, "code"))
    assert len(counting.names) == read


OTHERWISE = {
    "sha256": "0" * 64,
    "url": "https://www.senate.be/",
    "fetched_at": datetime(2026, 1, 1, tzinfo=UTC),
    "source": "elsewhere",
    "origin": "another",
    "header_charset": "iso-8859-15",
    "evidence": "site",
}


def test_every_field_of_a_page_is_tried_that_rows_are_made_of():
    """The size limits what is read and is no value; when a page was seen has a test of its own."""
    assert set(OTHERWISE) | {"page_id", "size", "seen_at"} == {one.name for one in fields(Capture)}


@each_case("field", OTHERWISE)
def test_a_shard_is_read_again_when_anything_is_known_otherwise_of_a_page(data, captures, field):
    cache = ShardCache(data, "code")
    worked = work_all(captures, Counting(data), cache)[0]
    assert cache.recall(worked.shard)
    first, *others = worked.shard.captures
    known = replace(first, **{field: OTHERWISE[field]})
    assert known != first
    assert not cache.recall(worked.shard._replace(captures=(known, *others)))


@pytest.mark.parametrize("harm", ["other code", "afresh", "cut", "torn", "gone"])
def test_what_cannot_be_trusted_is_worked_on_again(data, captures, harm):
    worked = work_all(captures, Counting(data), ShardCache(data, "code"))
    for path in (data / "cache").glob("*/*.pack"):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= harm == "torn"
        path.unlink()  # what is mapped stays as it is
        if harm != "gone":
            path.write_bytes(content[:-40] if harm == "cut" else content)
    memory = ShardCache(data, "new code" if harm == "other code" else "code", afresh=harm == "afresh")
    counting = Counting(data)
    again = work_all(captures, counting, memory)
    assert len(counting.names) == len(worked)
    assert equal(tables(again), tables(worked))
    assert len(list((data / "cache").iterdir())) == 1


def test_many_thin_packs_become_one(data, captures):
    work_all(captures, Counting(data), ShardCache(data, "code"))
    packs = []
    for night in range(14):
        new = replace(QUESTIONS[0], number=60_000 + 5 * night)
        captures = bring(data, [incoming(new, "nl")])
        worked = work_all(captures, Counting(data), ShardCache(data, "code"))
        packs.append(len(list((data / "cache").glob("*/*.pack"))))
    assert max(packs) <= 11
    assert packs[-1] < max(packs)
    nothing = Counting(data)
    assert equal(tables(work_all(captures, nothing, ShardCache(data, "code"))), tables(worked))
    assert nothing.names == []


@pytest.mark.parametrize("at", ["", "its folder"])
def test_nothing_else_is_removed_where_the_cache_is_a_link(data, captures, tmp_path, at):
    """People may keep the cache on another disk; a folder of somebody else may have links in it."""
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "photographs").mkdir(parents=True)
    for name in ("letter.txt", "photographs/cat.jpg", "homes.json.bak"):
        (elsewhere / name).write_text("precious", encoding="utf-8")
    before = files_of(elsewhere)
    if at:
        work_all(captures, Counting(data), ShardCache(data, "code"))
        (folder,) = (data / "cache").iterdir()
        shutil.rmtree(folder)
        folder.symlink_to(elsewhere)
    else:
        (data / "cache").symlink_to(elsewhere)
    work_all(captures, Counting(data), ShardCache(data, "code"))
    assert before.items() <= files_of(elsewhere).items()
    nothing = Counting(data)
    work_all(captures, nothing, ShardCache(data, "code"))
    assert nothing.names == []


def test_neighbours_in_a_pack_are_one_part(data, captures):
    worked = work_all(captures, Counting(data), ShardCache(data, "code"))
    recalled = work_all(captures, Counting(data), ShardCache(data, "code"))
    assert len(recalled) > 2
    assert len(list(parts_of(recalled))) == 1
    apart = [recalled[0], *recalled[2:]]
    assert len(list(parts_of(apart))) == 2
    ids = [row for part in parts_of(apart) for row in part.tables["questions"]["question_id"].to_pylist()]
    assert ids == [row for one in apart for row in one.part.tables["questions"]["question_id"].to_pylist()]
    assert equal(tables(recalled), tables(worked))
