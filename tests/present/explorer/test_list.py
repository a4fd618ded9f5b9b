"""The list of questions in a real browser: search, filters, Back, and what can be taken along."""

import csv
import io
import json
from urllib.parse import urlencode

import pytest

from tests.present.explorer.support import READY

pytestmark = pytest.mark.long


@pytest.mark.parametrize(
    ("words", "found"), [("5-8900", ["5-8900"]), ("8900", ["5-8900"]), ("taelman", ["5-8900"]), ("xyzzy", [])]
)
def test_search_knows_numbers_and_senators(quiet, address, words, found):
    quiet.open(f"{address}questions.html?q={words}", READY)
    links = quiet.evaluate("[...document.querySelectorAll('#list > li > a')].map((link) => link.search)")
    assert links == [f"?id={one}" for one in found]


def test_the_list_is_filtered_and_its_address_says_how(quiet, address):
    quiet.open(f"{address}questions.html?status=open", READY)
    assert quiet.evaluate("document.querySelectorAll('#list li').length") == 1
    quiet.evaluate("document.getElementById('status').value = 'lapsed'")
    quiet.evaluate("document.getElementById('status').dispatchEvent(new Event('input', { bubbles: true }))")
    badges = "[...new Set([...document.querySelectorAll('#list .badge')].map((one) => one.textContent))]"
    quiet.wait(f"location.search === '?status=lapsed' && String({badges}) === 'lapsed'")


ABOUT_LASERS = "SELECT question_id FROM keywords WHERE starts_with(lower(keyword), 'laser')"


def test_back_undoes_a_filter(quiet, address):
    quiet.open(f"{address}questions.html", READY)
    every = quiet.evaluate("document.querySelectorAll('#list li').length")
    for name, value in (("status", "late"), ("status", "answered")):
        quiet.evaluate(f"document.getElementById('{name}').value = '{value}'")
        event = "new Event('input', { bubbles: true })"
        quiet.evaluate(f"document.getElementById('{name}').dispatchEvent({event})")
        quiet.wait(f"location.search === '?{name}={value}'")
    quiet.evaluate("history.back()")
    quiet.wait("location.search === '?status=late' && document.querySelectorAll('#list li').length === 1")
    assert quiet.evaluate("document.getElementById('status').value") == "late"
    quiet.evaluate("history.back()")
    quiet.wait(f"location.search === '' && document.querySelectorAll('#list li').length === {every}")


@pytest.mark.parametrize(
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
            {"status": "answered", "original": "fr", "legislature": "5"},
            "status = 'answered' AND original_language = 'fr' AND legislature = 5",
        ),
    ],
    ids=str,
)
def test_what_is_listed_is_taken_along_as_csv_and_json(quiet, address, database, wanted, condition):
    quiet.open(f"{address}questions.html?{urlencode(wanted)}", READY)
    excel, plain, objects = quiet.evaluate(TAKEN_LIST)
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
    assert len(rows) == quiet.evaluate("document.querySelectorAll('#list li').length") > 0
    assert excel[0] == "\ufeff"
    of_excel = list(csv.DictReader(io.StringIO(excel[1:]), delimiter=";"))
    assert [{name: row[name] for name in rows[0]} for row in of_excel] == rows
    assert [one["question_id"] for one in json.loads(objects)] == [row["question_id"] for row in rows]


OF_VIEW = {
    "address": "coalesce(address_nl, address_fr) AS address",
    "is_late": "is_late::VARCHAR AS is_late",
    "answer_kinds": "array_to_string(coalesce(answer_kinds, []), ' ') AS answer_kinds",
    "topics": "(SELECT string_agg(coalesce(t.topic_nl, t.topic_fr), '; ' ORDER BY t.topic) "
    "FROM question_topics t WHERE t.question_id = v_questions.question_id) AS topics",
}


TAKEN_LIST = """(async () => {
  const made = [];
  const real = URL.createObjectURL;
  URL.createObjectURL = (blob) => { made.push(blob); return real(blob); };
  for (const name of ['take-excel', 'take-csv', 'take-json']) {
    const button = document.getElementById(name);
    button.click();
    while (button.disabled) await new Promise((done) => setTimeout(done, 5));
  }
  URL.createObjectURL = real;
  const text = async (blob) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(await blob.arrayBuffer());
  return Promise.all(made.map(text));
})()"""


def test_a_name_that_nobody_has_lists_nothing(quiet, address):
    quiet.open(f"{address}questions.html?minister=nobody-at-all", READY)
    assert quiet.evaluate("document.querySelectorAll('#list li').length") == 0
    assert quiet.evaluate("document.getElementById('minister').value") == "nobody-at-all"


def test_a_search_leads_to_the_topics_that_its_results_share(quiet, address, database):
    quiet.open(f"{address}questions.html?q=laser&lang=nl", READY)
    link, name, others = quiet.evaluate(
        "(() => { const link = document.querySelector('#also a');"
        " return [link.href, link.textContent, link.nextSibling.textContent]; })()"
    )
    hits = quiet.evaluate("document.getElementById('count').textContent").split()[-1]
    (topic, questions), *_ = database.execute(
        "SELECT topic, count(*) FROM question_topics WHERE topic_nl = ? GROUP BY ALL", [name]
    ).fetchall()
    assert link.endswith(f"?topic={topic}")
    assert 0 < int(others.strip(" ()")) == questions - int(hits)
    quiet.open(f"{link}&lang=nl", READY)
    assert quiet.evaluate("document.getElementById('topic').value") == name
    assert quiet.evaluate("document.querySelectorAll('#list li').length") == min(questions, 20)


TYPE = "(() => {{ const field = document.getElementById('{}'); field.value = '{}'; "
TYPE += "field.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()"
LEAVE = "document.getElementById('{}').dispatchEvent(new Event('change', {{ bubbles: true }}))"


def test_back_undoes_words_and_topics_and_links_to_languages_follow(quiet, address):
    quiet.open(f"{address}questions.html?lang=en", READY)
    for name, steps in (("words", ("pol", "politie")), ("topic", ("las", "laser"))):
        for typed in steps:
            quiet.evaluate(TYPE.format(name, typed))
        quiet.evaluate(LEAVE.format(name))
    quiet.wait("location.search === '?q=politie&topic=laser&lang=en'")
    quiet.evaluate("history.back()")
    quiet.wait("location.search === '?q=politie&lang=en' && document.getElementById('topic').value === ''")
    dutch = "new URL(document.querySelector('[data-language=nl]').href).search"
    quiet.wait(f"{dutch} === '?q=politie&lang=nl'")
    quiet.evaluate("history.back()")
    quiet.wait("location.search === '?lang=en' && document.getElementById('words').value === ''")


@pytest.mark.parametrize("wanted", ["status=xyz", "legislature=99", "kind=foo", "original=de", "party=zzz"])
def test_a_value_that_no_question_has_lists_nothing_and_is_shown(quiet, address, wanted):
    quiet.open(f"{address}questions.html?{wanted}", READY)
    name, value = wanted.split("=")
    assert quiet.evaluate(f"document.getElementById('{name}').value") == value
    assert quiet.evaluate("document.querySelectorAll('#list li').length") == 0


def test_nothing_can_be_saved_while_the_list_is_sought(quiet, address):
    quiet.open(f"{address}questions.html", READY)
    quiet.evaluate(TYPE.format("words", "laserpennen"))
    busy = "[document.getElementById('list').ariaBusy, document.getElementById('take-csv').disabled]"
    assert quiet.evaluate(busy) == ["true", True]
    quiet.wait(f"String({busy}) === 'false,false' && document.querySelectorAll('#list > li').length === 3")
