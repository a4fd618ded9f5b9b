"""What a reader of the sample sees in a real browser: the banner, and days that no clock moves."""

import json
import shutil
from itertools import product

import pytest

from schemas.codes import SAMPLE_SOURCE
from schemas.package.words import banner
from schemas.vocabulary.site_labels import LABEL_LANGUAGES
from tasks.present.explorer import SITE
from tasks.present.explorer.pages import PAGES
from tests.present.explorer.support import READY, served

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def earlier(site, tmp_path_factory):
    """The address of the same pages in a release that tells of nothing after 11 November 2025."""
    folder = tmp_path_factory.mktemp("earlier") / SITE
    shutil.copytree(site, folder)
    summary = folder / "data/summary.json"
    said = json.loads(summary.read_text("utf-8"))
    summary.unlink()
    summary.write_text(json.dumps(said | {"last_day": "2025-11-11"}), "utf-8")
    with served(folder) as found:
        yield found


@pytest.mark.parametrize("clock", ["2012-02-29T12:00:00Z", "2028-08-05T12:00:00Z"])
def test_days_are_counted_to_the_last_one_of_the_release_whatever_the_clock_says(
    quiet, address, earlier, clock
):
    deadline = "[...document.querySelectorAll('.facts dt')].find((one) => one.textContent === 'Deadline')"
    shown = {}
    with quiet.clock(clock):
        for place, question in product((address, earlier), ("8-90090", "4-90020", "7-90061", "7-90040")):
            quiet.open(f"{place}question.html?id={question}&lang=en", READY)
            assert quiet.evaluate("new Date().toISOString().slice(0, 4)") == clock[:4]
            shown[place, question] = quiet.evaluate(f"{deadline}.nextElementSibling.textContent")
    assert shown.pop((address, "8-90090")) == "12 December 2025 · 28 days late on 9 January 2026"
    assert shown.pop((earlier, "8-90090")) == "12 December 2025 · 31 days to go on 11 November 2025"
    assert {question: text for (_, question), text in shown.items()} == {
        "4-90020": "5 March 2009 · 12 days late",
        "7-90061": "8 April 2021 · in time",
        "7-90040": "6 April 2023",
    }
    assert len(shown) == 6


@pytest.mark.parametrize("language", LABEL_LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_sample_shows_the_banner_in_its_language(quiet, address, page, language):
    quiet.open(f"{address}{page}.html?id=5-90002&lang={language}", READY)
    assert banner([SAMPLE_SOURCE], language) in quiet.text()
    assert quiet.evaluate("document.getElementById('sample').checkVisibility()")
