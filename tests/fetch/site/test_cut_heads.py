"""Answers that break off within their head, or stand in place of an answer, say nothing of a page."""

import pytest

from tasks.fetch.site.classify import classify
from tasks.fetch.site.client import Request
from tasks.fetch.site.pace import TRIES
from tasks.fetch.site.robots import classify_robots
from tests.fetch.site.support import QUESTION, client_of, reply, wire
from tests.support.each_case import each_case

BROKEN_OFF = [
    b"HTTP/1.1 200 O",
    b"HTTP/1.1 200 OK\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Le",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nServer: x",
    b"HTTP/1.1 404 Not Found\r\nServer: x\r\n",
]
EMPTY = [
    b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
    b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
]
ADDRESS = "http://www.senate.be/www/?MIval=/Vragen/SchriftelijkeVraag&amp;LEG=8&amp;NR=1&amp;LANG=nl"


@each_case("answer", BROKEN_OFF)
def test_a_cut_head_is_no_empty_page(answer):
    with wire(answer) as server, client_of(server.url) as client:
        classification = client.get(Request(server.url)).classification
        assert (classification.outcome, classification.again) == ("failed", True)
        assert len(server.heads) == TRIES


@each_case("answer", BROKEN_OFF[:-1])
def test_a_cut_head_frees_no_host_of_its_rules(answer):
    with wire(answer) as server, client_of(server.url) as client:
        assert client.get(Request(server.url, classifier=classify_robots)).classification.outcome == "failed"


@each_case("answer", EMPTY)
def test_an_empty_page_that_ends_where_it_says_is_no_failure(answer):
    with wire(answer) as server, client_of(server.url) as client:
        expected = "absent" if b" 404 " in answer else "no_evidence"
        assert client.get(Request(server.url)).classification.outcome == expected
        assert len(server.heads) == 1


@pytest.mark.parametrize("status", [b"102 Processing", b"103 Early Hints", b"199 X"])
def test_the_answer_behind_an_early_hint_is_never_that_of_the_next_request(status):
    hint = b"HTTP/1.1 " + status + b"\r\nLink: </a.css>\r\n\r\n"
    late, right = (reply(QUESTION.replace(b"8-1", number)) for number in (b"8-111", b"8-222"))
    with wire(*[[hint, 0.1, late]] * TRIES, right, hangs_up=False) as server, client_of(server.url) as client:
        assert client.get(Request(server.url)).classification.outcome == "failed"
        assert b"8-222" in client.get(Request(server.url)).content


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
