"""A page with fewer bytes than announced is asked for once more, without the marks of its copy."""

from tests.fetch.plan.support import page
from tests.support.site import WrongLength

from .conftest import wanted


def test_it_is_short_until_the_same_bytes_come_again(runs):
    runs.site.faults.next(WrongLength(10), where=lambda request: request.question_id)
    runs.fetch(wanted(1))
    with runs.run() as fetcher:
        assert fetcher.state.addresses[page(1)].came_short
        fetcher.fetch(wanted(1))
    assert runs.outcomes() == ["page", "page"]
    assert "transfer" in runs.pages[0].detail
    with runs.run() as fetcher:
        assert not fetcher.state.addresses[page(1)].came_short


def test_a_site_that_always_miscounts_is_asked_once_more(runs):
    runs.site.faults.always(WrongLength(10))
    runs.fetch(wanted(1))
    runs.fetch(wanted(1))
    with runs.run() as fetcher:
        assert not fetcher.state.addresses[page(1)].came_short
