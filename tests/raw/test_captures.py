"""Which pages of the fetch log belong into a release."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import SAMPLE_SOURCE
from schemas.records import Attempt
from tasks.raw import captures, failed_attempts, page_count, sha256_of
from tests.support.raw_stores import at, entry


def test_a_page_logged_several_times_is_one_page_with_the_time_it_was_first_seen():
    log = [
        entry(fetched_at=at(2), run_id="a"),
        entry(fetched_at=at(9), run_id="b"),
        entry(fetched_at=None, run_id="c"),
        entry(fetched_at=at(5), run_id="d"),
    ]
    (found,) = captures(log)
    assert found.fetched_at == at(2)


def test_an_address_that_goes_back_to_earlier_bytes_has_them_as_its_newest_page():
    log = [entry(b"old", fetched_at=at(1)), entry(b"new", fetched_at=at(2)), entry(b"old", fetched_at=at(3))]
    times = {
        capture.sha256: capture.fetched_at for capture in captures([*log, entry(b"old", fetched_at=at(4))])
    }
    assert times == {sha256_of(b"old"): at(3), sha256_of(b"new"): at(2)}


@pytest.mark.parametrize(
    "again", [entry(fetched_at=at(7)), entry(b"", fetched_at=at(7), outcome="unchanged")]
)
def test_the_same_bytes_again_and_word_that_they_are_unchanged_are_sightings(again):
    """A page of another source too: the time of its sidecar or record is when it was seen."""
    for found in (again, replace(again, source="copies")):
        (capture,) = captures([entry(fetched_at=at(2)), replace(found, fetched_at=at(7))])
        assert (capture.fetched_at, capture.seen_at) == (at(2), at(7))


def test_word_that_a_page_is_unchanged_belongs_to_the_newest_one_of_its_address():
    log = [
        entry(b"old", fetched_at=at(1)),
        entry(b"new", fetched_at=at(2)),
        entry(b"", fetched_at=at(5), outcome="unchanged"),
        entry(b"", 2, fetched_at=at(6), outcome="unchanged"),
        entry(b"", fetched_at=at(7), outcome="absent"),
    ]
    seen = {capture.sha256: capture.seen_at for capture in captures(log)}
    assert seen == {sha256_of(b"old"): at(1), sha256_of(b"new"): at(5)}


@pytest.mark.parametrize("outcome", ["absent", "no_evidence", "failed", "blocked", "unchanged", "robots"])
def test_what_is_no_page_is_no_capture(outcome):
    assert captures([entry(outcome=outcome), entry(b"page", 2)]) == captures([entry(b"page", 2)])


def test_the_character_set_that_the_server_named_is_kept():
    named = entry(headers='{"content-type": "text/html; charset=\\"ISO-8859-1\\""}')
    assert [capture.header_charset for capture in captures([named])] == ["ISO-8859-1"]
    assert [
        capture.header_charset for capture in captures([entry(headers='{"content-type": "text/html"}')])
    ] == [None]


def test_a_question_sought_in_vain_is_an_attempt_with_what_came_last():
    log = [
        entry(b"", 4, fetched_at=at(1), outcome="absent"),
        entry(b"", 4, fetched_at=at(3), outcome="failed"),
        entry(b"", 4, fetched_at=at(2), outcome="absent"),
        entry(b"", 5, fetched_at=at(1), outcome="absent"),
        entry(b"page", 5, fetched_at=at(2)),
        entry(b"", 6, fetched_at=at(1), outcome="absent", source=SAMPLE_SOURCE),
    ]
    assert failed_attempts(log) == (Attempt(5, 4, "failed"),)


def gone(number, hour, outcome="absent"):
    return entry(b"", number, fetched_at=at(hour), outcome=outcome)


def test_a_question_that_the_site_has_no_longer_is_withdrawn():
    log = [
        entry(number=4, fetched_at=at(1)),
        gone(4, 2),
        gone(4, 3),
        entry(number=5, fetched_at=at(1)),
        gone(5, 2, "failed"),
    ]
    assert failed_attempts(log) == (Attempt(5, 4, "absent", withdrawn=True),)


@pytest.mark.parametrize("outcome", ["absent", "failed", "blocked", "forbidden"])
def test_a_response_that_says_nothing_leaves_what_was_known(outcome):
    log = [gone(4, 1, outcome), gone(4, 2, "no_evidence"), gone(4, 3, "no_evidence")]
    assert failed_attempts(log) == (Attempt(5, 4, outcome),)
    assert failed_attempts(log[1:]) == (Attempt(5, 4, "no_evidence"),)


def test_a_question_of_which_the_site_says_nothing_more_is_not_withdrawn():
    log = [entry(number=4, fetched_at=at(1)), *(gone(4, hour, "no_evidence") for hour in range(2, 9))]
    assert failed_attempts([*log, gone(4, 9)]) == ()


def test_a_question_that_came_back_is_not_withdrawn():
    log = [
        entry(number=4, fetched_at=at(1)),
        gone(4, 2),
        gone(4, 3),
        entry(number=4, fetched_at=at(4), outcome="unchanged"),
        gone(4, 5),
    ]
    assert failed_attempts(log) == ()


def test_a_translation_that_never_was_withdraws_nothing():
    dutch = [gone(4, 2), gone(4, 3)]
    french = [replace(row, canonical_url=row.canonical_url.replace("LANG=nl", "LANG=fr")) for row in dutch]
    assert failed_attempts([entry(number=4, fetched_at=at(1)), *french]) == ()
    assert failed_attempts([entry(number=4, fetched_at=at(1)), *dutch]) != ()


def test_a_page_without_known_time_has_none():
    assert [found.fetched_at for found in captures([entry(), entry()])] == [None]


def test_one_address_with_two_contents_is_two_pages():
    assert len(captures([entry(b"old"), entry(b"new")])) == 2


def test_one_content_at_two_addresses_is_two_pages():
    assert len(captures([entry(b"same", 1), entry(b"same", 2), entry(b"same", None)])) == 3


def test_a_capture_says_what_the_log_knows():
    (found,) = captures([entry(b"page", 3, "map", at(4), origin="map/a.html")])
    one = entry(b"page", 3)
    assert (found.page_id, found.sha256, found.url) == (one.page_id, one.sha256, one.canonical_url)
    assert (found.source, found.origin, found.fetched_at) == ("map", "map/a.html", at(4))


def test_the_sample_is_while_it_is_alone():
    assert [found.source for found in captures([entry(source=SAMPLE_SOURCE)])] == [SAMPLE_SOURCE]


def test_sample_pages_leave_when_another_source_is_there():
    log = [entry(b"a", 1, SAMPLE_SOURCE), entry(b"b", 2, SAMPLE_SOURCE), entry(b"c", 3, "own")]
    assert [found.source for found in captures(log)] == ["own"]


def test_a_sample_page_that_another_source_has_too_is_that_sources():
    log = [entry(b"a", 1, SAMPLE_SOURCE, origin="s.html"), entry(b"a", 1, "own", origin="o.html")]
    assert [(found.source, found.origin) for found in captures(log)] == [("own", "o.html")]


def test_no_entries_are_no_pages():
    assert captures([]) == ()


LOG = [
    entry(b"a", 1, SAMPLE_SOURCE, at(1), origin="a.html", run_id="1"),
    entry(b"a", 1, "own", None, origin="a.html", run_id="2"),
    entry(b"a", 1, "own", at(3), origin="a.html", run_id="3"),
    entry(b"b", 2, "own", at(2), origin="b.html", run_id="2"),
    entry(b"c", 2, "own", at(2), origin="c.html", run_id="2"),
    entry(b"c", None, "own", None, origin="c.html", run_id="3"),
]


@given(st.permutations(LOG))
def test_captures_do_not_depend_on_the_order_of_the_log(log):
    assert captures(log) == captures(LOG)


@given(st.permutations([entry(source="folder one", run_id="1"), entry(source="folder two", run_id="2")]))
def test_the_source_of_a_page_of_two_sources_does_not_depend_on_the_order_of_the_log(log):
    assert [found.source for found in captures(log)] == ["folder one"]


def test_captures_are_in_the_order_of_their_identifiers():
    found = [capture.page_id for capture in captures([entry(str(n).encode(), n) for n in range(1, 30)])]
    assert found == sorted(found)


LOGGED = st.builds(
    lambda content, number, source, outcome: replace(
        entry(content, number, fetched_at=at(3), outcome=outcome), source=source
    ),
    st.sampled_from([b"one", b"other"]),
    st.integers(1, 3),
    st.sampled_from([SAMPLE_SOURCE, "live", "copies"]),
    st.sampled_from(["page", "page", "unchanged", "absent"]),
)


@given(st.lists(LOGGED, max_size=8))
def test_pages_are_counted_as_they_are_found(log):
    assert page_count(log) == len(captures(log))
