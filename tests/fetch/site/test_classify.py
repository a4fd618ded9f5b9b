"""What an answer is, whatever its bytes."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import FETCH_OUTCOMES
from tasks.fetch.site.classify import classify
from tests.support.each_case import each_case
from tests.support.render import LANGUAGES
from tests.support.render.records import OPEN, json_of, xml
from tests.support.site import CHALLENGES, World
from tests.support.site.pages import empty_page, frames, notice, question_page

WORLD = World(gaps=0.0)
FACTS = {language: WORLD.facts(1, WORLD.first_day, language) for language in LANGUAGES}
PAGE = question_page(FACTS["nl"], "main", "nl", "tables")
EMPTY = empty_page("nl", "tables")
SCRIPT = (
    b'<script>window.__CF$cv$params={r:"8",t:"MT"};var a=document.createElement("script");'
    b'a.src="/cdn-cgi/challenge-platform/scripts/jsd/main.js";document.head.appendChild(a);</script>'
)


def outcome(status: int, content: bytes, **headers: str) -> str:
    return classify(status, {name.replace("_", "-"): text for name, text in headers.items()}, content).outcome


@each_case("language", LANGUAGES)
@each_case("variant", ["main", "print", "print_bilingual"])
def test_pages_of_questions_are_pages(variant, language):
    assert outcome(200, question_page(FACTS[language], variant, language, "tables")) == "page"


def test_a_record_of_the_chamber_is_a_page_and_an_empty_list_is_none():
    for content in (xml(OPEN), json_of(OPEN)):
        assert (classify(200, {}, content).outcome, str(classify(200, {}, content).displays)) == (
            "page",
            "56-900001",
        )
    assert classify(200, {}, b'{"disclaimer": "x", "items": []}').outcome != "page"


@each_case("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
@each_case(("page", "expected"), [(PAGE, "page"), (EMPTY, "absent")], ids=["question", "none"])
def test_pages_are_known_in_any_encoding(encoding, page, expected):
    text = page.decode("cp1252").encode("ascii", "xmlcharrefreplace").decode()
    assert outcome(200, text.encode(encoding)) == expected


@each_case("language", LANGUAGES)
@each_case("status", [200, 404, 410])
def test_pages_of_the_senate_without_question_are_absent(status, language):
    assert outcome(status, empty_page(language, "tables")) == "absent"


SILENT = {
    "no byte": b"",
    "blanks": b"  \r\n",
    "no body": b"<html></html>",
    "head alone": b"<html><head><title>Belgische Senaat</title></head></html>",
    "empty body": b"<html><body>&nbsp;</body></html>",
    "byte order mark": b"\xef\xbb\xbf",
    "frames": frames(),
    "frames with a notice": frames("Uw browser kent geen frames. <A HREF='/www/?MIval=/index'>Senaat</A>"),
    "frames whose notice has no end": frames("Geen frames").partition(b"</P>")[0],
    "frames before a body": b"<frameset rows='80,*'><frame src='top'></frameset><body>Senaat</body>",
    "frames in UTF-16": frames("Votre navigateur ne connaît pas les cadres.").decode().encode("utf-16"),
}


@each_case("content", SILENT.values(), ids=SILENT)
@each_case(
    ("status", "expected"), [(200, "no_evidence"), (203, "no_evidence"), (404, "absent"), (410, "absent")]
)
def test_a_good_status_with_frames_or_nothing_says_nothing_of_a_number_and_a_gone_one_all(
    status, expected, content
):
    assert outcome(status, content) == expected


WORDS = b"<P>Just a moment... request rejected, support ID is: 1, captcha, temporairement indisponible</P>"


@each_case(
    ("status", "content", "expected"),
    [
        pytest.param(
            200, EMPTY.replace(b"</BODY>", frames() + b"</BODY>"), "absent", id="frames behind text"
        ),
        pytest.param(200, EMPTY.replace(b"</BODY>", b"<!-- <frameset> --></BODY>"), "absent", id="a comment"),
        pytest.param(200, frames("Site tijdelijk niet beschikbaar"), "blocked", id="frames of maintenance"),
        pytest.param(404, notice("404 Not Found", "nginx"), "absent", id="a web server's own 404"),
        pytest.param(
            200, PAGE.replace(b"</BODY>", WORDS + b"</BODY>"), "page", id="a question on challenges"
        ),
    ],
)
def test_other_pages_are_known_by_their_words_and_their_place(status, content, expected):
    assert content not in {PAGE, EMPTY}
    assert outcome(status, content) == expected


@each_case("where", [b"</head>", b"</body>"])
@each_case(("page", "expected"), [(PAGE, "page"), (EMPTY, "absent")], ids=["question", "none"])
def test_scripts_that_a_firewall_puts_into_ordinary_pages_are_no_challenge(page, expected, where):
    at = page.lower().index(where)
    assert outcome(200, page[:at] + SCRIPT + page[at:], server="cloudflare", cf_ray="8-BRU") == expected


@each_case("kind", CHALLENGES)
@each_case("status", [200, 403, 429, 503])
def test_what_is_before_the_site_is_never_absent_nor_a_page(kind, status):
    _, headers, words = CHALLENGES[kind]
    headers = {name.lower(): text for name, text in headers.items()}
    classification = classify(status, headers, notice(*words))
    certain = kind in {"header", "body", "rejected"}
    assert classification.outcome == "blocked" or (status in {429, 503} and not certain)
    assert classification.outcome in {"blocked", "failed"}
    assert classification.again
    assert classification.detail
    assert classification.certain or not certain


@pytest.mark.parametrize(
    "text",
    ["Site tijdelijk niet beschikbaar", "Le site est temporairement inaccessible", "Under maintenance"],
)
def test_maintenance_is_no_absence_even_on_a_page_of_the_senate(text):
    page = notice("Belgische Senaat", text)
    assert outcome(200, page) == outcome(404, page) == "blocked"


CLOUDFLARE = [520, 521, 522, 523, 524, 525, 526, 530]
NO_PAGES = [
    json.dumps({"error": "none"}).encode(),
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    b"GIF89a\1\0\1\0\0\0\0",
    gzip.compress(PAGE, mtime=0),
    b"<html><body>Welkom bij Hotel Wifi. Log in.</body></html>",
    b"<?xml version='1.0'?><rss/>x",
    bytes(range(256)) * 20,
]


@each_case(
    ("status", "content", "expected"),
    [
        *((200, content, "blocked") for content in NO_PAGES),
        *((status, notice("Forbidden", ""), "blocked") for status in (401, 403, 407, 451)),
        *((status, b"", "failed") for status in (429, 500, 502, 503, 504, *CLOUDFLARE)),
    ],
)
def test_what_is_no_page_of_the_senate_is_never_absent_nor_certain_to_mean_us(status, content, expected):
    classification = classify(status, {}, content)
    assert (classification.outcome, classification.again) == (expected, True)
    assert not classification.certain or expected == "failed"


TAGS = [b"<html>", b"</html>", b"\xff\xfe", b"<" * 50, b"&#x110000;"]
PIECES = st.sampled_from([PAGE, EMPTY, PAGE[:700], EMPTY[:300], SCRIPT, *TAGS])
BODIES = st.one_of(
    st.binary(max_size=2000), st.lists(st.one_of(PIECES, st.binary(max_size=40)), max_size=6).map(b"".join)
)
HEADERS = st.dictionaries(
    st.sampled_from(["content-type", "cf-mitigated", "server", "retry-after", "x"]), st.text()
)


@given(st.integers(-1, 1200), HEADERS, BODIES)
def test_any_answer_is_judged(status, headers, content):
    classification = classify(status, headers, content)
    assert classification.outcome in FETCH_OUTCOMES
    assert bool(classification.detail) == (classification.outcome not in {"page", "unchanged"})
    if classification.outcome in {"page", "absent", "no_evidence"}:
        assert status in {200, 203} or (status in {404, 410} and classification.outcome == "absent")


@pytest.mark.parametrize("content", [b"<div>" * 20_000, b"<" * 200_000, b"\0" * 200_000, b"&" * 100_000])
def test_hostile_bytes_are_judged(content):
    assert classify(200, {}, content).outcome in FETCH_OUTCOMES


ADDRESS = "http://www.senate.be/www/?MIval=/Vragen/SchriftelijkeVraag&amp;LEG=8&amp;NR=1&amp;LANG=nl"


@each_case(
    ("page", "expected"),
    [
        (f"<title>Belgische Senaat</title><p>&#{'9' * 5000}; x</p>", "absent"),
        ("<p>Nothing found.</p><a href='/www/?MIval=/showSenator&amp;ID=1'>A senator</a>", "absent"),
        (f"<title>Web Page Blocked</title><p>You tried to reach {ADDRESS}.</p>", "blocked"),
        (f"<title>Web Page Blocked</title><p>Not <a href='{ADDRESS}'>{ADDRESS}</a>.</p>", "blocked"),
    ],
)
@each_case("status", [200, 203])
def test_pages_of_the_senate_are_known_by_what_a_firewall_does_not_show(status, page, expected):
    """References of thousands of digits, links to other pages of the Senate, the address that is barred."""
    assert classify(status, {}, f"<html>{page}</html>".encode()).outcome == expected
