"""The list of questions in a real browser: search, filters, Back, and what can be taken along."""

import csv
import io
import json
from urllib.parse import urlencode

import pytest

from tests.present.explorer.support import LISTED, READY, list_questions, saved
from tests.support.each_case import each_case

pytestmark = pytest.mark.long


@each_case(
    ("words", "found"), [("5-8900", ["5-8900"]), ("8900", ["5-8900"]), ("taelman", ["5-8900"]), ("xyzzy", [])]
)
def test_search_knows_numbers_and_senators(quiet, address, words, found):
    list_questions(quiet, address, f"q={words}")
    links = quiet.evaluate("$$('#list > li > a').map((link) => link.search)")
    assert links == [f"?id={one}" for one in found]


def test_the_list_is_filtered_its_address_says_how_and_back_undoes_it(quiet, address):
    quiet.open(f"{address}questions.html", READY)
    every = quiet.count("#list li")
    for status, badge in (("late", "open"), ("lapsed", "lapsed"), ("answered", "answered")):
        quiet.fill("status", status)
        badges = "String([...new Set($$('#list .badge').map((one) => one.classList[1]))])"
        quiet.wait(f"location.search === '?status={status}' && {badges} === '{badge}'")
    for _ in range(2):
        quiet.evaluate("history.back()")
    quiet.wait("location.search === '?status=late' && $$('#list li').length === 1")
    assert quiet.evaluate("$('#status').value") == "late"
    quiet.evaluate("history.back()")
    quiet.wait(f"location.search === '' && $$('#list li').length === {every}")


@each_case(
    ("wanted", "condition"),
    [
        ({"status": "late"}, "status = 'open' AND is_late"),
        ({"minister": "apolline-desmarteliere"}, "minister = 'Apolline Desmartelière'"),
        ({"member": "martine-taelman"}, "author = 'Martine Taelman'"),
        (
            {"topic": "laser"},
            "question_id IN (SELECT question_id FROM keywords WHERE starts_with(lower(keyword), 'laser'))",
        ),
        (
            {"office": "minister:climate+energy", "party": "ecolo"},
            "office_id = 'minister:climate+energy' AND party = 'Ecolo'",
        ),
        ({"status": "unknown"}, "status = 'unknown'"),
        ({"kind": "placeholder"}, "list_contains(answer_kinds, 'placeholder')"),
        ({"from": "2012-01-01", "to": "2013-12-31"}, "asked_on BETWEEN '2012-01-01' AND '2013-12-31'"),
        (
            {"status": "announced", "original": "fr", "legislature": "5"},
            "status = 'answered' AND answer_kinds = ['placeholder'] AND legislature = 5",
        ),
    ],
)
def test_what_is_listed_is_taken_along_as_csv_and_json(quiet, address, database, wanted, condition):
    list_questions(quiet, address, urlencode(wanted))
    plain, excel, objects = (text for *_, text in saved(quiet, "#take-csv, #take-excel, #take-json"))
    rows = list(csv.DictReader(io.StringIO(plain)))
    pages = [row.pop("page") for row in rows]
    assert pages == [f"{address}question.html?id={row['question_id']}" for row in rows]
    columns = ", ".join(OF_VIEW.get(name, name) for name in rows[0])
    found = database.execute(
        f"SELECT {columns} FROM v_questions WHERE {condition} "
        "ORDER BY asked_on DESC, legislature DESC, number DESC"
    ).fetchall()
    assert [tuple(row.values()) for row in rows] == [
        tuple("" if value is None else str(value) for value in row) for row in found
    ]
    assert len(rows) == quiet.count("#list li") > 0
    assert excel[0] == "\ufeff"
    of_excel = list(csv.DictReader(io.StringIO(excel[1:]), delimiter=";"))
    assert [{name: row[name] for name in rows[0]} for row in of_excel] == rows
    assert [one["question_id"] for one in json.loads(objects)] == [row["question_id"] for row in rows]


OF_VIEW = {
    "address": "coalesce(url_nl, url_fr) AS address",
    "is_late": "is_late::VARCHAR AS is_late",
    "minister_late": "minister_late::VARCHAR AS minister_late",
    "answer_kinds": "array_to_string(coalesce(answer_kinds, []), ' ') AS answer_kinds",
    "topics": "(SELECT string_agg(coalesce(t.topic_nl, t.topic_fr), '; ' ORDER BY t.topic) "
    "FROM question_topics t WHERE t.question_id = v_questions.question_id) AS topics",
}


def test_a_saved_list_is_named_by_what_it_holds_and_has_addresses(quiet, address, database):
    quiet.open(f"{address}questions.html?q=laser&party=n-va&lang=nl", LISTED)
    [(name, _, _, text)] = saved(quiet, "#take-csv")
    assert name == "senate-questions_laser_n-va_2026-05-03.csv"
    for row in csv.DictReader(io.StringIO(text)):
        [(own,)] = database.execute(
            "SELECT url_nl FROM v_questions WHERE question_id = ?", [row["question_id"]]
        ).fetchall()
        assert row["address"] == own
        assert row["page"] == f"{address}question.html?id={row['question_id']}"
        assert row["member_id"]


def test_a_search_leads_to_the_topics_that_its_results_share(quiet, address, database):
    quiet.open(f"{address}questions.html?q=laser&lang=nl", READY)
    link, name, others = quiet.evaluate(
        "(() => { const link = $('#also a');"
        " return [link.href, link.textContent, link.nextSibling.textContent]; })()"
    )
    hits = quiet.said("#count").split()[-1]
    (topic, questions), *_ = database.execute(
        "SELECT topic, count(*) FROM question_topics WHERE topic_nl = ? GROUP BY ALL", [name]
    ).fetchall()
    assert link.endswith(f"?topic={topic}")
    assert 0 < int(others.strip(" ()")) == questions - int(hits)
    quiet.open(f"{link}&lang=nl", READY)
    assert quiet.evaluate("$('#topic').value") == name
    assert quiet.count("#list li") == min(questions, 20)


def test_back_undoes_words_and_topics_and_links_to_languages_follow(quiet, address):
    quiet.open(f"{address}questions.html?lang=en", READY)
    for name, steps in (("words", ("pol", "politie")), ("topic", ("las", "laser"))):
        for typed in steps:
            quiet.fill(name, typed)
        quiet.evaluate(f"$('#{name}').dispatchEvent(new Event('change', {{ bubbles: true }}))")
    quiet.wait("location.search === '?q=politie&topic=laser&lang=en'")
    quiet.evaluate("history.back()")
    quiet.wait("location.search === '?q=politie&lang=en' && $('#topic').value === ''")
    dutch = "new URL($('[data-language=nl]').href).search"
    quiet.wait(f"{dutch} === '?q=politie&lang=nl'")
    quiet.evaluate("history.back()")
    quiet.wait("location.search === '?lang=en' && $('#words').value === ''")


@each_case(
    "wanted",
    ["status=xyz", "legislature=99", "kind=foo", "original=de", "party=zzz", "minister=nobody-at-all"],
)
def test_a_value_that_no_question_has_lists_nothing_and_is_shown(quiet, address, wanted):
    list_questions(quiet, address, wanted)
    name, value = wanted.split("=")
    assert quiet.evaluate(f"$('#{name}').value") == value
    assert quiet.count("#list li") == 0


def test_nothing_can_be_saved_while_the_list_is_sought(quiet, address):
    quiet.open(f"{address}questions.html", READY)
    quiet.fill("words", "laserpennen")
    busy = "[$('#list').ariaBusy, $('#take-csv').disabled]"
    assert quiet.evaluate(busy) == ["true", True]
    quiet.wait(f"String({busy}) === 'false,false' && $$('#list > li').length === 3")
