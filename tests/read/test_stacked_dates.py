"""Dates above the names of their events pair in their order, and invent nothing where they cannot."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.each_case import each_case
from tests.support.reading import (
    SIMPLE,
    WANTED,
    altered,
    differences,
    events_of,
    expected_fields,
    issue_kinds,
    page_html,
    read,
)
from tests.support.render import Event as EventFact

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
