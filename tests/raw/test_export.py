"""`raw export`: a raw store as one archive, which gives back what the store held."""

import os
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from warcio.archiveiterator import ArchiveIterator

from tasks.common.errors import UsageError
from tasks.fetch.files import SourceReport, incoming_pages
from tasks.fetch.intake import bring_in
from tasks.raw import RawStore, captures, headers_text, sha256_of
from tasks.raw.export import export_warc
from tasks.raw.warc_names import NO_ADDRESS
from tests.support.command import run, succeed
from tests.support.raw_stores import ADDRESS, at, entry
from tests.support.reading import SIMPLE
from tests.support.render import Form, render
from tests.support.runs import tables_without
from tests.support.site.pages import frames
from tests.support.sources import Response, write_warc

both_kinds = pytest.mark.parametrize("name", ["store.warc", "store.warc.gz"])
PAGE = render(SIMPLE, "main", "nl", Form("html"))
OTHER = render(SIMPLE, "main", "fr", Form("html"))
TEXT = render(SIMPLE, "print", "nl")
HEADERS = headers_text({"content-type": "text/html; charset=ISO-8859-1", "etag": '"a"'})
LIVE = {"source": "live", "run_id": "20240101T000000Z-aa"}
ROWS = [
    replace(entry(PAGE, 1, fetched_at=at(2, 3), **LIVE), status=200, headers=HEADERS),
    replace(entry(OTHER, 1, fetched_at=at(2, 4), **LIVE), status=200, headers=HEADERS),
    replace(entry(PAGE, 1, fetched_at=datetime(2024, 1, 3, 0, 0, 0, 123456, UTC), **LIVE), status=200),
    replace(entry(b"gone", 2, fetched_at=at(3), **LIVE), status=404, outcome="absent"),
    replace(entry(b"", 3, fetched_at=at(3), **LIVE), sha256=None, outcome="failed"),
    entry(TEXT, None, origin="a.txt"),
    replace(entry(TEXT, 4), fetched_at=None),
    replace(entry(TEXT), url="https://example.org/a", canonical_url="https://example.org/a"),
]


@pytest.fixture
def store(tmp_path):
    found = RawStore(tmp_path / "raw")
    for content in (PAGE, OTHER, TEXT, b"gone"):
        found.put(content)
    found.append(ROWS, "20240101T000000Z-aa", 0)
    return found


def came_back(path, folder):
    """A store that an archive was brought into."""
    other = RawStore(folder)
    report = SourceReport()
    bring_in(other, list(incoming_pages(str(path), report)), "live", "20240101T000000Z-aa", 0)
    assert report.problems == []
    return other


@both_kinds
def test_an_archive_gives_back_every_page_with_its_address_and_time(tmp_path, store, name):
    done = export_warc(store, tmp_path / name)
    assert (done.written, done.without_bytes) == (7, 1)
    other = came_back(tmp_path / name, tmp_path / "other")
    kept = [
        [
            (c.page_id, c.sha256, c.url, c.fetched_at, c.header_charset, c.evidence)
            for c in captures(one.entries())
        ]
        for one in (store, other)
    ]
    assert kept[0] == kept[1]
    assert {evidence for *_, evidence in kept[0]} == {"site", "named", "content"}
    assert all(other.get(sha256) == store.get(sha256) for _, sha256, *_ in kept[0])


def test_what_the_site_did_not_have_comes_back_as_such(tmp_path, store):
    export_warc(store, tmp_path / "a.warc")
    other = came_back(tmp_path / "a.warc", tmp_path / "other")
    absent = [one for one in other.entries() if one.outcome == "absent"]
    assert [(one.status, one.canonical_url, one.fetched_at) for one in absent] == [
        (404, ROWS[3].canonical_url, at(3))
    ]


@both_kinds
@pytest.mark.parametrize(
    ("content", "outcome", "detail"),
    [(PAGE, "absent", "It shows another question, 8-3."), (frames(), "no_evidence", "Frames.")],
    ids=["another question", "frames"],
)
def test_what_an_answer_was_judged_to_be_comes_back_with_it(tmp_path, name, content, outcome, detail):
    """A page of another question is none, which its bytes alone do not tell."""
    store = RawStore(tmp_path / "raw")
    store.put(content)
    row = entry(content, 1, fetched_at=at(3), outcome=outcome, detail=detail, **LIVE)
    store.append([replace(row, status=200)], "20240101T000000Z-aa", 0)
    export_warc(store, tmp_path / name)
    (back,) = came_back(tmp_path / name, tmp_path / "other").entries()
    assert (back.outcome, back.status, back.detail, captures([back])) == (outcome, 200, detail, ())


def test_an_archived_response_that_says_nothing_is_logged_as_such(tmp_path):
    answers = [Response(ADDRESS.format(1), frames()), Response(ADDRESS.format(2), b"")]
    log = came_back(write_warc(tmp_path / "a.warc", answers), tmp_path / "other").entries()
    assert [(one.outcome, one.status) for one in log] == [("no_evidence", 200)] * 2


@both_kinds
def test_the_same_store_gives_the_same_bytes(tmp_path, store, name):
    for folder in (one := tmp_path / "one", two := tmp_path / "two"):
        folder.mkdir()
        export_warc(store, folder / name)
    assert (one / name).read_bytes() == (two / name).read_bytes()


@both_kinds
def test_the_archive_is_one_that_others_read(tmp_path, store, name):
    export_warc(store, tmp_path / name)
    with (tmp_path / name).open("rb") as stream:
        records = [
            (one.rec_type, one.rec_headers.get_header("WARC-Target-URI"), one.content_stream().read())
            for one in ArchiveIterator(stream, check_digests="raise")
        ]
    assert [kind for kind, _, _ in records] == ["warcinfo", *["response"] * 4, *["resource"] * 3]
    assert records[1][1:] == (ADDRESS.format(1).replace("http:", "https:"), PAGE)
    assert {target for _, target, _ in records[5:]} == {f"{NO_ADDRESS}{sha256_of(TEXT)}"}


def test_an_archive_that_is_there_is_not_written_over_and_a_name_of_none_is_wrong_usage(tmp_path, store):
    (tmp_path / "a.warc").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="exists already"):
        export_warc(store, tmp_path / "a.warc")
    assert (tmp_path / "a.warc").read_text(encoding="utf-8") == "mine"
    with pytest.raises(UsageError, match=r"\.warc"):
        export_warc(store, tmp_path / "a.zip")


def test_a_store_that_is_damaged_leaves_no_archive(tmp_path, store):
    sha256 = sha256_of(TEXT)
    (tmp_path / f"raw/pages/{sha256[:2]}/{sha256}.gz").write_bytes(b"damaged")
    done = run("raw", "export", "--warc", tmp_path / "a.warc.gz", "--data", tmp_path)
    assert done.returncode == 1
    assert sha256 in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["raw"]


@pytest.mark.long
def test_a_release_comes_back_from_its_archive(small_data, tmp_path):
    archive = tmp_path / "pages.warc.gz"
    succeed("raw", "export", "--warc", archive, "--data", small_data)
    done = run("ingest", "--from", archive, "--data", tmp_path / "data")
    assert done.returncode == 0, done.stderr
    columns = ("source", "origin")
    here, there = tables_without(tmp_path / "data", columns), tables_without(small_data, columns)
    for tables in (here, there):
        del tables["legislatures"], tables["gaps"]
    assert here == there


@both_kinds
def test_no_archive_is_written_through_a_link(tmp_path, store, name):
    victim, target = tmp_path / "victim", tmp_path / name
    victim.write_text("precious", encoding="utf-8")
    for place in (f".{name}.tmp", f".{name}.{os.getpid()}.tmp"):
        (tmp_path / place).symlink_to(victim)
    export_warc(store, target)
    assert victim.read_text("utf-8") == "precious"
    assert target.stat().st_size > 0
