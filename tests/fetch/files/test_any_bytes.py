"""Whatever the bytes of a source, there are pages or sentences, and no other error."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.fetch.files import SourceReport, incoming_pages
from tests.fetch.files.hostile import LINK, Packed, zip_bytes
from tests.support.examples import examples
from tests.support.sources import ADDRESS, Response, warc_bytes

RECORDS = [Response(ADDRESS.format(number), b"page %d" % number * 30) for number in range(1, 4)]
FILES = {"a.html": b"<html>a</html>", "a.html.url": ADDRESS.format(1).encode(), "b/c.txt": b"text " * 300}
ZIP = zip_bytes(
    *[Packed(name, content, 8) for name, content in FILES.items()],
    Packed("link.html", b"a.html", mode=LINK),
    Packed("w.warc", warc_bytes(RECORDS, gzip=False)),
)
ARCHIVES = {
    "a.warc": warc_bytes(RECORDS, gzip=False),
    "a.warc.gz": warc_bytes(RECORDS),
    "a.zip": ZIP,
    "a.wacz": zip_bytes(Packed("archive/a.warc.gz", warc_bytes(RECORDS))),
}
names = pytest.mark.parametrize("name", ARCHIVES)


def outcome(name: str, content: bytes) -> tuple[int, SourceReport]:
    report = SourceReport()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        number = sum(1 for _ in incoming_pages(str(path), report))
    return number, report


def require_pages_or_sentences(name: str, content: bytes) -> None:
    number, report = outcome(name, content)
    assert number or report.problems or report.notes, (name, content[:60])
    assert all(text.endswith(".") and text.isprintable() for text in report.problems + report.notes)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """An archive with some bytes changed, put in or left out, or cut."""
    content = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, max(len(content) - 1, 0)))
        length = draw(st.sampled_from([0, 1, 1, 2, 4, 8, 60, 512]))
        piece = draw(st.sampled_from([b"", b"\0", b"\xff", b"\n", b"7", b"-"]) | st.binary(max_size=9))
        content[start : start + length] = piece * draw(st.sampled_from([1, 1, length or 1]))
    return bytes(content[: draw(st.integers(0, len(content)) | st.just(len(content)))])


@names
def test_the_archives_themselves_are_complete(name):
    number, report = outcome(name, ARCHIVES[name])
    assert number >= 3
    assert all("link" in problem for problem in report.problems)


@names
@examples(120)
@given(data=st.data())
def test_a_damaged_archive_gives_pages_or_sentences(name, data):
    require_pages_or_sentences(name, data.draw(damaged(ARCHIVES[name])))


@names
@examples(80)
@given(begins=st.booleans(), content=st.binary(max_size=1000))
def test_any_bytes_alone_or_behind_the_beginning_of_an_archive_give_pages_or_sentences(name, begins, content):
    require_pages_or_sentences(name, ARCHIVES[name][: 600 * begins] + content)


def test_a_no_break_space_in_a_head_is_quoted_as_a_space():
    head = b"WARC/1.0\r\nWARC-Type: response\r\n" + b"\0\xa0" * 126
    require_pages_or_sentences("a.warc", head)
