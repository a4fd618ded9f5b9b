"""Hosts of the Senate get one request a second at most, however fast others may be asked."""

from tasks.common.address import is_senate
from tasks.fetch.site.client import Request
from tasks.fetch.site.pace import SENATE_PAUSE
from tests.fetch.site.support import client_of, reply, sent_on, wire
from tests.support.each_case import each_case

FAST = 0.01
MIRROR = "http://mirror.example/www/"
SITE = "http://www.senate.be/www/"


@each_case(
    ("url", "known"),
    [
        ("https://www.senate.be/www/", True),
        ("http://SENATE.BE", True),
        ("https://www.senate.be.:443/", True),
        ("https://a.b.senaat.be:8080/", True),
        ("https://user@www.senat.be/", True),
        ("https://notsenate.be/", False),
        ("https://senate.be.example/", False),
        ("http://127.0.0.1:80/", False),
        ("http://localhost/", False),
        ("", False),
    ],
)
def test_hosts_of_the_senate_are_known_however_they_are_written(url, known):
    assert is_senate(url) is known


def asked(monkeypatch, clock, answers, *urls):
    """Ask for addresses one after the other, at a fast pace, by way of a proxy that gives these answers."""
    with wire(*answers) as proxy:
        monkeypatch.setenv("http_proxy", f"http://{proxy.netloc}")
        monkeypatch.setenv("no_proxy", "")
        with client_of(MIRROR, "www.senate.be", clock=clock, floor=FAST) as client:
            assert [client.get(Request(url)).classification.outcome for url in urls] == ["page"] * len(urls)
    return [head.split()[1].decode() for head in proxy.heads]


def test_a_fast_pace_is_that_of_other_hosts_alone(monkeypatch, clock):
    asked(monkeypatch, clock, [reply()], MIRROR, MIRROR, MIRROR)
    assert clock.passed < 1
    asked(monkeypatch, clock, [reply()], SITE, SITE, SITE)
    assert clock.passed >= 3 * SENATE_PAUSE


def test_a_redirect_to_the_senate_is_no_way_round(monkeypatch, clock):
    found = asked(monkeypatch, clock, [sent_on(SITE), reply()] * 2, MIRROR, MIRROR)
    assert found == [MIRROR, SITE, MIRROR, SITE]
    assert clock.passed >= 2 * SENATE_PAUSE
