"""Forms that an extraction or an odd markup makes: broken and joined lines, labels with text, piled dates."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.support.each_case import each_case
from tests.support.reading import (
    FACTS,
    LANGUAGES,
    PAGES,
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
    replaced,
)
from tests.support.render import MARKUPS, Both, Form, render
from tests.support.render import Event as EventFact

# Both labels of a bilingual page, apart

BORDERS = ("\n", "\n\n", "\n\u00a0\n", "\n\n\u00a0\n\n", "\n\n \u00a0 \n\n\u00a0\n\n", "\n\n________\n\n")
GLUED = re.compile(r"(?<=[):]) (?=(?:Vraag nr|Antwoord ontvangen op|Schriftelijke vraag nr)\.? )")


@in_halves("name, border", FACTS, BORDERS)
def test_what_is_between_two_labels_changes_nothing(name, border):
    text = page_text(FACTS[name], "print_bilingual", "fr")
    apart, times = GLUED.subn(border, text)
    assert times == (2 if FACTS[name].answer else 1)
    as_rendered = read(text)
    record = read(apart)
    assert (record.reading, issue_kinds(record)) == (as_rendered.reading, issue_kinds(as_rendered))
    wanted = expected_fields(FACTS[name], "print_bilingual", "fr")
    if "title_not_parted" in issue_kinds(as_rendered):
        wanted.pop("title")
    assert differences(record, wanted) == {}


# Menus

OTHER = {"nl": "Schriftelijke vraag nr. 6-95002", "fr": "Question écrite n° 6-95002"}
OWN = {"nl": "Schriftelijke vraag nr. 6-95001", "fr": "Question écrite n° 6-95001"}


def menus(language):
    """Lines of a menu: another question, the page in the other language, both, neighbours on both sides."""
    translated = OWN["fr" if language == "nl" else "nl"]
    other = OTHER[language]
    return [(other,), (translated,), (other, translated), (translated, other), (OTHER["nl"], OTHER["fr"])]


@each_case("menu", range(5))
@each_case(("variant", "language"), PAGES)
@each_case("is_first", [True, False])
def test_number_lines_of_a_menu_are_not_the_pages_own(is_first, variant, language, menu):
    text, lines = page_text(variant=variant, language=language), menus(language)[menu]
    own = text.index(OWN["fr" if variant == "print_bilingual" else language])
    at = 0 if is_first else text.rindex("\n\n", 0, own) + 2
    record = read(text[:at] + "".join(f"{line}\n\n" for line in lines) + text[at:])
    assert differences(record, expected_fields(SIMPLE, variant, language)) == {}


@each_case("menu", range(5))
@each_case("variant", ["main", "print", "print_bilingual"])
@each_case("markup", ["divs", "tables", "breaks", "wrapped"])
def test_links_of_a_menu_are_not_the_pages_own(markup, variant, menu):
    page = page_html(markup, SIMPLE, variant)
    at = page.lower().index(">", page.lower().index("<body")) + 1
    links = "<br>".join(f'<a href="/www/?LANG=x">{line}</a>' for line in menus("nl")[menu])
    record = read(f"{page[:at]}<div>{links}</div>{page[at:]}")
    assert differences(record, expected_fields(SIMPLE, variant, "nl")) == {}


# Fields broken over lines, fields that share a block


def breaks(text):
    """Places between words: behind the second, in the middle, before the last."""
    spaces = [found.start() for found in re.finditer(" ", text)]
    return sorted({spaces[at] for at in (1, len(spaces) // 2, len(spaces) - 1) if at < len(spaces)})


def broken(text, places, newline):
    return "".join(newline if at in places else letter for at, letter in enumerate(text))


def broken_pages(text, field, newline):
    """The page with a field broken at each place, and at all of them."""
    places = breaks(field)
    return [
        replaced(text, field, broken(field, some, newline), 1) for some in (*([at] for at in places), places)
    ]


@in_halves("name, field, variant", FACTS, ["addressee", "title"], ["main", "print"])
def test_a_field_broken_over_lines_of_its_block_is_joined(name, field, variant):
    facts = FACTS[name]
    for language in LANGUAGES:
        wanted = expected_fields(facts, variant, language)
        text = page_text(facts, variant, language)
        for page in broken_pages(text, getattr(facts, field)[language].split(" ", 1)[-1], "\n"):
            assert differences(read(page), wanted) == {}


@each_case("newline", ["<br>", "<BR>\n", "<br />"])
@each_case("field", ["addressee", "title"])
@each_case("markup", ["divs", "tables", "nested", "wrapped", "definitions"])
def test_a_field_broken_by_markup_is_joined(markup, field, newline):
    facts = replace(SIMPLE, title=Both("Gevangenissen - Bezetting van de cellen - Cijfers", "Prisons"))
    page = page_html(markup, facts)
    for one in broken_pages(page, getattr(facts, field).nl, newline):
        assert differences(read(one), expected_fields(facts, "main", "nl")) == {}


SHARED = {
    "the whole page": ("Tweetalige", None),
    "the header": ("Schriftelijke", "Vraag nr."),
    "author to keywords": ("van Hélène", "Chronologie"),
    "number, author and addressee": ("Schriftelijke", "Gevangenissen"),
    "author and addressee": ("van Hélène", "Gevangenissen"),
    "title and keywords": ("Gevangenissen", "Chronologie"),
    "title to chronology": ("Gevangenissen", "Ook gesteld"),
    "addressee to references": ("aan de minister", "Vraag nr."),
    "chronology to question line": ("Chronologie", "Hoeveel aanvragen"),
}


@pytest.mark.parametrize("name", SHARED)
def test_fields_that_share_a_block_are_read_line_by_line(name):
    text = page_text()
    first, last = SHARED[name]
    start, end = text.index(first), text.index(last) if last else len(text)
    shared = text[start:end].rstrip("\n").replace("\n\n", "\n")
    record = read(text[:start] + shared + ("\n\n" if last else "") + text[end:])
    assert differences(record, WANTED) == {}


@each_case("name", FACTS)
def test_a_page_without_blank_lines(name):
    for language in LANGUAGES:
        text = page_text(FACTS[name], "main", language).replace("\n\n", "\n")
        assert differences(read(text), expected_fields(FACTS[name], "main", language)) == {}


# Rules within texts

FORMS = [Form(), *(Form("html", markup) for markup in MARKUPS)]


@each_case("form", FORMS, ids=lambda form: f"{form.kind}-{form.markup}")
@each_case("part", ["question", "answer"])
@each_case("variant", ["main", "print", "print_bilingual"])
def test_a_rule_between_two_paragraphs_is_kept(variant, part, form):
    both = getattr(SIMPLE, part)
    ruled = ((both[one][0], "________", *both[one][1:]) for one in LANGUAGES)
    facts = replace(SIMPLE, **{part: Both(*ruled)})
    record = read(render(facts, variant, "nl", form))
    assert differences(record, expected_fields(facts, variant, "nl")) == {}


@pytest.mark.parametrize("part", ["question", "answer"])
def test_a_rule_around_a_text_is_no_part_of_it(part):
    paragraphs = getattr(SIMPLE, part).nl
    page = altered("\n\n".join(paragraphs), "\n\n".join(("________", *paragraphs, "________")))
    assert differences(read(page), WANTED) == {}


# Keywords in one line


@pytest.mark.parametrize("separator", [", ", "; ", " | ", " · ", " ", " / "])
@pytest.mark.parametrize("variant", ["main", "print"])
def test_keywords_in_one_line_are_reported_and_kept_as_one(variant, separator):
    line = separator.join(SIMPLE.keywords.nl)
    record = read(altered("\n".join(SIMPLE.keywords.nl), line, variant=variant))
    wanted = expected_fields(SIMPLE, variant, "nl") | {"keywords": {"nl": (line,)}}
    assert differences(record, wanted) == {}
    assert [line in issue.detail for issue in record.issues] == [True]
    assert issue_kinds(record) == {"keywords_not_parted"}


@pytest.mark.parametrize("keyword", ["SELOR", "Rekenhof (België)", "verzonnen begrip van drie woorden"])
def test_a_lone_keyword_is_no_line_of_several(keyword):
    facts = replace(SIMPLE, keywords=Both((keyword,), (keyword,)))
    record = read(page_text(facts))
    assert differences(record, expected_fields(facts, "main", "nl")) == {}
    assert record.issues == ()


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


DEADLINE = "(Einde van de antwoordtermijn: 4/3/2016)"
CHRONOLOGY = f"3/2/2016Verzending vraag {DEADLINE}\n21/3/2016Antwoord"
REMINDED = replace(
    SIMPLE, events=(SIMPLE.events[0], EventFact(date(2016, 3, 8), "reminder"), SIMPLE.events[1])
)
STACKED = [
    (SIMPLE, ("3/2/2016", "21/3/2016", f"Verzending vraag {DEADLINE}", "Antwoord")),
    (SIMPLE, ("3/2/2016", "21/3/2016", "Verzending vraag", DEADLINE, "Antwoord")),
    (REMINDED, ("3/2/2016", "8/3/2016", "21/3/2016", f"Verzending vraag {DEADLINE}", "Rappel", "Antwoord")),
    (REMINDED, ("3/2/2016", "8/3/2016", "21/3/2016", "Verzending vraag", DEADLINE, "Rappel", "Antwoord")),
    (REMINDED, ("3/2/2016", "8/3/2016", f"Verzending vraag {DEADLINE}", "Rappel", "21/3/2016Antwoord")),
    (REMINDED, ("3/2/2016", f"Verzending vraag {DEADLINE}", "8/3/2016", "21/3/2016", "Rappel", "Antwoord")),
]


@each_case("glue", ["\n", "\n\n"])
@each_case("at", range(len(STACKED)))
def test_dates_above_names_pair_in_their_order(at, glue):
    facts, pieces = STACKED[at]
    record = read(altered(CHRONOLOGY, glue.join(pieces)))
    assert differences(record, expected_fields(facts, "main", "nl")) == {}
    assert record.issues == ()


@pytest.mark.parametrize("cells", [("<td>", "</td>"), ("<div>", "</div>"), ("<ul><li>", "</ul>")])
@pytest.mark.parametrize("glue", ["<br>", "</p><p>"])
def test_columns_of_dates_and_names_in_html(glue, cells):
    page = page_html()
    dates, names = ("3/2/2016", "21/3/2016"), (f"Verzending vraag {DEADLINE}", "Antwoord")
    columns = "".join(f"{cells[0]}<p>{glue.join(column)}</p>{cells[1]}" for column in (dates, names))
    before, rest = page.split('<div class="chronology">')
    behind = rest[rest.index('<div class="references">') :]
    record = read(f"{before}<table><tr>{columns}</table>{behind}")
    assert differences(record, WANTED) == {}


TOO_MANY_DATES = [
    (("3/2/2016", "8/3/2016", "21/3/2016", "Verzending vraag", "Antwoord"), 0),
    (("3/2/2016", "8/3/2016", "12/3/2016", "21/3/2016", "Verzending vraag", "Rappel", "Antwoord"), 0),
    (("3/2/2016", "8/3/2016", "21/3/2016Antwoord"), 1),
    (("3/2/2016Verzending vraag", "8/3/2016", "21/3/2016Antwoord"), 2),
]


@pytest.mark.parametrize("glue", ["\n", "\n\n"])
@pytest.mark.parametrize(("pieces", "paired"), TOO_MANY_DATES)
def test_more_dates_than_names_are_an_issue_and_invent_nothing(pieces, paired, glue):
    record = read(altered(CHRONOLOGY, glue.join(pieces)))
    assert "event_without_name" in issue_kinds(record)
    true_events = {(event.event_on, event.event) for event in events_of(REMINDED, "main")}
    found = [(event.event_on, event.event) for event in record.reading.events]
    assert len(found) == paired
    assert set(found) <= true_events
    assert differences(record, WANTED | {"events": record.reading.events}) == {}
