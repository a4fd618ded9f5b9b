"""Markdown-like extractions lose lines, small odd forms once lost fields: what is there is kept or named."""

import re
from dataclasses import replace

import pytest

from tests.support.each_case import each_case
from tests.support.reading import (
    FACTS,
    INVENTED,
    LANGUAGES,
    SIMPLE,
    WANTED,
    altered,
    differences,
    expected_fields,
    in_halves,
    is_sentence,
    issue_kinds,
    page_html,
    page_text,
    read,
    read_page,
)
from tests.support.render import Both, Form, render

LOST = {
    "number": {},
    "author": {"author": None, "party": None},
    "addressee": {"addressee": {}},
    "answer_line": {"answered_on": None},
    "chronology": {"events": ()},
    "keywords": {"keywords": {}},
}


@each_case("name", INVENTED)
@each_case("language", ["nl", "fr"])
def test_a_complete_main_page(language, name):
    record = read_page(INVENTED[name], "main", language, Form("markdown"))
    assert record.form == "markdown"
    assert differences(record, expected_fields(INVENTED[name], "main", language)) == {}


@each_case("language", ["nl", "fr"])
@each_case("lost", LOST)
def test_a_lost_line_is_named_and_the_rest_kept(lost, language):
    record = read_page(SIMPLE, "main", language, Form("markdown", lost=(lost,)))
    wanted = expected_fields(SIMPLE, "main", language) | LOST[lost]
    if lost == "answer_line":
        del wanted["texts"], wanted["answered_on"]
    assert differences(record, wanted) == {}
    # The question line and the address tell the number too.
    assert record.issues or lost == "number"


@each_case("language", ["nl", "fr"])
@each_case("name", INVENTED)
def test_all_that_is_often_lost(name, language):
    facts = INVENTED[name]
    lost = ("number", "author", "addressee", "question_line", "answer_line")
    record = read_page(facts, "main", language, Form("markdown", lost=lost))
    wanted = expected_fields(facts, "main", language) | {"author": None, "party": None, "addressee": {}}
    for unknown in ("asked_on", "original_language", "texts", "answered_on"):
        del wanted[unknown]
    assert differences(record, wanted) == {}
    assert record.reading.original_language is None
    kept = record.reading.texts.values()
    body = (*facts.question[language], *(facts.answer[language] if facts.answer else ()))
    assert [line for paragraphs in kept for line in paragraphs] == list(body)
    named = {"number_missing", "author_missing", "addressee_missing", "question_line_missing"}
    assert named <= issue_kinds(record)
    assert all(is_sentence(issue.detail) for issue in record.issues)


@each_case("language", ["nl", "fr"])
@each_case("name", INVENTED)
def test_a_print_page_as_a_pipe_table(name, language):
    """One cell for all keywords and one for each text; the chronology is lost."""
    facts = INVENTED[name]
    record = read_page(facts, "print", language, Form("markdown"))
    wanted = expected_fields(facts, "print", language) | {"events": ()}
    wanted["texts"] = {key: (" ".join(paragraphs),) for key, paragraphs in wanted["texts"].items()}
    del wanted["keywords"]
    assert differences(record, wanted) == {}
    assert {"chronology_missing", "keywords_not_parted"} <= issue_kinds(record)


@in_halves("name, framed", INVENTED, [True, False])
def test_a_bilingual_print_page_as_a_pipe_table(name, framed):
    """All keywords of a language in one cell, with a space between them; the chronology is lost."""
    facts = INVENTED[name]
    record = read_page(facts, "print_bilingual", "fr", Form("markdown", framed=framed))
    wanted = expected_fields(facts, "print_bilingual", "fr") | {"events": ()}
    wanted["texts"] = {key: (" ".join(paragraphs),) for key, paragraphs in wanted["texts"].items()}
    wanted["keywords"] = {language: (" ".join(words),) for language, words in wanted["keywords"].items()}
    assert differences(record, wanted) == {}
    details = [issue.detail for issue in record.issues if issue.kind == "keywords_not_parted"]
    assert len(details) == 2
    assert all(any(words[0] in detail for detail in details) for words in wanted["keywords"].values())


SINGLE = Both(("gevangenis",), ("prison",))


@pytest.mark.parametrize("variant", ["main", "print", "print_bilingual"])
@pytest.mark.parametrize("kind", ["markdown", "text", "html"])
def test_a_single_keyword_of_one_word_is_no_cell(kind, variant):
    record = read_page(replace(SIMPLE, keywords=SINGLE), variant, "fr", Form(kind))
    assert "keywords_not_parted" not in issue_kinds(record)


@pytest.mark.parametrize("kind", ["text", "html"])
def test_two_words_are_a_cell_in_a_table_alone(kind):
    facts = replace(SIMPLE, keywords=Both(("sociale zekerheid",), ("sécurité sociale",)))
    for variant in ("main", "print", "print_bilingual"):
        assert "keywords_not_parted" not in issue_kinds(read_page(facts, variant, "fr", Form(kind)))
    assert "keywords_not_parted" in issue_kinds(read_page(facts, "print", "fr", Form("markdown")))


# Marks

DECORATIONS = {
    "headings": (
        r"^((?:S[EÉ]NA\w+ )?(?:Schriftelijke vraag|Question écrite) \S+ \d-\d+|Chronologie)$",
        r"## \1",
    ),
    "authors": (r"^(van|de) (.+?) \(", r"\1 [\2](https://www.senate.be/www/?MIval=/showSenator&ID=1) ("),
    "bold labels": (
        (
            r"^((?:S[EÉ]NA\w+ (?:Schriftelijke vraag|Question écrite) \S+ \S+ d|Vraag nr|Question n°|"
            r"Antwoord ontvangen|Réponse reçue).*)$"
        ),
        r"**\1**",
    ),
    "targets": (r": ((?:schriftelijke vraag|question écrite) \d-\d+)", r": [\1](/www/?MIval=/Vragen/x)"),
    "bold fields": (r"^((?:aan|au|à la) .+)$", r"**\1**"),
}


def decorated(text, names):
    for name in names:
        text, times = re.subn(*DECORATIONS[name], text, flags=re.MULTILINE)
        assert times or name == "targets"
    return text


@in_halves(
    "name, variant, names", FACTS, ["main", "print"], [*([name] for name in DECORATIONS), list(DECORATIONS)]
)
def test_marks_of_markdown_change_nothing(name, variant, names):
    facts = FACTS[name]
    for language in LANGUAGES:
        record = read(decorated(page_text(facts, variant, language), names))
        assert differences(record, expected_fields(facts, variant, language)) == {}


@each_case("name", FACTS)
def test_marks_of_markdown_beside_cells_change_nothing(name):
    facts = FACTS[name]
    for language in LANGUAGES:
        page = render(facts, "main", language, Form("markdown")).decode("utf-8")
        record = read(decorated(page, DECORATIONS))
        assert record.form == "markdown"
        assert differences(record, expected_fields(facts, "main", language)) == {}


@pytest.mark.parametrize("place", ["**{}**", "## {}", "[{}](/www/?MIval=/x)", "# **{}**"])
@pytest.mark.parametrize("field", ["title", "addressee"])
def test_a_marked_field_is_the_field(field, place):
    shown = getattr(SIMPLE, field).nl
    line = f"aan {shown}" if field == "addressee" else shown
    assert differences(read(altered(line, place.format(line))), WANTED) == {}


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


def test_accents_that_stand_as_entities_join_their_letters_and_half_of_one_is_no_hyphen():
    text = page_html().replace("Hélène", "He&#769;le&#768;ne")
    assert differences(read(text), WANTED) == {}
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
