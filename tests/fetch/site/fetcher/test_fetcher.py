"""What a run makes of a list of pages, page by page."""

from datetime import timedelta

import pytest

from tasks.common.errors import StorageError
from tasks.fetch.plan import AddressState
from tasks.fetch.site.client import Limits
from tasks.fetch.site.fetcher import conditions_of
from tasks.raw import RawStore
from tests.fetch.plan.support import NOW, page
from tests.fetch.site.fetcher.conftest import NOWHERE, above, new, wanted
from tests.support.site import (
    BrokenGzip,
    Challenge,
    Drip,
    EmptyPage,
    Frames,
    Huge,
    NoBody,
    RedirectLoop,
    RedirectTo,
    Reset,
    ServerError,
    Truncated,
    WrongLength,
)

BAD_PAGES = [
    *(ServerError(500), ServerError(404), Reset(), Truncated(), BrokenGzip(), RedirectLoop()),
    *(RedirectTo("https://other.example/"), RedirectTo("javascript:x"), RedirectTo(""), WrongLength(100)),
    *(WrongLength(-100), Huge(1), EmptyPage(), Frames(), NoBody(), ServerError(522)),
    *(Challenge(kind="maintenance"), Challenge(kind="parked"), Drip(0.01, head_too=True), Drip(0.01)),
]
HURRIED = Limits(connect=10, read=20, whole=0.3, largest=500_000)


def asked(site) -> list[str]:
    return [request.path for request in site.requests]


def test_pages_are_stored_and_logged(runs, site):
    fetcher = runs.fetch(wanted(1, 2, 3))
    assert runs.outcomes() == ["page"] * 3
    assert fetcher.outcomes == {"page": 3}
    for number, entry in enumerate(runs.pages, start=1):
        assert entry.canonical_url == page(number).url
        assert (entry.url, entry.source, entry.reason) == (site.address(number), "live", "backfill")
        assert f"8-{number}".encode() in runs.store.get(entry.sha256)
    assert site.connections_at_once() == 1


def test_a_page_is_on_the_disk_before_the_next_is_asked_for(runs, site):
    held = []
    site.faults.always(Reset(), where=lambda _: bool(held.append(len(runs.pages))))
    runs.fetch(wanted(1, 2, 3))
    assert held == [0, 0, 1, 2]
    assert all(runs.store.get(entry.sha256) for entry in runs.pages)


def test_no_address_is_asked_for_twice(runs, site):
    with runs.run() as fetcher:
        assert fetcher.fetch(wanted(1, 2) + wanted(1)) == 2
        assert fetcher.fetch(wanted(1, 2, 3)) == 1
        assert fetcher.wanted(wanted(1, 2, 3)) == []
    assert len(set(asked(site))) == len(asked(site)) == 4


def test_nothing_is_asked_for_nothing(runs, site):
    with runs.run() as fetcher:
        assert fetcher.fetch([]) == 0
    with runs.run(seconds=0) as fetcher:
        assert fetcher.fetch(wanted(1)) == 0
    assert asked(site) == []


def test_a_run_ends_when_its_time_is_up(runs, site):
    with runs.run(seconds=4.5) as fetcher:
        assert fetcher.fetch(wanted(*range(1, 20))) < 6
        assert fetcher.is_over
    assert len(runs.pages) == len(site.requests) - 1


@pytest.mark.parametrize("fault", BAD_PAGES, ids=repr)
def test_one_bad_page_spoils_no_other(runs, site, fault):
    site.faults.always(fault, where="NR=2&")
    runs.fetch(wanted(1, 2, 3), limits=HURRIED if isinstance(fault, Drip | Huge) else Limits())
    assert runs.outcomes()[0] == runs.outcomes()[2] == "page"
    assert len(runs.outcomes()) == 3


REFUSED = [(ServerError(403), "NR=2&")]
HOME = [(lambda site: RedirectTo(site.address(9999)), lambda r: above(100)(r) and "9999" not in r.path)]
ELSEWHERE = [(lambda site: RedirectTo(site.address(5)), f"NR={NOWHERE}&")]
GAPS = wanted(*range(NOWHERE + 20, NOWHERE + 24), reason="gap")
SCENES = {
    "a refused page": (REFUSED, wanted(1, 2, 3, reason="open"), ["page", "blocked", "page"]),
    "a refused gap": (REFUSED, wanted(1, 2, 3, reason="gap"), ["page", "blocked", "page"]),
    "numbers lead home": (HOME, [*wanted(1), *new(10), *wanted(2)], ["page", *["absent"] * 10, "page"]),
    "a number leads to another question": (ELSEWHERE, wanted(1, NOWHERE), ["page", "absent"]),
    "a rule of robots.txt for one": ([(None, "NR=2&")], wanted(1, 2, 3), ["page", "forbidden", "page"]),
    **{
        f"other responses between silent ones: {fault}": (
            [(EmptyPage(), f"NR={NOWHERE + 4}&"), (fault, above(100))],
            [*wanted(1), *new(9), *wanted(2)],
            ["page", *["no_evidence"] * 4, "absent", *["no_evidence"] * 4, "page"],
        )
        for fault in (Frames("Uw browser kent geen frames."), NoBody())
    },
    "silent ones of two reasons": (
        [(Frames(), above(100))],
        [*wanted(1), *new(4), *GAPS],
        ["page", *["no_evidence"] * 8],
    ),
}


@pytest.mark.parametrize("scene", SCENES)
def test_some_pages_without_a_question_stop_nothing_else(runs, site, scene):
    faults, planned, outcomes = SCENES[scene]
    for fault, where in faults:
        if fault is None:
            site.robots = f"User-agent: *\nDisallow: /*{where}"
        else:
            site.faults.always(fault(site) if callable(fault) else fault, where=where)
    fetcher = runs.fetch(planned, absent_run=5)
    assert runs.outcomes() == outcomes
    assert bool(fetcher.notes) is ("forbidden" in outcomes)
    assert faults is not ELSEWHERE or "another question" in runs.pages[-1].detail


@pytest.mark.parametrize("unknown", ["empty_200", "not_found"])
def test_numbers_that_are_not_there_stop_nothing(runs, site, unknown):
    site.unknown = unknown
    runs.fetch([*wanted(1), *new(40), *wanted(2)])
    assert runs.outcomes() == ["page", *["absent"] * 40, "page"]
    assert len(site.requests) == 1 + 42


@pytest.mark.parametrize("stored_before", [True, False])
def test_errors_on_unknown_numbers_give_up_that_reason_alone(runs, site, stored_before):
    site.faults.always(ServerError(500), where=above(100))
    before = [7, 8] if stored_before else []
    runs.fetch(wanted(*before))
    fetcher = runs.fetch([*wanted(1), *new(20), *wanted(2, reason="open")])
    assert [(entry.reason, entry.outcome) for entry in runs.pages[len(before) :]] == [
        ("backfill", "page"),
        *[("new_number", "failed")] * 4,
        ("spot_check", "page"),
        ("open", "page"),
    ]
    assert "new_number" in fetcher.notes[0]


def test_the_page_that_tells_is_one_that_this_run_has_not_asked_for(runs, site):
    runs.fetch(wanted(7, 8))
    site.forget()
    site.faults.always(ServerError(500), where=above(100))
    runs.fetch([*wanted(8), *new(5), *wanted(*range(2000, 2005), reason="gap"), *wanted(1, reason="open")])
    told = [entry.canonical_url for entry in runs.pages if entry.reason == "spot_check"]
    assert told[0] == page(7).url
    assert runs.outcomes()[-1] == "page"


def test_the_page_that_tells_may_be_unchanged(runs, site):
    site.conditional = True
    runs.fetch(wanted(1))
    site.faults.always(ServerError(500), where=above(100))
    fetcher = runs.fetch(new(5))
    assert runs.outcomes()[-1] == "unchanged"
    assert fetcher.outcomes == {"failed": 4, "unchanged": 1}


def test_a_page_that_came_in_vain_since_tells_nothing(runs, site):
    runs.fetch(wanted(1, 2))
    site.faults.next(EmptyPage(), where="NR=2&")
    runs.fetch(wanted(2))
    site.faults.always(ServerError(500), where=above(100))
    runs.fetch(new(4))
    assert runs.pages[-1].canonical_url == page(1).url


def test_a_site_that_always_says_unchanged_is_believed_for_a_month(runs, site):
    site.conditional = True
    for _ in range(9):
        runs.fetch(wanted(1))
        runs.clock.sleep(timedelta(days=8).total_seconds())
    assert [bool(entry.sha256) for entry in runs.pages] == [True, *[False] * 3] * 2 + [True]


def test_marks_that_no_header_can_hold_are_not_sent():
    odd = AddressState(None, "page", stored=True, etag='"a\r\nX: y"', last_modified="\u20ac")
    assert conditions_of(odd, NOW) == {}


class FullDisk(RawStore):
    """A store whose disk is full from some page on."""

    room = 2

    def put(self, content: bytes, *, durable: bool = False) -> str:
        self.room -= 1
        if self.room < 0:
            raise StorageError("Cannot write: No space left on device.")
        return super().put(content, durable=durable)


def test_a_full_disk_ends_the_run_and_loses_nothing(runs, site):
    runs.store = FullDisk(runs.folder)
    runs.store.room = 3  # robots.txt's answer is one of them
    with runs.run() as fetcher:
        with pytest.raises(StorageError, match="No space left"):
            fetcher.fetch(wanted(1, 2, 3, 4))
        assert [found.stored for found in fetcher.state.addresses.values()] == [True, True]
    assert runs.outcomes() == ["page", "page"]
    runs.store = RawStore(runs.folder)
    runs.store.seal()
    runs.fetch(wanted(3, 4))
    assert runs.outcomes() == ["page"] * 4


class Interrupted(RawStore):
    """A store whose process is interrupted between a page and its row."""

    def note(self, entry, run_id, number) -> None:
        if entry.canonical_url == page(2).url:
            raise KeyboardInterrupt
        super().note(entry, run_id, number)


def test_an_interruption_between_page_and_row_loses_that_row_alone(runs, site):
    runs.store = Interrupted(runs.folder)
    with pytest.raises(KeyboardInterrupt):
        runs.fetch(wanted(1, 2, 3))
    assert runs.outcomes() == ["page"]
    runs.store = RawStore(runs.folder)
    runs.store.seal()
    runs.fetch(wanted(2, 3))
    assert runs.outcomes() == ["page"] * 3
    assert {entry.sha256 for entry in runs.log if entry.sha256} <= set(runs.store.hashes())


def test_each_answer_is_shown_as_it_comes(runs, site):
    shown = []
    with runs.run() as fetcher:
        fetcher.fetch(wanted(1, 2, NOWHERE), lambda: shown.append(len(runs.pages)))
    assert shown == [1, 2, 3]


def test_a_page_with_fewer_bytes_than_announced_is_short_until_the_same_bytes_come_again(runs, site):
    site.faults.next(WrongLength(10), where=lambda request: request.question_id)
    runs.fetch(wanted(1))
    with runs.run() as fetcher:
        assert fetcher.state.addresses[page(1)].came_short
        fetcher.fetch(wanted(1))
    assert runs.outcomes() == ["page", "page"]
    assert "transfer" in runs.pages[0].detail
    with runs.run() as fetcher:
        assert not fetcher.state.addresses[page(1)].came_short


def test_a_site_that_always_miscounts_is_asked_once_more(runs, site):
    site.faults.always(WrongLength(10))
    runs.fetch(wanted(1))
    runs.fetch(wanted(1))
    with runs.run() as fetcher:
        assert not fetcher.state.addresses[page(1)].came_short
