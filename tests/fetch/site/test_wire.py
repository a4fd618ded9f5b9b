"""Answers of every odd kind on the wire: dripping, cut, garbled, redirected elsewhere."""

import gzip
import time
from random import Random

import pytest

from tasks.fetch.site.client import Limits, Request
from tasks.fetch.site.pace import TRIES
from tasks.fetch.site.robots import classify_robots
from tests.fetch.site.support import QUESTION, client_of, drip, is_soon, reply, sent_on, wire
from tests.support.each_case import each_case

HURRIED = Limits(connect=5, read=10, whole=0.4)
SLOWLY = 0.05
LATEST = 60
"""Seconds within which four hurried tries end on any machine; drips that nothing ends take longer."""


def ask(server, limits: Limits | None = None, **conditions: str):
    with client_of(server.url, **({"limits": limits} if limits else {})) as client:
        return client.get(Request(server.url, conditions))


HEAD, _, BODY = reply(QUESTION * 20).partition(b"\r\n\r\n")
LONG_HEAD = reply(QUESTION, "200 OK", *(f"X-{n}: {'x' * 20}" for n in range(20)))


@pytest.mark.parametrize(
    "answer",
    [
        drip(LONG_HEAD, SLOWLY),
        [HEAD + b"\r\n\r\n", *drip(BODY, SLOWLY)],
        [b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", *drip(BODY, SLOWLY)],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", *drip(b"1\r\nx\r\n" * 200, SLOWLY)],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", *drip(b"X: y\r\n" * 40, SLOWLY)],
        [b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n", SLOWLY] * 200],
    ],
    ids=["head", "body", "body without length", "chunks", "trailer", "endless headers"],
)
def test_a_drip_is_ended_and_the_next_request_has_a_connection_of_its_own(answer):
    with wire(*[answer] * TRIES, reply()) as server, client_of(server.url, limits=HURRIED) as client:
        began = time.monotonic()
        found = client.get(Request(server.url))
        assert time.monotonic() - began < LATEST
        assert (found.classification.outcome, found.content) == ("failed", b"")
        assert "0.4 seconds" in found.classification.detail
        assert len(server.heads) == TRIES
        assert client.get(Request(server.url)).classification.outcome == "page"
    assert server.connections > TRIES
    assert is_soon(lambda: server.open == 0)


@each_case(
    ("sent", "expected", "tries", "said"),
    [
        (b"", (None, "failed", b""), TRIES, "No response in time"),
        (HEAD + b"\r\n\r\n" + BODY[:10], (200, "failed", b""), TRIES, ""),
        (reply(length=len(QUESTION) + 5), (200, "page", QUESTION), 1, ""),
    ],
    ids=["silence", "a stall within the body", "a page that is complete"],
)
def test_silence_and_a_stall_are_ended_by_the_read_timeout(sent, expected, tries, said):
    with wire([sent, 30.0]) as server:
        found = ask(server, Limits(connect=5, read=0.2, whole=20))
    assert (found.status, found.classification.outcome, found.content) == expected
    assert (found.classification.detail or "").startswith(said)
    assert len(server.heads) == tries


def test_one_connection_serves_many_requests():
    with wire(reply(closes=False), hangs_up=False) as server, client_of(server.url) as client:
        for _ in range(5):
            assert client.get(Request(server.url)).classification.outcome == "page"
        assert server.connections == 1
    assert is_soon(lambda: server.open == 0)


PACKED = gzip.compress(QUESTION)
TWO_MEMBERS = gzip.compress(QUESTION[:20]) + gzip.compress(QUESTION[20:])


@each_case(
    ("encoding", "body", "outcome", "content"),
    [
        *((encoding, PACKED, "page", QUESTION) for encoding in ("gzip", "x-gzip", " GZIP ")),
        ("gzip", TWO_MEMBERS + b"\0\0rubbish", "page", QUESTION),
        ("gzip", b"", "no_evidence", b""),
    ],
)
def test_gzip_is_undone(encoding, body, outcome, content):
    with wire(reply(body, "200 OK", f"Content-Encoding: {encoding}")) as server:
        found = ask(server)
    assert (found.classification.outcome, found.content) == (outcome, content)


def test_a_compressed_page_that_was_cut_before_it_was_sent_is_no_page():
    noise = Random(1).randbytes(9000).hex().encode()
    cut = gzip.compress(QUESTION.replace(b"</body>", noise + b"</body>"))[:-3000]
    with wire(reply(cut, "200 OK", "Content-Encoding: gzip")) as server:
        found = ask(server)
    assert (found.classification.outcome, found.content) == ("failed", b"")
    assert "lacks its end" in found.classification.detail
    assert len(server.heads) == TRIES


CLOSES = b"\r\nConnection: close\r\n\r\n" + QUESTION
ODD = {
    "304 unasked": (reply(b"", "304 Not Modified"), "failed"),
    "206": (reply(QUESTION, "206 Partial Content"), "failed"),
    "204": (reply(b"", "204 No Content"), "failed"),
    "100 first": (b"HTTP/1.1 100 Continue\r\n\r\n" + reply(), "page"),
    "no status": (b"<html>HTTP/0.9 has no head</html>", "failed"),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.6\r\n", "failed"),
    "nothing": (b"", "failed"),
    "status of letters": (b"HTTP/1.1 abc Odd\r\n\r\n", "failed"),
    "status 999": (reply(QUESTION, "999 No"), "failed"),
    "two lengths": (b"HTTP/1.1 200 OK\r\nContent-Length: 5, 7\r\n\r\nhello", "failed"),
    "negative length": (b"HTTP/1.1 200 OK\r\nContent-Length: -5" + CLOSES, "page"),
    "length of letters": (b"HTTP/1.1 200 OK\r\nContent-Length: x" + CLOSES, "page"),
    "bad chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n", "failed"),
    "head too long": (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n", "failed"),
    "too many headers": (reply(QUESTION, "200 OK", *(f"X-{n}: 1" for n in range(200))), "failed"),
    "header without colon": (reply(QUESTION, "200 OK", "rubbish"), None),
    "header in latin-1": (reply(QUESTION, "200 OK", "X-Name: Sénat\x85"), "page"),
    "cookie that cannot be": (reply(QUESTION, "200 OK", "Set-Cookie: \x01=;;;=; expires=never"), "page"),
    "deflate unasked": (reply(b"x\x9cK\x04\x00", "200 OK", "Content-Encoding: deflate"), "blocked"),
    "no gzip": (reply(QUESTION, "200 OK", "Content-Encoding: gzip"), "failed"),
}


@each_case("kind", ODD)
def test_odd_answers_are_no_error_and_spoil_nothing_else(kind):
    answer, outcome = ODD[kind]
    with wire(*[answer] * TRIES, reply()) as server, client_of(server.url) as client:
        found = client.get(Request(server.url))
        assert outcome in {None, found.classification.outcome}
        while len(server.heads) < TRIES:
            client.get(Request(server.url))
        assert client.get(Request(server.url)).content == QUESTION
    assert is_soon(lambda: server.open == 0)


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


def test_an_early_hint_is_never_followed_by_the_answer_to_the_question_before():
    hint = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    first, second = (QUESTION.replace(b"8-1", number) for number in (b"8-111", b"8-222"))
    with (
        wire(hint + reply(first, closes=False), reply(second, closes=False), hangs_up=False) as server,
        client_of(server.url) as client,
    ):
        client.get(Request(server.url))
        assert client.get(Request(server.url)).content == second


def test_bytes_behind_the_announced_length_are_never_taken_for_the_next_answer():
    late, right = (reply(body, closes=False) for body in (QUESTION.replace(b"8-1", b"8-999"), QUESTION))
    with wire(right + late, right, hangs_up=False) as server, client_of(server.url) as client:
        assert client.get(Request(server.url)).content == QUESTION
        assert client.get(Request(server.url)).content == QUESTION


@pytest.mark.parametrize("location", [None, "", "   ", "http://[::1", "http://[x]/", "/" + "a" * 3000])
def test_a_redirect_that_names_no_address_is_not_followed(location):
    with wire(sent_on(location)) as server:
        assert ask(server).classification.outcome == "failed"
    assert len(server.heads) == 1


@each_case(
    "location",
    [
        *("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://{netloc}/"),
        *("//other.example/", "https://other.example/x", "http://{netloc}@other.example/"),
        *("http://me:secret@{netloc}/", "http://{netloc}.other.example/", "http://127.0.0.1/"),
        *("http://www.senate.be:8080/", "mailto:x@example.org"),
    ],
)
def test_a_redirect_to_another_host_is_not_followed(location):
    with wire([b""]) as server:
        server.answers = [[sent_on(location.format(netloc=server.netloc))]]
        found = ask(server)
    assert (found.classification.outcome, found.classification.certain) == ("blocked", False)
    assert len(server.heads) == 2


@each_case(
    ("status", "location", "path"),
    [
        (301, "/www/?b=2", b"/www/?b=2"),
        (302, "?b=2", b"/www/?b=2"),
        (303, "../x y", b"/x%20y"),
        (307, "/é", b"/%C3%A9"),
        (308, "/x#fragment", b"/x"),
        (302, "//{netloc}/y", b"/y"),
        (302, "  /z  ", b"/z"),
        (302, "/é".encode().decode("latin-1"), b"/%C3%A9"),
    ],
)
def test_a_redirect_within_the_host_is_followed(status, location, path):
    with wire(b"") as server:
        server.answers = [[sent_on(location.format(netloc=server.netloc), status)], [reply()]]
        assert ask(server).classification.outcome == "page"
    assert server.heads[1].split()[1] == path


def test_a_host_with_another_port_is_another_host_unless_it_is_known():
    with wire(reply()) as other, wire(sent_on(other.url)) as server:
        assert ask(server).classification.outcome == "blocked"
        assert other.heads == []
        with client_of(server.url, other.netloc) as client:
            assert client.get(Request(server.url)).classification.outcome == "page"
        assert (server.connections, other.connections) == (3, 1)


def test_the_usual_port_may_be_named():
    with client_of("http://www.senate.be/") as client:
        known = ["https://www.senate.be:443/", "http://www.senate.be:80/", "http://WWW.senate.be/"]
        assert all(map(client._is_known, known))
        odd = ["https://www.senate.be:80/", "http://www.senate.be:/", "http://www.senate.be:8080/"]
        assert not any(map(client._is_known, odd))


def test_a_redirect_that_robots_txt_forbids_is_not_followed():
    with wire(sent_on("/private/"), reply()) as server, client_of(server.url) as client:
        found = client.get(Request(server.url, permits=lambda url: "/private/" not in url))
    assert found.classification.outcome == "failed"
    assert "robots.txt" in found.classification.detail
    assert len(server.heads) == 1


def test_passwords_of_the_environment_are_not_sent(tmp_path, monkeypatch):
    passwords = tmp_path / "netrc"
    passwords.write_text("default login me password secret\n", encoding="utf-8")
    passwords.chmod(0o600)
    monkeypatch.setenv("NETRC", str(passwords))
    with wire(reply()) as server:
        assert ask(server).classification.outcome == "page"
    assert b"authorization" not in server.heads[0].lower()


def test_the_proxy_of_the_environment_is_used(monkeypatch):
    with wire(reply()) as proxy:
        monkeypatch.setenv("http_proxy", f"http://{proxy.netloc}")
        monkeypatch.setenv("no_proxy", "")
        url = "http://www.senate.be/www/"
        with client_of(url) as client:
            assert client.get(Request(url)).classification.outcome == "page"
    assert proxy.heads[0].startswith(b"GET http://www.senate.be/www/ ")


def test_a_drip_through_a_proxy_is_ended(monkeypatch):
    with wire(drip(LONG_HEAD, SLOWLY)) as proxy:
        monkeypatch.setenv("http_proxy", f"http://{proxy.netloc}")
        monkeypatch.setenv("no_proxy", "")
        with client_of("http://www.senate.be/", limits=HURRIED) as client:
            assert "0.4 seconds" in client.get(Request("http://www.senate.be/")).classification.detail


def test_nobody_there_is_a_failure_with_a_sentence():
    with wire(reply()) as server:
        url = server.url
    with client_of(url) as client:
        found = client.get(Request(url))
    assert (found.status, found.classification.outcome) == (None, "failed")
    assert "refused" in found.classification.detail
    assert client.requests == TRIES


def test_cookies_live_as_long_as_the_session():
    with wire(reply(QUESTION, "200 OK", "Set-Cookie: a=1"), reply()) as server:
        with client_of(server.url) as client:
            client.get(Request(server.url))
            client.get(Request(server.url))
        ask(server)
    assert [b"Cookie: a=1" in head for head in server.heads] == [False, True, False]
