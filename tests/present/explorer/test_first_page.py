"""The first page in a real browser, and charts: what they show, and how they are taken along."""

import json
import re
from html import unescape
from itertools import combinations

import pytest

from schemas.charts import CHARTS
from tests.present.explorer.support import DRAWN, READY, saved
from tests.support.each_case import each_case

pytestmark = pytest.mark.long


OF_INDEX = [chart for chart in CHARTS if chart.page == "index" and chart.name != "houses"]


def test_the_charts_are_drawn_in_the_colours_of_the_scheme_again_when_it_changes(quiet, address):
    quiet.open(address, DRAWN)
    for scheme in ("light", "dark"):
        quiet.prefer(scheme)
        quiet.wait(f"document.documentElement.dataset.drawn === '{scheme}'")
        marks = quiet.evaluate(
            "Object.fromEntries($$('article.card').map((card) => "
            "[card.querySelector('h3').id, card.querySelectorAll('"
            ".mark-rect path, .mark-area path, .mark-line path').length]))"
        )
        assert marks.keys() == {f"chart-{chart.name}" for chart in OF_INDEX}
        assert [name for name, count in marks.items() if not count] == []
        ground = quiet.evaluate("getComputedStyle(document.body).backgroundColor")
        words = quiet.evaluate("getComputedStyle($('.chart svg .role-axis-label text')).fill")
        assert (brightness(ground) < 60, brightness(words) > 120) == ((scheme == "dark"), (scheme == "dark"))


def brightness(colour):
    return sum(map(float, colour.removeprefix("rgb(").removesuffix(")").split(","))) / 3


@each_case(("width", "height"), [(1280, 900), (390, 844)])
def test_names_at_the_ends_of_lines_are_apart(quiet, address, width, height):
    quiet.size(width, height)
    quiet.open(address, DRAWN)
    boxes = quiet.evaluate(
        "$$('[aria-labelledby=chart-parties] .mark-text.role-mark text')"
        ".map((one) => one.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) > 3
    both = [
        (one, other)
        for one, other in combinations(boxes, 2)
        if min(one["right"], other["right"]) > max(one["left"], other["left"])
        and min(one["bottom"], other["bottom"]) > max(one["top"], other["top"]) + 3
    ]
    assert not both


def test_each_chart_has_its_numbers_and_its_query(quiet, address):
    quiet.open(f"{address}index.html?lang=en", DRAWN)
    cards = quiet.evaluate(
        "$$('article.card').map((card) => "
        "[card.querySelector('.hint').textContent, card.querySelector('[role=img]')?.ariaLabel ?? '', "
        "card.querySelectorAll('tbody tr').length, card.querySelector('pre').textContent])"
    )
    assert len(cards) == len(OF_INDEX)
    for chart, (hint, label, rows, query) in zip(OF_INDEX, cards, strict=True):
        assert len(hint) > 40
        assert label.endswith(hint) == (chart.mark != "table")
        assert "{" not in hint
        assert rows > 0
        assert "SELECT" in query


def test_repairs_are_drawn_on_the_page_on_quality(quiet, address):
    quiet.open(f"{address}quality.html", DRAWN)
    cards = quiet.evaluate("$$('article.card h3').map((one) => one.id)")
    assert cards == [f"chart-{chart.name}" for chart in CHARTS if chart.page == "quality"] != []


def test_the_first_page_says_who_waits_what_is_late_and_that_nobody_asked_most(quiet, address):
    quiet.open(f"{address}index.html?lang=en", DRAWN)
    assert "From 2008 to 2025, no party asked more than N-VA: 4 questions." in quiet.text()
    lists = {
        name: quiet.evaluate(f"$$('#{name} li').map((one) => one.textContent)")
        for name in ("late", "waiting", "answer", "question", "group")
    }
    assert all(lists.values())
    assert [len(found) for found in lists.values()] == [1, 1, 5, 5, 2]
    assert "142 days late on 3 May 2026" in lists["late"][0]
    assert "no answer after 172 days, on 3 May 2026" in lists["waiting"][0]
    assert [one.partition(" questions; ")[0][-1] for one in lists["group"]] == ["2", "3"]
    groups = quiet.evaluate("$$('#group li > a').map((one) => one.search)")
    # 4-90010 and 4-90020 went to the same minister: the pages print one addressee.
    assert groups == ["?id=6-90033", "?id=5-90001"]


def test_csv_quotes_and_runs_nothing_in_a_spreadsheet(quiet, address):
    quiet.open(f"{address}about.html", READY)
    rows = [["a,b", 'say "x"', None], ["=1+1", -5, "-x"]]
    found = quiet.evaluate(
        f"import('./assets/take.js').then(({{ csv }}) => csv(['p', 'q', 'r'], {json.dumps(rows)}))"
    )
    assert found == 'p,q,r\r\n"a,b","say ""x""",\r\n\'=1+1,-5,\'-x\r\n'


def test_a_chart_has_an_address_a_citation_and_a_frame_for_other_pages(quiet, address, site):
    quiet.open(f"{address}chart.html?name=parties&lang=en", DRAWN)
    assert quiet.count("article.card") == 1
    cited = quiet.said("#citation")
    assert cited.startswith("Questions by party. senate-questions, release ")
    assert site.parent.resolve().name in cited
    frame = quiet.said("#embed")
    source = unescape(re.search(r'src="([^"]+)"', frame)[1])
    assert re.fullmatch(r'<iframe src="[^"]+" title="Questions by party" [^<>]*(/>|></iframe>)', frame)
    quiet.open(source, DRAWN)
    shown = quiet.text()
    assert "Questions by party" in shown
    assert "Data up to 3 May 2026" in shown
    assert quiet.evaluate("$('.top').checkVisibility()") is False


def test_a_chart_is_saved_as_numbers_and_as_pictures_that_say_what_they_show_and_where_it_is_from(
    quiet, address, site
):
    quiet.open(f"{address}chart.html?name=parties&lang=en", DRAWN)
    found = saved(quiet, ".card .takes button.quiet")
    assert [kind for _, kind, *_ in found] == ["text/csv", "image/svg+xml", "image/png"]
    assert all(name.startswith("senate-questions_questions-by-party_") for name, *_ in found)
    table, drawing, picture = (text for *_, text in found)
    assert (table[:4], drawing[:4], picture[1:4]) == ("Year", "<svg", "PNG")
    assert min(size for *_, size, _ in found[1:]) > 5_000
    words = " ".join(re.sub(r"<[^>]*>", " ", unescape(drawing)).split())
    parts = ("Questions by party", "no party asked more than", "Sample: the questions", "senate.be")
    assert [said for said in (*parts, site.parent.resolve().name) if said not in words] == []


def test_a_chart_that_is_not_there_is_said_to_be(quiet, address):
    quiet.open(f"{address}chart.html?name=%3Cb%3E&lang=en", DRAWN)
    assert quiet.said("h1") == "There is no such chart"
