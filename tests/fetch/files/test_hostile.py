"""Archives that mean harm: paths, links, bombs, lies."""

import bz2
import gzip
import lzma
import re
import tarfile
import time
from zipfile import ZIP_DEFLATED, ZIP_LZMA

import pytest

from tasks.fetch.files import archive, limits
from tests.fetch.files.hostile import (
    LINK,
    MEGABYTE,
    Packed,
    deflate_of_zeros,
    gzip_of_zeros,
    tar_bytes,
    tar_link,
    zip_bytes,
)
from tests.support.sources import ADDRESS, Response, lay_out, taken, warc_bytes

GOOD = Packed("good.html", b"good")
LAST = Packed("last.html", b"last")
OUTSIDE = [
    "/etc/page.html",
    "../page.html",
    "a/../../page.html",
    "a/b/../../../page.html",
    "..\\page.html",
    "a\\..\\..\\page.html",
    "C:\\page.html",
    "C:/page.html",
    "c:page.html",
    "\\\\server\\share\\page.html",
]


LONGEST = 60
"""Seconds; an archive that unpacks without end takes minutes."""


def read(tmp_path, name, content):
    begun = time.monotonic()
    found = taken(lay_out(tmp_path, {name: content}) / name)
    assert time.monotonic() - begun < LONGEST
    return found


def only_sentence(report) -> str:
    (problem,) = report.problems
    assert problem.endswith(".")
    assert "\n" not in problem
    return problem


@pytest.mark.parametrize("path", OUTSIDE)
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_path_that_leaves_its_folder_is_refused_with_a_sentence(tmp_path, kind, path):
    bad = Packed(path, b"bad")
    content = (
        zip_bytes(GOOD, bad, LAST)
        if kind == "zip"
        else tar_bytes(("good.html", b"good"), (path, b"bad"), ("last.html", b"last"))
    )
    pages, report = read(tmp_path, f"a.{kind}", content)
    assert [page.content for page in pages] == [b"good", b"last"]
    assert "path" in only_sentence(report)


def test_links_and_devices_in_a_tar_are_refused_each_with_a_sentence(tmp_path):
    things = [
        tar_link("a.html", "/etc/passwd"),
        tar_link("b.html", "good.html"),
        tar_link("c.html", "good.html", tarfile.LNKTYPE),
        tar_link("d.html", "", tarfile.CHRTYPE),
        tar_link("e.html", "", tarfile.BLKTYPE),
        tar_link("f.html", "", tarfile.FIFOTYPE),
        tar_link("g.html.url", "/etc/passwd"),
    ]
    pages, report = read(tmp_path, "a.tar", tar_bytes(("good.html", b"good"), *things, ("z.html", b"z")))
    assert [page.content for page in pages] == [b"good", b"z"]
    assert [problem.split("!")[1].split()[0] for problem in report.problems] == [
        thing.name for thing in things
    ]
    assert sum(" link." in problem for problem in report.problems) == 4


def test_a_link_through_which_a_later_file_would_leave_does_nothing(tmp_path):
    content = tar_bytes(tar_link("m", "/tmp"), ("m/page.html", b"page"))
    pages, report = read(tmp_path, "a.tar", content)
    assert [page.origin for page in pages] == ["a.tar!m/page.html"]
    assert "link" in only_sentence(report)


def test_links_encrypted_files_and_unknown_methods_in_a_zip_are_refused(tmp_path):
    bad = [
        Packed("link.html", b"/etc/passwd", mode=LINK),
        Packed("secret.html", b"x" * 20, flags=0x801),
        Packed("strong.html", b"x" * 20, flags=0x841),
        Packed("lzma.html", b"x" * 20, method=ZIP_LZMA),
        Packed("method.html", b"x" * 20, method=99),
    ]
    pages, report = read(tmp_path, "a.zip", zip_bytes(GOOD, *bad, LAST))
    assert [page.content for page in pages] == [b"good", b"last"]
    words = ["symbolic link", "encrypted", "encrypted", "method 14", "method 99"]
    assert [word in problem for word, problem in zip(words, report.problems, strict=True)] == [True] * 5


def test_sentences_about_one_archive_are_few_and_the_rest_is_counted(tmp_path):
    bad = [Packed(f"../{number}.html", b"bad") for number in range(200)]
    pages, report = read(tmp_path, "a.zip", zip_bytes(GOOD, *bad))
    assert len(pages) == 1
    assert len(report.problems) == limits.MOST_SENTENCES + 1
    assert "180 more" in report.problems[-1]


def test_names_cannot_steer_a_terminal_or_fill_it(tmp_path):
    name = "../\x1b[31mred\n\u202eevil" + "x" * 5000
    _, report = read(tmp_path, "a.zip", zip_bytes(GOOD, Packed(name, b"bad")))
    problem = only_sentence(report)
    assert problem.isprintable()
    assert len(problem) < 500


def test_a_small_zip_with_a_huge_page_gives_the_others_and_a_sentence(tmp_path):
    size = 1100 * MEGABYTE
    huge = Packed("huge.html", b"", ZIP_DEFLATED, deflate_of_zeros(1100), size)
    content = zip_bytes(GOOD, huge, LAST)
    assert len(content) < 2 * MEGABYTE
    pages, report = read(tmp_path, "a.zip", content)
    assert [page.content for page in pages] == [b"good", b"last"]
    assert "64,000,000" in only_sentence(report)


def test_a_zip_that_grows_past_all_measure_by_many_pages_ends_there(tmp_path):
    zeros = bytes(60 * MEGABYTE)
    data = deflate_of_zeros(60)
    many = [Packed(f"{number}.html", zeros, ZIP_DEFLATED, data) for number in range(18)]
    pages, report = read(tmp_path, "a.zip", zip_bytes(GOOD, *many, LAST))
    assert [len(page.content) for page in pages] == [4, 60 * MEGABYTE]
    assert "500 times" in only_sentence(report)


def test_a_file_of_a_zip_that_is_larger_than_it_says_ends_the_archive(tmp_path):
    liar = Packed("liar.html", b"x" * 5000, ZIP_DEFLATED, size=10)
    pages, report = read(tmp_path, "a.zip", zip_bytes(GOOD, liar, LAST))
    assert [page.content for page in pages] == [b"good"]
    assert "larger than it says" in only_sentence(report)


def test_a_file_of_a_zip_that_is_smaller_than_it_says_is_told(tmp_path):
    liar = Packed("liar.html", b"x" * 5000, ZIP_DEFLATED, size=6000)
    pages, report = read(tmp_path, "a.zip", zip_bytes(GOOD, liar, LAST))
    assert [page.content for page in pages] == [b"good", b"last"]
    assert "size" in only_sentence(report)


def test_files_of_a_zip_that_overlap_end_the_archive(tmp_path):
    content = b"<html>" + bytes(5000)
    again = [Packed("good.html", content, offset=0) for _ in range(50)]
    pages, report = read(tmp_path, "a.zip", zip_bytes(Packed("good.html", content), *again))
    assert len(pages) < 5
    assert "overlap" in only_sentence(report)


def test_a_zip_with_an_endless_directory_is_not_taken_into_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("tasks.fetch.files.zip_members.LARGEST_DIRECTORY", 10_000)
    pages, report = read(tmp_path, "a.zip", zip_bytes(*[Packed(f"{n}.html", b"x") for n in range(1000)]))
    assert pages == []
    assert "directory" in only_sentence(report)


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_too_many_files_end_the_archive(tmp_path, monkeypatch, kind):
    monkeypatch.setattr(archive, "MOST_MEMBERS", 10)
    names = [f"{number}.html" for number in range(20)]
    content = (
        zip_bytes(*[Packed(name, b"x") for name in names])
        if kind == "zip"
        else tar_bytes(*[(name, b"x") for name in names])
    )
    pages, report = read(tmp_path, f"a.{kind}", content)
    assert len(pages) == 10
    assert "more than 10 files" in only_sentence(report)


def test_too_many_sidecars_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "SIDECARS_IN_MEMORY", 1000)
    files = [(f"{n}.html{suffix}", ADDRESS.format(n).encode()) for n in range(9) for suffix in ("", ".url")]
    pages, report = read(tmp_path, "a.tar", tar_bytes(*files))
    assert [page.url is not None for page in pages].count(True) in range(1, 4)
    assert "too many" in only_sentence(report)


def packed_zeros(kind: str, megabytes: int) -> bytes:
    """A tar's worth of zeros behind a page, small when packed."""
    info = tarfile.TarInfo("big.html")
    info.size = megabytes * MEGABYTE
    beginning = tar_bytes(("good.html", b"good"))[:1024] + info.tobuf()
    if kind == "gz":
        return gzip_of_zeros(megabytes, beginning)
    pack = bz2.compress if kind == "bz2" else lambda content: lzma.compress(content, preset=1)
    return pack(beginning) + pack(bytes(20 * MEGABYTE)) * (megabytes // 20)


@pytest.mark.parametrize("kind", ["gz", "bz2", "xz"])
def test_a_packed_tar_that_grows_past_all_measure_ends_there(tmp_path, kind):
    content = packed_zeros(kind, 1200)
    assert len(content) < 2 * MEGABYTE
    pages, report = read(tmp_path, f"a.tar.{kind}", content)
    assert [page.content for page in pages] == [b"good"]
    assert any("times" in problem for problem in report.problems)
    assert len(report.problems) <= 2


def test_a_tar_with_a_header_of_any_size_is_not_taken_into_memory(tmp_path):
    info = tarfile.TarInfo("././@PaxHeader")
    info.type, info.size = tarfile.XHDTYPE, 1 << 32
    content = tar_bytes(("good.html", b"good"))[:1024] + info.tobuf(tarfile.GNU_FORMAT) + bytes(100_000)
    pages, report = read(tmp_path, "a.tar", content)
    assert [page.content for page in pages] == [b"good"]
    assert "header" in only_sentence(report)


def test_a_tar_that_points_backward_does_not_run_for_ever(tmp_path):
    info = tarfile.TarInfo("a.html")
    info.size = -2048
    content = tar_bytes(("good.html", b"good"))[:1024] + info.tobuf(tarfile.GNU_FORMAT) + bytes(1024)
    pages, report = read(tmp_path, "a.tar", content)
    assert pages[0].content == b"good"
    assert len(pages) <= 2
    # Since Python 3.13, `tarfile` itself refuses such a header.
    assert re.search("points backward|does not end as a tar does", only_sentence(report))


def test_a_file_of_a_tar_that_is_no_page_by_its_size_is_told_and_the_others_are_taken(tmp_path):
    info = tarfile.TarInfo("big.html")
    info.size = limits.LARGEST_FILE + 1
    blocks = -(-info.size // 512) * 512
    content = info.tobuf() + bytes(blocks) + tar_bytes(("good.html", b"good"))
    pages, report = read(tmp_path, "a.tar", content)
    assert [page.content for page in pages] == [b"good"]
    assert "64,000,000" in only_sentence(report)


def test_a_file_of_a_tar_that_says_it_is_larger_than_the_archive_is_told(tmp_path):
    info = tarfile.TarInfo("a.html")
    info.size = 5_000_000
    content = tar_bytes(("good.html", b"good"))[:1024] + info.tobuf() + bytes(2000)
    pages, report = read(tmp_path, "a.tar", content)
    assert [page.content for page in pages] == [b"good"]
    assert "breaks off" in only_sentence(report)


@pytest.mark.parametrize("name", ["a.html.gz", "b.txt.gz"])
def test_a_page_behind_gzip_that_is_no_page_by_its_size_is_told(tmp_path, name):
    pages, report = read(tmp_path, name, gzip_of_zeros(1200))
    assert pages == []
    assert "64,000,000" in only_sentence(report)


def test_a_warc_that_grows_past_all_measure_ends_there_and_gives_what_stands_before(tmp_path):
    before = warc_bytes([Response(ADDRESS.format(number), b"page") for number in (1, 2)])
    headers = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://shop.example/\r\n"
    record = headers + b"Content-Length: %d\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" % (1200 * MEGABYTE)
    pages, report = read(tmp_path, "a.warc.gz", before + gzip_of_zeros(1200, record))
    assert [page.url for page in pages] == [ADDRESS.format(1), ADDRESS.format(2)]
    assert "500 times" in only_sentence(report)


def test_a_bomb_inside_a_zip_ends_the_zip(tmp_path):
    bomb = Packed("a.warc", b"", ZIP_DEFLATED, deflate_of_zeros(1200), 1200 * MEGABYTE)
    pages, report = read(tmp_path, "a.zip", zip_bytes(GOOD, bomb, LAST))
    assert [page.content for page in pages] == [b"good"]
    assert only_sentence(report)


@pytest.mark.parametrize("address", [ADDRESS.format(1), "https://shop.example/"])
def test_a_record_that_is_no_page_by_its_size_is_not_taken_into_memory(tmp_path, address):
    last = warc_bytes([Response(ADDRESS.format(2), b"page")], gzip=False)
    size = limits.LARGEST_FILE + 100
    head = f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: {address}\r\nContent-Length: {size}\r\n\r\n"
    pages, report = read(tmp_path, "a.warc", head.encode() + bytes(size) + b"\r\n\r\n" + last)
    assert [page.url for page in pages] == [ADDRESS.format(2)]
    assert report.passed_over == 1
    assert [("64,000,000" in problem) for problem in report.problems] == [True] * ("senate" in address)


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_an_answer_that_unpacks_to_more_than_a_page_is_told(tmp_path, encoding, chunked):
    content = gzip_of_zeros(200) if encoding == "gzip" else deflate_of_zeros(200)
    headers = [("Content-Encoding", encoding)]
    if chunked:
        content = b"%x\r\n%s\r\n0\r\n\r\n" % (len(content), content)
        headers.append(("Transfer-Encoding", "chunked"))
    bomb = Response(ADDRESS.format(1), content, headers=tuple(headers))
    pages, report = read(tmp_path, "a.warc.gz", warc_bytes([bomb, Response(ADDRESS.format(2), b"page")]))
    assert [page.url for page in pages] == [ADDRESS.format(2)]
    assert "64,000,000" in only_sentence(report)


XZ_OF_A_GIGABYTE = (
    "fd377a585a000004e6d6b44602002101240000005e1fc7f90100007800000000"
    "45aeef83f8ee160a00011901a52c81cc1fb6f37d010000000004595a"
)
"""One letter, packed with a dictionary of 1 GiB: whoever unpacks it must set that much memory aside."""


@pytest.mark.parametrize("end", [b"", b"\n"], ids=["one line", "many lines"])
def test_headers_of_any_length_are_not_taken_into_memory(tmp_path, end):
    content = warc_bytes([Response(ADDRESS.format(1))], gzip=False)
    lines = (b"X: " + b"y" * 997 + end) * 50_000
    pages, report = read(tmp_path, "a.warc", content + b"WARC/1.0\r\n" + lines)
    assert pages == []
    assert "headers" in only_sentence(report)


def test_xz_that_asks_for_all_memory_is_told(tmp_path):
    pages, report = read(tmp_path, "a.tar.xz", bytes.fromhex(XZ_OF_A_GIGABYTE))
    assert pages == []
    assert "emory" in only_sentence(report)


def test_honest_pages_of_one_template_are_no_bomb(tmp_path):
    page = b"<html><body><table>" + b"<tr><td>vraag</td><td>antwoord</td></tr>\n" * 500 + b"</table></html>"
    files = [(f"{number}.html", page + str(number).encode()) for number in range(6000)]
    whole = tar_bytes(*files)
    assert len(whole) > limits.STRETCH
    pages, report = read(tmp_path, "a.tar.gz", gzip.compress(whole, 6))
    assert (len(pages), report.problems) == (6000, [])


def test_a_bomb_behind_any_amount_of_honest_pages_is_found():
    watch = limits.Expansion()
    for _ in range(10_000):
        watch.add(500_000, 5_000_000)
    for _ in range(99):
        watch.add(1_000, 1_000_000)
    with pytest.raises(limits.BombError):
        watch.add(1_000, 1_000_000)
