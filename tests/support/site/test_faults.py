"""Each fault does what it says, to the requests that are meant."""

import time
from collections import Counter
from email.utils import parsedate_to_datetime

import pytest
import requests

from . import pages
from .faults import (
    CHALLENGES,
    BrokenGzip,
    Challenge,
    Drip,
    EmptyPage,
    Fault,
    Frames,
    GzipBomb,
    Huge,
    NoBody,
    RedirectLoop,
    RedirectTo,
    Reset,
    ServerError,
    Stall,
    TooMany,
    Truncated,
    WrongCharset,
    WrongLength,
    http_date,
)
from .reply import Reply, Wait
from .schedule import Faults, Request
from .support import get, raw

BROKEN = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)


@pytest.fixture
def address(site):
    return site.address(1)


@pytest.fixture
def page(site):
    return pages.question_page(site.worlds[8].facts(1, site.today), "main", "nl", "tables")


def parts(answer):
    head, _, body = answer.partition(b"\r\n\r\n")
    return head.decode("latin-1"), body


# Ways of sending


def test_a_drip_takes_its_time(site, address, page):
    site.faults.next(Drip(0.0001, bytes_at_once=500))
    started = time.monotonic()
    assert get(address).content == page
    assert time.monotonic() - started >= 0.0001 * len(page)


def test_a_drip_has_a_pause_before_each_piece():
    reply = Reply(body=b"abcde")
    assert list(Drip(1, bytes_at_once=2).steps(reply)) == [
        reply.head(),
        Wait(2),
        b"ab",
        Wait(2),
        b"cd",
        Wait(1),
        b"e",
    ]
    slow = list(Drip(1, head_too=True).steps(reply))
    assert slow[::2] == [Wait(1)] * len(reply.head() + reply.body)
    assert b"".join(slow[1::2]) == reply.head() + reply.body


def test_a_stall_before_the_head(site, address, page):
    site.faults.next(Stall(5))
    with pytest.raises(requests.ReadTimeout):
        get(address, timeout=0.2)
    site.faults.next(Stall(0.05))
    assert get(address).content == page


def test_a_stall_within_the_body(site, address, page):
    site.faults.next(Stall(5, share=0.5))
    with pytest.raises(requests.ConnectionError, match="timed out"):
        get(address, timeout=0.2)
    site.faults.next(Stall(0.05, share=0.5))
    assert get(address).content == page


@pytest.mark.parametrize(("share", "status"), [(None, None), (0.5, 200)])
def test_a_reset(site, address, share, status):
    site.faults.next(Reset(share))
    with pytest.raises(BROKEN):
        get(address)
    assert site.requests[0].status == status


@pytest.mark.parametrize("share", [0, 0.5])
@pytest.mark.parametrize("chunked", [True, False])
def test_a_truncated_body(site, address, page, share, chunked):
    site.faults.always(Truncated(share, chunked))
    head, body = parts(raw(site, address))
    assert ("chunked" in head) == chunked
    assert page[: int(len(page) * share)] in body
    assert len(body) <= len(page) * share + 10
    with pytest.raises(BROKEN):
        get(address)


@pytest.mark.parametrize("difference", [-100, 100])
def test_a_wrong_length(site, address, page, difference):
    site.faults.next(WrongLength(difference))
    head, body = parts(raw(site, address))
    assert f"Content-Length: {len(page) + difference}" in head
    assert body == page


@pytest.mark.parametrize("announced", [True, False])
def test_a_huge_page_is_streamed(site, address, page, announced):
    site.faults.next(Huge(3, announced=announced))
    answer = get(address, stream=True)
    assert ("Content-Length" in answer.headers) == announced
    content = answer.content
    assert len(content) == 3_000_000
    assert content.startswith(page)


def test_a_huge_page_may_be_given_up(site, address, page):
    site.faults.next(Huge(50))
    with get(address, stream=True) as answer:
        assert next(answer.iter_content(1000)) == page[:1000]
    assert get(address).content == page


# Other headers, other bytes


def test_a_wrong_charset(site, address, page):
    site.faults.next(WrongCharset("utf-8"))
    answer = get(address)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.content == page


@pytest.mark.parametrize("already_zipped", [True, False])
def test_broken_gzip(site, address, already_zipped):
    site.gzip = already_zipped
    site.faults.next(BrokenGzip())
    with pytest.raises(requests.exceptions.ContentDecodingError):
        get(address)


def test_a_gzip_bomb(site, address):
    site.faults.next(GzipBomb(2))
    answer = get(address, stream=True)
    assert int(answer.headers["Content-Length"]) < 20_000
    assert len(answer.content) == 2_000_000


def test_an_empty_page(site):
    site.faults.next(EmptyPage())
    answer = get(site.address(1, language="fr"))
    assert (answer.status_code, answer.content) == (200, pages.empty_page("fr", "tables"))


# Other answers


@pytest.mark.parametrize("words", ["", "Uw browser kent geen frames."])
def test_frames(site, address, words):
    site.faults.next(Frames(words))
    answer = get(address)
    assert (answer.status_code, answer.content) == (200, pages.frames(words))
    assert (b"<FRAMESET" in answer.content, words in answer.text) == (True, True)


@pytest.mark.parametrize("status", [200, 203, 404])
def test_no_body(site, address, status):
    site.faults.next(NoBody(status))
    answer = get(address)
    assert (answer.status_code, answer.content, answer.headers["Content-Length"]) == (status, b"", "0")


@pytest.mark.parametrize("retry_after", [7, None, "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_too_many(site, address, retry_after):
    site.faults.next(TooMany(retry_after))
    answer = get(address)
    assert answer.status_code == 429
    assert answer.headers.get("Retry-After") == (None if retry_after is None else str(retry_after))


def test_the_date_form_of_retry_after():
    assert parsedate_to_datetime(http_date(60)).timestamp() == pytest.approx(time.time() + 60, abs=1.1)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 522, 530])
def test_a_streak_of_server_errors(site, address, page, status):
    site.faults.next(ServerError(status, retry_after=3), times=2)
    answers = [get(address) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [status, status, 200]
    assert answers[0].headers["Retry-After"] == "3"
    assert [request.status for request in site.requests] == [status, status, 200]


def test_a_redirect_loop_has_no_end_and_is_over_with_the_next_request(site, address):
    site.faults.next(RedirectLoop())
    with pytest.raises(requests.TooManyRedirects):
        get(address)
    assert {request.status for request in site.requests} == {302}
    assert get(address).status_code == 200


def test_a_redirect(site, address):
    site.faults.next(RedirectTo(site.address(3), status=301))
    answer = get(address)
    assert (answer.url, answer.status_code) == (site.address(3), 200)
    assert [request.status for request in site.requests] == [301, 200]


@pytest.mark.parametrize("kind", CHALLENGES)
def test_a_challenge_is_no_page_of_the_senate(site, address, kind):
    site.faults.next(Challenge(kind=kind))
    site.faults.next(Challenge(503, kind))
    first, second = get(address), get(address)
    assert first.status_code == (403 if kind in ("header", "body") else 200)
    assert second.status_code == 503
    assert (first.headers.get("cf-mitigated") == "challenge") == (kind == "header")
    assert "Senaat" not in first.text


# Which requests are meant


def test_faults_hit_pages_and_not_robots_unless_told(site, address):
    robots = site.url.removesuffix("www/") + "robots.txt"
    site.faults.always(ServerError(500))
    assert get(robots).status_code == 404
    assert get(address).status_code == 500
    site.faults.next(ServerError(503), where="robots.txt")
    assert get(robots).status_code == 503


def test_only_the_requests_meant_are_hit_and_counted(site):
    site.faults.next(ServerError(500), times=2, where="NR=2&")
    site.faults.next(ServerError(502), where=lambda request: request.language == "fr")
    wanted = [(1, "nl"), (2, "nl"), (1, "fr"), (2, "fr"), (2, "nl"), (1, "fr")]
    found = [get(site.address(number, language=language)).status_code for number, language in wanted]
    assert found == [200, 500, 502, 500, 200, 200]
    assert site.faults.left() == 0


def test_the_next_ones_come_before_the_standing_one_until_all_are_cleared(site, address):
    site.faults.always(ServerError(500))
    site.faults.next(TooMany(1))
    site.faults.next(ServerError(504))
    assert [get(address).status_code for _ in range(3)] == [429, 504, 500]
    site.faults.clear()
    assert get(address).status_code == 200


def drawn(seed, share=0.2, count=500):
    faults = Faults()
    faults.at_random(share, [Reset(), TooMany(1)], seed)
    return [faults.take(Request(0, f"/www/{index}")) for index in range(count)]


def test_random_faults_follow_from_their_seed():
    assert drawn(1) == drawn(1) != drawn(2)
    counts = Counter(type(fault) for fault in drawn(1))
    assert counts[type(None)] == pytest.approx(400, rel=0.1)
    assert min(counts[Reset], counts[TooMany]) > 25


def test_no_fault_is_the_answer_as_it_is(site, address, page):
    site.faults.next(Fault())
    assert get(address).content == page
