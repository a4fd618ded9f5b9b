"""Labels with text behind them on their line are parted from it where that is certain."""

import re
from dataclasses import replace

import pytest

from tests.support.each_case import each_case
from tests.support.reading import (
    FACTS,
    LANGUAGES,
    SIMPLE,
    WANTED,
    altered,
    differences,
    events_of,
    expected_fields,
    in_halves,
    issue_kinds,
    page_html,
    page_text,
    read,
)
from tests.support.render import MARKUPS, Both

QUESTION_LINE = "Vraag nr. 6-95001 d.d. 3 februari 2016 : (Vraag gesteld in het Nederlands)"
ANSWER_LINE = "Antwoord ontvangen op 21 maart 2016 :"

LABELS = {
    "question": re.compile(r"((?:Vraag gesteld in het|Question posée en) \w+\))\n\n"),
    "answer": re.compile(r"(\n\n(?:Antwoord ontvangen op|Réponse reçue le) \d+ \S+ \d+ :)\n\n"),
}


@in_halves("name, variant, glue", FACTS, ["main", "print"], ["", " ", "\u00a0", "\n"])
def test_a_label_with_the_text_behind_it_is_split(name, variant, glue):
    facts = FACTS[name]
    for language in LANGUAGES:
        text, wanted = page_text(facts, variant, language), expected_fields(facts, variant, language)
        for labels in (["question"], ["answer"], ["question", "answer"]):
            page, times = text, 0
            for label in labels:
                page, found = LABELS[label].subn(rf"\g<1>{glue}", page)
                times += found
            assert times == len(labels) - ("answer" in labels and facts.answer is None)
            assert differences(read(page), wanted) == {}


@pytest.mark.parametrize("markup", sorted(set(MARKUPS) - {"unclosed"}))  # which breaks its lines anywhere
def test_labels_with_the_text_behind_them_are_split_in_html(markup):
    page = page_html(markup)
    for label, first in ((QUESTION_LINE, "Hoeveel"), (ANSWER_LINE, "Ik verwijs")):
        behind = page.index(label) + len(label)
        page = f"{page[:behind]} {page[page.index(first) :]}"
    assert differences(read(page), WANTED) == {}


GLUED_ANSWER = f"{ANSWER_LINE} {SIMPLE.answer.nl[0]}"


@pytest.mark.parametrize("day", ["20 maart 2016", "21 maart 2015", "31 februari 2016"])
def test_an_answer_line_of_another_day_is_not_split_from_its_text(day):
    glued = GLUED_ANSWER.replace("21 maart 2016", day)
    record = read(altered(f"{ANSWER_LINE}\n\n{SIMPLE.answer.nl[0]}", glued))
    assert differences(record, WANTED | {"answered_on": None, "texts": {}}) == {}
    assert {"answer_line_missing", "letters_unread"} <= issue_kinds(record)


def test_an_answer_line_that_no_chronology_confirms_is_not_split_from_its_text():
    page = altered(f"{ANSWER_LINE}\n\n", f"{ANSWER_LINE} ").replace("\n21/3/2016Antwoord", "")
    record = read(page)
    texts = {("nl", "question"): (*SIMPLE.question.nl, GLUED_ANSWER, *SIMPLE.answer.nl[1:])}
    events = events_of(SIMPLE, "main")[:1]
    assert differences(record, WANTED | {"answered_on": None, "texts": texts, "events": events}) == {}


def test_a_sentence_like_the_answer_line_is_prose_on_a_page_that_has_one():
    quoted = f"{ANSWER_LINE} geen."
    facts = replace(SIMPLE, question=Both((quoted, *SIMPLE.question.nl), SIMPLE.question.fr))
    assert differences(read(page_text(facts)), expected_fields(facts, "main", "nl")) == {}


@pytest.mark.parametrize("number", ["6-95009", "5-95001"])
def test_a_question_line_of_another_question_is_not_split_from_its_text(number):
    other = QUESTION_LINE.replace("6-95001", number)
    record = read(altered(f"{QUESTION_LINE}\n\n", f"{other} "))
    assert "question_line_missing" in issue_kinds(record)
    assert record.reading.question_id == "6-95001"
    assert record.reading.texts["nl", "question"][0].startswith(f"{other} ")


LONE_ANSWER_LINE = re.compile(
    r"^(?:(?:Antwoord ontvangen op|Réponse reçue le) \d+ \S+ \d{4} :(?: |$))+", re.MULTILINE
)


@each_case("variant", ["main", "print", "print_bilingual"])
@each_case("name", [name for name, facts in FACTS.items() if facts.answer])
def test_an_answer_line_without_colon(name, variant):
    facts = FACTS[name]
    for language in LANGUAGES:
        text = page_text(facts, variant, language)
        (line,) = [found for found in LONE_ANSWER_LINE.findall(text) if f"\n\n{found}\n\n" in text]
        as_rendered, record = read(text), read(text.replace(line, line.replace(" :", "")))
        assert as_rendered.reading.answered_on == facts.answered_on
        assert (record.reading, issue_kinds(record)) == (as_rendered.reading, issue_kinds(as_rendered))
