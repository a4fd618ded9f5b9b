"""A site that answers numbers that are not there with the page of another question."""

from dataclasses import dataclass

import pytest

from tests.fetch.site.fetcher.conftest import NOWHERE, above, new, wanted
from tests.support.site import RedirectTo, ServerError
from tests.support.site.faults import OtherAnswer
from tests.support.site.pages import question_page
from tests.support.site.reply import Reply


@dataclass(frozen=True)
class AnotherPage(OtherAnswer):
    content: bytes

    def answer(self) -> Reply:
        return Reply(200, self.content)


def page_of(site, number: int) -> AnotherPage:
    facts = site.worlds[8].facts(number, site.today, "nl")
    return AnotherPage(question_page(facts, "main", "nl", "tables"))


MANY = wanted(NOWHERE, NOWHERE + 1, NOWHERE + 2)
SLIP = f"NR={NOWHERE}&"
SHOWN = {  # the question shown and where, what is requested before and in the run, the outcomes
    "one that came": (1, above(100), [], [*wanted(1), *new(5), *wanted(2)], "page" + " absent" * 5 + " page"),
    "one that is stored": (1, above(100), wanted(1, language="fr"), MANY[:2], "page absent absent"),
    "one that is not held": (1, above(100), [], MANY, "page absent absent"),
    "a slip in a number": (2, SLIP, [], [*MANY[:1], *wanted(NOWHERE, language="fr")], "page page"),
}
"""When the question shown is not held, one number at most is taken for it: a plan never runs away."""


@pytest.mark.parametrize("shown", SHOWN)
def test_the_page_of_another_question_is_no_new_question(runs, site, shown):
    number, where, before, planned, outcomes = SHOWN[shown]
    site.faults.always(page_of(site, number), where=where)
    runs.fetch(before)
    runs.fetch(planned)
    assert runs.outcomes() == outcomes.split()
    absent = {entry.detail for entry in runs.pages if entry.outcome == "absent"}
    assert absent <= {"The page shows another question, 8-1."}


def test_a_redirect_to_another_question_is_known_with_its_ampersands_escaped(runs, site):
    site.faults.always(page_of(site, 5), where=lambda request: "&amp;" in request.path)
    site.faults.always(RedirectTo(site.address(5).replace("&", "&amp;")), where=f"NR={NOWHERE}&")
    runs.fetch(wanted(NOWHERE))
    assert runs.outcomes() == ["absent"]
    assert "redirects to another question" in runs.pages[0].detail


def test_pages_that_are_forbidden_do_not_hide_those_that_failed(runs, site):
    site.robots = "User-agent: *\nDisallow: /*SVPrintNLFR"
    plan_of_a_night = [
        *wanted(1, reason="failed_before", variant="print_bilingual"),
        *wanted(2, reason="failed_before"),
        *wanted(3, 4, reason="bilingual", variant="print_bilingual"),
    ]
    fetcher = runs.fetch([*wanted(5), *plan_of_a_night])
    assert runs.outcomes() == ["page", "forbidden", "page"]
    assert fetcher.wanted(wanted(6, variant="print_bilingual")) == []
    assert fetcher.wanted(wanted(6, reason="failed_before"))


def test_errors_of_single_pages_do_not_slow_a_night_down(runs, site):
    runs.fetch(wanted(1, 2))
    site.faults.always(ServerError(500), where=above(100))
    began = runs.clock.passed
    runs.fetch([*new(20), *wanted(3, reason="open")])
    assert runs.outcomes()[-1] == "page"
    assert runs.clock.passed - began < 120


def test_a_site_that_has_too_much_to_do_is_asked_ever_more_slowly(runs, site):
    runs.fetch(wanted(1, 2))
    site.faults.next(ServerError(503), times=8)
    began = runs.clock.passed
    runs.fetch(wanted(3, 4, 5))
    assert runs.outcomes()[-1] == "page"
    assert runs.clock.passed - began > 120
