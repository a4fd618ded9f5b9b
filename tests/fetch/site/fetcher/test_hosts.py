"""What robots.txt does to a run."""

import pytest

from tasks.common.errors import SourceUnavailableError
from tasks.fetch.site.client import Limits
from tasks.fetch.site.pace import TRIES
from tests.fetch.site.fetcher.conftest import wanted
from tests.fetch.site.support import QUESTION, reply, sent_on, wire
from tests.support.site import Challenge, Drip, Huge, RedirectTo, ServerError, Stall, TooMany, Truncated

ROBOTS = "/robots.txt"
FREE = reply(b"User-agent: *\nDisallow: /private\n")


@pytest.mark.parametrize("robots", [None, 401, 403, 404, 410, "", "User-agent: Other\nDisallow: /", "<html>"])
def test_a_site_that_forbids_nothing_is_asked(runs, site, robots):
    site.robots = robots
    runs.fetch(wanted(1))
    assert runs.outcomes() == ["page"]
    assert [entry.outcome for entry in runs.log] == ["robots", "page"]


@pytest.mark.parametrize(
    "robots", ["User-agent: *\nDisallow: /", "\ufeffUser-agent: senate-questions\nDisallow: /www"]
)
def test_a_site_that_forbids_all_is_not_asked(runs, site, robots):
    site.robots = robots
    with pytest.raises(
        SourceUnavailableError, match=r"site's robots\.txt forbids .* Ask the Senate"
    ) as error:
        runs.fetch(wanted(1, 2))
    assert error.value.ends.exit_code == 4
    assert [request.path for request in site.requests] == [ROBOTS]
    assert runs.outcomes() == []


def test_pages_that_are_forbidden_are_left_out(runs, site):
    site.robots = "User-agent: *\nDisallow: /*SVPrintNLFR"
    plan = [*wanted(1), *wanted(1, 2, reason="bilingual", variant="print_bilingual"), *wanted(2)]
    fetcher = runs.fetch(plan)
    assert runs.outcomes() == ["page", "forbidden", "page"]
    assert len(site.requests) == 3
    assert fetcher.notes == [
        "bilingual: the site's robots.txt forbids some of these pages; they were left out."
    ]


@pytest.mark.parametrize(
    "fault",
    [
        *(ServerError(500), ServerError(503), TooMany(), Truncated(), Stall(20), Drip(0.01)),
        *(Drip(0.01, head_too=True), RedirectTo("https://other.example/robots.txt"), Challenge(503)),
    ],
    ids=repr,
)
def test_nothing_is_asked_of_a_site_whose_rules_do_not_come_complete(runs, site, fault):
    site.robots = "User-agent: *\nDisallow: /\n" + "# \n" * 100
    site.faults.always(fault, where=ROBOTS)
    with pytest.raises(SourceUnavailableError, match=r"robots\.txt did not load"):
        runs.fetch(wanted(1), limits=Limits(connect=10, read=0.4, whole=0.4))
    assert {request.path for request in site.requests} == {ROBOTS}
    assert len(site.requests) <= TRIES
    assert [entry.outcome for entry in runs.log] == ["robots"]


def test_rules_come_when_they_are_asked_for_again(runs, site):
    site.robots = "User-agent: *\nDisallow: /*NR=2&"
    site.faults.next(Truncated(), times=2, where=ROBOTS)
    runs.fetch(wanted(1, 2))
    assert runs.outcomes() == ["page", "forbidden"]


@pytest.mark.parametrize("announced", [True, False])
def test_an_enormous_robots_txt_is_read_to_its_bound(runs, site, announced):
    site.robots = "User-agent: *\nDisallow: /*NR=2&\n"
    site.faults.always(Huge(20, announced=announced), where=ROBOTS)
    runs.fetch(wanted(1, 2))
    assert runs.outcomes() == ["page", "forbidden"]
    assert site.connections_at_once() == 1


@pytest.mark.parametrize("rule", ["Crawl-delay: 30", "Request-rate: 2/1m"])
def test_the_pause_that_it_asks_for_is_kept_from_the_first_page_on(runs, site, rule):
    site.robots = f"User-agent: *\n{rule}\n"
    runs.fetch(wanted(1, 2))
    assert runs.clock.waited == [1, 30, 30]


def test_a_pause_longer_than_a_run_has_stops_it(runs, site):
    site.robots = "User-agent: *\nCrawl-delay: 86400\n"
    with pytest.raises(SourceUnavailableError, match="asks for 86,400 seconds"):
        runs.fetch(wanted(1))
    assert len(site.requests) == 1


def test_the_rules_of_a_host_that_we_are_sent_on_to_are_asked_for_once(runs):
    pages = [reply(QUESTION.replace(b"8-1", b"8-%d" % number)) for number in (1, 2, 3)]
    with wire(FREE, *pages) as other, wire(FREE, sent_on(other.url)) as first:
        runs.fetch(wanted(1, 2, 3), url=f"http://{first.netloc}/www/", more=[other.netloc])
    paths = [head.split()[1] for head in other.heads]
    assert paths == [b"/robots.txt", b"/www/?a=1", b"/www/?a=1", b"/www/?a=1"]
    assert runs.outcomes() == ["page"] * 3


@pytest.mark.parametrize(
    ("rules", "tries"),
    [(reply(b"User-agent: *\nDisallow: /"), 1), (reply(b"", "500 Broken"), TRIES)],
    ids=["it forbids all", "its rules do not come"],
)
def test_a_host_that_may_not_be_asked_is_not_followed_to_nor_asked_again(runs, rules, tries):
    with wire(rules) as other, wire(FREE, *[sent_on(other.url)] * 2, reply(QUESTION)) as first:
        runs.fetch(wanted(1, 2, 3), url=f"http://{first.netloc}/www/", more=[other.netloc])
    assert [head.split()[1] for head in other.heads] == [b"/robots.txt"] * tries
    assert runs.outcomes() == ["failed", "failed", "page"]


def test_a_path_that_is_forbidden_is_not_followed_to(runs):
    with wire(FREE, sent_on("/private/1"), reply(QUESTION)) as first:
        runs.fetch(wanted(1, 2), url=f"http://{first.netloc}/www/")
    assert len(first.heads) == 3
    assert runs.outcomes() == ["failed", "page"]


def test_rules_that_stand_elsewhere_on_the_site_are_followed_to(runs, site):
    with wire(sent_on("/rules"), reply(b"User-agent: *\nDisallow: /*NR=2&"), reply(QUESTION)) as first:
        runs.fetch(wanted(1, 2), url=f"http://{first.netloc}/www/")
    assert runs.outcomes() == ["page", "forbidden"]


def test_a_forbidden_page_is_not_wanted_again(runs, site):
    site.robots = "User-agent: *\nDisallow: /*NR=2&"
    with runs.run() as fetcher:
        fetcher.fetch(wanted(1, 2))
        assert fetcher.wanted(wanted(2)) == []
