"""What looks like something else: labels in prose, unknown labels, days that do not exist, site frames."""

from dataclasses import replace
from datetime import date

import pytest

from schemas.records import Event, Link
from tests.support.reading import (
    INVENTED,
    SIMPLE,
    altered,
    differences,
    expected_fields,
    issue_kinds,
    languages_of,
    page_text,
    read,
    read_page,
)
from tests.support.render import Both, Form, render
from tests.support.render import Event as EventFact

WANTED = expected_fields(SIMPLE, "main", "nl")
SENT = Event(date(2016, 2, 3), "sent", date(2016, 3, 4))
ANSWERED = Event(date(2016, 3, 21), "answered")
LINK = Link("also_asked_as", "written_question", "6-95002")
ADDRESS = SIMPLE.address("main", "nl")
CHRONOLOGY = "3/2/2016Verzending vraag (Einde van de antwoordtermijn: 4/3/2016)\n21/3/2016Antwoord"
REFERENCE = "Ook gesteld aan : schriftelijke vraag 6-95002"


def details(record, kind):
    return " ".join(issue.detail for issue in record.issues if issue.kind == kind)


def but(**changed):
    return WANTED | changed


# Events and dates


def test_an_unknown_event_is_an_issue():
    record = read(
        altered("\n21/3/2016Antwoord", "\n1/3/2016Doorverwijzing naar commissie\n21/3/2016Antwoord")
    )
    assert differences(record, WANTED) == {}
    assert "Doorverwijzing naar commissie" in details(record, "unknown_event")


@pytest.mark.parametrize("event", ["Antwoord ingetrokken", "Antwoorden", "Rappel aan de minister"])
def test_an_event_that_begins_like_another_is_unknown(event):
    record = read(altered("21/3/2016Antwoord", f"21/3/2016{event}"))
    assert record.reading.events == (SENT,)
    assert event in details(record, "unknown_event")


@pytest.mark.parametrize("day", ["31/2/2016", "0/3/2016", "12/13/2016", "21/3/9016", "21/3/1016"])
def test_an_event_on_no_day_is_an_issue(day):
    record = read(altered("21/3/2016Antwoord", f"{day}Antwoord"))
    assert record.reading.events == (SENT,)
    assert day in details(record, "invalid_date")


def test_a_deadline_on_no_day_is_an_issue():
    record = read(altered("antwoordtermijn: 4/3/2016", "antwoordtermijn: 31/2/2016"))
    assert record.reading.events == (Event(SENT.event_on, "sent"), ANSWERED)
    assert "31/2/2016" in details(record, "invalid_date")


@pytest.mark.parametrize("before", ["(CD&V) d.d. 3 februari 2016", "6-95001 d.d. 3 februari 2016 :"])
def test_a_day_asked_that_does_not_exist_is_an_issue(before):
    record = read(altered(before, before.replace("3 februari", "31 februari")))
    assert record.reading.asked_on == SIMPLE.asked_on
    assert "31 februari 2016" in details(record, "invalid_date")


def test_a_day_answered_that_does_not_exist_is_an_issue():
    record = read(altered("ontvangen op 21 maart 2016", "ontvangen op 31 februari 2016"))
    assert differences(record, but(answered_on=record.reading.answered_on)) == {}
    assert record.reading.answered_on in {None, SIMPLE.answered_on}
    assert "31 februari 2016" in details(record, "invalid_date")


def test_two_days_asked_are_an_issue():
    record = read(altered("(CD&V) d.d. 3 februari", "(CD&V) d.d. 4 februari"))
    assert record.reading.asked_on in {date(2016, 2, 3), date(2016, 2, 4)}
    assert any("2016" in issue.detail for issue in record.issues)


def test_two_days_answered_are_an_issue():
    record = read(altered("21/3/2016Antwoord", "22/3/2016Antwoord"))
    assert record.reading.answered_on == SIMPLE.answered_on
    assert record.issues


@pytest.mark.parametrize("gap", [False, True])
@pytest.mark.parametrize("variant", ["main", "print_bilingual"])
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_space_before_the_bracket_of_a_deadline(language, variant, gap):
    record = read_page(SIMPLE, variant, language, Form(deadline_gap=gap))
    assert record.reading.events == (SENT, ANSWERED)


@pytest.mark.parametrize("month", ["août", "aôut", "aout", "AOÛT"])
def test_spellings_of_august(month):
    facts = replace(SIMPLE, asked_on=date(2016, 8, 3))
    text = page_text(facts, language="fr").replace("aôut", month)
    assert read(text).reading.asked_on == date(2016, 8, 3)


def test_an_event_that_repeats_on_other_days_is_kept():
    reminders = tuple(EventFact(date(2016, 3, day), "reminder") for day in (5, 8))
    facts = replace(SIMPLE, events=(SIMPLE.events[0], *reminders, SIMPLE.events[1]))
    assert differences(read_page(facts, "main", "nl"), expected_fields(facts, "main", "nl")) == {}


# References


def test_an_unknown_relation_is_an_issue():
    record = read(
        altered(REFERENCE, f"{REFERENCE}\nSamengevoegd met : schriftelijke vraag 6-1\n{REFERENCE}3")
    )
    assert record.reading.links == (LINK, replace(LINK, target_id="6-950023"))
    assert "Samengevoegd met" in details(record, "unknown_relation")


@pytest.mark.parametrize(
    ("line", "links", "empty"),
    [
        ("Herkwalificatie van : vraag om uitleg 6-7Ook gesteld aan :", ["requalified_from"], "also_asked_as"),
        ("Ook gesteld aan :Herkwalificatie van : vraag om uitleg 6-7", ["requalified_from"], "also_asked_as"),
        ("Ook gesteld aan :", [], "also_asked_as"),
        (
            "Herindiening van : vraag om uitleg 6-3Ook gesteld aan :Herkwalificatie van : vraag 6-7",
            ["reintroduction_of", "requalified_from"],
            "also_asked_as",
        ),
    ],
)
@pytest.mark.parametrize("behind", ["", f"\n{REFERENCE}", f"\n\n{REFERENCE}"])
def test_a_reference_without_target_gives_an_issue_and_no_link(line, links, empty, behind):
    record = read(altered(REFERENCE, line + behind))
    wanted = [*links, "also_asked_as"] if behind else links
    assert [link.relation for link in record.reading.links] == wanted
    assert empty in details(record, "reference_without_target")
    assert differences(record, but(links=record.reading.links)) == {}


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("schriftelijke vraag 6-1", "written_question"),
        ("Schriftelijke  vraag 6 - 1", "written_question"),
        ("vraag om uitleg 6-1", "explanation_request"),
        ("mondelinge vraag 6-1", "oral_question"),
        ("interpellatie 6-1", "other"),
    ],
)
def test_kinds_of_targets(target, kind):
    record = read(altered("schriftelijke vraag 6-95002", target))
    assert record.reading.links == (Link("also_asked_as", kind, "6-1"),)


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
PLACES = {"first": 0, "middle": 1, "last": 2}


def with_paragraph(text, part, place):
    facts = replace(SIMPLE, question=both_of("question"), answer=both_of("answer"))
    paragraphs = list(getattr(facts, part).nl)
    paragraphs.insert(PLACES[place], text)
    return replace(facts, **{part: Both(tuple(paragraphs), tuple(paragraphs))})


def both_of(part):
    both = getattr(SIMPLE, part)
    return Both(both.nl, both.nl)


@pytest.mark.parametrize("kind", ["text", "html"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("part", ["question", "answer"])
@pytest.mark.parametrize("name", ALONE)
def test_a_paragraph_that_looks_like_a_label_is_a_paragraph(name, part, place, kind):
    facts = with_paragraph(PROSE[name], part, place)
    record = read_page(facts, "main", "nl", Form(kind, "divs"))
    assert differences(record, expected_fields(facts, "main", "nl")) == {}


def test_signs_of_html_in_prose_do_not_make_a_text_html():
    facts = with_paragraph(PROSE["less than"], "question", "middle")
    for kind in ("text", "html"):
        record = read_page(facts, "main", "nl", Form(kind, "divs"))
        assert record.form == kind
        assert differences(record, expected_fields(facts, "main", "nl")) == {}


@pytest.mark.parametrize(
    "title", ["Chronologie van een dossier", "Antwoord ontvangen op tijd", "11/9/2001 - Gevolgen"]
)
def test_a_title_that_looks_like_a_label(title):
    facts = replace(SIMPLE, title=Both(title, title))
    assert differences(read_page(facts, "main", "nl"), expected_fields(facts, "main", "nl")) == {}


@pytest.mark.parametrize(
    "keyword", ["Rappel", "Antwoord", "chronologie van feiten", "van Dale (woordenboek)", "SELOR"]
)
def test_a_keyword_that_looks_like_a_label(keyword):
    keywords = ("justitie", keyword, "recht")
    facts = replace(SIMPLE, keywords=Both(keywords, keywords))
    assert differences(read_page(facts, "main", "nl"), expected_fields(facts, "main", "nl")) == {}


# The header


@pytest.mark.parametrize("variant", ["main", "print", "print_bilingual"])
@pytest.mark.parametrize("title", ["de kindersigaret", "het verdrag tussen België en Marokko", "e-mail"])
def test_a_title_in_lower_case(title, variant):
    facts = replace(SIMPLE, title=Both(title, "la cigarette pour enfants"))
    record = read_page(facts, variant, "nl", Form("html", "tables"))
    assert differences(record, expected_fields(facts, variant, "nl")) == {}


@pytest.mark.parametrize("variant", ["main", "print", "print_bilingual"])
@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("party", ["PVDA (PTB)", "Open Vld (Anders.)", "VL. BELANG", "PRL-FDF", "sp.a", "!"])
@pytest.mark.parametrize(
    "author", ["Jan (Johan) Peeters", "Ann D'hoore", "Guy de le Court", "Li Van den Bossche"]
)
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


# Addresses

OTHER = replace(SIMPLE, number=95009).address("main", "nl")


def test_an_address_of_another_question_is_an_issue_and_the_page_wins():
    record = read(page_text(), OTHER)
    assert (record.question_id, record.reading.question_id) == ("6-95001", "6-95001")
    assert "6-95009" in details(record, "address_differs")
    assert "6-95001" in details(record, "address_differs")


@pytest.mark.parametrize(
    "address",
    [SIMPLE.address("main", "fr"), SIMPLE.address("print", "nl"), SIMPLE.address("print_bilingual", "nl")],
)
def test_an_address_of_another_page_of_the_question_is_an_issue(address):
    record = read(page_text(), address)
    assert record.reading.languages == ("nl",)
    assert dict(record.reading.title) == {"nl": SIMPLE.title.nl}
    assert "address_differs" in issue_kinds(record)


@pytest.mark.parametrize("variant", ["main", "print", "print_bilingual"])
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_text_without_sidecar_is_recognised_by_its_content(variant, language):
    record = read(render(SIMPLE, variant, language))
    assert (record.variant, record.question_id) == (variant, SIMPLE.question_id)
    assert record.reading.languages == languages_of(variant, language)
    assert record.capture.url is None


@pytest.mark.parametrize(
    "first", ["URL: {}\n\n", "URL: {}\r\n\r\n", "url:{}\n", "\n\nURL: {} \n\n", "\ufeffURL: {}\n\n"]
)
@pytest.mark.parametrize("spelling", [0, 5, 15])
def test_an_address_in_the_first_line(first, spelling):
    record = read(first.format(SIMPLE.address("main", "nl", spelling)) + page_text())
    assert record.capture.url == ADDRESS
    assert differences(record, WANTED) == {}
    assert record.issues == ()


@pytest.mark.parametrize(
    "element",
    [
        '<link rel="canonical" href="{}">',
        "<LINK HREF='{}' REL=canonical>",
        '<link rel=canonical href="{}" />',
        '<base href="{}">',
    ],
)
@pytest.mark.parametrize("escaped", [False, True])
def test_an_address_in_the_head(element, escaped):
    address = ADDRESS.replace("&", "&amp;") if escaped else ADDRESS
    page = render(SIMPLE, "main", "nl", Form("html", "divs")).decode("utf-8")
    record = read(page.replace("</head>", f"{element.format(address)}\n</head>"))
    assert record.capture.url == ADDRESS
    assert differences(record, WANTED) == {}


def test_the_address_of_the_source_goes_before_that_of_the_page():
    record = read(f"URL: {OTHER}\n\n{page_text()}", ADDRESS)
    assert record.capture.url == ADDRESS


# Frames of a site

FOOTERS = {
    "division": '<div class="foot">© Belgische Senaat | Natieplein 1, 1009 Brussel</div>',
    "paragraphs": "<p>Privacy</p><p>Contact : webmaster@senate.be</p>",
    "table": "<table><tr><td>Disclaimer</td><td>Sitemap</td></tr></table>",
}
MENU = "<ul><li>Schriftelijke vraag nr. 5-1</li><li>Vragen</li><li>Chronologie</li></ul>"


@pytest.mark.parametrize("markup", ["divs", "tables"])
@pytest.mark.parametrize("footer", FOOTERS)
def test_a_footer_behind_the_content_is_no_answer(footer, markup):
    page = render(SIMPLE, "main", "nl", Form("html", markup)).decode("utf-8")
    opened, closed = page.replace("BODY", "body").split("</body>")
    if markup == "divs":
        opened = opened.replace("<body>", '<body><div id="content">') + "</div>"
    record = read(f"{opened}{FOOTERS[footer]}</body>{closed}")
    assert differences(record, WANTED) == {}
    assert "unread_block" in issue_kinds(record)


@pytest.mark.parametrize("markup", ["divs", "tables", "breaks"])
def test_a_menu_before_the_content_is_no_header(markup):
    page = render(SIMPLE, "main", "nl", Form("html", markup)).decode("utf-8")
    at = page.lower().index("<body")
    at = page.index(">", at) + 1
    assert differences(read(page[:at] + MENU + page[at:]), WANTED) == {}


def test_a_question_that_quotes_labels():
    for variant in ("main", "print", "print_bilingual"):
        facts = INVENTED["5-90071"]
        wanted = expected_fields(facts, variant, "nl")
        record = read_page(facts, variant, "nl", Form("html", "tables"))
        assert differences(record, wanted) == {}


@pytest.mark.parametrize("without", [0, 1], ids=["first", "second"])
def test_a_deadline_that_one_of_two_printings_shows_is_kept(without):
    before, *printings = (
        render(SIMPLE, "print_bilingual", "nl").decode().split("(Einde van de antwoordtermijn")
    )
    assert len(printings) == 2
    deadlines = ["(Einde van de antwoordtermijn"] * 2
    printings[without] = printings[without].partition(")")[2]
    deadlines[without] = ""
    page = before + "".join(map("".join, zip(deadlines, printings, strict=True)))
    assert read(page).reading.events == (SENT, ANSWERED)
