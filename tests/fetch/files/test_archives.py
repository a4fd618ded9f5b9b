"""Pages from zip, WACZ and tar."""

import bz2
import gzip
import io
import random
import tarfile
import zipfile
from datetime import UTC, datetime

import pytest

from tasks.fetch.files import SourceReport
from tasks.fetch.files.file_kinds import kind_of
from tests.fetch.files.hostile import tar_bytes
from tests.support.sources import ADDRESS, Response, arc_bytes, lay_out, taken, warc_bytes

PAGES = {"b.html": b"<html>one</html>", "folder/a.txt": b"two", "folder/deep/er.md": b"three" * 1000}
TARS = {
    "p.tar": "w",
    "p.tar.gz": "w:gz",
    "p.tgz": "w:gz",
    "p.tar.bz2": "w:bz2",
    "p.tar.xz": "w:xz",
    "P.TAR.XZ": "w:xz",
}
ZIPS = {
    "p.zip": zipfile.ZIP_DEFLATED,
    "stored.zip": zipfile.ZIP_STORED,
    "bzip2.zip": zipfile.ZIP_BZIP2,
    "P.ZIP": zipfile.ZIP_DEFLATED,
}
NAMES = [*TARS, *ZIPS]
every_kind = pytest.mark.parametrize("name", NAMES)


def packed(name: str, files: dict[str, bytes]) -> bytes:
    if kind_of(name) == "tar":
        return tar_bytes(*files.items(), mode=TARS.get(name, "w"))
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
    assert all((page.url, page.fetched_at, page.status) == (None, None, None) for page in pages)
    assert report == SourceReport()


def test_an_archive_in_a_folder_is_named_by_its_path_in_the_folder(tmp_path):
    lay_out(tmp_path, {"a/p.zip": packed("p.zip", {"x/y.html": b"y"}), "b.html": b"b"})
    assert [page.origin for page in taken(tmp_path)[0]] == ["b.html", "a/p.zip!x/y.html"]


@every_kind
@pytest.mark.parametrize("first", ["page", "sidecar"])
def test_a_sidecar_is_found_whether_it_stands_before_or_behind_its_page(tmp_path, name, first):
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
    pages, report = read(tmp_path, "p.tar", files)
    assert [(page.origin, page.url) for page in pages] == [
        ("p.tar!a.html", ADDRESS.format(4)),
        ("p.tar!b.html", None),
    ]
    assert report.problems == []


@pytest.mark.parametrize("name", ["p.zip", "p.tar"])
def test_hidden_files_and_those_that_systems_add_are_not_taken(tmp_path, name):
    files = {"a.html": b"a", ".git/x.html": b"x", "m/.DS_Store": b"x", "__MACOSX/._a.html": b"x"}
    assert [page.content for page in read(tmp_path, name, files)[0]] == [b"a"]


@every_kind
def test_archives_of_records_inside_are_read(tmp_path, name):
    ours = [Response(ADDRESS.format(number), str(number).encode()) for number in (1, 2)]
    files = {
        "a.html": b"page",
        "w/crawl.warc.gz": warc_bytes([*ours, Response("https://shop.example/")]),
        "w/plain.warc": warc_bytes([Response(ADDRESS.format(3), b"3")], gzip=False),
        "old.arc.gz": arc_bytes([(ADDRESS.format(4), "20130521093011", b"4")], packed=True),
    }
    pages, report = read(tmp_path, name, files)
    assert [page.content for page in pages] == [b"page", b"1", b"2", b"3", b"4"]
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


def test_a_wacz_without_archives_is_told(tmp_path):
    pages, report = read(tmp_path, "crawl.wacz", {"datapackage.json": b"{}", "pages/pages.jsonl": b"{}"})
    assert pages == []
    (problem,) = report.problems
    assert "crawl.wacz contains no page" in problem


@pytest.mark.parametrize("name", ["p.zip", "p.tar.gz"])
@pytest.mark.parametrize("inner", ["in.zip", "in.tar", "in.tar.gz", "in.wacz", "in.7z"])
def test_an_archive_inside_an_archive_is_told_and_not_opened(tmp_path, name, inner):
    content = packed(inner, PAGES) if kind_of(inner) != "unsupported" else b"7z"
    pages, report = read(tmp_path, name, {"a.html": b"a", f"m/{inner}": content, "z.html": b"z"})
    assert [page.content for page in pages] == [b"a", b"z"]
    (problem,) = report.problems
    assert f"{name}!m/{inner}" in problem
    assert "inside an archive" in problem


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


def test_a_tar_is_known_by_its_bytes_whatever_its_suffix_says_of_its_packing(tmp_path):
    for mode in ("w", "w:gz", "w:bz2", "w:xz"):
        pages, report = taken(
            lay_out(tmp_path, {"p.tar.gz": tar_bytes(("a.html", b"a"), mode=mode)}) / "p.tar.gz"
        )
        assert ([page.content for page in pages], report.problems) == ([b"a"], [])


@pytest.mark.parametrize(
    "name", ["a.zip", "a.wacz", "a.tar", "a.tar.gz", "a.tgz", "a.tar.bz2", "a.html.gz", "a.arc"]
)
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
        tar_bytes(*PAGES.items()),
    ],
    ids=["html", "empty", "binary", "gzip", "bzip2", "xz", "zip", "warc", "whole zip", "whole tar"],
)
def test_a_suffix_that_lies_is_told_or_does_not_matter(tmp_path, name, content):
    pages, report = taken(lay_out(tmp_path, {name: content, "z.html": b"page"}))
    assert pages[-1].origin == "z.html"
    problems = [problem for problem in report.problems if name in problem]
    assert len(pages) > 1 or len(problems) == 1 or (name, content) == ("a.html.gz", b"")
    assert all(problem.endswith(".") for problem in problems)


@pytest.mark.parametrize("name", ["a.7z", "a.rar", "a.tar.zst", "a.warc.zst"])
def test_archives_that_are_not_read_are_told(tmp_path, name):
    pages, report = taken(lay_out(tmp_path, {name: b"x", "z.html": b"page"}))
    assert [page.origin for page in pages] == ["z.html"]
    (problem,) = report.problems
    assert name in problem


def ten_files() -> dict[str, bytes]:
    return {f"{number}.html": str(number).encode() * 3000 for number in range(10)}


@pytest.mark.parametrize("name", TARS)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_broken_off_tar_gives_the_files_before_the_break_and_a_sentence(tmp_path, name, share):
    files = {path: bytes(random_bytes(int(path[0]))) for path in ten_files()}
    whole = packed(name, files)
    pages, report = taken(lay_out(tmp_path, {name: whole[: int(len(whole) * share)]}) / name)
    assert [page.content for page in pages] == list(files.values())[: len(pages)]
    # bzip2 and xz give what a block holds only when the block is whole.
    assert len(pages) > 0 or "bz2" in name or "xz" in name.lower()
    assert len(pages) < 10
    (problem,) = report.problems
    assert name in problem
    assert problem.endswith("What precedes that was used.")


def random_bytes(seed: int) -> bytes:
    return random.Random(seed).randbytes(30_000)


def test_a_tar_that_ends_between_two_files_is_told(tmp_path):
    whole = tar_bytes(*ten_files().items())
    cut = 5 * (tarfile.BLOCKSIZE * 7)
    pages, report = taken(lay_out(tmp_path, {"a.tar": whole[:cut]}) / "a.tar")
    assert len(pages) == 5
    (problem,) = report.problems
    assert "does not end" in problem


def test_a_tar_damaged_in_its_middle_gives_what_stands_before_and_a_sentence(tmp_path):
    content = bytearray(tar_bytes(*ten_files().items()))
    content[5 * 3584 : 5 * 3584 + 512] = b"?" * 512
    pages, report = taken(lay_out(tmp_path, {"a.tar": bytes(content)}) / "a.tar")
    assert len(pages) == 5
    assert len(report.problems) == 1


def test_a_zip_without_its_directory_is_told(tmp_path):
    whole = packed("a.zip", ten_files())
    pages, report = taken(lay_out(tmp_path, {"a.zip": whole[: len(whole) // 2]}) / "a.zip")
    assert pages == []
    (problem,) = report.problems
    assert "directory" in problem


def test_a_damaged_file_of_a_zip_is_told_and_the_others_are_taken(tmp_path):
    whole = bytearray(packed("stored.zip", ten_files()))
    at = whole.index(b"3333")
    whole[at : at + 4] = b"xxxx"
    pages, report = taken(lay_out(tmp_path, {"a.zip": bytes(whole)}) / "a.zip")
    assert len(pages) == 9
    (problem,) = report.problems
    assert "a.zip!3.html" in problem


def test_an_empty_archive_is_told(tmp_path):
    lay_out(tmp_path, {"a.zip": packed("a.zip", {}), "b.tar": tar_bytes()})
    pages, report = taken(tmp_path)
    assert pages == []
    assert [problem.split()[-3:] for problem in report.problems] == [["contains", "no", "page."]] * 2


def test_padding_behind_a_packed_tar_does_no_harm(tmp_path):
    content = tar_bytes(("a.html", b"a"), mode="w:gz") + bytes(10_000)
    pages, report = taken(lay_out(tmp_path, {"a.tar.gz": content}) / "a.tar.gz")
    assert ([page.content for page in pages], report.problems) == ([b"a"], [])


def test_a_tar_packed_in_several_pieces_is_read_whole(tmp_path):
    whole = tar_bytes(*ten_files().items())
    pieces = [whole[at : at + 5000] for at in range(0, len(whole), 5000)]
    lay_out(tmp_path, {"a.tar.gz": b"".join(map(gzip.compress, pieces))})
    lay_out(tmp_path, {"b.tar.bz2": b"".join(map(bz2.compress, pieces))})
    pages, report = taken(tmp_path)
    assert [page.content for page in pages] == [*ten_files().values()] * 2
    assert report.problems == []


@pytest.mark.parametrize("name", ["p.zip", "p.tar", "p.tar.gz"])
def test_a_damaged_page_behind_gzip_costs_no_other_file_of_an_archive(tmp_path, name):
    page = gzip.compress(b"page" * 90)
    files = {"a.html.gz": page[:-12], "b.html.gz": page, "c.html.gz": b"no gzip", "d.html": b"d"}
    pages, report = read(tmp_path, name, files)
    assert [page.content for page in pages] == [b"page" * 90, b"d"]
    assert [f"{name}!{path}" in problem for path, problem in zip("ac", report.problems, strict=True)] == [
        True
    ] * 2
