"""The page of a question in a real browser: what stands beside what, marks, and what is said of an answer."""

import json
from itertools import product

import pytest

from schemas.codes import STATUSES
from tests.present.explorer.support import LISTED, READY
from tests.support.each_case import each_case

pytestmark = pytest.mark.long


def test_a_question_is_beside_what_answers_it(quiet, address):
    quiet.open(f"{address}question.html?id=5-8900", READY)
    labels = "['.asked', '.given'].map((side) => $$(`${side} .label`, row).map((one) => one.textContent))"
    rows = quiet.evaluate(f"$$('.beside-row.pair').map((row) => {labels})")
    assert rows == [[["1", "2", "3"], ["1, 2 en 3."]], [["4"], ["4."]]]
    assert min(map(len, quiet.texts(".beside-row.pair .given"))) > 30
    shown = quiet.text()
    for words in ("Martine Taelman", "30 May 2013", "question sent", "sociale media", "Chronology"):
        assert words in shown
    assert quiet.evaluate("$('a[href*=\"senate.be/www\"]').href").endswith("NR=8900&LANG=nl")
    assert quiet.count(".text a[href^=http]") > 0


@pytest.fixture
def modules(quiet, address):
    """A page from which any script can be imported."""
    quiet.open(f"{address}downloads.html", READY)
    return quiet


@each_case(("numbering", "shown"), [("inferred", "Sinds 2012:"), ("printed", "Sinds")])
def test_what_is_before_an_inferred_number_is_shown_complete(modules, numbering, shown):
    rows = modules.evaluate(
        "import('./assets/beside.js').then(({ rowsBeside }) => {"
        "const words = (start, end) => 'Sinds 2012: Hoeveel?'.slice(start, end);"
        f"const sub = {{ part: 'question', label: '1', numbering: '{numbering}', start: 12, end: 20 }};"
        "const rows = rowsBeside({ length: 20, words }, null, [sub]);"
        "return rows.map(({ asked: [first] }) => words(first.start, first.end)); })"
    )
    assert rows == [shown, "Hoeveel?"]


def test_marks_are_explained_on_hover_and_by_keys(quiet, address):
    quiet.open(f"{address}question.html?id=5-8900", READY)
    assert quiet.count(".text .mention") == 0
    quiet.evaluate("$('input[name=marks]').click()")
    quiet.evaluate("$('.given .mention').focus()")
    quiet.wait("!$('#mark-tooltip').hidden")
    assert "organisation" in quiet.said("#mark-tooltip")
    before = quiet.evaluate("document.activeElement.textContent")
    quiet.press("ArrowRight")
    assert quiet.evaluate("document.activeElement.textContent") != before
    quiet.press("Escape")
    quiet.wait("$('#mark-tooltip').hidden")
    quiet.evaluate("$('.legend input[value=organisation]').click()")
    kinds = quiet.evaluate("$$('.text .mention').map((one) => one.dataset.kind)")
    assert "organisation" not in kinds != []
    quiet.open(f"{address}question.html?id=7-90060", READY)
    assert quiet.count(".text .mention") > 0, "the choice is kept"


def test_a_repair_shows_what_stood_there(quiet, address):
    quiet.open(f"{address}question.html?id=5-90002&lang=nl", READY)
    assert quiet.count(".text .mention, .text mark") == 0, "no marks yet"
    repaired = "$$('ins.repair').find((one) => one.textContent === 'geïdentificeerd')"
    quiet.evaluate(f"{repaired}.focus()")
    quiet.wait("!$('#mark-tooltip').hidden")
    before, after = quiet.texts("#mark-tooltip s, #mark-tooltip s ~ span")
    assert (after, len(before)) == ("geïdentificeerd", len(after))
    assert before != after
    assert "zekerheid" in quiet.said("#mark-tooltip")


def test_texts_are_shown_in_both_languages_and_complete(quiet, address):
    quiet.open(f"{address}question.html?id=5-90002", READY)
    quiet.evaluate("$('input[value=fr]').click()")
    quiet.wait("$('.beside').lang === 'fr'")
    quiet.evaluate("$('input[value=whole]').click()")
    quiet.wait("$$('.whole-texts section').length === 2")
    quiet.open(f"{address}question.html?id=5-90001", READY)
    assert quiet.evaluate("$('.whole-texts').lang") == "fr"


@each_case(("question", "shown"), [("8-90090", {"nl": 1, "fr": 0}), ("5-90002", {"nl": 0, "fr": 0})])
def test_where_a_copy_ends_within_a_text_the_page_says_so(quiet, address, question, shown):
    quiet.open(f"{address}question.html?id={question}&lang=en", READY)
    for lang, form in product(shown, ("beside", "whole")):
        for value in (lang, form):
            quiet.evaluate(f"$('input[value={value}]').click()")
        notes = quiet.texts(".reading .none")
        assert sum(note == "The copy at hand ends here." for note in notes) == shown[lang]


def test_of_an_answer_that_may_go_on_no_sub_question_is_said_to_be_left_out(quiet, address):
    quiet.open(f"{address}question.html?id=5-90070&lang=en", READY)
    assert quiet.texts(".beside-row.pair .given .none") == ["The copy at hand ends here."]


def test_a_question_that_is_not_there_is_said_to_be(quiet, address):
    quiet.open(f"{address}question.html?id=9-1", READY)
    assert "9-1 is not in this release" in quiet.text()
    quiet.open(f"{address}question.html?id=%3Cscript%3E", READY)
    assert "5-8900" in quiet.text()


def test_everything_of_a_question_is_reached_by_keys(quiet, address):
    """Tab stops: links, the chosen radio of each group, each box, one mark for each block of text."""
    quiet.open(f"{address}question.html?id=5-90002", READY)
    quiet.evaluate("$('input[name=marks]').click()")
    describe = "(({ name, value, className }) => name || value || className)(document.activeElement)"
    stops = []
    while len(stops) < 200:
        quiet.press("Tab")
        if quiet.evaluate("document.activeElement === document.body"):
            break
        stops.append(quiet.evaluate(describe))
    assert set(quiet.evaluate("$$('.legend input').map((one) => one.value)")) <= set(stops)
    assert (stops.count("lang"), stops.count("form")) == (1, 1)
    assert sum(stop.startswith("mention ") for stop in stops) == quiet.count(".text:has(.mention)")
    quiet.evaluate("$('input[name=lang]:checked').focus()")
    quiet.press("ArrowRight")
    quiet.wait("$('.beside').lang === 'fr'")


@each_case(
    ("question", "language", "says"),
    [
        ("5-90051", "fr", "Les pages conservées ne font qu'annoncer une réponse."),
        ("8-90090", "en", None),
        ("5-90051", "en", "The pages at hand only announce an answer."),
    ],
)
def test_an_answer_without_substance_says_so_at_its_head_and_has_no_days(
    quiet, address, question, language, says
):
    quiet.open(f"{address}question.html?id={question}&lang={language}", READY)
    assert quiet.texts(".texts .notice") == ([says] if says else [])
    if (question, language) == ("5-90051", "en"):
        facts = quiet.said(".facts")
        assert "Answer announced on14 March 2013" in facts
        assert "after" not in facts


@each_case("clock", ["2012-02-29T12:00:00Z", "2028-08-05T12:00:00Z"])
def test_what_is_late_was_so_when_it_was_seen_whatever_the_clock_says(quiet, address, clock):
    deadline = "$$('.facts dt').find((one) => one.textContent === 'Deadline')"
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


def test_what_a_status_means_is_beside_it(quiet, address):
    quiet.open(f"{address}questions.html?lang=en", LISTED)
    of_one = "[$('.badge', one).classList[1], $('a', one).href]"
    found = dict(quiet.evaluate(f"$$('#list li').map((one) => {of_one}).reverse()"))
    assert found.keys() == {*STATUSES, "announced"}
    for status, says in {
        "announced": "The pages at hand only announce an answer; its text is not there.",
        "open": "No answer in the copy of 3 May 2026.",
        "closed": "The file was closed; the pages at hand show no answer.",
        "requalified": "Requalified as request for explanations 5-90617; the pages at hand show no answer.",
        "lapsed": "The legislature is over; the copy at hand, of 3 May 2026, shows no answer.",
        "unknown": "whether one came by the end of the legislature is not known from it.",
        "answered": "answered ",
    }.items():
        quiet.open(found[status], READY)
        assert quiet.said(".eyebrow").endswith(says)


@each_case(
    ("cells", "columns"),
    [
        ("Jaar|Aantal|2010|12|2011|15", 2),
        ("2012|12|5|2011|15|–|2010|7|8", 3),
        ("2010|12|2013|15|2011|7", None),  # years out of their order may be numbers
        ("2010|2011|2012|12|15|7", None),
        ("Provincie|2010|2011|Antwerpen|12|15|Luik|1.234|7 %", 3),
        ("Antwerpen|12|Luik|15|Namen|20", 2),
        ("a|b|c|d|e|f", None),
        ("1|2|3|4|5|6", None),
        ("Antwerpen|12|Luik|15|Namen|20|Brussel", None),
    ],
)
def test_columns_are_reported_where_words_and_numbers_alternate(modules, cells, columns):
    found = f"import('./assets/cells.js').then((one) => one.columnsOf({json.dumps(cells.split('|'))}))"
    assert modules.evaluate(found) == columns
