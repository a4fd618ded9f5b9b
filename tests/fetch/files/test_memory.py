"""Archives of any size are read in the same memory."""

import gzip
import subprocess
import sys

import pytest

from tests.fetch.files.hostile import Packed, deflate_of_zeros, gzip_of_zeros, zip_bytes
from tests.support.sources import ADDRESS, Response, lay_out, warc_bytes

PEAK = """
import re, sys
from pathlib import Path
from tasks.fetch.files import SourceReport, incoming_pages
number = sum(1 for _ in incoming_pages(sys.argv[1], SourceReport()))
print(number, *re.findall(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text("utf-8")))
"""
KILOBYTES = 25_000
"""What may be taken beyond a small archive: a piece, a page, the decoder."""
PAGE = b"<html>" + b"".join(b"<p>vraag %d</p>" % number for number in range(1500)) + b"</html>"


def peak(path) -> tuple[int, int]:
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)], capture_output=True, encoding="utf-8", check=True
    )
    number, kilobytes = done.stdout.split()
    return int(number), int(kilobytes)


@pytest.fixture(scope="module")
def smallest(tmp_path_factory):
    return peak(lay_out(tmp_path_factory.mktemp("small"), {"a.html": b"page"}))[1]


MANY = {
    "a.warc.gz": lambda: warc_bytes([Response(ADDRESS.format(1), PAGE)]) * 6000,
    "a.warc": lambda: warc_bytes([Response("https://a.example/", PAGE)], gzip=False) * 4000,
    "a.zip": lambda: zip_bytes(Packed("a.warc.gz", warc_bytes([Response(ADDRESS.format(1), PAGE)]) * 3000)),
}


@pytest.mark.long
@pytest.mark.parametrize("name", MANY)
def test_many_records_and_files_take_no_more_memory_than_one(tmp_path, smallest, name):
    path = lay_out(tmp_path, {name: MANY[name]()}) / name
    number, kilobytes = peak(path)
    assert number >= 3000 or name == "a.warc"
    assert kilobytes - smallest < KILOBYTES


BOMBS = {
    "a.warc.gz": lambda: gzip_of_zeros(300, b"WARC/1.0\r\n"),
    "a.zip": lambda: zip_bytes(Packed("a.warc", b"", 8, deflate_of_zeros(300), 300 << 20)),
    "b.warc.gz": lambda: gzip.compress(b"WARC/1.0\r\n" + b"X: y\r\n" * 5_000_000, 1),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_take_no_more_memory_than_a_page(tmp_path, smallest, name):
    path = lay_out(tmp_path, {name: BOMBS[name]()}) / name
    number, kilobytes = peak(path)
    assert number == 0
    assert kilobytes - smallest < KILOBYTES
