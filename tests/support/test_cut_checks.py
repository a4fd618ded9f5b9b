"""The checks of cut copies find what is wrong, and nothing in a whole page."""

from copy import deepcopy
from functools import cache

import pytest

from tests.support.cut_checks import lacking, read_rows
from tests.support.cut_ends import cut_faults
from tests.support.each_case import each_case
from tests.support.whole_pages import rendered

PAGE = rendered("answered", "main", "text", "nl")
PLANTED = {
    "questions.addressee_nl": ("questions", {"addressee_nl": "de minister van Ju"}),
    "questions.response_days": ("questions", {"response_days": 1}),
    "questions.status": ("questions", {"status": "closed"}),
    "questions.status_reason": ("questions", {"status": "unknown"}),
    "keywords": ("keywords", {"keyword": "officiële sta"}),
    "events": ("events", {"event": "closed"}),
    "links": ("links", {"target_id": "6-950"}),
    "subquestions": ("subquestions", {"text": "Wie bet"}),
    "answer_parts": ("answer_parts", {"answer_kind": "referral"}),
    "texts (answer)": ("texts", {"text": "1) Tien.\n\n3"}),
    "texts.words": ("texts", {"words": 2}),
    "issues": ("questions", {"party": None}),
}


@cache
def whole():
    return read_rows(PAGE.content, PAGE.url)


def planted(table, changes):
    rows = deepcopy(whole())
    rows[table][-1] |= changes
    return {what for what, _ in lacking(rows, whole())}


def test_complete_page_has_no_fault():
    assert list(lacking(whole(), whole())) == []
    assert list(cut_faults(PAGE, whole(), len(PAGE.content))) == []


@each_case("what", PLANTED)
def test_fault_is_found(what):
    assert what in planted(*PLANTED[what])


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("questions", {"status": "unknown", "status_reason": "copy_cut"}),
        ("questions", {"party": None}),
        ("texts", {"text": "1) Tien.\n\n2) De St", "words": None}),
        ("answer_parts", {"text": "De St", "answers": []}),
    ],
)
def test_less_is_no_fault(table, changes):
    assert planted(table, changes) == {"issues"}
