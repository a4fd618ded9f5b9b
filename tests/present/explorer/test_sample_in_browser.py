"""What a reader of the sample sees in a real browser: the banner, and days that no clock moves."""

import pytest

from schemas.codes import SAMPLE_SOURCE
from schemas.package.words import banner
from schemas.vocabulary.site_labels import LABEL_LANGUAGES
from tasks.present.explorer.pages import PAGES
from tests.present.explorer.support import READY

pytestmark = pytest.mark.long


@pytest.mark.parametrize("clock", ["2012-02-29T12:00:00Z", "2028-08-05T12:00:00Z"])
def test_what_is_late_was_so_when_it_was_seen_whatever_the_clock_says(quiet, address, clock):
    deadline = "[...document.querySelectorAll('.facts dt')].find((one) => one.textContent === 'Deadline')"
    shown = {}
    with quiet.clock(clock):
        for question in ("8-90090", "4-90020", "7-90061", "7-90040"):
            quiet.open(f"{address}question.html?id={question}&lang=en", READY)
            assert quiet.evaluate("new Date().toISOString().slice(0, 4)") == clock[:4]
            shown[question] = quiet.evaluate(f"{deadline}.nextElementSibling.textContent")
    assert shown == {
        "8-90090": "12 December 2025 · past; on 3 May 2026 no answer was shown",
        "4-90020": "5 March 2009 · 12 days late",
        "7-90061": "8 April 2021 · in time",
        "7-90040": "6 April 2023 · past; on 20 November 2023 no answer was shown",
    }


@pytest.mark.parametrize("language", LABEL_LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_sample_shows_the_banner_in_its_language(quiet, address, page, language):
    quiet.open(f"{address}{page}.html?id=5-90002&lang={language}", READY)
    assert banner([SAMPLE_SOURCE], language) in quiet.text()
    assert quiet.evaluate("document.getElementById('sample').checkVisibility()")
