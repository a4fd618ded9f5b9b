"""Archives that mean harm: paths, links, bombs, lies."""

import gzip
import time
from io import BytesIO
from unittest.mock import patch
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from tasks.fetch.files import limits
from tasks.fetch.files.report import MOST_SENTENCES
from tests.fetch.files.hostile import LINK, MEGABYTE, Packed, deflate_of_zeros, gzip_of_zeros, zip_bytes
from tests.fetch.files.support import only_sentence
from tests.support.sources import ADDRESS, Response, lay_out, taken, warc_bytes

GOOD = Packed("good.html", b"good")
LAST = Packed("last.html", b"last")
OUTSIDE = [
    *("/etc/page.html", "../page.html", "a/../../page.html", "a/b/../../../page.html", "..\\page.html"),
    *("a\\..\\..\\page.html", "C:\\page.html", "C:/page.html", "c:page.html", "\\\\server\\share\\page.html"),
]


LARGEST_FILE, STRETCH = 4_000_000, 6_000_000
"""A part of the true limits: what is beyond them is made and read sooner."""
LONGEST = 60
"""Seconds; an archive that unpacks without end takes minutes."""


def read(tmp_path, name, content):
    begun = time.monotonic()
    with patch.multiple(limits, LARGEST_FILE=LARGEST_FILE, STRETCH=STRETCH):
        found = taken(lay_out(tmp_path, {name: content}) / name)
    assert time.monotonic() - begun < LONGEST
    return found


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_that_leaves_its_folder_is_refused_with_a_sentence(tmp_path, path):
    pages, report = read(tmp_path, "a.zip", zip_bytes(GOOD, Packed(path, b"bad"), LAST))
    assert [page.content for page in pages] == [b"good", b"last"]
    assert "path" in only_sentence(report)


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
    assert all(word in problem for word, problem in zip(words, report.problems, strict=True))


def test_sentences_about_one_archive_are_few_and_the_rest_is_counted(tmp_path):
    bad = [Packed(f"../{number}.html", b"bad") for number in range(200)]
    pages, report = read(tmp_path, "a.zip", zip_bytes(GOOD, *bad))
    assert len(pages) == 1
    assert len(report.problems) == MOST_SENTENCES + 1
    assert "180 more" in report.problems[-1]


def test_names_cannot_steer_a_terminal_or_fill_it(tmp_path):
    name = "../\x1b[31mred\n\u202eevil" + "x" * 5000
    _, report = read(tmp_path, "a.zip", zip_bytes(GOOD, Packed(name, b"bad")))
    assert only_sentence(report).isprintable()
    assert len(only_sentence(report)) < 500


@pytest.mark.parametrize(
    ("bad", "behind", "said"),
    [
        (Packed("huge.html", b"", 8, deflate_of_zeros(75), 75 * MEGABYTE), [b"last"], "4,000,000"),
        (Packed("large.html", b"x" * 5000, 8, size=10), [b"last"], "Bad CRC-32"),
        (Packed("bomb.warc", b"", 8, deflate_of_zeros(75), 75 * MEGABYTE), [], "cannot be read to its end"),
    ],
    ids=["huge page", "larger than it says", "archive inside"],
)
def test_a_file_of_a_zip_that_lies_about_its_size_is_reported_and_may_end_the_archive(
    tmp_path, bad, behind, said
):
    pages, report = read(tmp_path, "a.zip", zip_bytes(GOOD, bad, LAST))
    assert [page.content for page in pages] == [b"good", *behind]
    assert said in only_sentence(report)


def test_a_zip_that_grows_past_all_measure_by_many_pages_ends_there(tmp_path):
    zeros, data = bytes(3 * MEGABYTE), deflate_of_zeros(3)
    many = [Packed(f"{number}.html", zeros, ZIP_DEFLATED, data) for number in range(3)]
    pages, report = read(tmp_path, "a.zip", zip_bytes(GOOD, *many, LAST))
    assert [len(page.content) for page in pages] == [4, len(zeros)]
    assert "500 times" in only_sentence(report)


@pytest.mark.parametrize("is_large", [False, True], ids=["usual", "zip64"])
def test_a_zip_of_too_many_files_is_refused_before_their_list_is_read(tmp_path, monkeypatch, is_large):
    monkeypatch.setattr("zipfile.ZIP_FILECOUNT_LIMIT", 1 if is_large else 65_535)
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for number in range(3):
            archive.writestr(f"{number}.html", b"page")
    assert len(read(tmp_path / "a", "a.zip", stream.getvalue())[0]) == 3
    monkeypatch.setattr("tasks.fetch.files.archive.LARGEST_DIRECTORY", 100)
    monkeypatch.setattr("tasks.fetch.files.archive.ZipFile", None)
    pages, report = read(tmp_path / "b", "a.zip", stream.getvalue())
    assert (pages, "list of files" in only_sentence(report)) == ([], True)


def test_files_of_a_zip_that_overlap_are_counted_as_often_as_they_are_read(tmp_path):
    zeros, data = bytes(3 * MEGABYTE), deflate_of_zeros(3)
    same = [Packed("good.html", zeros, ZIP_DEFLATED, data, offset=offset) for offset in (None, *[0] * 50)]
    pages, report = read(tmp_path, "a.zip", zip_bytes(*same))
    assert len(pages) < 5
    assert "500 times" in only_sentence(report)


@pytest.mark.parametrize("name", ["a.html.gz", "b.txt.gz"])
def test_a_page_behind_gzip_that_is_no_page_by_its_size_is_reported(tmp_path, name):
    pages, report = read(tmp_path, name, gzip_of_zeros(75))
    assert pages == []
    assert "4,000,000" in only_sentence(report)


def test_a_warc_that_grows_past_all_measure_ends_there_and_gives_what_is_before(tmp_path):
    before = warc_bytes([Response(ADDRESS.format(number), b"page") for number in (1, 2)])
    headers = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://shop.example/\r\n"
    record = headers + b"Content-Length: %d\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" % (75 * MEGABYTE)
    pages, report = read(tmp_path, "a.warc.gz", before + gzip_of_zeros(75, record))
    assert [page.url for page in pages] == [ADDRESS.format(1), ADDRESS.format(2)]
    assert "500 times" in only_sentence(report)


@pytest.mark.parametrize("address", [ADDRESS.format(1), "https://shop.example/"])
def test_a_record_that_is_no_page_by_its_size_is_not_taken_into_memory(tmp_path, address):
    last = warc_bytes([Response(ADDRESS.format(2), b"page")], gzip=False)
    size = LARGEST_FILE + 100
    head = f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: {address}\r\nContent-Length: {size}\r\n\r\n"
    pages, report = read(tmp_path, "a.warc", head.encode() + bytes(size) + b"\r\n\r\n" + last)
    assert [page.url for page in pages] == [ADDRESS.format(2)]
    assert report.passed_over == 1
    assert ["4,000,000" in problem for problem in report.problems] == [True] * ("senate" in address)


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_an_answer_that_unpacks_to_more_than_a_page_is_reported(tmp_path, encoding, chunked):
    content = gzip_of_zeros(12) if encoding == "gzip" else deflate_of_zeros(12)
    headers = [("Content-Encoding", encoding)]
    if chunked:
        content = b"%x\r\n%s\r\n0\r\n\r\n" % (len(content), content)
        headers.append(("Transfer-Encoding", "chunked"))
    bomb = Response(ADDRESS.format(1), content, headers=tuple(headers))
    pages, report = read(tmp_path, "a.warc.gz", warc_bytes([bomb, Response(ADDRESS.format(2), b"page")]))
    assert [page.url for page in pages] == [ADDRESS.format(2)]
    assert "4,000,000" in only_sentence(report)


@pytest.mark.parametrize("end", [b"", b"\n"], ids=["one line", "many lines"])
def test_headers_of_any_length_are_not_taken_into_memory(tmp_path, end):
    content = warc_bytes([Response(ADDRESS.format(1))], gzip=False)
    lines = (b"X: " + b"y" * 997 + end) * 3_000
    pages, report = read(tmp_path, "a.warc", content + b"WARC/1.0\r\n" + lines)
    assert pages == []
    assert "headers" in only_sentence(report)


def test_honest_pages_of_one_template_are_no_bomb(tmp_path):
    page = b"<html><body><table>" + b"<tr><td>vraag</td><td>antwoord</td></tr>\n" * 500 + b"</table></html>"
    some = warc_bytes([Response(ADDRESS.format(1), page)], gzip=False) * 100
    count = STRETCH // len(some) + 1
    pages, report = read(tmp_path, "a.warc.gz", gzip.compress(some, 6) * count)
    assert (len(pages), report.problems) == (100 * count, [])
