"""What a list says of its questions: numbers beside filters, chips, the bars of years, and comparisons."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from schemas.records import Event
from tasks.present.explorer import SITE
from tests.present.explorer.support import DRAWN, LISTED, READY, list_questions, saved, served
from tests.support.each_case import each_case
from tests.support.releases import OPEN_QUESTION, released, world

pytestmark = pytest.mark.long

COUNTS = """(id) => [...document.getElementById(id).options].slice(1)
  .map(({ value, text }) => [value, Number(/\\((\\d+)\\)$/.exec(text)[1])])"""
FILTERS = {kind: f"{kind}_id" for kind in ("member", "party", "minister", "office")}
FILTERS |= {"original": "original_language", "legislature": "legislature::VARCHAR"}


def counts(tab, name):
    """What a filter offers, with the numbers beside it."""
    return dict(tab.evaluate(f"({COUNTS})('{name}')"))


def in_tables(database, column, where):
    rows = database.execute(
        f"SELECT {column} AS value, count(*) FROM v_questions WHERE {where} "
        "AND value IS NOT NULL GROUP BY ALL"
    )
    return dict(rows.fetchall())


@each_case(
    ("wanted", "where"),
    [("", "true"), ("status=closed&legislature=4", "status = 'closed' AND legislature = 4")],
)
def test_each_filter_offers_what_is_in_the_result_with_its_numbers(quiet, address, database, wanted, where):
    list_questions(quiet, address, wanted)
    for name, column in FILTERS.items():
        own = where.replace("AND legislature = 4", "") if name == "legislature" else where
        assert counts(quiet, name) == in_tables(database, column, own), name


def test_the_number_beside_a_value_is_what_one_gets(quiet, address):
    list_questions(quiet, address, "party=n-va")
    offered = counts(quiet, "party")
    assert len(offered) > 3
    for party, count in list(offered.items())[:3]:
        list_questions(quiet, address, f"party={party}")
        assert quiet.count("#list > li") == count


def test_late_answers_count_as_answered_too_and_who_asked_most_is_named(quiet, address, database):
    list_questions(quiet, address, "")
    found = counts(quiet, "status")
    expected, late = (in_tables(database, "status", where) for where in ("NOT is_announced", "is_late"))
    assert (found["answered"], found["answered_late"]) == (expected["answered"], late["answered"])
    assert found["announced"] == 1  # 5-90051
    assert (found["open"], found["late"]) == (expected["open"], late["open"])
    of_member = in_tables(database, "member_id", "true")
    assert max(of_member.values()) == 3
    assert quiet.said("#most").startswith("Most often: Senator Annelore Cauwelier-Daniëls (3 of 22)")


def test_all_who_tie_are_said_to_ask_most(quiet, address):
    """In those years two parties asked three of twelve, and one minister got three."""
    list_questions(quiet, address, "from=2008-10-01&to=2013-12-31&lang=en")
    assert quiet.said("#most") == (
        "Most often: Senator Annelore Cauwelier-Daniëls (3 of 12) · "
        "Party (3 of 12, each): N-VA, Open Vld · Minister Philippine Grandjacquet (3 of 12)"
    )


def test_a_value_a_year_and_a_chip_are_clicked_without_loading_the_page_anew(quiet, address, database):
    quiet.open(f"{address}questions.html?lang=nl", LISTED)
    quiet.evaluate("window.isSame = true; $('#of-party a').click()")
    quiet.wait(f"location.search.includes('party=') && {LISTED} && $('#chips a')")
    party = parse_qs(urlsplit(quiet.evaluate("location.href")).query)["party"][0]
    quiet.evaluate("$('#years a[href]').click()")
    quiet.wait(f"location.search.includes('from=') && {LISTED} && $$('#chips a').length === 3")
    year = quiet.evaluate("location.search.match(/from=(\\d{4})/)[1]")
    found = in_tables(database, "party_id", f"party_id = '{party}' AND year(asked_on) = {year}")
    assert quiet.count("#list > li") == found[party]
    quiet.evaluate("$('#chips .all').click()")
    quiet.wait(f"location.search === '?lang=nl' && {LISTED} && !$('#chips a')")
    assert quiet.evaluate("window.isSame") is True
    quiet.evaluate("history.back()")
    quiet.wait(f"location.search.includes('from=') && {LISTED} && $$('#chips a').length === 3")


def test_topics_are_counted_once_somebody_wants_them(quiet, address, database):
    quiet.open(f"{address}questions.html?status=answered&lang=nl", LISTED)
    quiet.evaluate("$('#of-topics').open = true")
    quiet.wait("$('#of-topic a')")
    found = quiet.evaluate(
        "$$('#of-topic a').map((link) => [link.firstChild.textContent, "
        "Number(link.querySelector('small').textContent)])"
    )
    expected = database.execute(
        "SELECT coalesce(min(topic_nl), min(topic_fr)), count(*) AS n FROM question_topics "
        "JOIN questions USING (question_id) WHERE status = 'answered' AND question_id <> '5-90051' "
        "GROUP BY topic ORDER BY n DESC, topic LIMIT 5"
    ).fetchall()
    assert [tuple(one) for one in found] == expected


def test_the_list_begins_within_the_first_screen(quiet, address):
    for width, height in ((1280, 900), (390, 844)):
        quiet.size(width, height)
        quiet.open(f"{address}questions.html?q=politie&lang=en", LISTED)
        assert quiet.evaluate("$('#list > li').getBoundingClientRect().top") < height - 60


def test_a_comparison_shows_the_numbers_of_its_address(quiet, address, database):
    quiet.open(f"{address}compare.html?by=party&of=n-va&of=open-vld&lang=en", DRAWN)
    rows = rows_of_card(quiet)
    expected = database.execute(
        "SELECT year(asked_on)::VARCHAR, party, count(*)::VARCHAR FROM v_questions "
        "WHERE party_id IN ('n-va', 'open-vld') GROUP BY ALL"
    ).fetchall()
    assert {tuple(row) for row in rows if row[2] != "0"} == set(expected)
    found = database.execute(quiet.said(".card pre")).fetchall()
    assert sorted((str(row[0]), str(row[2])) for row in found) == sorted((row[0], row[2]) for row in expected)
    assert "0" in quiet.texts(".chart .role-axis-label text")


def rows_of_card(tab):
    return tab.evaluate("$$('.card tbody tr').map((row) => [...row.cells].map((cell) => cell.textContent))")


def test_a_line_has_zero_where_nobody_asked_and_ends_with_the_term(quiet, address):
    """One in office from 2008 to 2009 and 2011 to 2014, asked in 2008, 2009, 2013; one from 2009 to 2011."""
    wanted = "by=minister&of=philippine-grandjacquet&of=ignaas-van-zeverdonck"
    quiet.open(f"{address}compare.html?{wanted}&lang=en", DRAWN)
    one = {"2008": "1", "2009": "1", "2010": "–", "2011": "0", "2012": "0", "2013": "1"}
    other = {"2009": "0", "2010": "0", "2011": "1"}
    found = {(name, year): count for year, name, count in rows_of_card(quiet)}
    names = {"Philippine Grandjacquet": one, "Ignaas Van Zeverdonck": other}
    assert found == {(name, year): count for name, its in names.items() for year, count in its.items()}
    assert quiet.count(".chart .mark-symbol path") == 5 + 3


def test_a_year_in_which_nobody_asked_is_in_what_is_saved(quiet, address):
    quiet.open(f"{address}compare.html?by=party&of=n-va&lang=en", DRAWN)
    table, drawing, _ = (text for *_, text in saved(quiet, ".card .takes button.quiet"))
    counts = dict(row.split(",")[::2] for row in table.split()[1:])
    assert counts == dict.fromkeys(map(str, range(2012, 2025)), "0") | {"2012": "3", "2024": "1"}
    [points] = re.findall(r'<g class="mark-symbol[^>]*>(.*?)</g>', drawing)
    assert points.count("<path") == 13


def test_what_is_compared_is_chosen_on_the_page(quiet, address):
    quiet.open(f"{address}compare.html?lang=en", DRAWN)
    first = quiet.count("#chips a")
    change = "dispatchEvent(new Event('change', { bubbles: true }))"
    quiet.evaluate(f"$('#more').selectedIndex = 1, $('#more').{change}")
    assert "of=" not in quiet.evaluate("location.search")  # an arrow key adds nobody
    quiet.evaluate("$('#add').click()")
    quiet.wait(f"$$('#chips a').length === {first + 1}")
    assert len(parse_qs(urlsplit(quiet.evaluate("location.href")).query)["of"]) == first + 1
    quiet.evaluate(f"$('#by').value = 'minister', $('#by').{change}")
    quiet.wait("location.search.includes('by=minister') && !location.search.includes('of=')")
    quiet.open(f"{address}compare.html?q=xyzzy&lang=en", READY)
    assert not quiet.evaluate("$('#nothing').hidden")


def test_a_citation_has_the_address_the_release_and_the_day(quiet, address, site):
    with quiet.clock("2026-11-28T23:30:00Z"):
        quiet.open(f"{address}question.html?id=5-8900&lang=en", READY)
    said = quiet.said("#citation")
    assert f"{address}question.html?id=5-8900&release={site.parent.name}" in said
    assert "5-8900" in said.split("http")[0]
    assert said.endswith("(consulted on 29 November 2026).")


def test_the_search_is_one_key_away_and_the_first_chart_ten_tabs(quiet, address):
    quiet.open(f"{address}about.html?lang=en", READY)
    quiet.press("/")
    quiet.wait(f"location.pathname.endsWith('/questions.html') && {READY}")
    quiet.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }))")
    assert quiet.evaluate("document.activeElement.id") == "words"
    quiet.open(f"{address}index.html?lang=en", DRAWN)
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


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """The address of the explorer of questions of three parties and of keywords alike but for capitals."""
    years = {"CD&V": (2012, 2013), "sp.a": (2012, 2013), "PS": (2012, 2013, 2013)}
    put = [(party, date(year, 3, 4)) for party, of_party in years.items() for year in of_party]
    words = ("Verzonnen", "verzonnen", "verzonnen", *4 * ("dienst",))
    asked = [
        replace(
            OPEN_QUESTION,
            question_id=f"5-{at}",
            number=at,
            party=party,
            asked_on=day,
            events=(Event(day, "sent"),),
            keywords={"nl": (word,)},
        )
        for at, ((party, day), word) in enumerate(zip(put, words, strict=True), 1)
    ]
    with served(released(tmp_path_factory.mktemp("few"), world(*asked)) / SITE) as found:
        yield found


def test_of_lines_in_one_place_the_later_is_dashed(quiet, few):
    quiet.open(f"{few}compare.html?of=cdv&of=spa&of=ps&lang=en", DRAWN)
    drawn = "$$('.chart .mark-line path').map((one) => one.getAttribute('stroke-dasharray'))"
    assert quiet.evaluate(drawn) == ["1,0", "5,5", "1,0"]


@each_case(("topic", "count"), [("Verzonnen", 1), ("verzonnen", 2), ("VERZONNEN", 3)])
def test_a_topic_of_an_address_is_that_one_though_others_are_called_so(quiet, few, topic, count):
    """As 'diensten' in Dutch is one concept, 'service' in French two."""
    list_questions(quiet, few, f"topic={topic}")
    assert quiet.count("#list > li") == count


def test_what_is_typed_beside_a_topic_keeps_its_identifier(quiet, address, database):
    [(topic, name, count)] = database.execute(
        "SELECT topic, any_value(topic_nl), count(*) FROM question_topics WHERE topic <> topic_nl "
        "GROUP BY topic ORDER BY count(*) DESC, topic LIMIT 1"
    ).fetchall()
    quiet.open(f"{address}questions.html?topic={topic}&lang=nl", LISTED)
    assert quiet.evaluate("$('#topic').value") == name
    assert quiet.count("#list > li") == count
    quiet.fill("party", quiet.evaluate("$('#party').options[1].value"))
    quiet.wait("location.search.includes('party=')")
    assert parse_qs(urlsplit(quiet.evaluate("location.href")).query)["topic"] == [topic]


def test_numbers_of_a_comparison_lead_to_the_days_that_they_count(quiet, address):
    quiet.open(f"{address}compare.html?of=n-va&from=2012-02-01&lang=en", DRAWN)
    first = quiet.evaluate("$('.card tbody a').search")
    wanted = parse_qs(first.removeprefix("?"))
    assert (wanted["from"], wanted["to"]) == (["2012-02-01"], ["2012-12-31"])
