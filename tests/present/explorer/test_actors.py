"""The pages of members, ministers, offices, parties, topics and groups in a real browser."""

import json
from itertools import product
from urllib.parse import parse_qs, quote, urlparse

import pytest

from tests.present.explorer.support import DRAWN, READY, list_questions
from tests.support.each_case import each_case

pytestmark = pytest.mark.long

COLUMNS = {"member": "member_id", "minister": "minister_id", "office": "office_id", "party": "party_id"}
LINKS = "$$('main a').map((one) => one.getAttribute('href'))"


def counted(database, kind, identifier):
    """Questions, those in three states, median days, and the late ones of those of which that is known."""
    where = "question_id IN (SELECT question_id FROM question_topics WHERE topic = $id)"
    if kind in COLUMNS:
        where = f"{COLUMNS[kind]} = $id"
    [row] = database.execute(
        "SELECT count(*), count(*) FILTER (WHERE status = 'open'), "
        "count(*) FILTER (WHERE status = 'requalified'), count(*) FILTER (WHERE status = 'unknown'), "
        "median(response_days), count(is_late), count(*) FILTER (WHERE is_late) "
        f"FROM questions WHERE {where}",
        {"id": identifier},
    ).fetchall()
    return row


def test_every_name_and_keyword_of_a_question_leads_to_a_page_of_its_own(quiet, address, database):
    quiet.open(f"{address}question.html?id=5-8900&lang=en", READY)
    own = [link for link in quiet.evaluate(LINKS) if link.partition(".")[0] in {*COLUMNS, "topic"}]
    assert {link.partition(".")[0] for link in own} == {"member", "party", "office", "minister", "topic"}
    for link in own:
        [identifier] = parse_qs(urlparse(link).query)["id"]
        quiet.open(f"{address}{link}&lang=en", READY)
        questions, is_open, *others, median, deadlines, late = counted(
            database, link.partition(".")[0], identifier
        )
        shown = quiet.texts(".figures dd")
        assert shown[0] == str(questions) > "0"
        assert shown[2:-2] == list(map(str, [is_open, *filter(None, others)]))
        assert shown[-2] == ("–" if median is None else f"{median:g}")
        assert shown[-1] == (f"{round(100 * late / deadlines)} %" if deadlines else "–")
        behind, questions_behind = quiet.texts(".query code")
        [row, *_] = database.execute(f"SELECT questions, median_days {behind} AND year IS NULL").fetchall()
        assert row == (questions, median)
        assert len(database.execute(questions_behind).fetchall()) == questions


def test_late_is_said_of_whoever_is_late(quiet, address):
    """4-90080, to a minister whose term was over before the deadline, and who is not counted as late."""
    late = "late, or no answer shown after the printed deadline"
    for page, says in {
        "member.html?id=cecile-delhamende-rosart": "ministers late, or no answer of theirs shown",
        "party.html?id=cdh": "ministers late, or no answer of theirs shown",
        "minister.html?id=anselme-pieraerts-dorval": late,
        "office.html?id=minister:climate%2Benergy": late,
    }.items():
        quiet.open(f"{address}{page}&lang=en", READY)
        assert quiet.texts(".figures dt")[-1].startswith(says), page
    quiet.open(f"{address}minister.html?id=theodore-lambilliotte-roscourt&lang=en", READY)
    assert quiet.texts(".figures dt")[-1].endswith(
        "of 0 for which this is known; 1 not counted: not in that office then"
    )
    quiet.open(f"{address}question.html?id=4-90080&lang=en", READY)
    assert "(Théodore Lambilliotte-Roscourt no longer held this office)" in quiet.said(".facts")


def test_every_page_that_counts_names_its_query(quiet, address):
    for page in ("index", "questions", "quality", "compare", "question", "group", "member", "minister"):
        place = {
            "question": "5-8900",
            "group": "5-90001",
            "member": "martine-taelman",
            "minister": "elio-di-rupo",
        }
        quiet.open(f"{address}{page}.html?id={place.get(page, '')}&lang=en", READY)
        assert all(one.startswith("Counted from: ") for one in quiet.texts(".query"))
        views = quiet.evaluate("$$('.query a').map((one) => one.hash.slice(1))")
        assert {*views} <= {"v_questions", "figures", "v_same_question", "v_known_figures"}, page
        assert views


@each_case(
    "page",
    ["member.html?id=martine-taelman", "office.html?id=minister:climate%2Benergy", "topic.html?id=preventie"],
)
def test_every_number_leads_to_a_list_of_as_many_questions(quiet, address, page):
    quiet.open(f"{address}{page}", READY)
    numbers = quiet.evaluate(
        "$$('main a[href^=\"questions.html\"]').map((one) => "
        "[one.getAttribute('href'), one.title.split(': ')[1] ?? "
        "(one.closest('tr')?.cells[1] ?? one).textContent])"
    )
    assert len(numbers) > 5
    for link, number in numbers:
        list_questions(quiet, address, urlparse(link).query)
        if not number.endswith("%"):
            none = "No question has all of this. Remove a filter or a word."
            assert quiet.said("#count") == (f"Results: {number.strip('()')}" if number != "0" else none)


def test_one_that_is_not_there_is_said_to_be(quiet, address):
    """The pages of actors share a script, so two kinds are enough for names that an object has of its own."""
    own = product(("member", "group"), ("constructor", "__proto__"))
    every = product(("member", "minister", "office", "party", "topic", "group"), ("<b>nobody",))
    for kind, identifier in (*own, *every):
        quiet.open(f"{address}{kind}.html?id={quote(identifier)}", READY)
        assert identifier in quiet.text(), kind
        assert quiet.evaluate("$('#trouble').hidden")


def test_a_group_has_all_ministers_side_by_side(quiet, address, database):
    quiet.open(f"{address}group.html?id=5-90001&lang=en", READY)
    rows = quiet.evaluate("$$('tbody tr').map(({ cells }) => [...cells].map((one) => one.textContent))")
    told = database.execute(
        "SELECT coalesce(g.minister, g.addressee_nl), g.question_id, g.status, g.response_days, "
        "round(100 * g.likeness)::INTEGER FROM v_same_question g JOIN questions q USING (question_id) "
        "WHERE g.group_id = '5-90001' ORDER BY q.number"
    ).fetchall()
    assert [(row[0], row[1], row[3]) for row in rows] == [row[:3] for row in told]
    assert [row[5] for row in rows] == ["–" if days is None else str(days) for *_, days, _ in told]
    assert [row[6].partition(" %")[0] for row in rows] == [
        "–" if like is None else str(like) for *_, like in told
    ]
    answers = quiet.evaluate("$$('.answer').map((one) => one.textContent.length)")
    assert len(answers) == len(told)


def test_a_question_put_again_to_one_minister_is_not_said_to_have_gone_to_several(quiet, address):
    quiet.open(f"{address}group.html?id=4-90010&lang=en", READY)
    assert "put again: 2; answered: 1" in quiet.text()
    assert "several ministers" not in quiet.text()


@each_case(
    ("number", "named", "title"),
    [
        ("5-8900", "19 questions in all", "to several ministers: 19; of them here: 1, answered: 1"),
        ("6-90030", "2 questions in all", "put again: 2; of them here: 1, answered: 0"),
    ],
)
def test_a_question_that_is_here_without_those_its_page_names_is_said_to_be_one_of_them(
    quiet, address, number, named, title
):
    said = f"{named}, by the references on their pages; in this release: 1."
    quiet.open(f"{address}question.html?id={number}&lang=en", READY)
    assert said in quiet.text()
    assert quiet.count("a[href^='group.html']") == 0
    quiet.open(f"{address}group.html?id={number}&lang=en", READY)
    assert said in quiet.text()
    assert title in quiet.text()


def test_a_bar_of_a_chart_leads_to_the_questions_behind_it(quiet, address):
    quiet.open(f"{address}chart.html?name=members&lang=en", DRAWN)
    [link, name, count] = quiet.evaluate(
        "(({ cells: [name, , count] }) => [name.firstChild.getAttribute('href'), name.textContent, "
        "count.textContent])($('tbody tr'))"
    )
    quiet.evaluate("$('.mark-rect path').dispatchEvent(new MouseEvent('click', { bubbles: true }))")
    quiet.wait(f"location.pathname.endsWith('/questions.html') && {READY}")
    assert quiet.evaluate("new URLSearchParams(location.search).get('member')")
    list_questions(quiet, address, urlparse(link).query)
    assert quiet.said("#count") == f"Results: {count}"
    assert name in quiet.text()


FILTERS = {
    "party": "party_id = $party",
    "member": "member_id = $member",
    "minister": "minister_id = $minister",
    "topic": "question_id IN (SELECT question_id FROM question_topics WHERE $topic IN (topic, topic_nl))",
    "original": "original_language = $original",
    "status": "is_late AND question_id <> '4-90080' AND CASE $status "
    "WHEN 'answered_late_in_term' THEN status = 'answered' "
    "WHEN 'no_answer_in_term' THEN status NOT IN ('answered', 'requalified', 'unknown') END",
    "from": "asked_on >= $from::DATE",
    "to": "asked_on <= $to::DATE",
}


@each_case("language", ["en", "fr"])
def test_rows_of_charts_lead_to_as_many_questions_as_they_count(database, site, language):
    charts = json.loads((site / f"data/charts.{language}.json").read_text("utf-8"))["charts"]
    counted = {"parties": 2, "members": 2, "topics": 2, "languages": 2, "deadlines": 2}
    linked = {chart["id"]: chart for chart in charts if any(chart["links"])}
    assert linked.keys() == {*counted, "response"}
    for name, column in counted.items():
        rows = zip(linked[name]["links"], linked[name]["rows"], strict=True)
        for link, row in rows:
            if link is None:
                continue
            wanted = {key: value for key, [value] in parse_qs(urlparse(link).query).items()}
            condition = " AND ".join(FILTERS[key] for key in wanted)
            [(count,)] = database.execute(
                f"SELECT count(*) FROM questions WHERE {condition}", wanted
            ).fetchall()
            assert count == row[column] > 0, link
