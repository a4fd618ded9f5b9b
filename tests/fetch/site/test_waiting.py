"""Retry-After in all its forms, and the waits that we choose ourselves."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tasks.fetch.site.pace import FIRST_WAIT, SLOWEST, TRIES, Pace, backoff, retry_after
from tests.support.quick_clock import NOON

FIRST, LAST = datetime(1970, 1, 1), datetime(2200, 1, 1)  # noqa: DTZ001
MOMENTS = st.datetimes(timezones=st.just(UTC), min_value=FIRST, max_value=LAST)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 7 ", 7),
        ("007", 7),
        (format_datetime(NOON + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOON - timedelta(days=900), usegmt=True), 0),
        ("Mon, 02 Mar 2026 12:01:00", 60),
        ("Mon, 02 Mar 2026 12:01:00 -0000", 60),
        ("Mon, 02 Mar 2026 13:01:00 +0100", 60),
        ("Monday, 02-Mar-26 12:01:00 GMT", 60),
        ("Mon Mar  2 12:01:00 2026", 60),
        *((value, None) for value in (None, "", "  ", "-5", "+5", "1.5", "soon", "5 seconds", "120, 120")),
        *((value, None) for value in ("٣", "0x10", "1e3", "Mon, 99 Foo 2026")),
    ],
)
def test_both_forms_are_read_and_nothing_else(value, seconds):
    assert retry_after(value, NOON) == seconds


@pytest.mark.parametrize("value", ["9" * 30, "9" * 5000, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_huge_waits_are_huge_and_no_error(value):
    assert retry_after(value, NOON) > 1e9


@given(st.one_of(st.text(), st.from_regex(r"\A\w{3}, ?\d+ \w{3} \d+ \d+:\d+:\d+ [+-]?\w+\Z")), MOMENTS)
@example("Mon, 01 Jan 0001 00:00:00 +2359", NOON)
@example("Mon, 31 Dec 9999 23:59:59 -2359", NOON)
@example("Mon, 02 Mar 2026 12:00:00 +99999999999999999999", NOON)
@example("Mon, 02 Mar 99999999999999999999 12:00:00 GMT", NOON)
@example("Mon, 02 Mar 2026 99:99:99 GMT", NOON)
@example("\x00", NOON)
def test_any_text_is_no_error_and_no_negative_wait(value, now):
    seconds = retry_after(value, now)
    assert seconds is None or seconds >= 0


@given(st.datetimes(timezones=st.just(UTC), min_value=NOON.replace(tzinfo=None)), MOMENTS)
def test_a_date_is_the_seconds_until_it(moment, now):
    moment = moment.replace(microsecond=0)
    wanted = retry_after(format_datetime(moment, usegmt=True), now)
    assert wanted == pytest.approx(max((moment - now).total_seconds(), 0), abs=1)


@given(st.integers(1, TRIES), st.integers())
def test_backoff_doubles_and_leaves_half_to_chance(tries, seed):
    longest = FIRST_WAIT * 2 ** (tries - 1)
    assert longest / 2 <= backoff(tries, Random(seed)) <= longest


@given(st.floats(0.01, 100), st.lists(st.tuples(st.floats(0, 1000), st.booleans()), max_size=60))
def test_the_pause_is_never_below_the_floor_nor_without_end(floor, answers):
    pace = Pace(floor)
    for latency, well in answers:
        pace = pace.after(latency, well=well)
        assert floor <= pace.pause() <= max(floor, SLOWEST) + max(SLOWEST, floor)
        assert pace.pause() >= min(latency, SLOWEST)


@given(st.floats(0.01, 100), st.integers(1, 50))
def test_a_site_that_is_well_again_is_asked_at_the_floor_again(floor, troubles):
    pace = Pace(floor)
    for _ in range(troubles):
        pace = pace.after(0.0, well=False)
    assert pace.pause() > floor
    for _ in range(40):
        pace = pace.after(0.0, well=True)
    assert pace.pause() == floor
