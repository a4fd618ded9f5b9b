"""What the questions of the sample state comes out of the database, whatever form and damage pages had."""

from collections import defaultdict

import pytest

from tests.support.reading import INVENTED, real_facts
from tests.support.render.plan import PLAN
from tests.support.render.records import load_records
from tests.support.render.sample import RECORDS

SEED = "5-8900"
"""The real question, of which the sample has the Dutch main page."""
FACTS = INVENTED | {SEED: real_facts()[f"{SEED}-nl-main"][0]}
LANGUAGES_OF = {"main": None, "print": None, "print_bilingual": ("nl", "fr")}
CURRENT = 8
"""The legislature that goes on."""
SEEN_BEFORE_THE_END = "7-90040"
"""The question whose sidecars are from before the end of its legislature."""


def is_cut_in_text(row):
    """Whether a page of the sample ends within its question, so that its header is whole."""
    texts = INVENTED[row.question_id].question
    return row.form.cut != "" and any(row.form.cut in paragraph for paragraph in (*texts.nl, *texts.fr))


def shown_languages(question_id):
    """The languages in which some page of the sample shows the whole header of a question."""
    found = {"nl"} if question_id == SEED else set()
    for row in PLAN:
        if row.question_id == question_id and (not row.form.cut or is_cut_in_text(row)):
            found |= set(LANGUAGES_OF[row.variant] or (row.language,))
    return sorted(found, reverse=True)


def select(database, columns, table, question_id, order):
    query = f"SELECT {columns} FROM {table} WHERE question_id = ? ORDER BY {order}"
    return database.execute(query, [question_id]).fetchall()


def status(facts):
    """The status by the order of docs/source.md; the sidecars of one question are from before the end."""
    events = {event.event for event in facts.events}
    if facts.answer:
        return "answered"
    if ends := events & {"closed", "requalified"}:
        return ends.pop()
    if "legislature_ended" in events:
        return "lapsed"
    if facts.question_id == SEEN_BEFORE_THE_END:
        return "unknown"
    return "lapsed" if facts.legislature < CURRENT else "open"


@pytest.mark.parametrize("name", FACTS)
def test_author_party_dates_and_status(database, name):
    facts = FACTS[name]
    columns = "author, party, asked_on, original_language, status, answered_on"
    assert select(database, columns, "questions", name, "1") == [
        (facts.author, facts.party, facts.asked_on, facts.original_language, status(facts), facts.answered_on)
    ]


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize("field", ["title", "addressee"])
def test_titles_and_addressees_of_the_languages_shown(database, name, field):
    facts = FACTS[name]
    languages = shown_languages(name)
    columns = ", ".join(f"{field}_{language}" for language in languages)
    expected = tuple(getattr(facts, field)[language] for language in languages)
    assert select(database, columns, "questions", name, "1") == [expected]


@pytest.mark.parametrize("name", FACTS)
def test_keywords(database, name):
    found = defaultdict(list)
    for language, keyword in select(database, "language, keyword", "keywords", name, "language, position"):
        found[language].append(keyword)
    expected = {language: list(FACTS[name].keywords[language]) for language in shown_languages(name)}
    assert dict(found) == expected


@pytest.mark.parametrize("name", FACTS)
def test_chronology(database, name):
    found = select(database, "event_on, event", "events", name, "position")
    assert found == [(event.on, event.event) for event in FACTS[name].events]


@pytest.mark.parametrize("name", FACTS)
def test_references(database, name):
    found = select(database, "relation, target_kind, target_id", "links", name, "ALL")
    links = FACTS[name].links
    assert found == sorted((link.relation, link.kind, link.target) for link in links if link.target)


@pytest.mark.parametrize("name", INVENTED)
def test_texts(database, name):
    facts = INVENTED[name]
    expected = {
        (language, part): "\n\n".join(text[language])
        for language in shown_languages(name)
        for part, text in (("question", facts.question), ("answer", facts.answer))
        if text
    }
    cuts = {
        (row.language, "question"): row.form.cut
        for row in PLAN
        if row.question_id == name and is_cut_in_text(row)
    }
    for place, end in cuts.items():
        expected[place] = expected[place].partition(end)[0] + end
    found = select(database, "language, part, text", "texts", name, "1, 2")
    assert {row[:2]: row[2] for row in found} == expected
    cut = database.execute("SELECT language, part FROM texts WHERE question_id = ? AND is_cut", [name])
    assert set(cut.fetchall()) == set(cuts)


def test_the_release_holds_the_seed_and_the_invented_questions_and_no_other(database):
    found = database.execute("SELECT question_id FROM questions").fetchall()
    assert {row[0] for row in found} == {*FACTS, *load_records(RECORDS)}
