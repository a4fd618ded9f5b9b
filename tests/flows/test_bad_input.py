"""Bad pages are set aside one by one with a reason; everything else is released, nothing is lost."""

import gzip
import hashlib

from tasks.common.logger import log
from tests.flows.conftest import OTHER_SITE
from tests.support.command import refusal_of, run
from tests.support.data_folder import files_of, last_run
from tests.support.each_case import each_case
from tests.support.reading import is_sentence
from tests.support.releases import verified_here
from tests.support.runs import rows
from tests.support.sources import lay_out

WITHOUT_QUESTION = {
    "bad/empty.txt": "empty",
    "bad/blank.html": "empty",
    "bad/binary.bin": "binary",
    "bad/picture.png": "binary",
    "bad/shop.html": "not a question page",
}


def outcomes(mixed_run):
    return {origin: row for origin, *row in rows(mixed_run.data, "SELECT origin, outcome, reason FROM pages")}


@each_case("origin", WITHOUT_QUESTION)
def test_what_is_no_question_page_is_quarantined_with_its_reason(mixed_run, origin):
    outcome, reason = outcomes(mixed_run)[origin]
    assert outcome == "quarantined"
    assert WITHOUT_QUESTION[origin] in reason
    assert is_sentence(reason)


def test_a_quarantined_page_is_named_in_the_log_with_its_reason(tmp_path, caplog, monkeypatch):
    monkeypatch.setattr(log, "propagate", True)
    lay_out(tmp_path / "pages", {"shop.html": OTHER_SITE})
    assert run("ingest", "--from", tmp_path / "pages", "--data", tmp_path / "data").returncode == 1
    (said,) = {one for one in caplog.messages if one.startswith("Quarantined: ")}
    assert said.startswith("Quarantined: shop.html: ")
    assert is_sentence(said.removeprefix("Quarantined: shop.html: "))


def test_every_quarantined_page_has_a_sentence_and_good_ones_beside_it_are_released(mixed_run):
    for origin, (outcome, reason) in outcomes(mixed_run).items():
        assert (outcome == "quarantined") == (reason is not None), origin
        assert reason is None or is_sentence(reason), origin
        assert "The reader failed" not in (reason or ""), origin
    held = {row[0] for row in rows(mixed_run.data, "SELECT question_id FROM questions")}
    assert held >= {"5-8900", "6-95101", "6-95102", "6-95103", "6-95104", "6-95110"}
    assert verified_here((mixed_run.data / "current").resolve()).faults == []


@each_case("name", ["dangling.html", "circle.html", "no-archive.warc", "broken.warc.gz"])
def test_a_file_that_cannot_be_read_is_named_on_standard_error(mixed_run, name):
    lines = [line for line in mixed_run.done.stderr.splitlines() if name in line]
    assert len(lines) == 1
    assert lines[0].endswith(".")
    assert "Traceback" not in mixed_run.done.stderr


def test_records_of_other_sites_are_counted_and_passed_over(mixed_run):
    assert [line for line in mixed_run.done.stderr.splitlines() if "skipped" in line and ": 1 " in line]
    assert rows(mixed_run.data, "SELECT count(*) FROM pages WHERE url LIKE '%shop%'") == [(0,)]


def test_the_raw_store_keeps_every_byte_also_of_bad_pages(mixed_run):
    raw = mixed_run.data / "raw"
    for name, content in mixed_run.raw_before.items():
        assert (mixed_run.data / name).read_bytes() == content, name
    for path in (raw / "pages").rglob("*.gz"):
        assert hashlib.sha256(gzip.decompress(path.read_bytes())).hexdigest() == path.stem
    for origin in WITHOUT_QUESTION:
        sha256 = hashlib.sha256((mixed_run.folder / origin).read_bytes()).hexdigest()
        assert (raw / "pages" / sha256[:2] / f"{sha256}.gz").is_file(), origin


def test_status_lists_the_quarantined_pages_with_their_reasons(mixed_run):
    text = run("status", "--data", mixed_run.data).stdout
    for origin, piece in WITHOUT_QUESTION.items():
        line = next(line for line in text.splitlines() if origin in line)
        assert piece in line


def test_a_source_that_cannot_be_read_at_all_is_1_and_says_why(small_copy, tmp_path):
    path = tmp_path / "broken.warc.gz"
    path.write_bytes(b"\x1f\x8b\x08\x00" + bytes(30))
    before = files_of(small_copy / "releases"), files_of(small_copy / "raw")
    assert "broken.warc.gz" in refusal_of("ingest", "--from", path, "--data", small_copy, code=1)
    assert (files_of(small_copy / "releases"), files_of(small_copy / "raw")) == before
    assert last_run(small_copy)["outcome"] == "failed"
