"""What the client makes of an answer, and how often it asks."""

import pytest

from tasks.common.clock import Clock
from tasks.fetch.site.client import Limits, Request, StayAwayError
from tasks.fetch.site.pace import LONGEST_WAIT, TRIES, TRIES_WHEN_BLOCKED, Pace
from tests.fetch.site.support import AGENT, client_of
from tests.support.quick_clock import NOON
from tests.support.site import (
    CHALLENGES,
    BrokenGzip,
    Challenge,
    EmptyPage,
    Frames,
    GzipBomb,
    Huge,
    NoBody,
    RedirectLoop,
    RedirectTo,
    Reset,
    ServerError,
    Site,
    TooMany,
    Truncated,
    WrongCharset,
    WrongLength,
)

SMALL = Limits(connect=10, read=20, whole=40, largest=500_000)
PASSING = [
    *(ServerError(500), ServerError(502), ServerError(503), ServerError(504), ServerError(520)),
    *(ServerError(522), ServerError(526), ServerError(530), TooMany(), TooMany(3), Reset(), Reset(0.5)),
    *(Truncated(0.5), Truncated(0.5, chunked=True), BrokenGzip(), Challenge(kind="maintenance")),
]


def there(site: Site) -> int:
    """A number that exists."""
    return next(iter(site.worlds.values())).numbers(site.today)[0]


def ask(client, url: str):
    return client.get(Request(url))


@pytest.mark.parametrize("is_gzip", [False, True])
def test_a_page_comes_as_it_is(site, client, is_gzip):
    site.gzip = is_gzip
    answer = ask(client, site.address(there(site)))
    assert answer.classification.outcome == "page"
    assert answer.classification.detail is None
    assert answer.status == 200
    assert answer.content.rstrip().lower().endswith(b"</html>")
    assert answer.fetched_at >= NOON
    (request,) = site.requests
    assert request.user_agent == AGENT
    assert request.headers["accept-encoding"] == "gzip"
    assert "authorization" not in request.headers


@pytest.mark.parametrize("fault", PASSING, ids=repr)
def test_trouble_that_passes_is_waited_for(site, client, clock, fault):
    site.faults.next(fault)
    answer = ask(client, site.address(there(site)))
    assert answer.classification.outcome == "page"
    assert len(site.requests) == client.requests == 2
    assert clock.passed >= 2  # the pace and half of the first backoff


STAYING = [
    *((ServerError(status), "failed", TRIES) for status in (500, 502, 503, 504, 522, 530)),
    (Truncated(0.95), "failed", TRIES),
    *((ServerError(status), "failed", 1) for status in (501, 400, 505, 527)),
    *((fault, "no_evidence", 1) for fault in (Frames(), Frames("Geen frames."), NoBody(), NoBody(203))),
    (EmptyPage(), "absent", 1),
    (WrongCharset("utf-7"), "page", 1),
    *((WrongLength(difference), "page", 1) for difference in (1, 10_000)),
    *((Challenge(kind=kind), "blocked", TRIES_WHEN_BLOCKED) for kind in CHALLENGES),
]


@pytest.mark.parametrize("case", STAYING, ids=str)
def test_trouble_that_stays_is_given_up_and_what_will_not_change_is_asked_once(site, client, clock, case):
    fault, outcome, requests = case
    site.faults.always(fault)
    answer = ask(client, site.address(there(site)))
    assert (answer.classification.outcome, len(site.requests)) == (outcome, requests)
    assert answer.status == getattr(fault, "status", None) or answer.status in {200, 403}
    assert answer.content == b"" or outcome != "failed" or answer.status >= 400
    assert clock.passed >= {1: 1, TRIES_WHEN_BLOCKED: 2, TRIES: 1 + 1 + 2 + 4}[requests]
    assert requests > 1 or client.pace.added == 0
    assert answer.content.rstrip().lower().endswith(b"</html>") or outcome != "page"
    is_short = isinstance(fault, WrongLength)
    assert ("transfer was not" in (answer.classification.detail or "")) is is_short
    assert bool(answer.classification.detail) is (is_short or outcome != "page")


@pytest.mark.parametrize(
    "fault", [Huge(1), Huge(1, announced=False), GzipBomb(3)], ids=["announced", "chunked", "gzip"]
)
def test_a_page_that_is_too_large_is_left_and_the_next_one_comes(site, fault):
    site.faults.next(fault)
    with client_of(site.url, limits=SMALL) as client:
        answer = ask(client, site.address(there(site)))
        assert (answer.classification.outcome, answer.content) == ("failed", b"")
        assert "more than 500,000 bytes" in answer.classification.detail
        assert ask(client, site.address(there(site), language="fr")).classification.outcome == "page"
    assert len(site.requests) == 2
    assert site.connections_at_once() == 1


def test_an_error_page_that_breaks_off_is_no_page(site, client):
    site.unknown = "not_found"
    site.faults.always(WrongLength(10))
    nowhere = next(iter(site.worlds.values())).numbers(site.today)[-1] + 1000
    assert ask(client, site.address(nowhere)).classification.outcome == "failed"


def test_a_loop_of_redirects_ends(site, client):
    site.faults.next(RedirectLoop())
    answer = ask(client, site.address(there(site)))
    assert answer.classification.outcome == "failed"
    assert len(site.requests) == 6
    assert ask(client, site.address(there(site))).classification.outcome == "page"


LATER = "Mon, 02 Mar 2026 12:02:01 GMT"


@pytest.mark.parametrize(
    ("fault", "waits"),
    [
        *((fault, (121, 130)) for fault in (TooMany(120), ServerError(503, 120), TooMany(LATER))),
        *((TooMany(unreadable), (2, 10)) for unreadable in ("soon", "-1", "", "1.5")),
    ],
    ids=str,
)
def test_retry_after_is_obeyed_where_it_can_be_read(site, client, clock, fault, waits):
    site.faults.next(fault)
    assert ask(client, site.address(there(site))).classification.outcome == "page"
    assert waits[0] <= clock.passed <= waits[1]


def test_retry_after_of_the_last_try_holds_for_the_next_page(site, client, clock):
    site.faults.next(TooMany(100), times=TRIES)
    assert ask(client, site.address(there(site))).classification.outcome == "failed"
    before = clock.passed
    assert ask(client, site.address(there(site))).classification.outcome == "page"
    assert clock.passed - before >= 100


@pytest.mark.parametrize("wanted", [int(LONGEST_WAIT) + 1, "9" * 400, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_a_site_that_wants_too_long_a_wait_is_left_alone(site, client, clock, wanted):
    site.faults.next(TooMany(wanted))
    with pytest.raises(StayAwayError, match="asks for a pause of") as error:
        ask(client, site.address(there(site)))
    assert error.value.response.status == 429
    assert len(site.requests) == 1
    assert clock.passed <= 1


def test_the_server_never_sees_two_requests_closer_than_the_floor(site):
    site.faults.next(Reset())
    site.faults.next(RedirectLoop())
    with client_of(site.url, clock=Clock(), floor=0.05) as client:
        for language in ("nl", "fr", "nl", "fr"):
            ask(client, site.address(there(site), language=language))
    assert site.shortest_gap() >= 0.05
    assert site.connections_at_once() == 1


def test_a_slow_site_works_for_us_half_of_the_time_at_most(site, client, clock):
    client.pace = Pace(1.0).after(7.0, well=True)
    ask(client, site.address(there(site)))
    assert clock.passed >= 7


def test_a_longer_pause_holds_from_the_next_request_on(site, client, clock):
    ask(client, site.address(there(site)))
    client.slow_down_to(20)
    before = clock.passed
    ask(client, site.address(there(site)))
    assert clock.passed - before >= 20
    client.slow_down_to(1)
    assert client.pace.floor == 20


def test_conditions_are_sent_and_304_is_unchanged(site, client):
    site.conditional = True
    etag = ask(client, site.address(there(site))).headers["etag"]
    answer = client.get(Request(site.address(there(site)), {"If-None-Match": etag}))
    assert (answer.status, answer.classification.outcome, answer.content) == (304, "unchanged", b"")


def test_conditions_do_not_hold_for_another_page(site, client):
    site.conditional = True
    etag = ask(client, site.address(there(site), language="fr")).headers["etag"]
    site.faults.next(RedirectTo(site.address(there(site), language="fr")))
    answer = client.get(Request(site.address(there(site)), {"If-None-Match": etag}))
    assert (answer.status, answer.classification.outcome) == (200, "page")
    assert "if-none-match" not in site.requests[-1].headers
