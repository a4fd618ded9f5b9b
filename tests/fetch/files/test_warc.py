"""Question pages from WARC archives."""

import gzip
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from schemas.codes import KEPT_HEADERS
from tasks.common.address import parse_address
from tasks.fetch.files import SourceReport
from tasks.raw.warc_names import ADDRESS_HEADER, NO_ADDRESS, TIME_HEADER, UNKNOWN
from tests.fetch.files.support import only_sentence
from tests.support.each_case import each_case
from tests.support.render import LANGUAGES, VARIANTS, Both, QuestionFacts
from tests.support.render.facts import SPELLINGS
from tests.support.sources import ADDRESS, Response, lay_out, taken, warc_bytes, write_warc

both_kinds = pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz"])


def all_spellings() -> list[str]:
    facts = QuestionFacts(5, 77, "A", "B", date(2012, 1, 1), "nl", *(Both("", ""),) * 2, *(Both((), ()),) * 2)
    return [
        facts.address(variant, language, spelling)
        for variant in VARIANTS
        for language in LANGUAGES
        for spelling in range(len(SPELLINGS))
    ]


@both_kinds
def test_question_pages_in_every_spelling_of_their_address_are_taken(tmp_path, name):
    spellings = all_spellings()
    path = write_warc(tmp_path / name, [Response(url, url.encode()) for url in spellings])
    pages, report = taken(path)
    assert [(page.url, page.content) for page in pages] == [(url, url.encode()) for url in spellings]
    assert len({parse_address(page.url).url for page in pages}) == 6
    assert (report.passed_over, report.problems) == (0, [])


@both_kinds
def test_a_record_whose_address_was_copied_from_html_is_a_question_page(tmp_path, name):
    escaped = ADDRESS.format(1).replace("&", "&amp;")
    pages, report = taken(write_warc(tmp_path / name, [Response(escaped, b"page")]))
    assert [(parse_address(page.url), page.content) for page in pages] == [
        (parse_address(ADDRESS.format(1)), b"page")
    ]
    assert report.passed_over == 0


ONE, TWO = ADDRESS.format(1), ADDRESS.format(2)
WAYBACK = f"https://web.archive.org/web/20130521093011id_/{ONE}"
MEMENTO = (("Memento-Datetime", "Tue, 21 May 2013 09:30:12 GMT"),)
FETCHED, ORIGINAL = datetime(2024, 3, 4, 5, 6, 7, tzinfo=UTC), datetime(2013, 5, 21, 9, 30, 11, tzinfo=UTC)
OTHERS = [
    "https://www.example.org/www/?MIval=/Vragen/SchriftelijkeVraag&LEG=5&NR=1&LANG=nl",
    "https://www.senate.be.example.org/www/?MIval=/Vragen/SVPrint&LEG=5&NR=1&LANG=nl",
    "https://www.senate.be/www/?MIval=/dossier&LEG=5&NR=12&LANG=nl",
    "https://www.senate.be/",
    "https://www.dekamer.be/kvvcr/showpage.cfm",
]
NO_PAGES = ("301 Moved Permanently", "500 Error", "403 Forbidden", "304 Not Modified")
EARLIER = replace(Response(ONE, b"old"), date="2013-05-21T09:30:11Z")
TAKEN = {  # the records; address, bytes and time of each page; how many were passed over
    "other hosts and other pages": ([*map(Response, OTHERS)], [], len(OTHERS)),
    **{status: ([Response(ONE, status=status)], [], 1) for status in NO_PAGES},
    "two fetches of one address": (
        [EARLIER, Response(ONE, b"new")],
        [(ONE, b"old", ORIGINAL), (ONE, b"new", FETCHED)],
        0,
    ),
    "any bytes": ([Response(ONE, bytes(range(256)) * 3)], [(ONE, bytes(range(256)) * 3, FETCHED)], 0),
    "an address in angle brackets": ([Response(f"<{ONE}>", b"page")], [(ONE, b"page", FETCHED)], 0),
    "the time of the original of a copy": ([Response(WAYBACK, b"page")], [(WAYBACK, b"page", ORIGINAL)], 0),
    "what the Wayback Machine does not hold": ([Response(WAYBACK, status="404 Not Found")], [], 1),
    "what the site did not have": (
        [Response(WAYBACK, b"none", "404 Not Found", headers=MEMENTO)],
        [(WAYBACK, b"none", ORIGINAL)],
        0,
    ),
}


@both_kinds
@each_case("case", TAKEN)
def test_pages_are_taken_with_address_and_time_and_others_are_passed_over(tmp_path, name, case):
    records, expected, passed_over = TAKEN[case]
    pages, report = taken(write_warc(tmp_path / name, [*records, Response(TWO, b"last")]))
    assert [(page.url, page.content, page.fetched_at) for page in pages] == [
        *expected,
        (TWO, b"last", FETCHED),
    ]
    assert [page.origin for page in pages] == [page.url for page in pages]
    assert (report.passed_over, report.problems) == (passed_over, [])


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2024-03-04T05:06:07Z", datetime(2024, 3, 4, 5, 6, 7, tzinfo=UTC)),
        ("2024-03-04T05:06:07.123456Z", datetime(2024, 3, 4, 5, 6, 7, 123456, tzinfo=UTC)),
        ("2024-03-04T05:06:07.123456789Z", datetime(2024, 3, 4, 5, 6, 7, 123456, tzinfo=UTC)),
        ("no date", None),
    ],
)
def test_the_time_of_fetching_is_kept(tmp_path, date, moment):
    (page,), _ = taken(write_warc(tmp_path / "a.warc", [Response(ADDRESS.format(1), date=date)]))
    assert page.fetched_at == moment


def test_a_folder_may_hold_archives_beside_pages(tmp_path):
    lay_out(tmp_path, {"a.html": b"a", "c.html": b"c"})
    write_warc(tmp_path / "b.warc.gz", [Response(ADDRESS.format(1), b"b")])
    assert [page.content for page in taken(tmp_path)[0]] == [b"a", b"b", b"c"]


def ten_pages() -> list[Response]:
    return [Response(ADDRESS.format(number), str(number).encode() * 400) for number in range(1, 11)]


@both_kinds
def test_an_archive_broken_off_anywhere_gives_complete_pages_and_a_sentence(tmp_path, name):
    expected = [b"1" * 40, b"2" * 40]
    path = write_warc(tmp_path / name, [Response(ADDRESS.format(1), content) for content in expected])
    whole = path.read_bytes()
    for end in range(1, len(whole)):
        path.write_bytes(whole[:end])
        pages, report = taken(path)
        contents = [page.content for page in pages]
        assert contents == expected[: len(contents)], end
        between_records = whole[end:].startswith((b"\x1f\x8b", b"WARC"))
        assert between_records or contents == expected or only_sentence(report), end


def test_an_archive_damaged_in_its_middle_gives_what_is_before_and_a_sentence(tmp_path):
    path = write_warc(tmp_path / "a.warc.gz", ten_pages())
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 200] = bytes(200)
    path.write_bytes(content)
    pages, report = taken(path)
    expected = [record.content for record in ten_pages()]
    assert pages
    assert all(page.content in expected for page in pages)
    assert only_sentence(report)


@both_kinds
@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>Schriftelijke vraag nr. 5-1</body></html>",
        b"\x00\x01\x02" * 500,
        b"\x1f\x8b broken",
        gzip.compress(b"text\n" * 50),
        b"",
    ],
    ids=["html", "binary", "broken gzip", "gzip of text", "empty"],
)
def test_a_file_that_is_no_archive_in_spite_of_its_name_is_reported(tmp_path, name, content):
    lay_out(tmp_path, {name: content, "z.html": b"page"})
    pages, report = taken(tmp_path)
    assert [page.origin for page in pages] == ["z.html"]
    assert name in only_sentence(report)


def test_an_archive_compressed_as_one_piece_is_read_or_reported(tmp_path):
    path = write_warc(tmp_path / "a.warc", ten_pages())
    lay_out(tmp_path, {"b.warc.gz": gzip.compress(path.read_bytes())})
    pages, report = taken(tmp_path / "b.warc.gz")
    assert len(pages) == 10 or len(report.problems) == 1


def test_an_archive_that_cannot_be_opened_is_reported(tmp_path):
    (tmp_path / "a.warc").symlink_to(tmp_path / "nowhere.warc")
    (tmp_path / "b.warc").mkdir()
    lay_out(tmp_path, {"z.html": b"page"})
    pages, report = taken(tmp_path)
    assert [page.origin for page in pages] == ["z.html"]
    assert "a.warc" in only_sentence(report)


@both_kinds
@pytest.mark.parametrize("status", [200, 203, 404, 410])
def test_answers_that_tell_of_a_page_keep_status_and_headers(tmp_path, name, status):
    headers = (("ETag", '"x"'), ("LAST-MODIFIED", "then"), ("Set-Cookie", "secret"), ("server", "s"))
    record = Response(ADDRESS.format(1), b"answer", status=f"{status} So", headers=headers)
    (page,), report = taken(write_warc(tmp_path / name, [record]))
    assert (page.content, page.status) == (b"answer", status)
    kept = {"content-type": "text/html", "etag": '"x"', "last-modified": "then", "server": "s"}
    assert page.headers == kept
    assert set(page.headers) <= set(KEPT_HEADERS)
    assert report == SourceReport()


@pytest.mark.parametrize("kind", ["resource", "conversion"])
def test_files_and_text_extracts_have_neither_status_nor_headers(tmp_path, kind):
    (page,), _ = taken(write_warc(tmp_path / "a.warc", [Response(ADDRESS.format(1), b"text", kind=kind)]))
    assert (page.content, page.status, page.headers) == (b"text", None, {})
    assert page.fetched_at == datetime(2024, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.mark.parametrize("name", ["crawl.warc.wet.gz", "crawl.wet", "crawl.wet.gz", "CRAWL.WARC.WET.GZ"])
def test_text_extracts_are_taken_by_the_suffixes_they_come_with(tmp_path, name):
    records = [Response(ADDRESS.format(1), b"text", kind="conversion"), Response("https://a.example/")]
    lay_out(tmp_path, {name: warc_bytes(records, gzip=name.lower().endswith(".gz"))})
    (page,), report = taken(tmp_path)
    assert (page.content, page.url) == (b"text", ADDRESS.format(1))
    assert (report.passed_over, report.problems) == (1, [])


def test_records_that_refer_to_an_earlier_one_are_counted_apart(tmp_path):
    records = [Response(ADDRESS.format(1)), Response(ADDRESS.format(1), b"", kind="revisit")]
    pages, report = taken(write_warc(tmp_path / "a.warc.gz", [*records, Response("https://a.example/")]))
    assert len(pages) == 1
    assert (report.passed_over, report.problems, len(report.notes)) == (2, [], 2)
    assert "1 records that only refer to an earlier one" in report.notes[1]


def test_pages_without_address_come_back_as_such(tmp_path):
    records = [
        Response(f"{NO_ADDRESS}aa", b"one", kind="resource"),
        Response(f"{NO_ADDRESS}bb", b"two", kind="resource", warc_headers=((ADDRESS_HEADER, "http://x/"),)),
        Response(f"{NO_ADDRESS}cc", b"three", kind="resource", warc_headers=((TIME_HEADER, UNKNOWN),)),
        Response(f"{NO_ADDRESS}dd", b"four", kind="conversion"),
    ]
    pages, report = taken(write_warc(tmp_path / "a.warc", records))
    assert [(page.content, page.url, page.fetched_at is not None) for page in pages] == [
        (b"one", None, True),
        (b"two", "http://x/", True),
        (b"three", None, False),
    ]
    assert report.passed_over == 1


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.wet"])
@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_is_known_by_its_bytes_whatever_its_suffix_says(tmp_path, name, packed):
    lay_out(tmp_path, {name: warc_bytes([Response(ADDRESS.format(1), b"one")], gzip=packed)})
    pages, report = taken(tmp_path / name)
    assert ([page.content for page in pages], report.problems) == ([b"one"], [])


@pytest.mark.parametrize(
    ("header", "content"),
    [
        ("Content-Encoding: gzip", gzip.compress(b"the page", mtime=0)),
        ("Content-Encoding: x-gzip", gzip.compress(b"the page", mtime=0)),
        ("Content-Encoding: deflate", zlib.compress(b"the page")),
        ("Content-Encoding: deflate", zlib.compress(b"the page", wbits=-15)),
        ("Content-Encoding: gzip", b"the page"),
        ("Content-Encoding: deflate", b"the page"),
        ("Content-Encoding: identity", b"the page"),
        ("Transfer-Encoding: chunked", b"4\r\nthe \r\n4\r\npage\r\n0\r\n\r\n"),
    ],
)
def test_what_an_answer_says_of_its_encoding_is_believed_where_it_is_true(tmp_path, header, content):
    record = Response(ADDRESS.format(1), content, headers=(tuple(header.split(": ")),))
    (page,), report = taken(write_warc(tmp_path / "a.warc.gz", [record]))
    assert (page.content, report.problems) == (b"the page", [])


def test_nothing_is_printed_about_odd_archives(tmp_path, capfd):
    odd = "https://www.senate.be/www/?MIval=/Vragen/Schriftelijke Vraag&LEG=5&NR=1&LANG=nl"
    content = warc_bytes([Response(odd), Response(ADDRESS.format(2))], gzip=False)
    lay_out(tmp_path, {"a.warc": content.replace(b"\r\n\r\nWARC", b"\r\nWARC")})
    pages, report = taken(tmp_path / "a.warc")
    assert [page.url for page in pages] == [ADDRESS.format(2)]
    assert report.problems == []
    assert capfd.readouterr() == ("", "")


def test_an_answer_without_headers_is_passed_over(tmp_path):
    url = f"https://web.archive.org/web/20130521093011id_/{ADDRESS.format(1)}"
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    content = head.encode() + warc_bytes([Response(ADDRESS.format(2), b"page")], gzip=False)
    pages, report = taken(lay_out(tmp_path, {"a.warc": content}) / "a.warc")
    assert ([page.content for page in pages], report.passed_over, report.problems) == ([b"page"], 1, [])


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_an_arc_under_the_name_of_a_warc_says_what_to_do(tmp_path, pack):
    content = b"filedesc://a.arc 0.0.0.0 20130521093000 text/plain 9\n1 0 Test\n\n"
    pages, report = taken(lay_out(tmp_path, {"a.warc": pack(content)}) / "a.warc")
    assert pages == []
    assert "is an ARC" in only_sentence(report)
    assert "warcio recompress" in only_sentence(report)
    assert report.passed_over == 0
