"""Answers of every odd kind on the wire: dripping, cut, garbled, redirected elsewhere."""

import gzip
import time
from random import Random

import pytest

from tasks.fetch.site.client import Limits, Request
from tasks.fetch.site.pace import TRIES, TRIES_WHEN_BLOCKED
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


def zipped(body: bytes, encoding: str = "gzip") -> bytes:
    return reply(body, "200 OK", f"Content-Encoding: {encoding}")


OK = b"HTTP/1.1 200 OK\r\n"
CLOSES = b"\r\nConnection: close\r\n\r\n" + QUESTION
PACKED = gzip.compress(QUESTION)
TWO_MEMBERS = gzip.compress(QUESTION[:20]) + gzip.compress(QUESTION[20:])
NOISE = Random(1).randbytes(9000).hex().encode()
CUT = gzip.compress(QUESTION.replace(b"</body>", NOISE + b"</body>"))[:-3000]
CUT_HEADS = {
    "head cut in its status": b"HTTP/1.1 200 O",
    "head cut behind its status": OK,
    "head cut in a header": OK + b"Content-Le",
    "head cut in its last header": OK + b"Content-Type: text/html\r\nServer: x",
    "head of a 404 cut": b"HTTP/1.1 404 Not Found\r\nServer: x\r\n",
}
HOSTILE = {
    "304 unasked": (reply(b"", "304 Not Modified"), "failed", 1),
    "206": (reply(QUESTION, "206 Partial Content"), "failed", 1),
    "204": (reply(b"", "204 No Content"), "failed", 1),
    "100 first": (b"HTTP/1.1 100 Continue\r\n\r\n" + reply(), "page", 1),
    "no status": (b"<html>HTTP/0.9 has no head</html>", "failed", TRIES),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.6\r\n", "failed", TRIES),
    "nothing": (b"", "failed", TRIES),
    "status of letters": (b"HTTP/1.1 abc Odd\r\n\r\n", "failed", TRIES),
    "status 999": (reply(QUESTION, "999 No"), "failed", 1),
    "two lengths": (OK + b"Content-Length: 5, 7\r\n\r\nhello", "failed", TRIES),
    "negative length": (OK + b"Content-Length: -5" + CLOSES, "page", 1),
    "length of letters": (OK + b"Content-Length: x" + CLOSES, "page", 1),
    "bad chunk": (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n", "failed", TRIES),
    "head too long": (OK + b"X: " + b"x" * 70_000 + b"\r\n\r\n", "failed", TRIES),
    "too many headers": (reply(QUESTION, "200 OK", *(f"X-{n}: 1" for n in range(200))), "failed", TRIES),
    "header without colon": (reply(QUESTION, "200 OK", "rubbish"), "page", 1),
    "header in latin-1": (reply(QUESTION, "200 OK", "X-Name: Sénat\x85"), "page", 1),
    "cookie that cannot be": (reply(QUESTION, "200 OK", "Set-Cookie: \x01=;;;=; expires=never"), "page", 1),
    "deflate unasked": (zipped(b"x\x9cK\x04\x00", "deflate"), "blocked", TRIES_WHEN_BLOCKED),
    "no gzip": (zipped(QUESTION), "failed", TRIES),
    "gzip cut before it was sent": (zipped(CUT), "failed", TRIES),
    "gzip with a wrong checksum": (zipped(PACKED[:-8] + b"12345678"), "failed", TRIES),
    "gzip of two members and more": (zipped(TWO_MEMBERS + b"\0\0rubbish"), "page", 1),
    "gzip of nothing": (zipped(b""), "no_evidence", 1),
    **{f"gzip called {name!r}": (zipped(PACKED, name), "page", 1) for name in ("gzip", "x-gzip", " GZIP ")},
    **{name: (head, "failed", TRIES) for name, head in CUT_HEADS.items()},
    "empty by its length": (OK + b"Content-Length: 0\r\n\r\n", "no_evidence", 1),
    "empty by its chunks": (OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "no_evidence", 1),
    "empty by its end": (OK + b"Connection: close\r\n\r\n", "no_evidence", 1),
    "empty 404": (reply(b"", "404 Not Found"), "absent", 1),
}


@each_case("kind", HOSTILE)
def test_a_hostile_answer_is_no_error_and_spoils_nothing_else(kind):
    answer, outcome, requests = HOSTILE[kind]
    with wire(*[answer] * requests, reply()) as server, client_of(server.url) as client:
        found = client.get(Request(server.url))
        assert (found.classification.outcome, len(server.heads)) == (outcome, requests)
        assert found.content == QUESTION or outcome != "page"
        assert "lacks its end" in (found.classification.detail or "") or answer != zipped(CUT)
        assert client.get(Request(server.url)).content == QUESTION
    assert is_soon(lambda: server.open == 0)


@each_case("answer", [head for head in CUT_HEADS.values() if b" 404 " not in head])
def test_a_cut_head_frees_no_host_of_its_rules(answer):
    with wire(answer) as server, client_of(server.url) as client:
        assert client.get(Request(server.url, classifier=classify_robots)).classification.outcome == "failed"


def hint(status: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nLink: </a.css>\r\n\r\n".encode()


LATE, NEXT = (reply(QUESTION.replace(b"8-1", number), closes=False) for number in (b"8-111", b"8-222"))
BEHIND = {
    **{
        status: ([[hint(status), 0.1, LATE]] * TRIES, {"failed"})
        for status in ("102 Processing", "103 Early Hints", "199 X")
    },
    "the answer at once": ([hint("103 Early Hints") + LATE], {"failed", "page"}),
    "more than was announced": ([LATE + LATE], {"page"}),
}
"""What comes before the next answer, and what the first request may make of it."""


@pytest.mark.parametrize("behind", BEHIND)
def test_what_comes_behind_an_answer_is_never_that_of_the_next_request(behind):
    answers, outcomes = BEHIND[behind]
    with wire(*answers, NEXT, hangs_up=False) as server, client_of(server.url) as client:
        assert client.get(Request(server.url)).classification.outcome in outcomes
        assert b"8-222" in client.get(Request(server.url)).content


FOREIGN = [
    *("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://{netloc}/"),
    *("//other.example/", "https://other.example/x", "http://{netloc}@other.example/"),
    *("http://me:secret@{netloc}/", "http://{netloc}.other.example/", "http://127.0.0.1/"),
    *("http://www.senate.be:8080/", "mailto:x@example.org"),
]
NOWHERE = [None, "", "   ", "http://[::1", "http://[x]/", "/" + "a" * 3000]


@each_case(
    ("status", "location", "outcome", "path"),
    [
        *((302, location, "failed", None) for location in NOWHERE),
        *((302, location, "blocked", b"/www/?a=1") for location in FOREIGN),
        (301, "/www/?b=2", "page", b"/www/?b=2"),
        (302, "?b=2", "page", b"/www/?b=2"),
        (303, "../x y", "page", b"/x%20y"),
        (307, "/é", "page", b"/%C3%A9"),
        (308, "/x#fragment", "page", b"/x"),
        (302, "//{netloc}/y", "page", b"/y"),
        (302, "  /z  ", "page", b"/z"),
        (302, "/é".encode().decode("latin-1"), "page", b"/%C3%A9"),
    ],
)
def test_a_redirect_is_followed_to_an_address_of_the_host_alone(status, location, outcome, path):
    with wire(b"") as server:
        moved = sent_on(location and location.format(netloc=server.netloc), status)
        server.answers = [[moved], [moved if outcome == "blocked" else reply()]]
        found = ask(server).classification
    assert (found.outcome, found.certain) == (outcome, outcome != "blocked")
    assert [head.split()[1] for head in server.heads[1:]] == ([path] if path else [])


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
