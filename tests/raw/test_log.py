"""The fetch log: segments, the journal of a run at work, and what an earlier version of the code wrote."""

import json
from dataclasses import asdict, replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.common.errors import StorageError
from tasks.raw import RawStore, headers_text
from tests.support.processes import at_work, result_of
from tests.support.raw_stores import at, entry, failure_of, note_without_end

RUN = "20240101T000000Z-aa"
ANSWER = replace(
    entry(b"page", 7, "live", at(2, 3), origin="https://www.senate.be/é", run_id=RUN),
    status=200,
    headers=headers_text({"etag": '"a"', "content-type": "text/html"}),
    outcome="page",
    reason="new_number",
)
NO_ANSWER = replace(ANSWER, sha256=None, status=None, headers=None, outcome="failed", detail="Timeout: 30 s.")


@pytest.fixture
def store(tmp_path):
    return RawStore(tmp_path)


@pytest.fixture
def journal(store, tmp_path):
    """The journal of a run that has noted an answer."""
    store.note(ANSWER, RUN, 0)
    return tmp_path / f"log/{RUN}-00000.journal"


def journals(folder):
    return sorted(path.name for path in (folder / "log").glob("*.journal"))


def segments(folder):
    return sorted(path.name for path in (folder / "log").glob("*.parquet"))


def test_what_is_noted_is_in_the_log_at_once(store, tmp_path):
    store.note(ANSWER, RUN, 0)
    assert list(RawStore(tmp_path).entries()) == [ANSWER]
    store.note(NO_ANSWER, RUN, 0)
    assert list(RawStore(tmp_path).entries()) == [ANSWER, NO_ANSWER]


def test_a_sealed_journal_is_a_segment_with_the_same_rows(store, tmp_path):
    for one in (ANSWER, NO_ANSWER):
        store.note(one, RUN, 3)
    store.seal()
    assert (journals(tmp_path), segments(tmp_path)) == ([], [f"{RUN}-00003.parquet"])
    assert list(store.entries()) == [ANSWER, NO_ANSWER]


def test_a_copy_of_a_journal_under_another_name_is_sealed_too(store, tmp_path, journal):
    journal.rename(journal.with_name(f"{journal.stem} (copy).journal"))
    store.seal()
    assert (journals(tmp_path), list(store.entries())) == ([], [ANSWER])


def test_sealing_with_nothing_to_seal_does_nothing(store, tmp_path):
    store.seal()
    assert list(tmp_path.iterdir()) == []


def test_a_line_that_was_being_written_is_passed_over(store, journal):
    store.note(NO_ANSWER, RUN, 0)
    whole = journal.read_bytes()
    ends = {at for end in (0, whole.index(b"\n"), len(whole)) for at in range(end - 4, end + 4)}
    for length in sorted(ends.union(range(0, len(whole), 9)) & set(range(len(whole)))):
        journal.write_bytes(whole[:length])
        assert list(store.entries()) == [ANSWER, NO_ANSWER][: whole[:length].count(b"\n")]


def test_a_journal_whose_segment_is_there_already_is_not_read_twice(store, tmp_path):
    store.note(ANSWER, RUN, 0)
    store.append([ANSWER], RUN, 0)
    assert list(store.entries()) == [ANSWER]
    store.seal()
    assert (journals(tmp_path), list(store.entries())) == ([], [ANSWER])


def test_a_journal_beside_a_segment_of_other_rows_is_never_lost(store, tmp_path):
    store.append([NO_ANSWER], RUN, 0)
    store.append([replace(NO_ANSWER, detail="Another.")], RUN, 1)
    store.note(ANSWER, RUN, 0)
    before = list(store.entries())
    assert before == [NO_ANSWER, ANSWER, replace(NO_ANSWER, detail="Another.")]
    store.seal()
    assert (journals(tmp_path), len(segments(tmp_path))) == ([], 3)
    after = list(store.entries())
    assert (len(after), set(after)) == (3, set(before))


def test_a_journal_of_no_complete_line_leaves_no_segment(store, tmp_path, journal):
    journal.write_bytes(b'{"sha')
    store.seal()
    assert (journals(tmp_path), segments(tmp_path)) == ([], [])


@pytest.mark.parametrize("damage", [b"no json\n", b"[1]\n", b'{"sha256": null}\n', b"\xff\n"])
def test_a_damaged_journal_is_reported(store, journal, damage):
    journal.write_bytes(damage + journal.read_bytes())
    with pytest.raises(StorageError, match=r"damaged journal.*journal"):
        list(store.entries())


def test_rows_of_several_runs_come_oldest_run_first_sealed_or_not(store):
    late, early = replace(ANSWER, run_id="20240301T000000Z-cc"), replace(ANSWER, run_id="20240201T000000Z-bb")
    store.note(late, late.run_id, 0)
    store.note(early, early.run_id, 0)
    store.append([ANSWER], RUN, 0)
    assert [one.run_id for one in store.entries()] == [RUN, early.run_id, late.run_id]


OLD = ("sha256", "url", "canonical_url", "fetched_at", "source", "origin", "run_id")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({name: getattr(entry(), name) for name in OLD}, replace(entry(), outcome="page", status=None)),
        (asdict(ANSWER) | {"invented_later": 1}, ANSWER),
    ],
    ids=["earlier", "later"],
)
def test_a_segment_of_another_version_is_read_with_the_columns_of_this_one(store, tmp_path, row, expected):
    (tmp_path / "log").mkdir()
    pq.write_table(pa.Table.from_pylist([row]), tmp_path / f"log/{RUN}-00000.parquet")
    assert list(store.entries()) == [expected]


def test_a_writer_killed_at_any_moment_leaves_nothing_but_complete_rows(tmp_path):
    for _ in range(4):
        with at_work(note_without_end, tmp_path, ANSWER):
            while not list(RawStore(tmp_path).entries()):
                pass
        rows = list(RawStore(tmp_path).entries())
        assert set(rows) == {ANSWER}
        RawStore(tmp_path).seal()
        assert list(RawStore(tmp_path).entries()) == rows
        (tmp_path / f"log/{RUN}-00000.parquet").unlink()
    assert rows


def test_a_log_that_is_sealed_while_it_is_read_is_read(store, tmp_path):
    """A reader has listed the journal; then it becomes a segment."""
    store.note(ANSWER, RUN, 0)
    store.append([replace(ANSWER, run_id="20230101T000000Z-00")], "20230101T000000Z-00", 0)
    reading = store.entries()
    first = next(reading)
    RawStore(tmp_path).seal()
    assert [first, *reading][1:] == [ANSWER]


def test_headers_come_back_by_name(tmp_path):
    assert (ANSWER.header("etag"), ANSWER.header("server"), NO_ANSWER.header("etag")) == ('"a"', None, None)
    assert json.loads(ANSWER.headers) == {"content-type": "text/html", "etag": '"a"'}
    assert headers_text({}) is None


def test_a_file_that_may_not_grow_is_reported(tmp_path):
    told = result_of(failure_of, tmp_path, 900, *[("note", ANSWER, RUN, 0)] * 5)
    assert "File too large" in told
    assert set(RawStore(tmp_path).entries()) == {ANSWER}


def test_no_journal_is_written_through_a_link(tmp_path):
    victim, journal = tmp_path / "victim", tmp_path / f"raw/log/{RUN}-00000.journal"
    victim.write_text("precious", encoding="utf-8")
    journal.parent.mkdir(parents=True)
    journal.symlink_to(victim)
    with pytest.raises(StorageError, match="is a link") as told:
        RawStore(tmp_path / "raw").note(ANSWER, RUN, 0)
    assert str(journal) in str(told.value)
    assert victim.read_text("utf-8") == "precious"


def test_the_folder_of_the_log_may_be_a_link(tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/log").symlink_to(tmp_path / "disk")
    store = RawStore(tmp_path / "raw")
    store.note(ANSWER, RUN, 0)
    store.seal()
    assert list(store.entries()) == [ANSWER]
    assert [path.suffix for path in (tmp_path / "disk").iterdir()] == [".parquet"]
