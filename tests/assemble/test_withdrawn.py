"""What the site took back is kept and marked; what a newer copy merely does not show is not."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from schemas.records import Event, Link, PageIssue, State
from tasks.pipeline.reading import question_rows
from tests.assemble.support import (
    ANSWER,
    ANSWER_EVENT,
    ANSWERED,
    ASKED,
    CLOSED,
    DONE,
    FRENCH,
    OPEN,
    PLACEHOLDER,
    QUESTION,
    REMINDER,
    SENT,
    assembled,
    details,
    evidenced,
    kinds,
    page,
    with_text,
)
from tests.support.each_case import each_case

KEY = ("nl", "answer")
(LINK,) = DONE.links
GONE = replace(
    DONE, events=(SENT, REMINDER), texts={("nl", "question"): QUESTION}, answered_on=None, links=()
)
"""The newer copy: without the answer, its event and the reference."""
FRENCH_GONE = replace(
    FRENCH, events=GONE.events, links=(), answered_on=None, texts={("fr", "question"): ("Q.",)}
)
BOTH = replace(DONE, variant="print_bilingual", languages=("fr", "nl"), texts=DONE.texts | FRENCH.texts)
ALL = {KEY, ANSWER_EVENT, LINK}
DAY_2016 = date(2016, 1, 1)


def withdrawn(*records):
    return dict(assembled(*records).withdrawn)


def seen_until(record, year):
    moment = datetime(year, 6, 15, tzinfo=UTC)
    return replace(record, capture=replace(record.capture, seen_at=moment))


def test_an_answer_an_event_and_a_reference_that_are_gone_are_kept_and_marked():
    question = assembled(seen_until(page("a", DONE, 2014), 2015), page("b", GONE, 2016))
    assert question.withdrawn == dict.fromkeys(ALL, DAY_2016)
    assert (question.texts[KEY], question.events, question.links) == (ANSWER, DONE.events, DONE.links)
    assert (question.state, question.answered_on) == (State("answered"), ANSWERED)
    days = "last seen on 2015-06-15; page b of 2016-01-01 shows its place without it."
    assert details(question, "answer_withdrawn") == [f"The answer (nl) was {days}"]
    assert details(question, "event_withdrawn") == [f"answered on 2013-05-30 was {days}"]
    assert details(question, "link_withdrawn") == [f"also_asked_as 5-90201 was {days}"]
    assert kinds(question) == {"answer_withdrawn", "event_withdrawn", "link_withdrawn"}


def test_the_rows_say_since_when():
    tables = question_rows([assembled(page("a", DONE, 2014), page("b", GONE, 2016))])
    assert [row["withdrawn_on"] for row in tables["texts"]] == [None, DAY_2016]
    assert [row["withdrawn_on"] for row in tables["events"]] == [None, None, DAY_2016]
    assert [row["withdrawn_on"] for row in tables["links"]] == [DAY_2016]
    assert tables["questions"][0]["status"] == tables["status_history"][-1]["status"] == "answered"


def test_the_day_is_that_of_the_first_copy_without_it():
    copies = (page("a", DONE, 2014), page("b", GONE, 2016), page("c", GONE, 2018))
    assert withdrawn(*copies) == dict.fromkeys(ALL, DAY_2016)


def test_an_event_that_the_furthest_copy_lacks_is_kept_but_of_an_undated_copy_a_disagreement():
    odd = replace(OPEN, events=(SENT, Event(date(2013, 5, 10), "reminder")))
    question = assembled(page("a", odd, 2012), page("b", DONE, 2014))
    assert question.events == (SENT, odd.events[1], REMINDER, ANSWER_EVENT)
    assert question.withdrawn == {odd.events[1]: date(2014, 1, 1)}
    assert kinds(question) == {"event_withdrawn"}
    question = assembled(page("a", odd), page("b", DONE, 2014))
    assert (question.events, question.withdrawn) == (DONE.events, {})
    (detail,) = details(question)
    assert "reminder on 2013-05-10" in detail


def test_an_event_that_a_newer_copy_adds_is_kept_though_the_older_one_is_further():
    closed = replace(GONE, events=(SENT, REMINDER, CLOSED), links=DONE.links)
    question = assembled(page("a", DONE, 2014), page("b", closed, 2016))
    assert question.events == (*DONE.events, CLOSED)
    assert set(question.withdrawn) == {KEY, ANSWER_EVENT}
    assert "pages_disagree" not in kinds(question)


@pytest.mark.parametrize("evidence", ["site", "named"])
def test_a_newer_copy_in_another_language_or_with_less_evidence_adds_no_event(evidence):
    older = evidenced(page("a", DONE, 2014), "site")
    reading = FRENCH_GONE if evidence == "site" else GONE
    newer = replace(reading, events=(SENT, Event(date(2013, 5, 10), "reminder")))
    question = assembled(older, evidenced(page("b", newer, 2016), evidence))
    assert question.events == DONE.events
    assert "reminder on 2013-05-10" in details(question)[0]


def test_a_closure_that_was_withdrawn_stays_the_status():
    closed = replace(OPEN, events=(SENT, CLOSED))
    question = assembled(page("a", closed, 2014), page("b", OPEN, 2016))
    assert (question.state, question.withdrawn) == (State("closed"), {CLOSED: DAY_2016})
    history = question_rows([question])["status_history"]
    assert [(row["since"], row["status"]) for row in history] == [
        (ASKED, "open"),
        (CLOSED.event_on, "closed"),
    ]


def test_of_a_corrected_day_only_the_new_one_counts():
    wrong = (Event(date(2013, 3, 30), "sent", date(2013, 7, 31)), Event(date(2013, 5, 1), "closed"))
    right = (Event(ASKED, "sent", date(2013, 5, 31)), Event(date(2013, 6, 21), "closed"))
    old, new = replace(OPEN, events=wrong), replace(OPEN, events=right)
    question = assembled(page("a", old, 2014), page("b", new, 2016))
    assert set(question.withdrawn) == set(wrong)
    assert question.state == State("closed", is_late=True)
    tables = question_rows([question])
    assert tables["questions"][0]["deadline_on"] == date(2013, 5, 31)
    assert tables["status_history"][-1]["since"] == date(2013, 6, 21)
    undated = replace(question, asked_on=None, answered_on=date(2013, 5, 10))
    assert question_rows([undated])["questions"][0]["response_days"] == 10


def test_of_a_corrected_day_only_the_new_one_dates_the_question_and_its_answer():
    old, new = (
        replace(
            DONE, asked_on=None, answered_on=None, events=(Event(day, "sent"), Event(answered, "answered"))
        )
        for day, answered in ((date(2013, 4, 1), date(2013, 6, 30)), (ASKED, ANSWERED))
    )
    question = assembled(page("a", old, 2014), page("b", new, 2016))
    assert (question.asked_on, question.answered_on) == (ASKED, ANSWERED)
    assert set(question.withdrawn) == set(old.events)


def test_a_placeholder_in_place_of_a_text_withdraws_it():
    waiting = with_text(DONE, "answer", PLACEHOLDER["nl"])
    question = assembled(page("a", DONE, 2014), page("b", waiting, 2016))
    assert (question.texts[KEY], question.withdrawn) == (ANSWER, {KEY: DAY_2016})


@pytest.mark.parametrize(
    "text", [("1) Er werken 41 personen.",), (*ANSWER, "Aanvulling: er komen er tien bij.")]
)
def test_a_corrected_or_supplemented_answer_is_no_withdrawal(text):
    question = assembled(page("a", DONE, 2014), page("b", with_text(DONE, "answer", text), 2016))
    assert (question.texts[KEY], question.withdrawn) == (text, {})


def test_only_the_answer_in_the_language_of_the_newer_copy_is_withdrawn():
    pages = (page("a", DONE, 2014), page("f", FRENCH, 2014), page("b", GONE, 2016))
    assert withdrawn(*pages) == dict.fromkeys(ALL, DAY_2016)


@pytest.mark.parametrize("place", ["head", "chronology", "references", "question"])
def test_a_copy_that_is_cut_withdraws_nothing_behind_its_end(place):
    cut = replace(GONE, ends_in=place)
    seen = {"references": {ANSWER_EVENT}, "question": {ANSWER_EVENT, LINK}}.get(place, set())
    assert set(withdrawn(page("a", DONE, 2014), page("b", cut, 2016))) == seen


OLD_AND_NEW = (page("a", DONE, 2014), page("b", GONE, 2016))
NO_PROOF = {
    "a copy without a day": (page("a", DONE, 2014), page("b", GONE)),
    "a newer copy than one without a day": (page("a", DONE), page("b", GONE, 2016)),
    "a copy of the same day": (page("a", DONE, 2014), page("b", GONE, 2014)),
    "an older copy": (page("a", DONE, 2016), page("b", GONE, 2014)),
    "less evidence": (evidenced(page("a", DONE, 2014), "site"), evidenced(page("b", GONE, 2016), "named")),
    "another language": (page("a", DONE, 2014), page("b", FRENCH_GONE, 2016)),
    "a bilingual page": (page("a", DONE, 2014), page("b", replace(GONE, languages=("fr", "nl")), 2016)),
    "seen again later": (*OLD_AND_NEW, page("c", DONE, 2018)),
    "seen again in print": (*OLD_AND_NEW, page("c", replace(DONE, variant="print"), 2018)),
    "still seen": (*OLD_AND_NEW, seen_until(page("c", BOTH, 2015), 2016)),
    "an extraction of HTML": (page("a", DONE, 2014), page("b", GONE, 2016, form="markdown")),
    "a bulletin": (
        page("a", replace(DONE, variant="bulletin"), 2014),
        page("b", replace(GONE, variant="bulletin"), 2016),
    ),
    "a copy without chronology": (page("a", DONE, 2014), page("b", replace(GONE, events=()), 2016)),
}


@each_case("name", NO_PROOF)
def test_nothing_is_withdrawn_by(name):
    question = assembled(*NO_PROOF[name])
    assert question.withdrawn == {}
    assert not {kind for kind in kinds(question) if kind.endswith("_withdrawn")}
    assert question.events == DONE.events


def test_less_evidence_keeps_nothing_that_the_site_withdrew_and_is_withdrawn_by_more():
    later = evidenced(page("c", DONE, 2018), "page")
    site = [evidenced(one, "site") for one in OLD_AND_NEW]
    assert set(withdrawn(*site, later)) == ALL
    old, new = evidenced(page("a", OPEN, 2014), "named"), replace(OPEN, links=())
    question = assembled(old, evidenced(page("b", new, 2016), "site"))
    assert (question.links, question.withdrawn) == ((LINK,), {LINK: DAY_2016})


DOUBTS = {
    "unread day": (
        PageIssue("letters_unread", 'No rule has read: "30/5/2013 Antwoord gekregen".'),
        ANSWER_EVENT,
    ),
    "unknown event": (PageIssue("unknown_event", "The chronology has an unknown event."), ANSWER_EVENT),
    "unread target": (PageIssue("letters_unread", 'No rule has read: "vraag 5-90201".'), LINK),
    "unknown label": (PageIssue("unknown_relation", "A reference has an unknown label."), LINK),
    "unread answer": (PageIssue("letters_unread", f'No rule has read: "{ANSWER[0]}".'), KEY),
    "no answer line": (PageIssue("question_line_missing", "The page shows no question line."), KEY),
}


@pytest.mark.parametrize("name", DOUBTS)
def test_a_newer_copy_of_which_a_line_was_not_read_proves_nothing(name):
    issue, item = DOUBTS[name]
    found = withdrawn(page("a", DONE, 2014), page("b", GONE, 2016, issues=(issue,)))
    assert set(found) == ALL - {item}
    more = PageIssue("letters_unread", 'No rule has read: "Een vreemde regel …".')
    assert withdrawn(page("a", DONE, 2014), page("b", GONE, 2016, issues=(more,))) == {}


@pytest.mark.parametrize("text", [QUESTION[:1], (*QUESTION, *ANSWER)])
def test_a_question_of_another_length_may_be_cut_or_hold_the_answer(text):
    newer = with_text(GONE, "question", text)
    assert KEY not in withdrawn(page("a", DONE, 2014), page("b", newer, 2016))


def test_a_copy_without_the_text_of_the_question_withdraws_no_answer():
    bare = replace(DONE, texts={KEY: ANSWER}), replace(GONE, texts={})
    assert set(withdrawn(page("a", bare[0], 2014), page("b", bare[1], 2016))) == ALL - {KEY}


@pytest.mark.parametrize(
    ("form", "is_closed", "found"), [("html", True, {KEY}), ("html", False, set()), ("text", True, set())]
)
def test_a_copy_that_names_the_answer_but_has_no_text_may_be_cut_unless_its_markup_is_closed(
    form, is_closed, found
):
    named = replace(GONE, events=DONE.events, links=DONE.links, is_closed=is_closed)
    reported = (PageIssue("answer_text_missing", "It may be cut."),)
    newer = page("b", named, 2016, form=form, issues=reported)
    assert set(withdrawn(page("a", DONE, 2014, form=form), newer)) == found


def test_an_extraction_withdraws_what_one_of_the_same_form_had():
    pages = (page("a", DONE, 2014, form="text"), page("b", GONE, 2016, form="text"))
    assert set(withdrawn(*pages)) == ALL


def test_another_label_of_a_reference_or_event_of_the_day_is_another_one():
    other = replace(DONE, links=(Link("similar_to", "written_question", LINK.target_id),))
    question = assembled(page("a", DONE, 2014), page("b", other, 2016))
    assert (question.links, question.withdrawn) == ((*other.links, LINK), {LINK: DAY_2016})
    closed = replace(GONE, events=(SENT, REMINDER, Event(ANSWERED, "closed")))
    assert ANSWER_EVENT in withdrawn(page("a", DONE, 2014), page("b", closed, 2016))


def test_an_answer_that_one_language_has_first_is_not_withdrawn_by_the_other():
    dutch, french = page("a", DONE, 2014), page("b", FRENCH_GONE, 2015)
    assert withdrawn(dutch, french, page("c", FRENCH, 2016)) == {}
