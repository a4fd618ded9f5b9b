"""Archives of any size are read in the same memory."""

import subprocess
import sys

import pytest

from tests.fetch.files.hostile import Packed, deflate_of_zeros, gzip_of_zeros, zip_bytes
from tests.support.sources import ADDRESS, Response, lay_out, warc_bytes

PEAKS = """
import re, sys
from pathlib import Path
from tasks.fetch.files import SourceReport, incoming_pages
for path in sys.argv[1:]:
    number = sum(1 for _ in incoming_pages(path, SourceReport()))
    print(number, *re.findall(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text("utf-8")))
"""
KILOBYTES = 25_000
"""What may be taken beyond a small archive: a piece, a page, the decoder."""
PAGE = b"<html>" + b"".join(b"<p>vraag %d</p>" % number for number in range(1500)) + b"</html>"


def read(folder, archives) -> list[int]:
    """How many pages are in each archive, which take no more memory one after the other than a page."""
    lay_out(folder, {"small.html": b"page"} | {name: make() for name, make in archives.items()})
    words = [sys.executable, "-c", PEAKS, *(str(folder / name) for name in ("small.html", *archives))]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=True)
    (_, smallest), *found = (map(int, line.split()) for line in done.stdout.splitlines())
    numbers, peaks = zip(*found, strict=True)
    assert [peak for peak in peaks if peak - smallest >= KILOBYTES] == []
    return list(numbers)


MANY = {
    "a.warc.gz": lambda: warc_bytes([Response(ADDRESS.format(1), PAGE)]) * 6000,
    "a.warc": lambda: warc_bytes([Response("https://a.example/", PAGE)], gzip=False) * 4000,
    "a.zip": lambda: zip_bytes(Packed("a.warc.gz", warc_bytes([Response(ADDRESS.format(1), PAGE)]) * 3000)),
}


@pytest.mark.long
def test_many_records_and_files_take_no_more_memory_than_one(tmp_path):
    assert read(tmp_path, MANY) == [6000, 0, 3000]


BOMBS = {
    "a.warc.gz": lambda: gzip_of_zeros(300, b"WARC/1.0\r\n"),
    "a.zip": lambda: zip_bytes(Packed("a.warc", b"", 8, deflate_of_zeros(300), 300 << 20)),
    "b.warc.gz": lambda: gzip_of_zeros(1000, b"WARC/1.0\r\n", b"X: y\r\n" * 5000),
}


def test_bombs_take_no_more_memory_than_a_page(tmp_path):
    assert read(tmp_path, BOMBS) == [0, 0, 0]
