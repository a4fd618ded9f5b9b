"""Responses that are neither a page of a question nor word that there is none."""

import pytest

from tests.fetch.site.fetcher.conftest import NOWHERE, above, new, wanted
from tests.support.site import EmptyPage, Frames, NoBody, ServerError

RUN = 5
"""Responses in a row that a run takes without evidence."""
SILENT = pytest.mark.parametrize("fault", [Frames("Uw browser kent geen frames."), NoBody()], ids=repr)


@SILENT
def test_a_run_of_them_gives_up_that_reason_alone_and_says_so(runs, site, fault):
    runs.fetch(wanted(7, 8))
    site.faults.always(fault, where=above(100))
    fetcher = runs.fetch([*wanted(1), *new(20), *wanted(2, reason="open")], absent_run=RUN)
    assert [(entry.reason, entry.outcome) for entry in runs.pages[2:]] == [
        ("backfill", "page"),
        *[("new_number", "no_evidence")] * RUN,
        ("spot_check", "page"),
        ("open", "page"),
    ]
    (note,) = fetcher.notes
    assert note.startswith("new_number: page after page says nothing about a question (The site returned 200")
    assert note.endswith("The rest is left for the next run.")
    assert fetcher.wanted(new(30)) == []
    assert fetcher.wanted(wanted(3, reason="open")) == wanted(3, reason="open")


def test_they_hide_no_failures(runs, site):
    """A site that fails every other time is in trouble, whatever else it says."""
    runs.fetch(wanted(1))
    for number in range(NOWHERE, NOWHERE + 20, 2):
        site.faults.always(ServerError(522), where=f"NR={number}&")
    site.faults.always(NoBody(), where=above(100))
    fetcher = runs.fetch(new(20), absent_run=RUN)
    assert runs.outcomes() == ["page", *["failed", "no_evidence"] * 3, "failed", "page"]
    assert "new_number: page after page fails (HTTP 522.)" in fetcher.notes[0]


@pytest.mark.parametrize(("fault", "outcome"), [(Frames(), "no_evidence"), (EmptyPage(), "absent")], ids=repr)
def test_a_few_known_questions_without_evidence_or_taken_back_stop_nothing(runs, site, fault, outcome):
    runs.fetch(wanted(1, 2, 3, 4))
    site.faults.always(fault, where=lambda request: request.question_id in {"8-1", "8-2", "8-3"})
    done = runs.fetch(wanted(1, 2, 3, 5, 6, reason="open"), absent_run=RUN)
    assert runs.outcomes()[4:] == [*[outcome] * 3, "page", "page", "page"]
    assert done.notes == []


def test_what_came_is_kept_with_its_status(runs, site):
    site.faults.always(Frames(), where="NR=2&")
    site.faults.always(NoBody(), where="NR=3&")
    runs.fetch(wanted(1, 2, 3))
    _, frames, empty = runs.pages
    assert (frames.status, b"<FRAMESET" in runs.store.get(frames.sha256)) == (200, True)
    assert (empty.status, empty.sha256, empty.detail) == (200, None, frames.detail)
