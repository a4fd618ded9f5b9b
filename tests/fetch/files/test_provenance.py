"""Addresses and times that sidecars, paths and first lines tell."""

from datetime import UTC, datetime

import pytest

from tasks.common.address import archived_at, archived_url, canonical_url, is_archived, parse_address
from tasks.fetch.files.provenance import address_of_path, read_sidecar, read_time
from tests.support.each_case import each_case
from tests.support.render.records import OPEN, json_of, xml
from tests.support.sources import ADDRESS, lay_out, taken

URL = ADDRESS.format(8900)
MOMENT = datetime(2013, 5, 21, 9, 30, 11, tzinfo=UTC)
QUERY = "MIval=%2FVragen%2FSchriftelijkeVraag&LEG=5&NR=8900&LANG=nl"
MIRRORED = f"www.senate.be/www/index.html?{QUERY}"


@pytest.mark.parametrize(
    "text",
    [
        *("{} 2013-05-21T09:30:11Z", "{}\n2013-05-21T09:30:11Z\n", "{}\r\n2013-05-21T09:30:11+00:00"),
        *("{}\n2013-05-21T09:30:11", "{}\n2013-05-21 09:30:11", "{}\n2013-05-21T11:30:11+02:00"),
        *("{}\n20130521T093011Z", "{}\nfetched_at 2013-05-21T09:30:11Z"),
    ],
)
def test_a_sidecar_may_tell_the_time_of_fetching(tmp_path, text):
    lay_out(tmp_path, {"a.html": b"page", "a.html.url": text.format(URL).encode()})
    (page,), report = taken(tmp_path)
    assert (page.url, page.fetched_at, report.problems) == (URL, MOMENT, [])


@pytest.mark.parametrize("text", ["{}", "{} yesterday", "{}\n0001-01-01T00:00:00+23:59", "{} 12 34 56"])
def test_what_is_no_time_is_none(text):
    found = read_sidecar(text.format(URL).encode())
    assert (found.url, found.fetched_at) == (URL, None)


def test_a_sidecar_of_any_size_is_not_taken_into_memory(tmp_path):
    lay_out(tmp_path, {"a.html": b"page", "a.html.url": URL.encode() + b"\n"})
    with (tmp_path / "a.html.url").open("r+b") as sidecar:
        sidecar.truncate(1 << 40)
    (page,), _ = taken(tmp_path)
    assert page.url == URL


@pytest.mark.parametrize("text", ["", None, "2013", "x", "9999-12-31T23:59:59-01:00"])
def test_a_time_that_is_none_or_impossible_is_none(text):
    assert read_time(text) is None


@each_case(
    "path",
    [
        *(MIRRORED, f"mirror/2013/{MIRRORED}", f"www.senate.be/www/?{QUERY}"),
        "www.senate.be/www/?MIval=/Vragen/SchriftelijkeVraag&LEG=5&NR=8900&LANG=nl",
        "www.senate.be/www/index.html@MIval=%2FVragen%2FSchriftelijkeVraag&LEG=5&NR=8900&LANG=nl",
        "senaat.be\\www\\index.html@MIval=%2FVragen%2FSchriftelijkeVraag&LEG=5&NR=8900&LANG=nl",
        *(f"{MIRRORED}.html", f"{MIRRORED}.1", f"{MIRRORED}.1.html", f"{MIRRORED}.gz"),
        *(f"WWW.SENATE.BE/www/index.html?{QUERY}", f"www.example.org/{MIRRORED}"),
    ],
)
def test_a_mirrored_path_is_an_address(path):
    assert canonical_url(address_of_path(path)) == canonical_url(URL)


@pytest.mark.parametrize(
    "path",
    [
        *(f"www.example.org/www/index.html?{QUERY}", f"index.html?{QUERY}", "www.senate.be/www/index.html"),
        *("www.senate.be/www/index.html?MIval=%2Fdossier&LEG=5&NR=12&LANG=nl", "www.senate.be", ""),
    ],
)
def test_other_paths_are_none(path):
    assert address_of_path(path) is None


def test_a_mirror_gives_addresses_wherever_it_begins(tmp_path):
    lay_out(tmp_path, {MIRRORED: b"<p>page", "www.senate.be/www/other.html": b"<p>other"})
    for source in (tmp_path, tmp_path / "www.senate.be", tmp_path / "www.senate.be/www", tmp_path / MIRRORED):
        url = {page.content: page.url for page in taken(source)[0]}[b"<p>page"]
        assert canonical_url(url) == canonical_url(URL)
    assert [page.url for page in taken(tmp_path)[0]].count(None) == 1


@pytest.mark.parametrize("content", ["URL: {}\nText", '<html><link rel="canonical" href="{}">'])
def test_an_address_in_the_page_goes_before_that_of_its_path(tmp_path, content):
    url = "https://www.senate.be/www/?MIval=/Vragen/SVPrint&LEG=6&NR=1&LANG=fr"
    (page,), _ = taken(lay_out(tmp_path, {MIRRORED: content.format(url).encode()}))
    assert page.url is None


def test_a_sidecar_goes_before_the_path_and_a_useless_address_in_the_page_behind_it(tmp_path):
    lay_out(tmp_path, {MIRRORED: b"<p>page", f"{MIRRORED}.url": ADDRESS.format(2).encode()})
    lay_out(tmp_path, {f"z/{MIRRORED}": b"URL: https://www.senate.be/\nText"})
    first, second = taken(tmp_path)[0]
    assert first.url == ADDRESS.format(2)
    assert canonical_url(second.url) == canonical_url(URL)


WAYBACK = [
    "https://web.archive.org/web/20130521093011/{}",
    "https://web.archive.org/web/20130521093011id_/{}",
    "http://web.archive.org/web/20130521093011if_/{}",
    "https://web.archive.org:443/web/20130521093011/{}",
    "HTTP://wayback.archive.org/web/20130521093011mp_/{}",
]


@each_case("form", WAYBACK)
@each_case("original", [URL, URL.replace("https://", "http:/"), URL.removeprefix("https://")])
def test_the_address_of_a_copy_is_that_of_its_original(form, original):
    url = form.format(original)
    assert parse_address(url) == parse_address(URL)
    assert canonical_url(url) == canonical_url(URL)
    assert (archived_at(url), is_archived(url)) == (MOMENT, True)


@pytest.mark.parametrize(
    ("url", "original"),
    [
        (URL, URL),
        ("https://web.archive.org/web/2013*/x", "https://web.archive.org/web/2013*/x"),
        ("https://web.archive.org.example.org/web/20130521093011/x",) * 2,
        ("https://web.archive.org/web/20130521/https://a.example/", "https://a.example/"),
        ("https://web.archive.org/web/20139921093011/a.example/", "http://a.example/"),
        ("", ""),
    ],
)
def test_other_addresses_name_no_moment(url, original):
    assert (archived_url(url), archived_at(url)) == (original, None)
    assert canonical_url(original) == original or original == URL


def test_an_archived_address_of_another_site_is_no_address_of_a_question():
    assert parse_address("https://web.archive.org/web/20130521093011/https://www.senate.be/") is None
    other = canonical_url("https://web.archive.org/web/20130521093011/https://a.example/")
    assert other.startswith("https://web")


@pytest.mark.parametrize("text", ["URL: {}\nText", "\ufeffURL:{}\n", "\n url: {}"])
def test_the_time_in_an_archived_address_of_a_first_line_is_taken(tmp_path, text):
    lay_out(tmp_path, {"a.txt": text.format(WAYBACK[0].format(URL)).encode()})
    (page,), _ = taken(tmp_path)
    assert (page.url, page.fetched_at) == (None, MOMENT)


def test_the_time_in_an_archived_address_of_a_sidecar_is_taken_unless_it_names_another(tmp_path):
    url = WAYBACK[1].format(URL)
    lay_out(tmp_path, {"a.html": b"a", "a.html.url": url.encode()})
    lay_out(tmp_path, {"b.html": b"b", "b.html.url": f"{url} 2020-01-01T00:00:00Z".encode()})
    assert [page.fetched_at for page in taken(tmp_path)[0]] == [MOMENT, datetime(2020, 1, 1, tzinfo=UTC)]


def test_a_record_has_its_own_address_unless_a_sidecar_names_another(tmp_path):
    name = "56--1-0138-2024202500001"
    own, other = (
        f"https://data.dekamer.be/v0/qrva/{name}#56-900001",
        f"https://data.dekamer.be/v0/qrva/{name[:-1]}2",
    )
    same = f"http://data.lachambre.be/v0/qrva/{name} 2025-03-03T04:00:00Z"
    files = {"a.xml": xml(OPEN), "b.xml": xml(OPEN), "c.json": json_of(OPEN)}
    beside = {"b.xml.url": same.encode(), "c.json.url": other.encode()}
    pages, _ = taken(lay_out(tmp_path, files | beside))
    assert [page.url for page in pages] == [own, own, other]
    assert [bool(page.fetched_at) for page in pages] == [False, True, False]
