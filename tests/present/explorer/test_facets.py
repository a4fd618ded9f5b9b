"""What a list says of its questions: numbers beside filters, chips, the bars of years, and comparisons."""

import csv
import io
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from schemas.records import Event
from tasks.present.explorer import SITE
from tests.present.explorer.support import DRAWN, READY, served
from tests.support.releases import OPEN_QUESTION, released, world

pytestmark = pytest.mark.long

SHOWN = "document.getElementById('list').ariaBusy === 'false'"
COUNTS = """(id) => [...document.getElementById(id).options].slice(1)
  .map(({ value, text }) => [value, Number(/\\((\\d+)\\)$/.exec(text)[1])])"""
FILTERS = {
    "member": "member_id",
    "party": "party_id",
    "minister": "minister_id",
    "office": "office_id",
    "original": "original_language",
    "legislature": "legislature::VARCHAR",
}


def counts(tab, name):
    """What a filter offers, with the numbers beside it."""
    return dict(tab.evaluate(f"({COUNTS})('{name}')"))


def in_tables(database, column, where):
    rows = database.execute(
        f"SELECT {column} AS value, count(*) FROM v_questions WHERE {where} "
        "AND value IS NOT NULL GROUP BY ALL"
    )
    return dict(rows.fetchall())


@pytest.mark.parametrize(
    ("wanted", "where"),
    [("", "true"), ("status=answered&legislature=5", "status = 'answered' AND legislature = 5")],
)
def test_each_filter_offers_what_is_in_the_result_with_its_numbers(quiet, address, database, wanted, where):
    quiet.open(f"{address}questions.html?{wanted}", f"{READY} && {SHOWN}")
    for name, column in FILTERS.items():
        own = where.replace("AND legislature = 5", "") if name == "legislature" else where
        assert counts(quiet, name) == in_tables(database, column, own), name


def test_the_number_beside_a_value_is_what_one_gets(quiet, address):
    quiet.open(f"{address}questions.html?party=n-va", f"{READY} && {SHOWN}")
    offered = counts(quiet, "party")
    assert len(offered) > 3
    for party, count in list(offered.items())[:3]:
        quiet.open(f"{address}questions.html?party={party}", f"{READY} && {SHOWN}")
        assert quiet.evaluate("document.querySelectorAll('#list > li').length") == count


def test_late_answers_count_as_answered_too(quiet, address, database):
    quiet.open(f"{address}questions.html", f"{READY} && {SHOWN}")
    found = counts(quiet, "status")
    expected = in_tables(database, "status", "true")
    late = in_tables(database, "status", "is_late")
    assert (found["answered"], found["answered_late"]) == (expected["answered"], late["answered"])
    assert (found["open"], found["late"]) == (expected["open"], late["open"])


def test_most_of_them_leads_to_who_asked_most(quiet, address, database):
    quiet.open(f"{address}questions.html?lang=en", f"{READY} && {SHOWN}")
    rows = database.execute(
        "SELECT member_id, count(*) AS n FROM questions GROUP BY ALL ORDER BY n DESC LIMIT 1"
    )
    [(member, count)] = rows.fetchall()
    most = quiet.evaluate("document.getElementById('most').textContent")
    assert f"({count} of " in most
    links = quiet.evaluate(
        "[...document.querySelectorAll('#most a')].map((link) => link.getAttribute('href'))"
    )
    assert links[0] == f"member.html?id={member}"


def test_a_value_a_year_and_a_chip_are_clicked_without_loading_the_page_anew(quiet, address, database):
    quiet.open(f"{address}questions.html?lang=nl", f"{READY} && {SHOWN}")
    quiet.evaluate("window.isSame = true; document.querySelector('#of-party a').click()")
    quiet.wait(f"location.search.includes('party=') && {SHOWN} && document.querySelector('#chips a')")
    party = parse_qs(urlsplit(quiet.evaluate("location.href")).query)["party"][0]
    quiet.evaluate("document.querySelector('#years a[href]').click()")
    quiet.wait(
        f"location.search.includes('from=') && {SHOWN} && document.querySelectorAll('#chips a').length === 3"
    )
    year = quiet.evaluate("location.search.match(/from=(\\d{4})/)[1]")
    found = in_tables(database, "party_id", f"party_id = '{party}' AND year(asked_on) = {year}")
    assert quiet.evaluate("document.querySelectorAll('#list > li').length") == found[party]
    quiet.evaluate("document.querySelector('#chips .all').click()")
    quiet.wait(f"location.search === '?lang=nl' && {SHOWN} && !document.querySelector('#chips a')")
    assert quiet.evaluate("window.isSame") is True
    quiet.evaluate("history.back()")
    quiet.wait(
        f"location.search.includes('from=') && {SHOWN} && document.querySelectorAll('#chips a').length === 3"
    )


def test_topics_are_counted_once_somebody_wants_them(quiet, address, database):
    quiet.open(f"{address}questions.html?status=answered&lang=nl", f"{READY} && {SHOWN}")
    quiet.evaluate("document.getElementById('of-topics').open = true")
    quiet.wait("document.querySelector('#of-topic a')")
    found = quiet.evaluate(
        "[...document.querySelectorAll('#of-topic a')].map((link) => [link.firstChild.textContent, "
        "Number(link.querySelector('small').textContent)])"
    )
    expected = database.execute(
        "SELECT coalesce(min(topic_nl), min(topic_fr)), count(*) AS n FROM question_topics "
        "JOIN questions USING (question_id) WHERE status = 'answered' "
        "GROUP BY topic ORDER BY n DESC, topic LIMIT 5"
    ).fetchall()
    assert [tuple(one) for one in found] == expected


def test_the_list_begins_within_the_first_screen(quiet, address):
    for width, height in ((1280, 900), (390, 844)):
        quiet.size(width, height)
        quiet.open(f"{address}questions.html?q=politie&lang=en", f"{READY} && {SHOWN}")
        assert (
            quiet.evaluate("document.querySelector('#list > li').getBoundingClientRect().top") < height - 60
        )


def test_a_comparison_shows_the_numbers_of_its_address(quiet, address, database):
    quiet.open(f"{address}compare.html?by=party&of=n-va&of=open-vld&lang=en", f"{READY} && {DRAWN}")
    rows = quiet.evaluate(
        "[...document.querySelectorAll('.card tbody tr')]"
        ".map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    expected = database.execute(
        "SELECT year(asked_on)::VARCHAR, party, count(*)::VARCHAR FROM v_questions "
        "WHERE party_id IN ('n-va', 'open-vld') GROUP BY ALL"
    ).fetchall()
    assert {tuple(row) for row in rows if row[2] != "0"} == set(expected)
    asked = quiet.evaluate("document.querySelector('.card pre').textContent")
    assert sorted((str(year), count) for year, _, count in database.execute(asked).fetchall()) == sorted(
        (year, int(count)) for year, _, count in expected
    )
    axis = quiet.evaluate(
        "[...document.querySelectorAll('.chart .role-axis-label text')].map((one) => one.textContent)"
    )
    assert "0" in axis


def test_what_is_compared_is_chosen_on_the_page(quiet, address):
    quiet.open(f"{address}compare.html?lang=en", f"{READY} && {DRAWN}")
    first = quiet.evaluate("document.querySelectorAll('#chips a').length")
    quiet.evaluate(
        "(() => { const more = document.getElementById('more'); more.selectedIndex = 1; "
        "more.dispatchEvent(new Event('change', { bubbles: true })); })()"
    )
    assert "of=" not in quiet.evaluate("location.search")  # an arrow key adds nobody
    quiet.evaluate("document.getElementById('add').click()")
    quiet.wait(f"document.querySelectorAll('#chips a').length === {first + 1}")
    assert len(parse_qs(urlsplit(quiet.evaluate("location.href")).query)["of"]) == first + 1
    quiet.evaluate(
        "(() => { const by = document.getElementById('by'); by.value = 'minister'; "
        "by.dispatchEvent(new Event('change')); })()"
    )
    quiet.wait("location.search.includes('by=minister') && !location.search.includes('of=')")
    quiet.open(f"{address}compare.html?q=xyzzy&lang=en", READY)
    assert not quiet.evaluate("document.getElementById('nothing').hidden")


TAKEN = """(async (selector) => {
  const made = [];
  const real = URL.createObjectURL;
  URL.createObjectURL = (blob) => { made.push(blob); return real(blob); };
  const name = await new Promise((done) => {
    HTMLAnchorElement.prototype.click = function () { done(this.download); };
    document.querySelector(selector).dispatchEvent(new MouseEvent('click', { bubbles: true }));
  });
  URL.createObjectURL = real;
  return [name, made[0].type, await made[0].text()];
})"""


def test_a_saved_list_is_named_by_what_it_holds_and_has_addresses(quiet, address, database):
    quiet.open(f"{address}questions.html?q=laser&party=n-va&lang=nl", f"{READY} && {SHOWN}")
    name, _, text = quiet.evaluate(f"{TAKEN}('#take-csv')")
    day = quiet.evaluate("fetch('data/summary.json').then((one) => one.json()).then((one) => one.last_day)")
    assert name == f"senate-questions_laser_n-va_{day}.csv"
    for row in csv.DictReader(io.StringIO(text)):
        [(own,)] = database.execute(
            "SELECT address_nl FROM v_questions WHERE question_id = ?", [row["question_id"]]
        ).fetchall()
        assert row["address"] == own
        assert row["page"] == f"{address}question.html?id={row['question_id']}"
        assert row["member_id"]


def test_a_picture_says_what_it_shows_and_where_it_is_from(quiet, address):
    quiet.open(f"{address}chart.html?name=parties&lang=en", f"{READY} && {DRAWN}")
    name, kind, svg = quiet.evaluate(f"{TAKEN}('.card .takes button ~ button')")
    assert name.startswith("senate-questions_questions-by-party_")
    assert kind == "image/svg+xml"
    words = " ".join(svg.split())
    release = quiet.evaluate(
        "fetch('data/summary.json').then((one) => one.json()).then((one) => one.version)"
    )
    for said in (
        "Questions by party",
        "no party asked more than",
        "Sample: the questions",
        "senate.be",
        release,
    ):
        assert said in words.replace("</text>", " ").replace("  ", " ") or said.split()[-1] in words, said
    assert quiet.evaluate(f"{TAKEN}('.card .takes button ~ button ~ button')")[1] == "image/png"


def test_a_citation_has_the_address_the_release_and_the_day(quiet, address):
    with quiet.clock("2026-11-28T23:30:00Z"):
        quiet.open(f"{address}question.html?id=5-8900&lang=en", READY)
    said = quiet.evaluate("document.getElementById('citation').textContent")
    release = quiet.evaluate(
        "fetch('data/summary.json').then((one) => one.json()).then((one) => one.version)"
    )
    assert f"{address}question.html?id=5-8900&release={release}" in said
    assert "5-8900" in said.split("http")[0]
    assert said.endswith("(consulted on 29 November 2026).")


def test_the_search_is_one_key_away_and_the_first_chart_ten_tabs(quiet, address):
    quiet.open(f"{address}about.html?lang=en", READY)
    quiet.press("/")
    quiet.wait(f"location.pathname.endsWith('/questions.html') && {READY}")
    quiet.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }))")
    assert quiet.evaluate("document.activeElement.id") == "words"
    quiet.open(f"{address}index.html?lang=en", f"{READY} && {DRAWN}")
    quiet.press("Tab")
    quiet.press("Enter")
    for _ in range(9):
        quiet.press("Tab")
        if quiet.evaluate("document.activeElement.getAttribute('href')") == "#charts-title":
            quiet.press("Enter")
        if quiet.evaluate("Boolean(document.activeElement.closest('.card'))"):
            break
    else:
        pytest.fail("No chart has the focus after ten tabs.")


def test_of_lines_in_one_place_the_later_is_dashed(quiet, tmp_path):
    years = [
        (2012, "CD&V"),
        (2013, "CD&V"),
        (2012, "sp.a"),
        (2013, "sp.a"),
        (2012, "PS"),
        (2013, "PS"),
        (2013, "PS"),
    ]
    asked = [
        replace(
            OPEN_QUESTION,
            question_id=f"5-{at}",
            number=at,
            party=party,
            asked_on=date(year, 3, 4),
            events=(Event(date(year, 3, 4), "sent"),),
        )
        for at, (year, party) in enumerate(years, 1)
    ]
    with served(released(tmp_path, world(*asked)) / SITE) as address:
        quiet.open(f"{address}compare.html?of=cdv&of=spa&of=ps&lang=en", f"{READY} && {DRAWN}")
        dashes = quiet.evaluate(
            "[...document.querySelectorAll('.chart .mark-line path')]"
            ".map((one) => one.getAttribute('stroke-dasharray'))"
        )
    assert dashes == ["1,0", "5,5", "1,0"]


def test_a_topic_of_an_address_is_that_one_though_others_are_called_so(quiet, tmp_path):
    """As 'diensten' in Dutch is one concept, 'service' in French two."""
    asked = [
        replace(OPEN_QUESTION, question_id=f"5-{at}", number=at, keywords={"nl": (word,)})
        for at, word in enumerate(("Verzonnen", "verzonnen", "verzonnen"), 1)
    ]
    with served(released(tmp_path, world(*asked)) / SITE) as address:
        for topic, count in (("Verzonnen", 1), ("verzonnen", 2), ("VERZONNEN", 3)):
            quiet.open(f"{address}questions.html?topic={topic}&lang=en", f"{READY} && {SHOWN}")
            assert quiet.evaluate("document.querySelectorAll('#list > li').length") == count


def test_what_is_typed_beside_a_topic_keeps_its_identifier(quiet, address, database):
    [(topic, name, count)] = database.execute(
        "SELECT topic, any_value(topic_nl), count(*) FROM question_topics WHERE topic <> topic_nl "
        "GROUP BY topic ORDER BY count(*) DESC, topic LIMIT 1"
    ).fetchall()
    quiet.open(f"{address}questions.html?topic={topic}&lang=nl", f"{READY} && {SHOWN}")
    assert quiet.evaluate("document.getElementById('topic').value") == name
    assert quiet.evaluate("document.querySelectorAll('#list > li').length") == count
    quiet.evaluate(
        "(() => { const party = document.getElementById('party'); party.selectedIndex = 1; "
        "party.dispatchEvent(new Event('input', { bubbles: true })); })()"
    )
    quiet.wait("location.search.includes('party=')")
    assert parse_qs(urlsplit(quiet.evaluate("location.href")).query)["topic"] == [topic]


def test_numbers_of_a_comparison_lead_to_the_days_that_they_count(quiet, address):
    quiet.open(f"{address}compare.html?of=n-va&from=2012-02-01&lang=en", f"{READY} && {DRAWN}")
    first = quiet.evaluate("document.querySelector('.card tbody a').search")
    wanted = parse_qs(first.removeprefix("?"))
    assert (wanted["from"], wanted["to"]) == (["2012-02-01"], ["2012-12-31"])
