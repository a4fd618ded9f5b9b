"""Where a text ends: before labels in a row; and no text holds the words of an unknown speaker.

A page may print a list of other questions, or another question, behind its texts or between them; or open its
answer with a label that nobody knows. Questions, senators and ministers are invented.
"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.assemble import assemble_question
from tests.support.bulletins import BULLETINS, read_bulletin_page
from tests.support.bulletins import expected_fields as bulletin_fields
from tests.support.each_case import each_case
from tests.support.reading import (
    INVENTED,
    LANGUAGES,
    SIMPLE,
    details,
    differences,
    expected_fields,
    issue_kinds,
    page_html,
    page_text,
    read,
    read_page,
    replaced,
)
from tests.support.render import MARKUPS, Both, BulletinForm, Form
from tests.support.render.blocks import build_page

OPEN = replace(SIMPLE, answer=None, answered_on=None, events=SIMPLE.events[:1])
PLACES = ((SIMPLE, "answer"), (SIMPLE, "question"), (OPEN, "question"))
FORMS = (Form("text"), *(Form("html", markup) for markup in MARKUPS if markup != "unclosed"))
LABELS = {
    "nl": (
        "Schriftelijke vraag nr. 5-1",
        "Vraag nr. 5-1 d.d. 30 april 2013 : (Vraag gesteld in het Nederlands)",
        "van Jan Verzonnen (MR) d.d. 3 mei 2009",
        "Antwoord ontvangen op 3 mei 2009 :",
        "30/4/2013 Verzending vraag",
        "Chronologie",
        "Ook gesteld aan : schriftelijke vraag 5-1",
    ),
    "fr": (
        "Question écrite n° 5-1",
        "SÉNAT Question écrite n° 5-1 du 12 aôut 2011 : (Question posée en néerlandais)",
        "de Jean Verzonnen (MR)",
        "Réponse reçue le 3 mai 2009 :",
        "30/4/2013Envoi question (Fin du délai de réponse: 4/3/2016)",
        "Réintroduction de : question écrite 5-3820",
    ),
}
HEADINGS = {"nl": ("", "Andere vragen van deze senator", "Zie ook :"), "fr": ("", "Autres questions")}


def with_paragraphs(facts, part, more):
    """A question with further paragraphs at the end of one text, as if they were part of it."""
    text = getattr(facts, part)
    return replace(facts, **{part: Both(*((*text[language], *more) for language in LANGUAGES))})


@given(st.data(), st.sampled_from(LANGUAGES), st.sampled_from(PLACES), st.sampled_from(FORMS))
def test_labels_in_a_row_end_a_text(data, language, place, form):
    (facts, part), variant = place, data.draw(st.sampled_from(("main", "print")))
    heading = data.draw(st.sampled_from(HEADINGS[language]))
    labels = data.draw(st.lists(st.sampled_from(LABELS[language]), min_size=2, max_size=5))
    behind = data.draw(st.sampled_from(((), ("De minister zal dat onderzoeken.", "Wie betaalt dat?"))))
    more = [*filter(None, [heading, *labels]), *(behind if place != PLACES[1] else ())]
    record = read_page(with_paragraphs(facts, part, more), variant, language, form)
    assert differences(record, expected_fields(facts, variant, language)) == {}
    assert "second_question" in issue_kinds(record)
    assert all(line in details(record, "letters_unread") for line in more)


@each_case("form", FORMS)
@each_case("place", PLACES)
@each_case("language", LANGUAGES)
def test_a_single_label_stays_in_its_text_and_is_reported(language, place, form):
    for label in LABELS[language]:
        facts = with_paragraphs(*place, (label, "Wat bedraagt dat?"))
        record = read_page(facts, "main", language, form)
        if label.startswith(("Antwoord", "Réponse")) and place[0] is OPEN:
            assert "answer_dates_differ" in issue_kinds(record)
        else:
            assert differences(record, expected_fields(facts, "main", language)) == {}
            assert label in details(record, "second_question")


def test_a_list_that_a_sentence_announces_is_part_of_the_text():
    announced = "Ik verwijs het geachte lid naar mijn antwoorden op de volgende vragen :"
    facts = with_paragraphs(SIMPLE, "answer", (announced, *LABELS["nl"][:1] * 2, "Daarin staat alles."))
    record = read_page(facts, "main", "nl")
    assert differences(record, expected_fields(facts, "main", "nl")) == {}
    assert "second_question" in issue_kinds(record)


@each_case(
    "item",
    ["Vraag 5-890{} : Reuzenstoeten", "5-890{} - Poppen (MR)", "Question écrite 5-890{} Géants"],
)
def test_items_of_a_list_that_are_no_labels_stay_and_are_reported(item):
    facts = with_paragraphs(SIMPLE, "answer", (item.format(1), item.format(2)))
    record = read_page(facts, "main", "nl")
    assert differences(record, expected_fields(facts, "main", "nl")) == {}
    assert item.format(2) in details(record, "second_question")
    once = with_paragraphs(SIMPLE, "answer", (item.format(1), "In 5-8902 staat meer.", "Op 1-1234/5"))
    assert "second_question" not in issue_kinds(read_page(once, "main", "nl"))


def test_brackets_and_dates_in_prose_are_no_labels():
    prose = ("De kosten (in euro)", "De andere kosten (in euro)", "30/4/2013", "1/5/2013", "Antwoord :")
    facts = with_paragraphs(SIMPLE, "answer", (*prose, "van 3 tot 5 jaar (jongens)", "van 6 jaar (meisjes)"))
    record = read_page(facts, "main", "nl")
    assert differences(record, expected_fields(facts, "main", "nl")) == {}
    assert "second_question" not in issue_kinds(record)


@each_case("form", FORMS)
@each_case("other", INVENTED)
@each_case("facts", [SIMPLE, OPEN])
def test_another_question_below_is_not_read(facts, other, form):
    """Its head alone, or all of it, whether it is answered or not."""
    blocks = build_page(INVENTED[other], "main", "nl").blocks
    lines = [" ".join(line) for block in blocks for column in block.columns for line in column]
    number = next(at for at, line in enumerate(lines) if line.startswith("Schriftelijke vraag nr. "))
    for end in (number + 2, len(blocks) + number, len(lines)):
        part = "answer" if facts.answer else "question"
        record = read_page(with_paragraphs(facts, part, lines[number:end]), "main", "nl", form)
        assert differences(record, expected_fields(facts, "main", "nl")) == {}
        assert {"second_question", "letters_unread"} <= issue_kinds(record)


@each_case("kind", ["text", "html"])
@each_case("part", ["question", "answer"])
@each_case("name", [name for name, facts in BULLETINS.items() if facts.answer])
def test_a_list_of_questions_is_in_no_text_of_a_bulletin(name, part, kind):
    facts, form = BULLETINS[name], BulletinForm(kind)
    text = {one: (*getattr(facts, part)[one], LABELS[one][0], LABELS[one][0]) for one in LANGUAGES}
    changed = replace(facts, **{part: Both(text["nl"], text["fr"])})
    for language in LANGUAGES:
        record = read_bulletin_page(changed, language, form)
        assert differences(record, bulletin_fields(facts, language, form)) == {}
        assert {"second_question", "letters_unread"} <= issue_kinds(record)


# The speaker

UNKNOWN = {
    "nl": (
        "Antwoord van de minister :",
        "Antwoord",
        "Antwoord d.d. 21 maart 2016",
        "Reactie van de minister",
        "",
    ),
    "fr": ("Réponse du 21 mars 2016 :", "Réponse", "Réponse de la ministre :", "La ministre a répondu :", ""),
}
ANSWER_LINE = {"nl": "Antwoord ontvangen op 21 maart 2016 :", "fr": "Réponse reçue le 21 mars 2016 :"}


@each_case("markup", ["", *sorted(set(MARKUPS) - {"unclosed"})])
@each_case("variant", ["main", "print"])
@each_case("language", LANGUAGES)
def test_without_a_known_label_of_the_answer_no_text_has_a_speaker(language, variant, markup):
    parts = (SIMPLE, variant, language)
    page = page_html(markup, *parts) if markup else page_text(*parts)
    for label in UNKNOWN[language]:
        record = read(replaced(page, ANSWER_LINE[language], f"<h3>{label}</h3>" if markup else label))
        wanted = expected_fields(*parts) | {"texts": {}, "answered_on": None}
        assert differences(record, wanted) == {}
        assert assemble_question([record]).state.status == "answered"
        assert "answer_line_missing" in issue_kinds(record)
        words = (*SIMPLE.question[language], label, *SIMPLE.answer[language])
        assert all(one in details(record, "letters_unread") for one in words)
        assert record.letters.letters_shown - record.letters.letters_read >= len(
            "".join(words).replace(" ", "")
        )


@pytest.mark.parametrize("end", ["Antwoord ontv", "Wie betaalde die?", "Wie bet"])
def test_a_question_that_asks_or_is_cut_keeps_its_text(end):
    page = page_text()
    record = read(page[: page.index(end) + len(end)])
    assert record.reading.texts["nl", "question"][0] == SIMPLE.question.nl[0]
