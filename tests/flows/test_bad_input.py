"""Bad and good files in one folder: what is set aside or released, and which sources a release has."""

import gzip
import hashlib

import pytest

from tasks.common.logger import log
from tests.flows.conftest import OTHER_SITE
from tests.support.command import output_of, refusal_of, run, succeed
from tests.support.data_folder import current_manifest, files_of, last_run
from tests.support.each_case import each_case
from tests.support.reading import INVENTED, is_sentence
from tests.support.releases import verified_here
from tests.support.render import Form
from tests.support.runs import OF_THE_SOURCE, page_files, parquet_files, rows, tables_without
from tests.support.sources import Response, lay_out, write_warc

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


MAIN = "https://www.senate.be/www/?MIval=/Vragen/SchriftelijkeVraag&LEG={}&NR={}&LANG={}"


def test_sample_pages_leave_once_a_page_of_ones_own_is_there_but_one_that_is_given(mixed_run):
    assert current_manifest(mixed_run.data)["sources"] == [str(mixed_run.folder)]
    assert rows(mixed_run.data, "SELECT DISTINCT source FROM pages") == [(str(mixed_run.folder),)]
    invented = "SELECT count(*) FROM questions WHERE question_id = '5-90001'"
    assert rows(mixed_run.data, invented) == [(0,)]
    found = rows(mixed_run.data, "SELECT author, status FROM questions WHERE question_id = '5-8900'")
    assert found == [("Martine Taelman", "answered")]


@each_case(
    ("origin", "found"),
    [
        ("seed.txt", (MAIN.format(5, 8900, "nl"), "5-8900", "main", "nl", "read")),
        ("canonical.html", (MAIN.format(6, 95102, "nl"), "6-95102", "main", "nl", "read")),
        ("based.html", (MAIN.format(6, 95103, "fr"), "6-95103", "main", "fr", "read")),
        ("deep/er/beside.html", (MAIN.format(6, 95104, "nl"), "6-95104", "main", "nl", "read")),
        ("none.txt", (None, "6-95101", "print", "nl", "read")),
    ],
    ids=["first line", "canonical link", "base", "sidecar", "content alone"],
)
def test_the_address_of_a_page_is_found_wherever_it_is(mixed_run, origin, found):
    columns = "url, question_id, variant, language, outcome"
    assert rows(mixed_run.data, f"SELECT {columns} FROM pages WHERE origin = '{origin}'") == [found]


def test_what_names_an_address_is_neither_text_nor_page(mixed_run):
    assert rows(mixed_run.data, "SELECT count(*) FROM texts WHERE text LIKE '%URL:%'") == [(0,)]
    assert rows(mixed_run.data, "SELECT count(*) FROM pages WHERE origin LIKE '%.url'") == [(0,)]


def test_pages_of_an_archive_keep_address_and_time(mixed_run):
    url = MAIN.format(6, 95110, "nl")
    found = rows(
        mixed_run.data,
        f"SELECT question_id, fetched_at AT TIME ZONE 'UTC', outcome FROM pages WHERE url = '{url}'",
    )
    assert [(row[0], f"{row[1]:%Y-%m-%dT%H:%M:%SZ}", row[2]) for row in found] == [
        ("6-95110", "2024-03-04T05:06:07Z", "read")
    ]


def test_each_page_that_was_brought_in_has_one_row_and_the_same_folder_again_is_unchanged(mixed_run):
    total, distinct = rows(mixed_run.data, "SELECT count(*), count(DISTINCT page_id) FROM pages")[0]
    assert total == distinct
    # Six ways to an address less the sidecar, five bad files that are pages, two archives.
    assert total == 5 + 5 + 2
    done = succeed("ingest", "--from", mixed_run.folder, "--data", mixed_run.data)
    assert "unchanged" in done.stdout


@pytest.fixture(scope="module")
def ways(tmp_path_factory):
    """One set of pages of one day as a folder, as files and as an archive: a data folder for each way."""
    top = tmp_path_factory.mktemp("ways")
    form = Form("html", encoding="windows_1252_labelled_iso_8859_1")
    files = page_files([INVENTED[name] for name in ("5-90050", "4-90010", "6-90032", "7-90060")], form)
    pages = sorted(name for name in files if not name.endswith(".url"))
    responses = [Response(files[f"{name}.url"].decode().strip(), files[name]) for name in pages]
    dated = {
        f"{name}.url": f"{one.url} {one.date}\n".encode() for name, one in zip(pages, responses, strict=True)
    }
    folder = lay_out(top / "pages", files | dated)
    archive = write_warc(top / "pages.warc.gz", responses)
    given = {
        "folder": ["--from", folder],
        "files": [word for name in pages for word in ("--from", folder / name)],
        "archive": ["--from", archive],
    }
    for way, words in given.items():
        done = run("ingest", *words, "--data", top / way)
        assert (done.returncode, done.stderr) == (0, ""), way
    return top


@pytest.mark.long
@pytest.mark.parametrize("way", ["files", "archive"])
def test_the_same_pages_give_the_same_tables_whichever_way_they_come(ways, way):
    assert tables_without(ways / way, OF_THE_SOURCE) == tables_without(ways / "folder", OF_THE_SOURCE)


@pytest.mark.long
def test_pages_given_again_by_another_way_are_unchanged_or_published_and_change_nothing(ways, tmp_path):
    before = parquet_files(ways / "folder")
    folder = lay_out(tmp_path / "again", {p.name: p.read_bytes() for p in (ways / "pages").iterdir()})
    output_of("ingest", "--from", folder, "--data", ways / "folder")
    assert parquet_files(ways / "folder") == before
