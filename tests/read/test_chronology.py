"""Events, days and references: what is unknown, lacks a part or cannot be is an issue; all else is kept."""

from dataclasses import replace
from datetime import date

import pytest

from schemas.records import Event, Link
from tests.support.each_case import each_case
from tests.support.reading import SIMPLE, WANTED, altered, details, differences, page_text, read
from tests.support.render import render

SENT = Event(date(2016, 2, 3), "sent", date(2016, 3, 4))
ANSWERED = Event(date(2016, 3, 21), "answered")
LINK = Link("also_asked_as", "written_question", "6-95002")
REFERENCE = "Ook gesteld aan : schriftelijke vraag 6-95002"


def but(**changed):
    return WANTED | changed


# Events and dates


NAMES = ("Doorverwijzing naar commissie", "Antwoord ingetrokken", "Antwoorden", "Rappel aan de minister")
DAYS = ("31/2/2016", "0/3/2016", "12/13/2016", "21/3/9016", "21/3/1016")


@each_case(
    ("before", "after", "kind", "events"),
    [
        *(("Antwoord\n", f"{name}\n", "unknown_event", (SENT,)) for name in NAMES),
        *(("21/3/2016", day, "invalid_date", (SENT,)) for day in DAYS),
        ("4/3/2016", "31/2/2016", "invalid_date", (replace(SENT, deadline_on=None), ANSWERED)),
    ],
)
def test_an_unknown_event_or_a_day_that_does_not_exist_is_an_issue(before, after, kind, events):
    record = read(altered(before, after))
    assert differences(record, but(events=events)) == {}
    assert after.strip() in details(record, kind)


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


def test_two_days_asked_or_answered_are_an_issue():
    record = read(altered("(CD&V) d.d. 3 februari", "(CD&V) d.d. 4 februari"))
    assert record.reading.asked_on in {date(2016, 2, 3), date(2016, 2, 4)}
    assert any("2016" in issue.detail for issue in record.issues)
    record = read(altered("21/3/2016Antwoord", "22/3/2016Antwoord"))
    assert record.reading.answered_on == SIMPLE.answered_on
    assert record.issues


@pytest.mark.parametrize("month", ["août", "aôut", "aout", "AOÛT"])
def test_spellings_of_august(month):
    facts = replace(SIMPLE, asked_on=date(2016, 8, 3))
    text = page_text(facts, language="fr").replace("aôut", month)
    assert read(text).reading.asked_on == date(2016, 8, 3)


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


# References


def test_an_unknown_relation_keeps_its_target_and_is_an_issue():
    record = read(
        altered(REFERENCE, f"{REFERENCE}\nSamengevoegd met : schriftelijke vraag 6-1\n{REFERENCE}3")
    )
    other = replace(LINK, relation="other", target_id="6-1")
    assert record.reading.links == (LINK, other, replace(LINK, target_id="6-950023"))
    assert "Samengevoegd met" in details(record, "unknown_relation")


@each_case(
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
@each_case("behind", ["", f"\n{REFERENCE}", f"\n\n{REFERENCE}"])
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
