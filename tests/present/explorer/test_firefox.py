"""The explorer in Firefox: every page shows itself, at the width of a screen and of a telephone."""

import pytest

from tests.present.explorer.support import PAGES
from tests.present.explorer.test_telephone import COVERED
from tests.support.firefox import firefox

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def fox():
    with firefox() as opened:
        yield opened


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_itself_and_complains_of_nothing(fox, address, page):
    fox.complaints.clear()
    fox.size(1280, 900)
    fox.open(f"{address}{page}", PAGES[page])
    assert fox.evaluate("document.getElementById('trouble').hidden")
    assert fox.evaluate("document.querySelector('h1').textContent.length") > 5
    assert fox.complaints == []


@pytest.mark.parametrize("page", PAGES)
def test_on_a_telephone_nothing_is_covered_or_wider_than_it(fox, address, page):
    fox.size(390, 740)
    fox.open(f"{address}{page}", PAGES[page])
    assert fox.evaluate("document.documentElement.scrollWidth") <= 390
    whole = fox.evaluate("document.documentElement.scrollHeight")
    for top in range(0, min(whole, 6_000), 370):
        fox.evaluate(f"scrollTo({{ top: {top}, behavior: 'instant' }})")
        assert fox.evaluate(COVERED) == [], f"scrolled to {top}"


def test_a_search_finds_and_the_list_is_filtered(fox, address):
    fox.open(f"{address}questions.html?q=%C3%A9blouissement", PAGES["questions.html"])
    assert fox.evaluate("document.querySelectorAll('#list li').length") == 3
    fox.open(f"{address}questions.html?status=late", PAGES["questions.html"])
    assert fox.evaluate("document.querySelectorAll('#list li').length") == 1
