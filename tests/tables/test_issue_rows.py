"""Issues that many pages share, and a release of bulletins alone."""

from dataclasses import replace
from random import Random
from unittest.mock import patch

import pytest

from schemas.records import Attempt, PageIssue
from tasks.tables.rows import once_for_each_text, page_tables, withdrawn_issues
from tests.support.bulletins import BULLETINS
from tests.support.command import output_of
from tests.support.releases import PAGE, verified_here
from tests.support.render import LANGUAGES, BulletinForm, render_bulletin
from tests.support.runs import rows
from tests.support.sources import lay_out

MENU, FOOTER = 'No rule has read: "Home".', 'No rule has read: "Natieplein 1".'
CUT = "The HTML has no end; the page may be cut."
HABIT = 50
ORDERS = 3


def issues_of(shown):
    """The rows of pages, each with its issues as kind and detail."""
    records = [
        replace(
            PAGE,
            capture=replace(PAGE.capture, page_id=name),
            question_id=f"5-{number}",
            issues=tuple(PageIssue(*issue) for issue in issues),
        )
        for number, (name, issues) in enumerate(shown.items(), 1)
    ]
    return page_tables(records)["issues"]


def once(shown):
    """The rows that are left, which must be the same for a sample of the orders of rows."""
    before = issues_of(shown)
    left = [
        once_for_each_text(before),
        *(once_for_each_text(Random(seed).sample(before, len(before))) for seed in range(ORDERS)),
    ]
    ordered = [sorted(found, key=lambda row: (row["page_id"], row["kind"], row["detail"])) for found in left]
    assert all(found == ordered[0] for found in ordered)
    return ordered[0]


OF_A_HABIT = pytest.mark.parametrize("issue", [("letters_unread", MENU), ("page_not_closed", CUT)])


@OF_A_HABIT
@pytest.mark.parametrize("pages", [1, 2, HABIT - 1])
def test_issues_of_some_pages_are_one_row_each(issue, pages):
    shown = {f"p{number:03}": [issue] for number in range(pages)}
    assert once(shown) == sorted(issues_of(shown), key=lambda row: row["page_id"])


@OF_A_HABIT
@pytest.mark.parametrize("pages", [HABIT, HABIT + 1, 3 * HABIT])
def test_issues_of_very_many_pages_are_one_row_with_the_first_page_and_their_count(issue, pages):
    shown = {f"p{number:03}": [issue] for number in range(pages)}
    shown["p007"].append(("letters_unread", FOOTER))
    assert [(row["page_id"], row["kind"], row["detail"]) for row in once(shown)] == [
        ("p000", issue[0], f"{issue[1]} It is on {pages} pages."),
        ("p007", "letters_unread", FOOTER),
    ]


@pytest.mark.parametrize("kind", ["party_missing", "second_question", "charset_mixed", "unreadable_letters"])
def test_other_issues_stay_one_row_for_each_page(kind):
    shown = {f"p{number:03}": [(kind, "The same."), ("letters_unread", MENU)] for number in range(HABIT + 1)}
    found = once(shown)
    assert [row["page_id"] for row in found if row["kind"] == kind] == list(shown)
    assert len(found) == len(shown) + 1


def test_pages_without_an_end_count_alone():
    """Unread lines do not make them a habit, nor the other way."""
    shown = {f"p{number:03}": [("letters_unread", MENU)] for number in range(2 * HABIT)}
    shown |= {f"q{number}": [("page_not_closed", CUT), ("letters_unread", MENU)] for number in range(3)}
    found = once(shown)
    assert [row["page_id"] for row in found if row["kind"] == "page_not_closed"] == ["q0", "q1", "q2"]
    assert len(found) == len(["q0", "q1", "q2"]) + 1


def test_no_issue_is_no_row():
    assert once_for_each_text([]) == []


# Bulletins end to end

ANSWERED = next(facts for facts in BULLETINS.values() if facts.answer)
OPEN = next(facts for facts in BULLETINS.values() if facts.answer is None)
STATUS = {ANSWERED.question_id: "answered", OPEN.question_id: "unknown"}
"""No chronology closes the questions of a bulletin; its legislature is over."""


@pytest.fixture(scope="module")
def bulletins(tmp_path_factory):
    """The data folder of a run over both pages of an answered and of an unanswered question."""
    top = tmp_path_factory.mktemp("bulletins")
    files = {}
    for facts in (ANSWERED, OPEN):
        for language, form in zip(LANGUAGES, (BulletinForm("html", "divs"), BulletinForm()), strict=True):
            name = f"{facts.question_id}-{language}{form.suffix}"
            files[name] = render_bulletin(facts, language, form)
            files[f"{name}.url"] = f"{facts.address(language)}\n".encode()
    with patch("tasks.present.publishing.build_site"):  # nobody looks at the explorer
        output_of("ingest", "--from", lay_out(top / "pages", files), "--data", top / "data")
    return top / "data"


def test_a_release_of_bulletins_is_complete_and_an_answered_one_is_answered_without_a_date(bulletins):
    assert rows(bulletins, "SELECT kind, detail FROM issues") == []
    assert rows(bulletins, "SELECT outcome, count(*) FROM pages GROUP BY outcome") == [("read", 4)]
    assert rows(bulletins, "SELECT outcome FROM runs") == [("published",)]
    assert verified_here(bulletins / "current").faults == []
    query = "SELECT question_id, status, answered_on, response_days FROM questions"
    assert sorted(rows(bulletins, query)) == sorted(
        (name, status, None, None) for name, status in STATUS.items()
    )


def test_the_texts_of_bulletins_are_released(bulletins):
    found = dict(rows(bulletins, "SELECT question_id || language || part, text FROM texts"))
    wanted = {
        f"{facts.question_id}{language}{part}": "\n\n".join(both[language])
        for facts in (ANSWERED, OPEN)
        for part, both in (("question", facts.question), ("answer", facts.answer))
        for language in (LANGUAGES if both else ())
    }
    assert found == wanted


def test_a_question_that_the_site_has_no_longer_is_an_issue_of_its_own():
    attempts = [Attempt(5, number, "absent", withdrawn=number != 2) for number in (1, 2, 3)]
    found = withdrawn_issues({"questions": [{"question_id": "5-1"}, {"question_id": "5-2"}]}, attempts)
    assert [(row["kind"], row["question_id"]) for row in found] == [("question_withdrawn", "5-1")]
