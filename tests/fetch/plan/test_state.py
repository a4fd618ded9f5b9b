"""What became of each address, as the fetch log tells."""

from dataclasses import replace

from schemas.codes import SAMPLE_SOURCE
from tasks.fetch.plan import QuestionState, StoredState, address_states
from tests.fetch.plan.support import NOW, ago, page
from tests.support.each_case import each_case
from tests.support.raw_stores import entry


def logged(number=1, days=0.0, outcome="page", reason="open", **others):
    """A row of the log on the Dutch page of a question, so many days ago."""
    address = page(number)
    row = entry(b"page", None, "live", ago(days), origin=address.url, outcome=outcome, reason=reason)
    return replace(row, url=address.url, canonical_url=address.url, **others)


def after(*rows):
    return address_states(rows, NOW).get(page(1))


def test_a_page_that_came_is_stored():
    found = after(logged(days=3))
    assert (found.tried_at, found.outcome, found.stored, found.failures) == (ago(3), "page", True, 0)


@each_case("outcome", ["absent", "failed", "blocked", "forbidden"])
def test_vain_tries_are_counted_until_a_page_comes(outcome):
    rows = [logged(days=9 - n, outcome=outcome, reason="gap") for n in range(4)]
    assert (after(*rows).failures, after(*rows).stored, after(*rows).outcome) == (4, False, outcome)
    assert after(*rows, logged(days=1)).failures == 0
    assert after(*rows, logged(days=1, outcome="unchanged")).failures == 0


def test_tries_before_a_number_was_given_count_as_one():
    """Else a number that was sought for months would be a gap that is sought twice a year."""
    before = [logged(days=60 - n, outcome="absent", reason="new_number") for n in range(40)]
    assert after(*before).failures == 1
    assert after(*before, logged(days=1, outcome="absent", reason="gap")).failures == 2
    failed = [logged(days=60, outcome="failed", reason="gap"), *before[1:]]
    assert after(*failed).failures == 1


def test_responses_that_say_nothing_count_as_one_try_and_leave_what_was_counted():
    silent = [logged(days=20 - n, outcome="no_evidence", reason="gap") for n in range(9)]
    assert (after(*silent).failures, after(*silent).outcome, after(*silent).tried_at) == (
        1,
        "no_evidence",
        ago(12),
    )
    absent = [logged(days=60 - n, outcome="absent", reason="gap") for n in range(4)]
    assert after(*absent, *silent).failures == 4
    assert after(*absent, *silent, logged(days=1)).failures == 0


def test_a_page_is_stored_whatever_came_later_or_when_and_that_alone():
    found = after(logged(days=9), logged(days=3, outcome="no_evidence"))
    assert (found.stored, found.failures, found.came_at, found.outcome) == (True, 1, ago(9), "no_evidence")
    found = after(logged(days=9), logged(days=3, outcome="absent"))
    assert (found.stored, found.failures, found.tried_at) == (True, 1, ago(3))
    found = after(logged(days=3, outcome="absent"), logged(days=900, reason=None, source="old.warc"))
    assert (found.stored, found.tried_at, found.outcome, found.failures) == (True, ago(3), "absent", 1)
    found = after(replace(logged(reason=None, source="folder"), fetched_at=None))
    assert (found.stored, found.tried_at) == (True, None)


@each_case("source", ["live", "old.warc"])
def test_a_time_of_a_wrong_clock_silences_no_address(source):
    rows = [logged(days=3), logged(days=-400, source=source), logged(days=1, outcome="unchanged")]
    assert after(*rows[:2]).tried_at == ago(3)
    assert after(*rows).tried_at == ago(1)
    assert (after(rows[1]).stored, after(rows[1]).tried_at) == (True, None)


def test_pages_from_the_site_are_distinguished_from_copies_brought_in():
    found = after(
        logged(days=9), logged(days=5, outcome="unchanged"), logged(days=3, reason=None, source="a.warc")
    )
    assert (found.first_live_at, found.live_at, found.came_at) == (ago(9), ago(5), ago(3))
    assert after(logged(days=9, source="a.warc"), logged(days=3, outcome="absent")).live_at is None


def test_vain_tries_do_not_count_as_looks():
    found = after(logged(days=9), logged(days=3, outcome="unchanged"), logged(days=1, outcome="failed"))
    assert (found.came_at, found.tried_at) == (ago(3), ago(1))


def test_the_sample_and_rows_of_no_question_page_say_nothing_of_the_site():
    assert after(replace(logged(), source=SAMPLE_SOURCE)) is None
    assert address_states([replace(logged(), canonical_url="https://www.senate.be/robots.txt")], NOW) == {}


def test_the_validators_are_those_of_the_newest_page():
    first = logged(days=9, headers='{"etag": "\\"a\\"", "last-modified": "Mon, 05 Jan 2026 06:00:00 GMT"}')
    second = logged(days=3, headers='{"etag": "\\"b\\""}')
    assert (after(first).etag, after(first).last_modified) == ('"a"', "Mon, 05 Jan 2026 06:00:00 GMT")
    assert (after(first, second).etag, after(first, second).last_modified) == ('"b"', None)
    assert after(first, second, logged(days=1, outcome="unchanged")).etag == '"b"'
    assert after(first, second, logged(days=1, outcome="failed")).etag == '"b"'


def test_rows_can_be_taken_in_parts():
    rows = [logged(days=9), logged(days=5, outcome="absent"), logged(2, 4, "absent"), logged(days=1)]
    assert address_states(rows[2:], NOW, address_states(rows[:2], NOW)) == address_states(rows, NOW)


def test_what_is_stored_is_what_a_page_or_a_release_shows():
    state = StoredState(
        NOW,
        {(5, 9): QuestionState("open")},
        address_states([logged(1), logged(2, 1, "absent")], NOW),
        frozenset({(8, 7)}),
    )
    assert state.stored() == {(8, 1), (5, 9)}
    assert state.known() == {(8, 1), (5, 9), (8, 7)}
