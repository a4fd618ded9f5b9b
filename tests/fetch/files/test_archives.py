"""Pages from zip and WACZ."""

import gzip
import io
import zipfile
from datetime import UTC, datetime

import pytest

from tasks.fetch.files import SourceReport
from tasks.fetch.files.file_kinds import kind_of
from tests.fetch.files.support import only_sentence
from tests.support.sources import ADDRESS, Response, lay_out, taken, warc_bytes

PAGES = {"b.html": b"<html>one</html>", "folder/a.txt": b"two", "folder/deep/er.md": b"three" * 1000}
ZIPS = {"p.zip": zipfile.ZIP_DEFLATED, "stored.zip": zipfile.ZIP_STORED, "P.ZIP": zipfile.ZIP_DEFLATED}
every_kind = pytest.mark.parametrize("name", ZIPS)


def packed(name: str, files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", ZIPS.get(name, zipfile.ZIP_DEFLATED)) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return stream.getvalue()


def read(tmp_path, name, files):
    return taken(lay_out(tmp_path, {name: packed(name, files)}) / name)


@every_kind
def test_the_files_of_an_archive_are_pages_named_by_archive_and_path(tmp_path, name):
    pages, report = read(tmp_path, name, PAGES)
    assert [(page.origin, page.content) for page in pages] == [
        (f"{name}!{path}", content) for path, content in PAGES.items()
    ]
    assert {(page.url, page.fetched_at, page.status) for page in pages} == {(None, None, None)}
    assert report == SourceReport()


def test_an_archive_in_a_folder_is_named_by_its_path_in_the_folder(tmp_path):
    lay_out(tmp_path, {"a/p.zip": packed("p.zip", {"x/y.html": b"y"}), "b.html": b"b"})
    assert [page.origin for page in taken(tmp_path)[0]] == ["b.html", "a/p.zip!x/y.html"]


@every_kind
@pytest.mark.parametrize("first", ["page", "sidecar"])
def test_a_sidecar_is_found_whether_it_is_before_or_behind_its_page(tmp_path, name, first):
    both = {"m/a.html": b"page", "m/a.html.url": ADDRESS.format(4).encode() + b"\n2013-05-21T09:30:11Z"}
    between = {f"m/{number}.html": b"x" for number in range(3)}
    order = ["m/a.html", *between, "m/a.html.url"]
    files = {path: (both | between)[path] for path in (order if first == "page" else reversed(order))}
    pages, report = read(tmp_path, name, files)
    named = {page.origin.split("!")[1]: (page.url, page.fetched_at) for page in pages}
    moment = datetime(2013, 5, 21, 9, 30, 11, tzinfo=UTC)
    assert named == {"m/a.html": (ADDRESS.format(4), moment)} | dict.fromkeys(between, (None, None))
    assert report.problems == []


def test_paths_that_are_written_in_different_ways_are_the_same(tmp_path):
    files = {"./m/../a.html": b"page", "./b.html": b"b", "a.html.url": ADDRESS.format(4).encode()}
    pages, report = read(tmp_path, "p.zip", files)
    assert [(page.origin, page.url) for page in pages] == [
        ("p.zip!a.html", ADDRESS.format(4)),
        ("p.zip!b.html", None),
    ]
    assert report.problems == []


def test_hidden_files_and_those_that_systems_add_are_not_taken(tmp_path):
    files = {"a.html": b"a", ".git/x.html": b"x", "m/.DS_Store": b"x", "__MACOSX/._a.html": b"x"}
    assert [page.content for page in read(tmp_path, "p.zip", files)[0]] == [b"a"]


@every_kind
def test_archives_of_records_inside_are_read(tmp_path, name):
    ours = [Response(ADDRESS.format(number), str(number).encode()) for number in (1, 2)]
    files = {
        "a.html": b"page",
        "w/crawl.warc.gz": warc_bytes([*ours, Response("https://shop.example/")]),
        "w/plain.warc": warc_bytes([Response(ADDRESS.format(3), b"3")], gzip=False),
    }
    pages, report = read(tmp_path, name, files)
    assert [page.content for page in pages] == [b"page", b"1", b"2", b"3"]
    assert [page.origin for page in pages[1:]] == [page.url for page in pages[1:]]
    assert all(page.fetched_at for page in pages[1:])
    assert report.passed_over == 1
    assert report.problems == []
    (note,) = report.notes
    assert name in note


WACZ = {
    "datapackage.json": b"{}",
    "archive/data-1.warc.gz": warc_bytes([Response(ADDRESS.format(1), b"1")]),
    "archive/data-2.warc": warc_bytes([Response(ADDRESS.format(2), b"2")], gzip=False),
    "indexes/index.cdx.gz": gzip.compress(b"x"),
    "indexes/index.idx": b"x",
    "pages/pages.jsonl": b"{}",
}


@pytest.mark.parametrize("name", ["crawl.wacz", "crawl.zip"])
def test_of_a_wacz_the_archives_are_read_and_nothing_else_is_a_page(tmp_path, name):
    pages, report = read(tmp_path, name, WACZ)
    assert [(page.url, page.content) for page in pages] == [
        (ADDRESS.format(1), b"1"),
        (ADDRESS.format(2), b"2"),
    ]
    assert report == SourceReport()


@pytest.mark.parametrize("inner", ["in.zip", "in.tar", "in.tar.gz", "in.wacz", "in.7z"])
def test_an_archive_inside_an_archive_is_reported_and_not_opened(tmp_path, inner):
    content = packed(inner, PAGES) if kind_of(inner) == "zip" else b"7z"
    pages, report = read(tmp_path, "p.zip", {"a.html": b"a", f"m/{inner}": content, "z.html": b"z"})
    assert [page.content for page in pages] == [b"a", b"z"]
    assert f"p.zip!m/{inner} was skipped: it is an archive inside an archive" in only_sentence(report)


def test_single_pages_behind_gzip_are_unpacked_wherever_they_stand(tmp_path):
    page, address = gzip.compress(b"<html>page</html>"), ADDRESS.format(1).encode()
    files = {"a.html.gz": page, "a.html.gz.url": address, "b.txt.gz": page, "b.txt.url": address}
    lay_out(tmp_path, {**files, "p.zip": packed("p.zip", files)})
    pages, report = taken(tmp_path)
    assert [(found.origin, found.url, found.content) for found in pages] == [
        (f"{where}{path}", ADDRESS.format(1), b"<html>page</html>")
        for where in ("", "p.zip!")
        for path in ("a.html.gz", "b.txt.gz")
    ]
    assert report.problems == []


@pytest.mark.parametrize("name", ["a.zip", "a.wacz", "a.tar", "a.tar.gz", "a.html.gz", "a.arc"])
@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>Schriftelijke vraag nr. 5-1</body></html>",
        b"",
        b"\0\1\2" * 900,
        b"\x1f\x8b broken",
        b"BZh9 broken",
        b"\xfd7zXZ\0 broken",
        b"PK\3\4 broken",
        warc_bytes([Response(ADDRESS.format(1))]),
        packed("p.zip", PAGES),
    ],
    ids=["html", "empty", "binary", "gzip", "bzip2", "xz", "zip", "warc", "whole zip"],
)
def test_a_suffix_that_lies_is_reported_or_does_not_matter(tmp_path, name, content):
    pages, report = taken(lay_out(tmp_path, {name: content, "z.html": b"page"}))
    assert pages[-1].origin == "z.html"
    problems = [problem for problem in report.problems if name in problem]
    assert len(pages) > 1 or len(problems) == 1 or (name, content) == ("a.html.gz", b"")
    assert all(problem.endswith(".") for problem in problems)


@pytest.mark.parametrize(
    "name",
    ["a.7z", "a.rar", "a.tar.zst", "a.warc.zst", "a.tar", "a.TGZ", "a.tar.xz", "a.arc.gz", "a.html.bz2"],
)
def test_archives_that_are_not_read_are_reported(tmp_path, name):
    pages, report = taken(lay_out(tmp_path, {name: b"x", "z.html": b"page"}))
    assert [page.origin for page in pages] == ["z.html"]
    problem = only_sentence(report)
    assert name in problem
    assert (f"(tar xf {tmp_path / name})" in problem) == (".t" in name.lower() and "zst" not in name)


def ten_files() -> dict[str, bytes]:
    return {f"{number}.html": str(number).encode() * 3000 for number in range(10)}


NO_PAGES = {
    "crawl.wacz": (
        packed("a.zip", {"datapackage.json": b"{}", "pages/pages.jsonl": b"{}"}),
        "contains no page.",
    ),
    "empty.zip": (packed("a.zip", {}), "contains no page."),
    "cut.zip": (packed("a.zip", ten_files())[:900], "directory"),
}


@pytest.mark.parametrize("name", NO_PAGES)
def test_an_archive_without_pages_is_reported(tmp_path, name):
    content, words = NO_PAGES[name]
    pages, report = taken(lay_out(tmp_path, {name: content}) / name)
    assert pages == []
    assert (name in only_sentence(report), words in only_sentence(report)) == (True, True)


def test_a_damaged_file_of_a_zip_is_reported_and_the_others_are_taken(tmp_path):
    whole = bytearray(packed("stored.zip", ten_files()))
    at = whole.index(b"3333")
    whole[at : at + 4] = b"xxxx"
    pages, report = taken(lay_out(tmp_path, {"a.zip": bytes(whole)}) / "a.zip")
    assert len(pages) == 9
    assert "a.zip!3.html" in only_sentence(report)


def test_a_damaged_page_behind_gzip_costs_no_other_file_of_an_archive(tmp_path):
    page = gzip.compress(b"page" * 90)
    files = {"a.html.gz": page[:-12], "b.html.gz": page, "c.html.gz": b"no gzip", "d.html": b"d"}
    pages, report = read(tmp_path, "p.zip", files)
    assert [page.content for page in pages] == [b"page" * 90, b"d"]
    first, second = report.problems
    assert "p.zip!a" in first
    assert "p.zip!c" in second


def test_the_command_for_a_tar_is_safe_to_paste(tmp_path):
    _, report = taken(lay_out(tmp_path, {"a; rm x.tar": b"x"}))
    assert f"tar xf '{tmp_path}/a; rm x.tar'" in only_sentence(report)
