"""What looks like something else: labels in prose, titles and keywords like labels, frames of a site."""

from dataclasses import replace

import pytest

from tests.support.each_case import each_case
from tests.support.reading import (
    INVENTED,
    SIMPLE,
    WANTED,
    differences,
    expected_fields,
    issue_kinds,
    page_html,
    page_text,
    read,
    read_page,
    with_bodies,
)
from tests.support.render import Both, Form

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
