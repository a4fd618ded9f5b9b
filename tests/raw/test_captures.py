"""Which pages of the fetch log belong into a release."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import LIVE_SOURCE, SAMPLE_SOURCE
from schemas.records import Attempt
from tasks.common.address import RECORDS, archive_url
from tasks.raw import captures, failed_attempts, page_count, sha256_of
from tests.support.each_case import each_case
from tests.support.raw_stores import at, entry


def test_an_address_that_goes_back_to_earlier_bytes_has_them_as_its_newest_page():
    log = [entry(b"old", fetched_at=at(1)), entry(b"new", fetched_at=at(2)), entry(b"old", fetched_at=at(3))]
    found = captures([*log, entry(b"old", fetched_at=at(4))])
    assert {capture.sha256: capture.fetched_at for capture in found} == {
        sha256_of(b"old"): at(3),
        sha256_of(b"new"): at(2),
    }


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


RECORD = f"{RECORDS}56-B001-3-0001-0000202400003#56-900003"


def record(content, hour, url=RECORD, outcome="page", source=LIVE_SOURCE):
    row = entry(content, None, source, at(hour), outcome=outcome, origin=url)
    return replace(row, url=url, canonical_url=url)


def archive(hour, legislature=56, outcome="archive"):
    return record(b"", hour, archive_url(legislature), outcome)


OTHER = record(b"other", 4, source="copies")


@each_case(
    ("log", "seen"),
    [
        ([record(b"old", 1), archive(1), archive(2), archive(5)], {b"old": (1, 5)}),
        ([record(b"old", 1), archive(2, outcome="unchanged")], {b"old": (1, 2)}),
        ([record(b"old", 1), archive(2, 55), archive(3, outcome="no_evidence")], {b"old": (1, 1)}),
        ([record(b"old", 1), archive(2), record(b"new", 3), archive(3)], {b"old": (1, 2), b"new": (3, 3)}),
        ([record(b"old", 1), archive(2), record(b"", 3, outcome="absent"), archive(4)], {b"old": (1, 2)}),
        ([record(b"old", 1), archive(3), OTHER, archive(5), archive(7)], {b"old": (5, 7), b"other": (4, 4)}),
    ],
)
def test_an_archive_is_a_sighting_of_each_record_that_was_in_it(log, seen):
    found = {capture.sha256: (capture.fetched_at, capture.seen_at) for capture in captures(log)}
    assert found == {sha256_of(content): tuple(map(at, hours)) for content, hours in seen.items()}


def test_a_question_is_gone_from_an_archive_when_none_of_its_names_is_left():
    renamed = RECORD.replace("B001", "")
    log = [record(b"old", 1), record(b"", 2, outcome="absent")]
    assert failed_attempts([*log, record(b"new", 2, renamed)]) == ()
    assert failed_attempts(log) == (Attempt(56, 900003, "absent", withdrawn=True),)


@pytest.mark.parametrize("outcome", ["absent", "no_evidence", "failed", "blocked", "unchanged", "robots"])
def test_what_is_no_page_is_no_capture(outcome):
    assert captures([entry(outcome=outcome), entry(b"page", 2)]) == captures([entry(b"page", 2)])


def test_the_character_set_that_the_server_named_is_kept():
    named = entry(headers='{"content-type": "text/html; charset=\\"ISO-8859-1\\""}')
    unnamed = entry(number=2, headers='{"content-type": "text/html"}')
    assert {one.url: one.header_charset for one in captures([named, unnamed])} == {
        named.canonical_url: "ISO-8859-1",
        unnamed.canonical_url: None,
    }


def page(number, hour, outcome="page"):
    return entry(number=number, fetched_at=at(hour), outcome=outcome)


def gone(number, hour, outcome="absent", **others):
    return entry(b"", number, fetched_at=at(hour), outcome=outcome, **others)


NEVER = [
    gone(4, 1),
    gone(4, 3, "failed"),
    gone(4, 2),
    gone(5, 1),
    page(5, 2),
    gone(6, 1, source=SAMPLE_SOURCE),
]
FRENCH = [
    replace(row, canonical_url=row.canonical_url.replace("LANG=nl", "LANG=fr"))
    for row in (gone(4, 2), gone(4, 3))
]
WITHDRAWN = Attempt(5, 4, "absent", withdrawn=True)


@each_case(
    ("log", "expected"),
    [
        pytest.param(NEVER, [Attempt(5, 4, "failed")], id="what came last of a question sought in vain"),
        pytest.param(
            [page(4, 1), gone(4, 2), gone(4, 3), page(5, 1), gone(5, 2, "failed")], [WITHDRAWN], id="gone"
        ),
        pytest.param([page(4, 1), gone(4, 2), gone(4, 3)], [WITHDRAWN], id="gone twice"),
        pytest.param([page(4, 1), *FRENCH], [], id="a translation that never was"),
        pytest.param(
            [page(4, 1), gone(4, 2), gone(4, 3), page(4, 4, "unchanged"), gone(4, 5)], [], id="it came back"
        ),
        pytest.param(
            [page(4, 1), *(gone(4, hour, "no_evidence") for hour in range(2, 9)), gone(4, 9)],
            [],
            id="silence",
        ),
    ],
)
def test_questions_sought_in_vain_and_those_that_the_site_has_no_longer_are_attempts(log, expected):
    assert failed_attempts(log) == tuple(expected)


@pytest.mark.parametrize("outcome", ["absent", "failed", "blocked", "forbidden"])
def test_a_response_that_says_nothing_leaves_what_was_known(outcome):
    log = [gone(4, 1, outcome), gone(4, 2, "no_evidence"), gone(4, 3, "no_evidence")]
    assert failed_attempts(log) == (Attempt(5, 4, outcome),)
    assert failed_attempts(log[1:]) == (Attempt(5, 4, "no_evidence"),)


@each_case(
    ("log", "times"),
    [
        ([], []),
        ([entry(), entry()], [None]),
        ([entry(b"old"), entry(b"new")], [None] * 2),
        ([entry(b"same", 1), entry(b"same", 2), entry(b"same", None)], [None] * 3),
        ([entry(fetched_at=at(2)), entry(fetched_at=at(9)), entry(), entry(fetched_at=at(5))], [at(2)]),
    ],
)
def test_a_page_is_an_address_with_a_content_and_the_time_it_was_first_seen(log, times):
    assert [found.fetched_at for found in captures(log)] == times


def test_a_capture_says_what_the_log_knows():
    (found,) = captures([entry(b"page", 3, "map", at(4), origin="map/a.html")])
    one = entry(b"page", 3)
    assert (found.page_id, found.sha256, found.url) == (one.page_id, one.sha256, one.canonical_url)
    assert (found.source, found.origin, found.fetched_at) == ("map", "map/a.html", at(4))


@each_case(
    ("log", "expected"),
    [
        ([entry(source=SAMPLE_SOURCE)], (SAMPLE_SOURCE, "page.html")),
        (
            [entry(b"a", 1, SAMPLE_SOURCE), entry(b"b", 2, SAMPLE_SOURCE), entry(b"c", 3, "own")],
            ("own", "page.html"),
        ),
        ([entry(b"a", 1, SAMPLE_SOURCE), entry(b"a", 1, "own", origin="o.html")], ("own", "o.html")),
    ],
)
def test_pages_of_the_sample_leave_when_another_source_is_there(log, expected):
    assert [(found.source, found.origin) for found in captures(log)] == [expected]


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
