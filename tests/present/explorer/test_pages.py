"""Every page in real browsers, each visited as few times as can be: on a desk, on a telephone, in Firefox."""

import json
import subprocess
import sys
from importlib.resources import files

import pytest

from schemas.codes import SAMPLE_SOURCE
from schemas.package.words import banner
from tasks.present.explorer import SITE
from tasks.present.explorer.pages import PAGES as NAMES
from tests.present.explorer.layout import BROKEN_NAMES, HEIGHT, LINES_OF_NAVIGATION, WIDE_LABELS, covered
from tests.present.explorer.support import PAGES, READY, UnpackingServer, in_language, list_questions, served
from tests.support.engine import free_port, listens, wait_for
from tests.support.firefox import firefox

pytestmark = pytest.mark.long

WIDTHS = {360: "light", 390: "dark", 430: "light"}
"""Widths of telephones; with each other colour scheme charts are drawn again, as wide as there is room."""
WITH_NARROW_LABELS = {"index.html", "question.html?id=5-8900"}
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that another colour scheme can break."""
BUT_COLOURS = f"document, {{ rules: {json.dumps({rule: {'enabled': False} for rule in COLOURS})} }}"
COLOURS_ALONE = f"{{ exclude: 'section.table:nth-of-type(n+6)' }}, {{ runOnly: {list(COLOURS)} }}"
"""The tables of the dictionary look alike, and to compare their colours takes most of the time."""
GRAVE = {"serious", "critical"}
SHOWN = """(([title, ...others]) => ({
  'the page without trouble': document.getElementById('trouble').hidden,
  'one title': title.textContent.length > 3 && !others.length,
  'a visible banner': document.getElementById('sample').checkVisibility(),
}))(document.querySelectorAll('h1'))"""


def missed(tab, language):
    """What a page does not have that every page has."""
    found = tab.evaluate(SHOWN) | {"the banner's words": banner([SAMPLE_SOURCE], language) in tab.text()}
    return [name for name, is_so in found.items() if not is_so]


def graves(tab, asked):
    """What keeps somebody from reading the page."""
    found = tab.evaluate(f"axe.run({asked}).then(({{ violations }}) => violations)")
    grave = [one for one in found if one["impact"] in GRAVE]
    return [f"{one['id']}: {node['html'][:200]}" for one in grave for node in one["nodes"]]


def test_no_page_is_left_out():
    assert {page.partition(".")[0] for page in PAGES} == NAMES.keys()


@pytest.mark.parametrize("page", PAGES)
def test_on_a_desk_a_page_has_what_all_have_and_nothing_grave_in_either_scheme(quiet, address, site, page):
    quiet.open(in_language(f"{address}{page}", "en"), PAGES[page])
    wrong = missed(quiet, "en")
    foot = quiet.evaluate("document.querySelector('footer').innerText")
    said = ("senate.be", "Data up to", site.parent.resolve().name, "Licence", "How to cite")
    wrong += [f"the foot says {words}" for words in said if words not in foot]
    quiet.evaluate(AXE)
    wrong += graves(quiet, BUT_COLOURS) + graves(quiet, COLOURS_ALONE)
    quiet.prefer("dark")
    if "drawn" in PAGES[page]:
        quiet.wait("document.documentElement.dataset.drawn === 'dark'")
    wrong += [f"in the dark {one}" for one in graves(quiet, COLOURS_ALONE)]
    assert wrong == []


@pytest.fixture(scope="module")
def below(site):
    """The address of the explorer below a path, on a server that unpacks files."""
    with served(site.parent, UnpackingServer) as found:
        yield f"{found}{SITE}/"


@pytest.mark.parametrize("page", PAGES)
def test_on_a_telephone_nothing_is_covered_or_wider_below_a_path_and_where_the_server_unpacks(
    quiet, below, page
):
    quiet.size(min(WIDTHS), HEIGHT)
    quiet.open(in_language(f"{below}{page}", "nl"), PAGES[page])
    wrong = missed(quiet, "nl")
    for width, scheme in WIDTHS.items():
        quiet.size(width, HEIGHT)
        quiet.prefer(scheme)
        if "drawn" in PAGES[page]:
            quiet.wait(f"document.documentElement.dataset.drawn === '{scheme}'")
        wrong += [f"{width}: {one}" for one in crooked(quiet, page, width)]
    assert wrong == []


def crooked(tab, page, width):
    """What is not laid out well on a telephone."""
    found = [f"{words} is covered" for words in covered(tab)]
    found += ["wider than the telephone"] * (tab.evaluate("document.documentElement.scrollWidth") > width)
    found += [f"{tab.evaluate(LINES_OF_NAVIGATION)} lines"] * (tab.evaluate(LINES_OF_NAVIGATION) != 1)
    found += [f"{name} is broken" for name in tab.evaluate(f"{BROKEN_NAMES}.map((one) => one.textContent)")]
    if page in WITH_NARROW_LABELS:
        found += [f"the label {label} is wide" for label in tab.evaluate(WIDE_LABELS)]
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_navigation_is_one_line_in_other_languages_too(quiet, address, language):
    quiet.size(min(WIDTHS), HEIGHT)
    quiet.open(f"{address}about.html?lang={language}", READY)
    for width in WIDTHS:
        quiet.size(width, HEIGHT)
        assert quiet.evaluate(LINES_OF_NAVIGATION) == 1, width
        assert quiet.count(".top nav:first-of-type a") > 3


@pytest.fixture(scope="module")
def of_python(site):
    """The address of the explorer on the server that Python has."""
    port = free_port()
    words = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    with subprocess.Popen(words, cwd=site, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        wait_for(lambda: listens(port), "the server")
        yield f"http://127.0.0.1:{port}/"
        server.terminate()


@pytest.fixture(scope="module")
def fox():
    with firefox() as opened:
        yield opened


@pytest.mark.parametrize("page", PAGES)
def test_firefox_shows_a_page_of_the_server_that_python_has_and_covers_nothing(fox, of_python, page):
    fox.complaints.clear()
    fox.size(390, HEIGHT)
    fox.open(in_language(f"{of_python}{page}", "fr"), PAGES[page])
    wrong = missed(fox, "fr") + [f"{words} is covered" for words in covered(fox)]
    for width in (390, 1280):
        fox.size(width, 900)
        if fox.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"wider than {width}")
    assert wrong + fox.complaints == []


def test_in_firefox_a_search_finds_and_the_list_is_filtered(fox, of_python):
    for wanted, count in (("q=%C3%A9blouissement", 3), ("status=late", 1)):
        list_questions(fox, of_python, wanted)
        assert fox.evaluate("document.querySelectorAll('#list li').length") == count
