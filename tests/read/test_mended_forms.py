"""Small forms that once cost a field: entities without width, stray closing tags, dates without a name."""

from dataclasses import replace

import pytest

from tests.support.each_case import each_case
from tests.support.reading import (
    SIMPLE,
    WANTED,
    altered,
    differences,
    issue_kinds,
    page_html,
    page_text,
    read,
    read_page,
)
from tests.support.render import Form


@pytest.mark.parametrize("entity", ["&shy;", "&#8203;", "&zwnj;", "&#x200E;", "&#173;"])
def test_entities_without_width_show_nothing(entity):
    text = page_html().replace("Schriftelijke", f"Schrif{entity}telijke").replace("vraag.", f"vr{entity}aag.")
    assert differences(read(text), WANTED) == {}


def test_a_line_of_nothing_but_an_entity_without_width_is_none():
    first = SIMPLE.question.nl[0]
    text = page_html().replace(first, f"{first}<br>&zwnj;<br>BelgiŽ en officiŽle")
    record = read(text)
    assert record.outcome == "read", record.reason
    assert record.reading.texts["nl", "question"][:2] == (first, "België en officiële")


def test_accents_that_stand_as_entities_join_their_letters():
    text = page_html().replace("Hélène", "He&#769;le&#768;ne")
    assert differences(read(text), WANTED) == {}


def test_half_of_a_misread_letter_is_no_soft_hyphen():
    facts = replace(SIMPLE, author="María García")
    record = read_page(facts, "main", "nl", Form(damage="utf8_as_cp1252"))
    assert record.reading.author == "María García"


@each_case("stray", ["</body>", "</html>", "</div></div>", "</table>", "</dl>", "</tr></td>"])
@each_case("markup", ["divs", "breaks", "definitions", "tables"])
def test_a_stray_closing_tag_cuts_no_answer(markup, stray):
    last = SIMPLE.answer.nl[-1]
    text = page_html(markup).replace(last[:20], f"{stray}{last[:20]}")
    assert read(text).reading.texts["nl", "answer"][0] == SIMPLE.answer.nl[0]
    assert last in " ".join(read(text).reading.texts["nl", "answer"])


def test_a_date_without_name_takes_no_reference_for_one():
    record = read(altered("21/3/2016Antwoord", "21/3/2016"))
    assert record.reading.links == WANTED["links"]
    assert "event_without_name" in issue_kinds(record)
    assert [event.event for event in record.reading.events] == ["sent"]


def test_a_number_that_is_printed_is_not_put_before_an_item_again():
    items = "<ol><li>1) Hoeveel?</li><li>Wanneer?</li></ol>"
    first = SIMPLE.question.nl[0]
    text = page_html().replace(first, f"{first}{items}")
    assert {"1) Hoeveel?", "2. Wanneer?"} <= set(read(text).reading.texts["nl", "question"])


def test_an_addressee_that_shares_its_block_with_title_and_keywords_ends_at_its_line():
    text = page_text()
    header = text[text.index("aan de minister") : text.index("Chronologie")]
    record = read(text.replace(header, header.strip().replace("\n\n", "\n") + "\n\n"))
    assert differences(record, WANTED) == {}
