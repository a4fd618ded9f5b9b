"""What robots.txt allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.fetch.site.robots import LARGEST_ROBOTS, Robots, classify_robots, parse_robots
from tests.support.each_case import each_case

MAIN = "https://www.senate.be/www/?MIval=/Vragen/SchriftelijkeVraag&LEG=8&NR=1&LANG=nl"
PRINT = "https://www.senate.be/www/?MIval=/Vragen/SVPrint&LEG=8&NR=1&LANG=nl"


def rules(text: str | bytes) -> Robots:
    found = parse_robots(200, text if isinstance(text, bytes) else text.encode())
    assert found is not None
    return found


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_host_without_rules_allows_all(status):
    found = parse_robots(status, b"User-agent: *\nDisallow: /")
    assert found.allows(MAIN)
    assert found.delay == 0
    assert not classify_robots(status, {}, b"").again


@pytest.mark.parametrize("status", [302, 304, 429, 500, 502, 503, 504, 999])
def test_a_host_in_trouble_allows_nothing(status):
    assert parse_robots(status, b"") is None
    assert classify_robots(status, {}, b"").again


@each_case(
    ("text", "main", "printed"),
    [
        ("", True, True),
        ("User-agent: *\nDisallow:", True, True),
        ("User-agent: *\nDisallow: /", False, False),
        ("User-agent: *\nDisallow: /\nAllow: /www/", True, True),
        ("User-agent: *\nDisallow: /*SVPrint", True, False),
        ("User-agent: *\nDisallow: /www/?MIval=/Vragen/SVPrint", True, False),
        ("User-agent: BadBot\nDisallow: /", True, True),
        ("User-agent: senate-questions\nDisallow: /\n\nUser-agent: *\nDisallow:", False, False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Senate-Questions\nDisallow: /private", True, True),
        ("User-agent: *\r\nDisallow: /\r\n", False, False),
        ("User-agent: *\rDisallow: /\r", False, False),
        ("\ufeffUser-agent: *\nDisallow: /", False, False),
        ("<!DOCTYPE html><html><body>Belgische Senaat</body></html>", True, True),
    ],
)
def test_rules_are_read(text, main, printed):
    found = rules(text)
    assert (found.allows(MAIN), found.allows(PRINT)) == (main, printed)


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("Crawl-delay: 5", 5),
        ("Crawl-delay: 0.5", 0.5),
        ("Request-rate: 1/10", 10),
        ("Request-rate: 2/1m", 30),
        ("Crawl-delay: 3\nRequest-rate: 1/10", 10),
        ("Crawl-delay: -3", 0),
        ("Crawl-delay: nan", 0),
        ("Crawl-delay: soon", 0),
        ("Request-rate: 0/10", 0),
        ("Request-rate: x", 0),
    ],
)
def test_pauses_are_read(text, delay):
    assert rules(f"User-agent: *\n{text}\nDisallow: /none").delay == delay


def test_an_enormous_pause_is_no_error():
    assert rules(f"User-agent: *\nRequest-rate: 1/{'9' * 400}").delay > 1e300


def test_rules_of_an_enormous_file_are_read_up_to_its_last_complete_line():
    line = b"Disallow: /none\n"
    text = b"User-agent: *\nDisallow: /*SVPrint\n" + line * (LARGEST_ROBOTS // len(line))
    cut = text[: LARGEST_ROBOTS - 11].rpartition(b"\n")[0] + b"\nDisallow: /www/longer-than-this"
    found = rules(cut[:LARGEST_ROBOTS].ljust(LARGEST_ROBOTS, b"x"))
    assert (found.allows(MAIN), found.allows(PRINT)) == (True, False)


@given(st.integers(100, 999), st.binary(max_size=500))
def test_any_answer_is_read(status, content):
    found = parse_robots(status, content)
    if found is not None:
        assert found.allows(MAIN) in {True, False}
        assert found.delay >= 0
    assert classify_robots(status, {}, content).outcome == "robots"


@given(
    st.lists(
        st.sampled_from(
            [
                *("User-agent: *", "Disallow: /", "Allow: /www", "Crawl-delay: ", "Request-rate: ", "9", "/"),
                *("*", "$", "\n", "1/1s", "1e999", "%", "é"),
            ]
        ),
        max_size=30,
    )
)
def test_any_rules_are_read(pieces):
    found = rules("".join(pieces))
    assert found.allows(MAIN) in {True, False}
    assert found.delay >= 0
