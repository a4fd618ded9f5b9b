"""The explorer in a real browser: charts, search, pages, keys, languages, colours, and who can read it."""

import json
import subprocess
import sys
import time
from importlib.resources import files

import pytest

from schemas.licences import DATABASE
from tasks.present.explorer import SITE
from tests.present.explorer.support import DRAWN, EVIL, PAGES, READY, UnpackingServer, hostile_release, served
from tests.support.engine import free_port, listens, wait_for

pytestmark = pytest.mark.long

TITLES = {
    "en": "What senators ask, and what ministers answer",
    "nl": "Wat senatoren vragen en ministers antwoorden",
    "fr": "Ce que les sénateurs demandent, ce que les ministres répondent",
}


AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


GRAVE = {"serious", "critical"}


def test_search_finds_without_accents_and_opens_a_question_by_keys_alone(quiet, address):
    quiet.open(address, DRAWN)
    for _ in range(20):
        if quiet.evaluate("document.activeElement.id") == "words":
            break
        quiet.press("Tab")
    quiet.type("éblouissement PILOTES")
    quiet.wait("document.querySelectorAll('#found li').length === 3")
    quiet.press("ArrowDown")
    quiet.press("ArrowDown")
    wanted = quiet.evaluate("document.activeElement.getAttribute('href')")
    assert wanted.startswith("question.html?id=5-9000")
    quiet.press("Escape")
    assert quiet.evaluate("document.activeElement.id") == "words"
    quiet.press("ArrowDown")
    first = quiet.evaluate("document.activeElement.href")
    quiet.press("Enter")
    quiet.wait(f"location.href === {json.dumps(first)} && {READY} && document.querySelector('.beside')")


def test_the_dictionary_has_views_with_their_columns_and_filters_them(quiet, address):
    quiet.open(f"{address}dictionary.html?lang=en", READY)
    assert quiet.evaluate("document.querySelector('#view-names a').textContent") == "v_questions"
    assert "`" not in quiet.text()
    quiet.evaluate("document.getElementById('words').focus()")
    quiet.type("status_since")
    quiet.wait("document.getElementById('count').textContent.startsWith('0 tables, ')")
    shown = "[...document.querySelectorAll('section.table:not([hidden]) h3')].map((one) => one.textContent)"
    assert "v_questions" in quiet.evaluate(shown)


@pytest.mark.parametrize("page", ["dictionary.html", "downloads.html"])
def test_no_name_and_no_sum_is_broken_on_a_telephone(quiet, address, page):
    quiet.size(390, 800)
    quiet.open(f"{address}{page}", READY)
    lines = (
        "Math.max(...[...document.querySelectorAll('td > code')].map((one) => one.getClientRects().length))"
    )
    assert quiet.evaluate(lines) == 1


@pytest.mark.parametrize("language", TITLES)
def test_the_language_is_that_of_the_address_then_kept(quiet, address, language):
    quiet.open(f"{address}?lang={language}", DRAWN)
    assert quiet.evaluate("document.querySelector('h1').textContent") == TITLES[language]
    assert quiet.evaluate("document.documentElement.lang") == language
    quiet.open(f"{address}quality.html", READY)
    assert quiet.evaluate("document.documentElement.lang") == language


@pytest.mark.parametrize(("wished", "language"), [("fr-BE,en", "fr"), ("de,nl;q=0.8", "nl"), ("de", "en")])
def test_a_new_visitor_sees_the_language_of_the_browser(quiet, address, wished, language):
    quiet.prefer(languages=wished)
    quiet.open(f"{address}index.html", DRAWN)
    assert quiet.evaluate("document.querySelector('h1').textContent") == TITLES[language]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_nothing_grave_keeps_anybody_from_reading(quiet, address, page, scheme):
    quiet.prefer(scheme)
    quiet.open(f"{address}{page}", PAGES[page])
    quiet.evaluate(AXE)
    found = quiet.evaluate("axe.run().then(({ violations }) => violations)")
    grave = [
        (one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found if one["impact"] in GRAVE
    ]
    assert grave == []


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_wider_than_a_telephone(quiet, address, page):
    quiet.size(390, 800)
    quiet.open(f"{address}{page}", PAGES[page])
    assert quiet.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("page", PAGES)
def test_it_works_below_a_path_and_where_the_server_unpacks(quiet, site, page):
    with served(site.parent, UnpackingServer) as found:
        quiet.open(f"{found}{SITE}/{page}", PAGES[page])
        assert quiet.evaluate("document.getElementById('trouble').hidden")
        assert quiet.evaluate("document.querySelectorAll('h1').length") == 1


def test_it_works_from_the_server_that_python_has(quiet, site):
    port = free_port()
    words = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    with subprocess.Popen(words, cwd=site, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        wait_for(lambda: listens(port), "the server")
        for page, ready in PAGES.items():
            quiet.open(f"http://127.0.0.1:{port}/{page}", ready)
            assert quiet.evaluate("document.getElementById('trouble').hidden")
        server.terminate()


def test_no_text_of_a_page_is_ever_run(quiet, tmp_path):
    release = hostile_release(tmp_path / "data")
    with served(release / SITE) as found:
        for page in ("index.html", "questions.html?q=titel", "question.html?id=5-90100", "quality.html"):
            quiet.open(f"{found}{page}", PAGES.get(page, READY))
            time.sleep(0.5)
            assert quiet.evaluate("window.taken") is None
            assert EVIL[:20] in quiet.evaluate("document.body.textContent")
            assert quiet.evaluate("document.querySelectorAll('main script, main img').length") == 0
            assert (
                quiet.evaluate("[...document.links].filter((a) => a.protocol === 'javascript:').length") == 0
            )


def test_a_file_that_does_not_come_is_said_to_everybody(tab, site, tmp_path):
    """The summary is missing; the page says so instead of staying empty."""
    for path in site.rglob("*"):
        target = tmp_path / path.relative_to(site)
        if path.is_dir():
            target.mkdir()
        elif path.name != "summary.json":
            target.write_bytes(path.read_bytes())
    with served(tmp_path) as found:
        tab.open(f"{found}quality.html", READY)
        assert not tab.evaluate("document.getElementById('trouble').hidden")
        assert "summary.json" in tab.evaluate("document.getElementById('trouble').textContent")


@pytest.mark.parametrize(("language", "says"), [("en", "release"), ("nl", "uitgave"), ("fr", "version")])
def test_the_page_about_says_how_to_cite_this_release_and_under_which_licence(
    quiet, address, site, language, says
):
    quiet.open(f"{address}about.html?lang={language}", READY)
    cited = quiet.evaluate("document.getElementById('citation').textContent")
    assert f"{says} {site.parent.resolve().name}." in cited
    link = quiet.evaluate("document.querySelector('#licence-name a').href")
    assert link == DATABASE.address


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_source_day_release_licence_and_how_to_cite(quiet, address, site, page):
    quiet.open(f"{address}{page}", PAGES[page])
    foot = quiet.evaluate("document.querySelector('footer').innerText")
    for words in ("senate.be", "Data up to", site.parent.resolve().name, "Licence", "How to cite"):
        assert words in foot
