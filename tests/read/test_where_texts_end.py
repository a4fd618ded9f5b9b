"""Where a text ends, that of an unknown speaker too, and what looks like something else: labels in prose."""

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
    WANTED,
    details,
    differences,
    expected_fields,
    issue_kinds,
    page_html,
    page_text,
    read,
    read_page,
    replaced,
    with_bodies,
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
    "item", ["Vraag 5-890{} : Reuzenstoeten", "5-890{} - Poppen (MR)", "Question écrite 5-890{} Géants"]
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


# Labels in prose

PROSE = {
    "answer line in prose": 'Op de site staat: "Antwoord ontvangen op 3 mei 2009 : geen." Dat is weinig.',
    "answer line with text behind": "Antwoord ontvangen op 3 mei 2009 : geen enkel.",
    "answer line of another day": "Antwoord ontvangen op 3 mei 2009 :",
    "chronology as a word": "Chronologie",
    "chronology in prose": "De Chronologie van het dossier bevat 30/4/2013 als eerste dag.",
    "dated line": "30/4/2013Verzending vraag",
    "day": "30/4/2013",
    "reference": "Ook gesteld aan : schriftelijke vraag 5-1",
    "question line of another": "Vraag nr. 5-1 d.d. 30 april 2013 : (Vraag gesteld in het Nederlands)",
    "number line of another": "Schriftelijke vraag nr. 5-1",
    "rule": "________",
    "addressee": "aan de minister van Landsverdediging",
    "author": "van Jan Peeters (MR) d.d. 3 mei 2009",
    "provisional": "Voorlopig antwoord (pdf)",
    "address": "URL: https://www.senate.be/www/?MIval=/Vragen/SVPrint&LEG=5&NR=1&LANG=nl",
    "table of words": "a | b |",
    "less than": "De kosten zijn <p> of a < b & c > d.",
}
ALONE = [name for name in PROSE if name not in {"rule", "less than"}]


def with_paragraph(text, part, place):
    bodies = {"question": list(SIMPLE.question.nl), "answer": list(SIMPLE.answer.nl)}
    bodies[part].insert(place, text)
    return with_bodies(SIMPLE, *map(tuple, bodies.values()))


@each_case("kind", ["text", "html"])
@each_case("place", range(3), ids=["first", "middle", "last"])
@each_case("part", ["question", "answer"])
@each_case("name", ALONE)
def test_a_paragraph_that_looks_like_a_label_is_a_paragraph(name, part, place, kind):
    facts = with_paragraph(PROSE[name], part, place)
    record = read_page(facts, "main", "nl", Form(kind, "divs"))
    assert differences(record, expected_fields(facts, "main", "nl")) == {}


def test_signs_of_html_in_prose_do_not_make_a_text_html():
    facts = with_paragraph(PROSE["less than"], "question", 1)
    for kind in ("text", "html"):
        record = read_page(facts, "main", "nl", Form(kind, "divs"))
        assert record.form == kind
        assert differences(record, expected_fields(facts, "main", "nl")) == {}


TITLES = ("Chronologie van een dossier", "Antwoord ontvangen op tijd", "11/9/2001 - Gevolgen")
WORDS = ("Rappel", "Antwoord", "chronologie van feiten", "van Dale (woordenboek)", "SELOR")


@each_case(
    ("field", "value"),
    [*(("title", one) for one in TITLES), *(("keywords", ("justitie", one, "recht")) for one in WORDS)],
)
def test_a_title_or_a_keyword_that_looks_like_a_label(field, value):
    facts = replace(SIMPLE, **{field: Both(value, value)})
    assert differences(read_page(facts, "main", "nl"), expected_fields(facts, "main", "nl")) == {}


# The header


@pytest.mark.parametrize("variant", ["main", "print", "print_bilingual"])
@pytest.mark.parametrize("title", ["de kindersigaret", "het verdrag tussen België en Marokko", "e-mail"])
def test_a_title_in_lower_case(title, variant):
    facts = replace(SIMPLE, title=Both(title, "la cigarette pour enfants"))
    record = read_page(facts, variant, "nl", Form("html", "tables"))
    assert differences(record, expected_fields(facts, variant, "nl")) == {}


@each_case("variant", ["main", "print", "print_bilingual"])
@each_case("language", ["nl", "fr"])
@each_case("party", ["PVDA (PTB)", "Open Vld (Anders.)", "VL. BELANG", "PRL-FDF", "sp.a", "!"])
@each_case("author", ["Jan Johan Peeters", "Ann D'hoore", "Guy de le Court", "Li Van den Bossche"])
def test_authors_and_parties(author, party, language, variant):
    facts = replace(SIMPLE, author=author, party=party)
    record = read_page(facts, variant, language)
    assert (record.reading.author, record.reading.party) == (author, party)


@pytest.mark.parametrize(
    ("printed", "stored"),
    [
        ("au ministre de la Justice", "le ministre de la Justice"),
        ("à la ministre de la Justice", "la ministre de la Justice"),
        ("à l'ancien ministre", "l'ancien ministre"),
        ("aux ministres", "les ministres"),
        (
            "Au Ministre des Finances, adjoint au premier ministre",
            "le Ministre des Finances, adjoint au premier ministre",
        ),
    ],
)
@pytest.mark.parametrize("variant", ["main", "print"])
def test_french_addressees(printed, stored, variant):
    text = page_text(variant=variant, language="fr").replace("au ministre de la Justice", printed)
    assert dict(read(text).reading.addressee) == {"fr": stored}


@pytest.mark.parametrize(
    ("language", "text"), [("fr", "Texte pas encore disponible."), ("nl", "Tekst nog niet beschikbaar.")]
)
@pytest.mark.parametrize("variant", ["main", "print"])
def test_a_placeholder_is_kept_as_it_is(language, text, variant):
    facts = replace(SIMPLE, answer=Both((text,), (text,)))
    record = read_page(facts, variant, language)
    assert differences(record, expected_fields(facts, variant, language)) == {}


# Frames of a site

FOOTERS = {
    "division": '<div class="foot">© Belgische Senaat | Natieplein 1, 1009 Brussel</div>',  # known by name
    "paragraphs": "<p>Privacy</p><p>Contact : webmaster@senate.be</p>",
    "table": "<table><tr><td>Disclaimer</td><td>Sitemap</td></tr></table>",
}
MENU = "<ul><li>Schriftelijke vraag nr. 5-1</li><li>Vragen</li><li>Chronologie</li></ul>"


@pytest.mark.parametrize("markup", ["divs", "tables"])
@pytest.mark.parametrize("footer", FOOTERS)
def test_a_footer_behind_the_content_is_no_answer(footer, markup):
    page = page_html(markup)
    opened, closed = page.replace("BODY", "body").split("</body>")
    if markup == "divs":
        opened = opened.replace("<body>", '<body><div id="content">') + "</div>"
    record = read(f"{opened}{FOOTERS[footer]}</body>{closed}")
    assert differences(record, WANTED) == {}
    assert ("letters_unread" in issue_kinds(record)) == (footer != "division")


@pytest.mark.parametrize("markup", ["divs", "tables", "breaks"])
def test_a_menu_before_the_content_is_no_header(markup):
    page = page_html(markup)
    at = page.lower().index("<body")
    at = page.index(">", at) + 1
    assert differences(read(page[:at] + MENU + page[at:]), WANTED) == {}


def test_a_question_that_quotes_labels():
    for variant in ("main", "print", "print_bilingual"):
        facts = INVENTED["5-90071"]
        wanted = expected_fields(facts, variant, "nl")
        record = read_page(facts, variant, "nl", Form("html", "tables"))
        assert differences(record, wanted) == {}
