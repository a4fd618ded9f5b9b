"""The stand-in serves the world as it stands that day, and keeps a record of what is asked."""

import threading
import time
from datetime import timedelta
from urllib.parse import quote

import pytest

from . import pages
from .faults import Fault
from .server import Site
from .support import PATIENCE, ask, connected, get, raw
from .world import World

ROBOTS = "User-agent: *\nDisallow: /\n"


def existing(site):
    return site.worlds[8].numbers(site.today)[0]


def missing(site):
    numbers = site.worlds[8].numbers(site.today)
    return next(number for number in range(1, max(numbers)) if number not in numbers)


def answered_between(site, first, last):
    """A number that is open on one day and answered on another."""
    then, later = (site.worlds[8].expected_states(day) for day in (first, last))
    found = next(name for name, state in then.items() if (state, later[name]) == ("open", "answered"))
    return int(found.removeprefix("8-"))


def robots_of(site):
    return get(site.url.removesuffix("www/") + "robots.txt")


def at_once(count, work):
    threads = [threading.Thread(target=work, args=(index,)) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# Pages


@pytest.mark.parametrize("variant", ["main", "print", "print_bilingual"])
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_page_is_served_byte_for_byte(site, client, variant, language):
    number = existing(site)
    answers = [client.get(site.address(number, variant, language), timeout=PATIENCE) for _ in range(2)]
    facts = site.worlds[8].facts(number, site.today, language)
    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "text/html; charset=ISO-8859-1"
        assert answer.content == pages.question_page(facts, variant, language, "tables")


def test_the_address_may_be_spelled_otherwise(site):
    address = site.address(existing(site))
    spellings = (address, address.replace("=/V", "=V"), address.replace("/Vragen/", quote("/Vragen/", "")))
    assert len({get(spelling).content for spelling in spellings}) == 1
    assert {request.question_id for request in site.requests} == {f"8-{existing(site)}"}


def test_the_markup_can_be_set(site):
    before = get(site.address(1)).content
    site.markup = "divs"
    assert get(site.address(1)).content not in (before, b"")


def test_the_days_bring_new_pages(site):
    new = max(site.worlds[8].numbers(site.today + timedelta(40)))
    assert get(site.address(new)).content == pages.empty_page("nl", "tables")
    site.today += timedelta(40)
    assert f"nr. 8-{new}" in get(site.address(new)).text


def test_the_days_bring_answers_and_can_be_turned_back(site):
    first, later = site.today, site.today + timedelta(40)
    number = answered_between(site, first, later)
    before = get(site.address(number)).content
    site.today = later + timedelta(10)
    assert b"Antwoord ontvangen op" in get(site.address(number)).content
    site.today = first
    assert get(site.address(number)).content == before
    assert b"Antwoord ontvangen op" not in before


# Numbers without a question


@pytest.mark.parametrize(("unknown", "status"), [("empty_200", 200), ("bare_200", 200), ("not_found", 404)])
def test_unknown_numbers(site, unknown, status):
    site.unknown = unknown
    answers = [
        get(site.address(missing(site))),
        get(site.address(99999)),
        get(site.address(1, legislature=7)),
    ]
    content = b"" if unknown == "bare_200" else pages.empty_page("nl", "tables")
    assert [(answer.status_code, answer.content) for answer in answers] == [(status, content)] * 3


def test_unknown_addresses(site):
    assert get(site.url).status_code == 404
    assert site.requests[0].question_id is None


def test_several_legislatures():
    with Site(World(already=5, gaps=0), World(legislature=7, already=5, gaps=0)) as site:
        assert "nr. 8-2" in get(site.address(2)).text
        assert "nr. 7-2" in get(site.address(2, legislature=7)).text


# Manners of the server


@pytest.mark.parametrize(
    ("robots", "status", "text"), [(ROBOTS, 200, ROBOTS), (None, 404, ""), (503, 503, "")]
)
def test_robots(site, robots, status, text):
    site.robots = robots
    answer = robots_of(site)
    assert answer.status_code == status
    assert text in answer.text
    assert answer.headers["Content-Type"].startswith("text/plain") == bool(text)


def test_pages_are_compressed_for_who_accepts_it(site):
    site.gzip = True
    zipped = get(site.address(1))
    plain = get(site.address(1), headers={"Accept-Encoding": "identity"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert zipped.content == plain.content


@pytest.mark.parametrize("mark", [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")])
def test_who_knows_a_page_gets_no_page(site, mark):
    site.conditional = True
    (given, sent), number = mark, answered_between(site, site.today, site.today + timedelta(300))
    known = get(site.address(number)).headers[given]
    again = get(site.address(number), headers={sent: known})
    assert (again.status_code, again.content) == (304, b"")
    assert "ETag" in again.headers
    site.today += timedelta(300)
    assert get(site.address(number), headers={sent: known}).status_code == 200


def test_pages_have_no_marks_unless_told(site):
    assert not {"ETag", "Last-Modified"} & set(get(site.address(1)).headers)


@pytest.mark.parametrize("keep_alive", [True, False])
def test_connections_are_kept_or_ended(site, keep_alive):
    site.keep_alive = keep_alive
    with connected(site) as connection:
        ask(connection, site.address(1))
        assert connection.recv(1 << 16).startswith(b"HTTP/1.1 200 OK\r\n")
        if keep_alive:
            ask(connection, site.address(2))
            assert connection.recv(1 << 16).startswith(b"HTTP/1.1 200 OK\r\n")
        else:
            assert connection.recv(1) == b""


def test_latency(site):
    site.latency = 0.1
    assert get(site.address(1)).elapsed.total_seconds() >= 0.1


# The record


def test_requests_are_recorded(site):
    get(site.address(3, "print", "fr"), headers={"User-Agent": "somebody"})
    robots_of(site)
    page, robots = site.requests
    assert (page.question_id, page.variant, page.language, page.status) == ("8-3", "print", "fr", 200)
    assert (page.user_agent, page.headers["user-agent"]) == ("somebody", "somebody")
    assert page.path.startswith("/www/?MIval=/Vragen/SVPrint&LEG=8")
    assert (robots.path, robots.question_id, robots.status) == ("/robots.txt", None, 404)
    assert page.at < robots.at
    site.forget()
    assert site.requests == []


def test_the_shortest_gap(site):
    assert site.shortest_gap() == float("inf")
    get(site.address(1))
    assert site.shortest_gap() == float("inf")
    time.sleep(2)
    get(site.address(2))
    assert site.shortest_gap() >= 2
    get(site.address(3))
    assert site.shortest_gap() < 2


def test_one_after_the_other_is_one_at_once(site):
    for number in range(1, 40):
        get(site.address(number))
    assert site.connections_at_once() == 1


def test_requests_at_once_are_counted(site):
    site.latency = 2
    at_once(3, lambda index: get(site.address(index + 1)))
    assert site.connections_at_once() == 3


def test_a_request_that_was_given_up_is_no_longer_in_flight(site):
    site.latency = 0.6
    with connected(site) as connection:
        ask(connection, site.address(1))
        time.sleep(0.05)
    time.sleep(0.05)
    site.latency = 0
    get(site.address(2))
    assert site.connections_at_once() == 1


# Opening and closing


def test_the_site_closes_at_once_though_clients_wait(site):
    site.latency = 30
    with connected(site) as waiting, connected(site):
        ask(waiting, site.address(1))
        time.sleep(0.05)
        started = time.monotonic()
        site.__exit__(None)
        assert time.monotonic() - started < site.latency / 2
        assert waiting.recv(1) == b""
    site.__enter__()


def test_the_site_is_quiet(site, capfd):
    get(site.url)
    with connected(site) as connection:
        connection.sendall(b"nonsense\r\n\r\n")
        connection.recv(1000)
    assert capfd.readouterr() == ("", "")


class Mistake(Fault):
    """A fault that is itself at fault."""

    def change(self, reply):
        raise LookupError(f"no change of {reply.status}")


def ask_for_a_mistake():
    with Site(World(already=3, gaps=0)) as site:
        site.faults.next(Mistake())
        assert raw(site, site.address(1)) == b""


def test_what_goes_wrong_in_the_stand_in_itself_is_told_at_its_end():
    with pytest.raises(LookupError, match="no change of 200"):
        ask_for_a_mistake()
