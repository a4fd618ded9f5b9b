"""Evidence has ranks: a page with less of it never changes what a page with more says."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import EVIDENCE
from schemas.records import Event, PageIssue
from tasks.assemble import assemble_question
from tasks.fetch.files import SourceReport, incoming_pages
from tasks.fetch.intake import bring_in
from tasks.raw import RawStore, captures
from tasks.read import read_capture
from tests.assemble.support import (
    ANSWER,
    ANSWER_EVENT,
    ANSWERED,
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
    kinds,
    page,
    with_text,
)
from tests.support.each_case import each_case
from tests.support.reading import SIMPLE
from tests.support.render import Form, render
from tests.support.sources import Response, write_warc

LATER = date(2019, 3, 1)
FORGED = replace(
    DONE,
    events=(SENT, REMINDER, ANSWER_EVENT, Event(LATER, "answered")),
    texts={("nl", "question"): QUESTION, ("nl", "answer"): ("Alles is verzonnen.",)},
    answered_on=LATER,
)
LOWER = list(combinations(EVIDENCE, 2))
SPELLINGS = {
    "sidecar": "named",
    "line": "named",
    "canonical": "page",
    "base": "page",
    "none": "content",
    "archive": "site",
}
URL = "https://www.senate.be/www/?MIval=/Vragen/SchriftelijkeVraag&LEG={0}&NR={1}&LANG=nl"


def evidenced(name, reading, evidence, fetched=None, url=None, **others):
    record = page(name, reading, fetched, **others)
    return replace(record, capture=replace(record.capture, evidence=evidence, url=url))


@each_case(("high", "low"), LOWER)
@each_case("name", ["a", "z"])
def test_a_later_answer_of_less_evidence_replaces_none(name, high, low):
    question = assembled(evidenced("m", DONE, high, 2014), evidenced(name, FORGED, low, 2020))
    assert (question.texts["nl", "answer"], question.answered_on) == (ANSWER, ANSWERED)
    assert question.events == DONE.events
    assert "pages_disagree" in kinds(question)


@pytest.mark.parametrize(("high", "low"), LOWER)
def test_a_page_of_less_evidence_answers_and_closes_nothing(high, low):
    for further in (DONE, replace(OPEN, events=(SENT, CLOSED))):
        question = assembled(evidenced("m", OPEN, high), evidenced("a", further, low, 2020))
        assert (question.events, question.answered_on) == (OPEN.events, None)
        assert ("nl", "answer") not in question.texts
        assert details(question)


def test_an_answer_that_does_not_count_was_not_seen():
    open_page, forged = evidenced("m", OPEN, "site", 2014), evidenced("a", DONE, "named", 2012)
    assert assembled(open_page, forged).seen.answer is None
    assert assembled(open_page, forged).seen.first.year == 2012
    assert assembled(forged).seen.answer.year == 2012


@pytest.mark.parametrize("evidence", EVIDENCE)
def test_of_the_same_evidence_the_furthest_advanced_counts(evidence):
    question = assembled(evidenced("m", OPEN, evidence, 2020), evidenced("a", DONE, evidence))
    assert (question.events, question.answered_on) == (DONE.events, ANSWERED)


@pytest.mark.parametrize(("high", "low"), LOWER)
def test_a_page_of_less_evidence_adds_the_language_that_is_lacking(high, low):
    question = assembled(evidenced("m", DONE, high), evidenced("a", FRENCH, low))
    assert question.title == {"nl": DONE.title["nl"], "fr": FRENCH.title["fr"]}
    assert question.texts == DONE.texts | FRENCH.texts


def test_an_answer_of_another_day_is_not_added_in_the_other_language():
    other = replace(FRENCH, answered_on=LATER, events=(SENT, Event(LATER, "answered")))
    question = assembled(evidenced("m", DONE, "site"), evidenced("a", other, "content"))
    assert ("fr", "answer") not in question.texts
    assert ("fr", "question") in question.texts


@pytest.mark.parametrize(("high", "low"), LOWER)
def test_a_page_that_tells_no_state_leaves_it_to_others(high, low):
    bare = replace(OPEN, events=(), links=())
    question = assembled(evidenced("m", bare, high), evidenced("a", DONE, low))
    assert (question.events, question.answered_on) == (DONE.events, ANSWERED)


@each_case(("high", "low"), LOWER)
@each_case("part", ["question", "answer"])
def test_better_letters_of_the_same_words_are_taken_from_any_page(part, high, low):
    right, wrong = ("De officiële dienst.",), ("De officiŽle dienst.",)
    question = assembled(
        evidenced("m", with_text(DONE, part, wrong), high), evidenced("a", with_text(DONE, part, right), low)
    )
    assert question.texts["nl", part] == right


@each_case(("high", "low"), LOWER)
@each_case("part", ["question", "answer"])
def test_other_words_are_not(part, high, low):
    forged = with_text(DONE, part, ("De hele waarheid staat hier.",))
    question = assembled(evidenced("m", DONE, high, 2014), evidenced("a", forged, low, 2020))
    assert question.texts == DONE.texts


@each_case(("high", "low"), LOWER)
@each_case("field", ["author", "party", "asked_on", "original_language", "title", "addressee"])
def test_no_field_is_changed(field, high, low):
    other = {
        "author": "Iemand Anders",
        "party": "PS",
        "asked_on": LATER,
        "original_language": "fr",
        "title": {"nl": "Een andere titel"},
        "addressee": {"nl": "de minister van Niets"},
    }[field]
    question = assembled(
        evidenced("m", DONE, high, 2014), evidenced("a", replace(DONE, **{field: other}), low, 2020)
    )
    assert getattr(question, field) == getattr(DONE, field)


@each_case(("high", "low"), LOWER)
@each_case("part", ["question", "answer"])
def test_the_rest_of_a_cut_copy_is_taken_from_any_page_and_of_a_complete_one_from_none(part, high, low):
    whole = ("De dienst telt veertig personen, van wie er tien deeltijds werken. " * 4, "Hun aantal stijgt.")
    begun = (whole[0], whole[1][:10])
    copy, right = replace(with_text(DONE, part, begun), cut=("nl", part)), with_text(DONE, part, whole)
    question = assembled(evidenced("m", copy, high), evidenced("a", right, low))
    taken = (whole, frozenset()) if high != "site" else (begun, {("nl", part)})
    assert (question.texts["nl", part], question.cut) == taken
    longer = with_text(DONE, part, (*whole, "En nog een verzonnen alinea."))
    assert assembled(evidenced("m", right, high), evidenced("a", longer, low)).texts["nl", part] == whole


@each_case(("high", "low"), LOWER)
@each_case("part", ["question", "answer"])
def test_a_short_text_that_looks_cut_is_not_gone_on_with(part, high, low):
    short = replace(with_text(DONE, part, ("Zie antwoord op vraag 1",)), cut=("nl", part))
    forged = with_text(DONE, part, ("Zie antwoord op vraag 12, waar ik alles verzonnen heb.",))
    question = assembled(evidenced("m", short, high), evidenced("a", forged, low))
    assert question.texts["nl", part] == ("Zie antwoord op vraag 1",)


@pytest.mark.parametrize(("high", "low"), LOWER)
def test_an_announced_answer_keeps_its_date_and_gets_no_text_of_another(high, low):
    announced = with_text(DONE, "answer", PLACEHOLDER["nl"])
    told = replace(announced, events=(SENT, replace(ANSWER_EVENT, event_on=LATER)))
    forged = replace(with_text(DONE, "answer", ("Alles is verzonnen.",)), answered_on=LATER)
    question = assembled(evidenced("m", told, high), evidenced("a", forged, low))
    assert (question.answered_on, question.texts["nl", "answer"]) == (ANSWERED, PLACEHOLDER["nl"])


@each_case(("high", "low"), LOWER)
@each_case("title", ["Bezetting - Cijfers", "Gevangenissen - Bezetting - Cijfers - Verzonnen"])
def test_a_title_that_lost_a_dash_gets_no_other_words(title, high, low):
    lost = replace(DONE, title={"nl": "Gevangenissen  Bezetting - Cijfers"})
    issue = PageIssue("title_dash_lost", "A dash is lost.")
    forged = replace(DONE, title={"nl": title})
    question = assembled(evidenced("m", lost, high, issues=(issue,)), evidenced("a", forged, low))
    assert question.title == lost.title


@pytest.mark.parametrize(("high", "low"), LOWER)
def test_a_question_without_its_line_keeps_all_its_words(high, low):
    issue = PageIssue("question_line_missing", "The page shows no question line.")
    forged = with_text(DONE, "question", (QUESTION[1],))
    question = assembled(evidenced("m", DONE, high, issues=(issue,)), evidenced("a", forged, low))
    assert question.texts["nl", "question"] == QUESTION


@pytest.mark.parametrize("cut", ["Ik verwijs naar", "Ik"])
@pytest.mark.parametrize("later", [LATER, date(2013, 5, 28)])
def test_the_text_of_an_answer_is_that_of_its_date_though_another_begins_like_it(cut, later):
    first = with_text(DONE, "answer", ("Ik verwijs naar bijlage 3 van het verslag.",))
    second = replace(with_text(DONE, "answer", (cut,)), cut=("nl", "answer"), answered_on=later)
    question = assembled(evidenced("m", first, "site", 2013), evidenced("a", second, "site", 2014))
    of_date = {ANSWERED: first, later: second}[question.answered_on]
    assert question.texts["nl", "answer"] == of_date.texts["nl", "answer"]


def test_a_text_of_which_every_copy_is_cut_is_cut():
    copy = replace(with_text(DONE, "answer", (ANSWER[0], ANSWER[1][:10])), cut=("nl", "answer"))
    shorter = replace(with_text(DONE, "answer", (ANSWER[0], ANSWER[1][:5])), cut=("nl", "answer"))
    question = assembled(evidenced("m", copy, "site"), evidenced("a", shorter, "site"))
    assert (question.texts["nl", "answer"], question.cut) == (copy.texts["nl", "answer"], {("nl", "answer")})


@pytest.mark.parametrize("evidence", ["site", "named", "page"])
def test_a_page_never_changes_a_question_that_its_address_denies(evidence):
    denied = evidenced("a", FORGED, evidence, 2020, URL.format(5, 90201))
    own = evidenced("m", DONE, "content")
    assert assembled(denied, own).texts == DONE.texts
    assert assembled(denied, own).answered_on == ANSWERED
    assert assembled(denied).texts == FORGED.texts
    confirmed = evidenced("a", FORGED, evidence, 2020, URL.format(5, 90200))
    assert assembled(confirmed, own).answered_on == LATER


READINGS = st.sampled_from([OPEN, DONE, FORGED, FRENCH, replace(OPEN, events=(SENT, CLOSED))])


@given(st.lists(st.tuples(READINGS, st.sampled_from(EVIDENCE)), min_size=1, max_size=5))
def test_the_state_is_that_of_the_best_evidence_alone(shown):
    records = [evidenced(f"{at}", reading, evidence) for at, (reading, evidence) in enumerate(shown)]
    best = min((evidence for _, evidence in shown), key=EVIDENCE.index)
    every = assemble_question(records)
    alone = assemble_question([record for record in records if record.capture.evidence == best])
    assert (every.events, every.answered_on) == (alone.events, alone.answered_on)
    assert {key: every.texts[key] for key in alone.texts} == alone.texts


def written(folder, spelling):
    """A source that holds one page, which names its address in some way."""
    address = URL.format(SIMPLE.legislature, SIMPLE.number)
    html = render(SIMPLE, "main", "nl", Form("html"))
    folder.mkdir()
    if spelling == "archive":
        write_warc(folder / "a.warc.gz", [Response(address, html)])
        return folder / "a.warc.gz"
    heads = {
        "line": f"URL: {address}\n",
        "canonical": f'<link rel="canonical" href="{address}">',
        "base": f'<base href="{address}">',
    }
    (folder / "page.html").write_bytes(heads.get(spelling, "").encode() + html)
    if spelling == "sidecar":
        (folder / "page.html.url").write_text(address, encoding="utf-8")
    return folder


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_what_vouches_for_an_address(tmp_path, spelling):
    store = RawStore(tmp_path / "raw")
    source = str(written(tmp_path / "in", spelling))
    bring_in(store, list(incoming_pages(source, SourceReport())), source, "20240101T000000Z-aa", 0)
    (capture,) = captures(store.entries())
    record = read_capture(capture, store.get(capture.sha256))
    assert (record.outcome, record.capture.evidence) == ("read", SPELLINGS[spelling])
    assert (record.capture.url is None) == (spelling == "none")
