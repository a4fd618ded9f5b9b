"""The explorer in a real browser: charts, search, pages, keys, languages, colours, and who can read it."""

import json
import time

import pytest

from schemas.licences import DATABASE
from tasks.present.explorer import SITE
from tests.present.explorer.support import DRAWN, EVIL, PAGES, READY, PlainServer, served
from tests.support.each_case import each_case

pytestmark = pytest.mark.long

TITLES = {
    "en": "What senators ask, and what ministers answer",
    "nl": "Wat senatoren vragen en ministers antwoorden",
    "fr": "Ce que les sénateurs demandent, ce que les ministres répondent",
}


def test_search_finds_without_accents_and_opens_a_question_by_keys_alone(quiet, address):
    quiet.open(address, DRAWN)
    for _ in range(20):
        if quiet.evaluate("document.activeElement.id") == "words":
            break
        quiet.press("Tab")
    quiet.type("éblouissement PILOTES")
    quiet.wait("$$('#found li').length === 3")
    quiet.press("ArrowDown")
    quiet.press("ArrowDown")
    assert quiet.evaluate("document.activeElement.search").startswith("?id=5-9000")
    quiet.press("Escape")
    assert quiet.evaluate("document.activeElement.id") == "words"
    quiet.press("ArrowDown")
    first = quiet.evaluate("document.activeElement.href")
    quiet.press("Enter")
    quiet.wait(f"location.href === {json.dumps(first)} && {READY} && $('.beside')")


def test_the_dictionary_has_views_with_their_columns_and_filters_them(quiet, address):
    quiet.open(f"{address}dictionary.html?lang=en", READY)
    assert quiet.said("#view-names a") == "v_questions"
    assert "`" not in quiet.text()
    quiet.evaluate("$('#words').focus()")
    quiet.type("status_since")
    quiet.wait("$('#count').textContent.startsWith('0 tables, ')")
    assert "v_questions" in quiet.texts("section.table:not([hidden]) h3")


@each_case("language", TITLES)
def test_the_language_is_that_of_the_address_then_kept(quiet, address, language):
    quiet.open(f"{address}?lang={language}", READY)
    assert quiet.said("h1") == TITLES[language]
    assert quiet.evaluate("document.documentElement.lang") == language
    quiet.open(f"{address}quality.html", READY)
    assert quiet.evaluate("document.documentElement.lang") == language


@each_case(("wished", "language"), [("fr-BE,en", "fr"), ("de,nl;q=0.8", "nl"), ("de", "en")])
def test_a_new_visitor_sees_the_language_of_the_browser(quiet, address, wished, language):
    quiet.forget(address)
    quiet.prefer(languages=wished)
    quiet.open(f"{address}index.html", READY)
    assert quiet.said("h1") == TITLES[language]


def test_no_text_of_a_page_is_ever_run(quiet, hostile):
    to_scripts = "[...document.links].filter((one) => one.protocol === 'javascript:').length"
    with served(hostile / SITE) as found:
        for page in ("index.html", "questions.html?q=titel", "question.html?id=5-90100", "quality.html"):
            quiet.open(f"{found}{page}", PAGES.get(page, READY))
            time.sleep(0.5)
            assert EVIL[:20] in quiet.evaluate("document.body.textContent")
            assert quiet.count("main script, main img") == quiet.evaluate(to_scripts) == 0
            assert quiet.evaluate("window.taken") is None


class Lacking(PlainServer):
    """A server that has no summary."""

    def translate_path(self, path):
        return super().translate_path("/none" if path.endswith("summary.json") else path)


def test_a_file_that_does_not_come_is_said_to_everybody(tab, site):
    """The summary is missing; the page says so instead of staying empty."""
    with served(site, Lacking) as found:
        tab.open(f"{found}quality.html", READY)
        assert not tab.evaluate("$('#trouble').hidden")
        assert "summary.json" in tab.said("#trouble")


@each_case(("language", "says"), [("en", "release"), ("nl", "uitgave"), ("fr", "version")])
def test_the_page_about_says_how_to_cite_this_release_and_under_which_licence(
    quiet, address, site, language, says
):
    quiet.open(f"{address}about.html?lang={language}", READY)
    assert f"{says} {site.parent.resolve().name}." in quiet.said("#citation")
    assert quiet.evaluate("$('#licence-name a').href") == DATABASE.address
