"""The page of a question in a real browser: what stands beside what, marks, and what is said of an answer."""

import json
from itertools import product

import pytest

from schemas.codes import STATUSES
from tests.present.explorer.support import READY

pytestmark = pytest.mark.long


def test_a_question_is_beside_what_answers_it(quiet, address):
    quiet.open(f"{address}question.html?id=5-8900", READY)
    rows = quiet.evaluate(
        "[...document.querySelectorAll('.beside-row.pair')].map((row) => ["
        "[...row.querySelectorAll('.asked .label')].map((one) => one.textContent),"
        "[...row.querySelectorAll('.given .label')].map((one) => one.textContent),"
        "row.querySelector('.given').textContent.length])"
    )
    assert [(asked, given) for asked, given, _ in rows] == [
        (["1", "2", "3"], ["1, 2 en 3."]),
        (["4"], ["4."]),
    ]
    assert min(length for *_, length in rows) > 30
    shown = quiet.text()
    for words in ("Martine Taelman", "30 May 2013", "question sent", "sociale media", "Chronology"):
        assert words in shown
    assert quiet.evaluate("document.querySelector('a[href*=\"senate.be/www\"]').href").endswith(
        "NR=8900&LANG=nl"
    )


@pytest.mark.parametrize(("numbering", "shown"), [("inferred", "Sinds 2012:"), ("printed", "Sinds")])
def test_what_is_before_an_inferred_number_is_shown_complete(quiet, address, numbering, shown):
    quiet.open(f"{address}question.html?id=5-8900", READY)
    rows = quiet.evaluate(
        "import('./assets/beside.js').then(({ rowsBeside }) => {"
        "const words = (start, end) => 'Sinds 2012: Hoeveel?'.slice(start, end);"
        f"const sub = {{ part: 'question', label: '1', numbering: '{numbering}', start: 12, end: 20 }};"
        "const rows = rowsBeside({ length: 20, words }, null, [sub]);"
        "return rows.map(({ asked: [first] }) => words(first.start, first.end)); })"
    )
    assert rows == [shown, "Hoeveel?"]


def test_marks_are_explained_on_hover_and_by_keys(quiet, address):
    quiet.open(f"{address}question.html?id=5-8900", READY)
    assert quiet.evaluate("document.querySelectorAll('.text .mention').length") == 0
    quiet.evaluate("document.querySelector('input[name=marks]').click()")
    quiet.evaluate("document.querySelector('.given .mention').focus()")
    quiet.wait("!document.getElementById('mark-tooltip').hidden")
    assert "organisation" in quiet.evaluate("document.getElementById('mark-tooltip').textContent")
    before = quiet.evaluate("document.activeElement.textContent")
    quiet.press("ArrowRight")
    assert quiet.evaluate("document.activeElement.textContent") != before
    quiet.press("Escape")
    quiet.wait("document.getElementById('mark-tooltip').hidden")
    boxes = "document.querySelector('.legend input[value=organisation]')"
    quiet.evaluate(f"{boxes}.click()")
    kinds = "[...new Set([...document.querySelectorAll('.text .mention')].map((one) => one.dataset.kind))]"
    assert "organisation" not in (shown := quiet.evaluate(kinds))
    assert shown
    quiet.open(f"{address}question.html?id=7-90060", READY)
    assert quiet.evaluate("document.querySelectorAll('.text .mention').length") > 0, "the choice is kept"


def test_a_repair_shows_what_stood_there(quiet, address):
    quiet.open(f"{address}question.html?id=5-90002&lang=nl", READY)
    repaired = (
        "[...document.querySelectorAll('ins.repair')].find((one) => one.textContent === 'geïdentificeerd')"
    )
    quiet.evaluate(f"{repaired}.focus()")
    quiet.wait("!document.getElementById('mark-tooltip').hidden")
    tooltip = "document.getElementById('mark-tooltip')"
    before, after = quiet.evaluate(
        f"[...{tooltip}.querySelectorAll('s, s ~ span')].map((one) => one.textContent)"
    )
    assert (after, len(before)) == ("geïdentificeerd", len(after))
    assert before != after
    assert "zekerheid" in quiet.evaluate(f"{tooltip}.textContent")


def test_texts_are_shown_in_both_languages_and_complete(quiet, address):
    quiet.open(f"{address}question.html?id=5-90002", READY)
    quiet.evaluate("document.querySelector('input[value=fr]').click()")
    quiet.wait("document.querySelector('.beside').lang === 'fr'")
    quiet.evaluate("document.querySelector('input[value=whole]').click()")
    quiet.wait("document.querySelectorAll('.whole-texts section').length === 2")
    quiet.open(f"{address}question.html?id=5-90001", READY)
    assert quiet.evaluate("document.querySelector('.whole-texts').lang") == "fr"


@pytest.mark.parametrize(
    ("question", "shown"), [("8-90090", {"nl": 1, "fr": 0}), ("5-90002", {"nl": 0, "fr": 0})]
)
def test_where_a_copy_ends_within_a_text_the_page_says_so(quiet, address, question, shown):
    quiet.open(f"{address}question.html?id={question}&lang=en", READY)
    for lang, form in product(shown, ("beside", "whole")):
        for value in (lang, form):
            quiet.evaluate(f"document.querySelector('input[value={value}]').click()")
        notes = quiet.evaluate(
            "[...document.querySelectorAll('.reading .none')].map((one) => one.textContent)"
        )
        assert sum(note == "The copy at hand ends here." for note in notes) == shown[lang]


def test_a_question_that_is_not_there_is_said_to_be(quiet, address):
    quiet.open(f"{address}question.html?id=9-1", READY)
    assert "9-1 is not in this release" in quiet.text()
    quiet.open(f"{address}question.html?id=%3Cscript%3E", READY)
    assert "5-8900" in quiet.text()


def test_everything_of_a_question_is_reached_by_keys(quiet, address):
    """Tab stops: links, the chosen radio of each group, each box, one mark for each block of text."""
    quiet.open(f"{address}question.html?id=5-90002", READY)
    quiet.evaluate("document.querySelector('input[name=marks]').click()")
    describe = (
        "(document.activeElement.name || document.activeElement.value || document.activeElement.className)"
    )
    stops = []
    while len(stops) < 200:
        quiet.press("Tab")
        if quiet.evaluate("document.activeElement === document.body"):
            break
        stops.append(quiet.evaluate(describe))
    boxes = quiet.evaluate("[...document.querySelectorAll('.legend input')].map((one) => one.value)")
    blocks = quiet.evaluate(
        "[...document.querySelectorAll('.text:has(.mention)')].map((one) => one.className)"
    )
    assert set(boxes) <= set(stops)
    assert (stops.count("lang"), stops.count("form")) == (1, 1)
    assert sum(stop.startswith("mention ") for stop in stops) == len(blocks)
    quiet.evaluate("document.querySelector('input[name=lang]:checked').focus()")
    quiet.press("ArrowRight")
    quiet.wait("document.querySelector('.beside').lang === 'fr'")


def test_without_marks_no_letter_is_marked_but_repaired_ones_and_links_lead_on(quiet, address):
    quiet.open(f"{address}question.html?id=5-90002", READY)
    assert quiet.evaluate("document.querySelectorAll('.text .mention, .text mark').length") == 0
    assert quiet.evaluate("document.querySelectorAll('.text .repair').length") > 0
    quiet.open(f"{address}question.html?id=5-8900", READY)
    assert quiet.evaluate("document.querySelectorAll('.text a[href^=http]').length") > 0


@pytest.mark.parametrize(
    ("question", "language", "says"),
    [
        ("5-90051", "en", "The pages at hand only announce an answer."),
        ("5-90051", "fr", "Les pages conservées ne font qu'annoncer une réponse."),
        ("8-90090", "en", None),
    ],
)
def test_an_answer_without_substance_says_so_at_its_head(quiet, address, question, language, says):
    quiet.open(f"{address}question.html?id={question}&lang={language}", READY)
    notices = quiet.evaluate("[...document.querySelectorAll('.texts .notice')].map((one) => one.textContent)")
    assert notices == ([says] if says else [])


def test_an_announcement_is_no_answer_after_so_many_days(quiet, address):
    quiet.open(f"{address}question.html?id=5-90051&lang=en", READY)
    facts = quiet.evaluate("document.querySelector('.facts').textContent")
    assert "Answer announced on14 March 2013" in facts
    assert "after" not in facts


def test_what_a_status_means_is_beside_it(quiet, address):
    found = {}
    quiet.open(f"{address}questions.html?lang=en", READY)
    listed = "[...document.querySelectorAll('#list li')]"
    of_one = "[one.querySelector('.badge').classList[1], one.querySelector('a').href]"
    for status, link in quiet.evaluate(f"{listed}.map((one) => {of_one})"):
        found.setdefault(status, link)
    assert found.keys() == set(STATUSES)
    for status, says in {
        "open": "No answer in the copy of 3 May 2026.",
        "closed": "The file was closed; the pages at hand show no answer.",
        "requalified": "Requalified as request for explanations 5-90617; the pages at hand show no answer.",
        "lapsed": "The legislature is over; the copy at hand, of 3 May 2026, shows no answer.",
        "unknown": "whether one came by the end of the legislature is not known from it.",
        "answered": "answered ",
    }.items():
        quiet.open(found[status], READY)
        assert quiet.evaluate("document.querySelector('.eyebrow').textContent").endswith(says)


@pytest.mark.parametrize(
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
def test_columns_are_reported_where_words_and_numbers_alternate(quiet, address, cells, columns):
    quiet.open(f"{address}quality.html", READY)
    found = (
        f"import('./assets/cells.js').then(({{ columnsOf }}) => columnsOf({json.dumps(cells.split('|'))}))"
    )
    assert quiet.evaluate(found) == columns
