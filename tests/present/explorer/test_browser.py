"""The explorer in a real browser: charts, search, pages, keys, languages, colours, and who can read it."""

import json
import re
import subprocess
import sys
import time
from importlib.resources import files
from itertools import product

import pytest

from schemas.charts import CHARTS
from schemas.licences import DATABASE
from tasks.present.explorer import SITE
from tests.present.explorer.support import EVIL, READY, UnpackingServer, hostile_release, served
from tests.support.engine import free_port, listens, wait_for

pytestmark = pytest.mark.long

DRAWN = f"{READY} && document.documentElement.dataset.drawn"
PAGES = {
    "index.html": DRAWN,
    "questions.html": READY,
    "question.html?id=7-90060": READY,
    "question.html?id=5-90002": READY,
    "question.html?id=9-1": READY,
    "quality.html": DRAWN,
    "dictionary.html": READY,
    "downloads.html": READY,
    "about.html": READY,
}
OF_INDEX = [chart for chart in CHARTS if chart.page == "index"]
TITLES = {
    "en": "What senators ask, and what ministers answer",
    "nl": "Wat senatoren vragen en ministers antwoorden",
    "fr": "Ce que les sénateurs demandent, ce que les ministres répondent",
}
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
GRAVE = {"serious", "critical"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_charts_are_drawn_in_the_colours_of_the_scheme(quiet, address, scheme):
    quiet.prefer(scheme)
    quiet.open(address, DRAWN)
    marks = quiet.evaluate(
        "Object.fromEntries([...document.querySelectorAll('article.card')].map((card) => "
        "[card.querySelector('h3').id, card.querySelectorAll('.mark-rect path, .mark-area path').length]))"
    )
    assert marks.keys() == {f"chart-{chart.name}" for chart in OF_INDEX}
    tables = [f"chart-{chart.name}" for chart in OF_INDEX if chart.mark == "table"]
    assert [name for name, count in marks.items() if not count] == tables
    ground = quiet.evaluate("getComputedStyle(document.body).backgroundColor")
    words = quiet.evaluate(
        "getComputedStyle(document.querySelector('.chart svg .role-axis-label text')).fill"
    )
    assert (brightness(ground) < 60, brightness(words) > 120) == ((scheme == "dark"), (scheme == "dark"))


def brightness(colour):
    return sum(map(float, colour.removeprefix("rgb(").removesuffix(")").split(","))) / 3


def test_charts_are_drawn_again_when_the_scheme_changes(quiet, address):
    quiet.open(address, DRAWN)
    quiet.prefer("dark")
    quiet.wait("document.documentElement.dataset.drawn === 'dark'")


def test_each_chart_has_its_numbers_and_its_query(quiet, address):
    quiet.open(address, DRAWN)
    cards = quiet.evaluate(
        "[...document.querySelectorAll('article.card')].map((card) => "
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


def test_a_party_with_a_fifth_of_the_questions_is_not_said_to_have_asked_most_of_them(quiet, address):
    quiet.open(f"{address}index.html?lang=en", DRAWN)
    assert "From 2008 to 2025, no party asked more than N-VA: 4 of 21 questions." in quiet.text()


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


@pytest.mark.parametrize(
    ("words", "found"), [("5-8900", ["5-8900"]), ("8900", ["5-8900"]), ("taelman", ["5-8900"]), ("xyzzy", [])]
)
def test_search_knows_numbers_and_senators(quiet, address, words, found):
    quiet.open(f"{address}questions.html?q={words}", READY)
    links = quiet.evaluate("[...document.querySelectorAll('#list a')].map((link) => link.search)")
    assert links == [f"?id={one}" for one in found]


def test_the_list_is_filtered_and_its_address_says_how(quiet, address):
    quiet.open(f"{address}questions.html?status=open", READY)
    assert quiet.evaluate("document.querySelectorAll('#list li').length") == 1
    quiet.evaluate("document.getElementById('status').value = 'lapsed'")
    quiet.evaluate("document.getElementById('status').dispatchEvent(new Event('input', { bubbles: true }))")
    quiet.wait("location.search === '?status=lapsed'")
    badges = set(
        quiet.evaluate("[...document.querySelectorAll('#list .badge')].map((one) => one.textContent)")
    )
    assert badges == {"lapsed"}


def test_a_question_stands_beside_what_answers_it(quiet, address):
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
    for words in ("Martine Taelman", "30 May 2013", "sent to the minister", "sociale media", "Chronology"):
        assert words in shown
    assert quiet.evaluate("document.querySelector('a[href*=\"senate.be/www\"]').href").endswith(
        "NR=8900&LANG=nl"
    )


@pytest.mark.parametrize(("numbering", "shown"), [("inferred", "Sinds 2012:"), ("printed", "Sinds")])
def test_what_stands_before_an_inferred_number_is_shown_whole(quiet, address, numbering, shown):
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


def test_texts_are_shown_in_both_languages_and_whole(quiet, address):
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
        assert sum(note.startswith("This copy ends here") for note in notes) == shown[lang]


def test_the_dictionary_has_views_with_their_columns_and_filters_them(quiet, address):
    quiet.open(f"{address}dictionary.html?lang=en", READY)
    assert quiet.evaluate("document.querySelector('#view-names a').textContent") == "v_questions"
    assert "`" not in quiet.text()
    quiet.evaluate("document.getElementById('words').focus()")
    quiet.type("days_late")
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


def test_a_question_that_is_not_there_is_said_to_be(quiet, address):
    quiet.open(f"{address}question.html?id=9-1", READY)
    assert "9-1 is not in this release" in quiet.text()
    quiet.open(f"{address}question.html?id=%3Cscript%3E", READY)
    assert "5-8900" in quiet.text()


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


def test_without_marks_no_letter_is_marked_but_repaired_ones_and_links_lead_on(quiet, address):
    quiet.open(f"{address}question.html?id=5-90002", READY)
    assert quiet.evaluate("document.querySelectorAll('.text .mention, .text mark').length") == 0
    assert quiet.evaluate("document.querySelectorAll('.text .repair').length") > 0
    quiet.open(f"{address}question.html?id=5-8900", READY)
    assert quiet.evaluate("document.querySelectorAll('.text a[href^=http]').length") > 0


@pytest.mark.parametrize(
    ("question", "language", "says"),
    [
        ("5-90051", "en", "What was published only announces an answer."),
        ("5-90051", "fr", "Ce qui a été publié ne fait qu'annoncer une réponse."),
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


def test_what_a_status_means_stands_beside_it(quiet, address):
    found = {}
    quiet.open(f"{address}questions.html", READY)
    listed = "[...document.querySelectorAll('#list li')]"
    of_one = "[one.querySelector('.badge').classList[1], one.querySelector('a').href]"
    for status, link in quiet.evaluate(f"{listed}.map((one) => {of_one})"):
        found.setdefault(status, link)
    for status, says in {
        "open": "Nobody has answered yet.",
        "closed": "The Senate closed the file without an answer.",
        "lapsed": "The legislature ended before anybody answered.",
    }.items():
        quiet.open(found[status], READY)
        assert quiet.evaluate("document.querySelector('.eyebrow').textContent").endswith(says)


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ("Jaar|Aantal|2010|12|2011|15", None),  # years look like numbers: no column of words
        ("Provincie|2010|2011|Antwerpen|12|15|Luik|1.234|7 %", 3),
        ("Antwerpen|12|Luik|15|Namen|20", 2),
        ("a|b|c|d|e|f", None),
        ("1|2|3|4|5|6", None),
        ("Antwerpen|12|Luik|15|Namen|20|Brussel", None),
    ],
)
def test_columns_are_told_where_words_and_numbers_alternate(quiet, address, cells, columns):
    quiet.open(f"{address}quality.html", READY)
    found = (
        f"import('./assets/cells.js').then(({{ columnsOf }}) => columnsOf({json.dumps(cells.split('|'))}))"
    )
    assert quiet.evaluate(found) == columns


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


def test_repairs_are_drawn_on_the_page_on_quality(quiet, address):
    quiet.open(f"{address}quality.html", DRAWN)
    cards = quiet.evaluate("[...document.querySelectorAll('article.card h3')].map((one) => one.id)")
    assert cards == [f"chart-{chart.name}" for chart in CHARTS if chart.page == "quality"] != []


def test_the_first_page_says_who_waits_and_what_is_late(quiet, address):
    quiet.open(f"{address}index.html?lang=en", DRAWN)
    lists = {
        name: quiet.evaluate(f"[...document.querySelectorAll('#{name} li')].map((one) => one.textContent)")
        for name in ("late", "waiting", "answer", "question", "group")
    }
    assert all(lists.values())
    assert [len(found) for found in lists.values()] == [1, 1, 5, 5, 1]
    assert "days late" in lists["late"][0]
    assert "open for" in lists["waiting"][0]
    assert re.search(r"3 questions, \d answered", lists["group"][0])


TAKEN = """(async () => {
  const made = [];
  const real = URL.createObjectURL;
  URL.createObjectURL = (blob) => { made.push(blob); return real(blob); };
  const card = document.querySelector('#chart-parties').closest('article');
  for (const button of card.querySelectorAll('button.quiet')) {
    const before = made.length;
    button.click();
    while (made.length === before) await new Promise((done) => setTimeout(done, 20));
  }
  URL.createObjectURL = real;
  const start = async (blob) => [...new Uint8Array(await blob.slice(0, 4).arrayBuffer())];
  return Promise.all(made.map(async (blob) => [blob.type, blob.size, await start(blob)]));
})()"""


def test_a_chart_is_taken_as_numbers_and_as_pictures(quiet, address):
    quiet.open(f"{address}index.html?lang=en", DRAWN)
    (table, _, head), (drawing, size, svg), (picture, bytes_, png) = quiet.evaluate(TAKEN)
    assert (table, drawing, picture) == ("text/csv", "image/svg+xml", "image/png")
    assert (bytes(head), bytes(svg), bytes(png)) == (b"Year", b"<svg", b"\x89PNG")
    assert min(size, bytes_) > 5_000


def test_csv_quotes_and_runs_nothing_in_a_spreadsheet(quiet, address):
    quiet.open(f"{address}about.html", READY)
    rows = [["a,b", 'say "x"', None], ["=1+1", -5, "-x"]]
    found = quiet.evaluate(
        f"import('./assets/take.js').then(({{ csv }}) => csv(['p', 'q', 'r'], {json.dumps(rows)}))"
    )
    assert found == 'p,q,r\r\n"a,b","say ""x""",\r\n\'=1+1,-5,\'-x\r\n'
