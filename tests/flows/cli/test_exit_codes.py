"""The exit codes of the contract, each provoked for real."""

import json
import shutil

import pyarrow.parquet as pq
import pytest

from tasks.operate.lock import data_lock
from tests.support.command import is_clear, output_of, refusal_of, run, succeed
from tests.support.data_folder import current_manifest, files_of, forget_question, last_run
from tests.support.each_case import each_case
from tests.support.sources import lay_out

BAD = {
    "empty.txt": b"",
    "binary.bin": bytes(range(256)) * 20,
    "shop.html": b"<html><body><h1>Garden chairs</h1><p>Now half price.</p></body></html>",
}


def test_published_is_0_and_shows_the_release(sample_run):
    assert sample_run.done.returncode == 0
    shown = sample_run.done.stdout
    assert "published" in shown
    assert str((sample_run.data / "current").resolve().name) in shown
    for figure in ("questions", "answered", "lapsed", "repairs", "quarantined pages"):
        assert figure in shown
    assert sum("SELECT" in line for line in shown.splitlines()) == 3


def test_unchanged_is_0_says_so_and_touches_no_release(data):
    before = files_of(data / "releases")
    assert "unchanged" in output_of("ingest", "--from", "sample", "--data", data)
    assert last_run(data)["outcome"] == "unchanged"
    summary = json.loads(output_of("ingest", "--from", "sample", "--json", "--data", data))
    assert summary["outcome"] == "unchanged"
    assert summary["questions"] == current_manifest(data)["counts"]["questions"]
    assert files_of(data / "releases") == before


CONTACT = {"SENATE_CONTACT": "someone@tests.internal"}
LIVE = ("ingest", "ingest --from live", "ingest --from sample --from live", "backfill --legislature 7")
REFUSED = [  # the command, what it says, and settings: without a source, ingest takes the site
    *((words, "SENATE_CONTACT", {}) for words in LIVE),
    ("backfill --legislature 99", "", CONTACT),
    ("backfill --legislature 7 --first 20 --last 10", "", CONTACT),
    *(
        (f"ingest --from {name}", name, {})
        for name in ("nowhere", "lives", "~nobody/pages", "smb://host/pages")
    ),
    *((words, "senate-questions ingest", {}) for words in ("sql .tables", "sql")),
]


@each_case(("words", "said", "env"), REFUSED)
def test_what_cannot_be_done_is_2_before_anything_is_asked_or_made(tmp_path, words, said, env):
    refusal = refusal_of(*words.split(), "--data", tmp_path / "data", env=env, cwd=tmp_path)
    assert said in refusal
    assert not (tmp_path / "data").exists()


def test_one_missing_source_of_two_is_2_before_anything_is_brought_in(data):
    before = files_of(data / "raw")
    refusal_of("ingest", "--from", "sample", "--from", data / "nowhere", "--data", data)
    assert files_of(data / "raw") == before


def test_nothing_to_read_is_1_with_the_reason_of_each_page(tmp_path):
    data = tmp_path / "data"
    said = refusal_of("ingest", "--from", lay_out(tmp_path / "bad", BAD), "--data", data, code=1)
    assert all(name in said for name in BAD)
    assert "empty" in said
    assert "binary" in said
    assert "not a question page" in said
    assert not (data / "current").exists()
    assert list((data / "releases").glob("*")) == []
    assert last_run(data)["outcome"] == "failed"


def test_an_empty_folder_is_1_and_the_last_release_stays(data, tmp_path):
    (tmp_path / "empty").mkdir()
    before = files_of(data / "releases")
    done = run("ingest", "--from", tmp_path / "empty", "--data", data)
    assert (done.returncode, done.stdout) == (1, "")
    assert is_clear(done)
    assert files_of(data / "releases") == before


def test_rebuild_of_an_empty_data_folder_is_1_with_a_sentence(tmp_path):
    refusal_of("rebuild", "--data", tmp_path / "data", code=1)
    assert not (tmp_path / "data/current").exists()


@pytest.mark.long
def test_fallen_counts_are_3_and_accepted_with_a_reason_0(data):
    before = files_of(data / "releases")
    pointed = (data / "current").readlink()
    forget_question(data, "7-90063")

    refused = run("rebuild", "--data", data)
    assert (refused.returncode, refused.stdout) == (3, "")
    assert is_clear(refused)
    assert "questions_fell" in refused.stderr
    assert "--accept-drop" in refused.stderr
    assert files_of(data / "releases") == before
    assert (data / "current").readlink() == pointed
    assert last_run(data)["outcome"] == "refused"

    output_of("rebuild", "--accept-drop", "The question was withdrawn", "--data", data)
    manifest = current_manifest(data)
    assert manifest["accepted_drop"] == "The question was withdrawn"
    assert manifest["counts"]["questions"] == 27
    assert pq.read_table(data / "current/questions.parquet").num_rows == 27


@pytest.mark.parametrize("arguments", [("ingest", "--from", "sample"), ("rebuild",)], ids=" ".join)
def test_a_run_while_another_holds_the_lock_is_5_and_is_not_recorded(data, arguments):
    shutil.rmtree(data / "ledger")
    with data_lock(data):
        done = run(*arguments, "--data", data)
    assert (done.returncode, done.stdout) == (5, "")
    assert is_clear(done)
    assert not (data / "ledger").exists()


def test_reading_goes_on_while_a_run_holds_the_lock(small_copy):
    with data_lock(small_copy):
        succeed("sql", "SELECT 1", "--data", small_copy)
        succeed("status", "--data", small_copy)


def test_a_lock_left_by_a_dead_process_holds_nobody_up(data):
    (data / "lock").write_text("999999", encoding="utf-8")
    succeed("ingest", "--from", "sample", "--data", data)
