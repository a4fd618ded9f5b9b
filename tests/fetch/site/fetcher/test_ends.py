"""What ends a run soon, with a sentence and code 4, and what it keeps."""

import pytest

from tasks.common.errors import SourceUnavailableError
from tasks.fetch.site.pace import LONGEST_WAIT, TRIES, TRIES_WHEN_BLOCKED
from tests.fetch.plan.support import page
from tests.fetch.site.fetcher.conftest import new, wanted
from tests.support.site import Challenge, EmptyPage, Frames, NoBody, Reset, ServerError, TooMany

RUN = 5
"""Responses in a row that a run takes without evidence."""
DOWN = r"Page after page fails: HTTP 503\. What was"
BLOCKS = "The site blocks requests: .* ask the Senate .* archive"
FAILS = "Page after page fails: .* nothing is recorded"
CHANGED = "shows no questions: .* It may have changed"
FRAMES = Frames("Uw browser kent geen frames.")
REST = wanted(*range(2, 30))
KNOWN = [*wanted(1, 2, 3, 4, reason="spot_check"), *new(20)]
SEEN = wanted(*range(1, 60), legislature=7)
LATER = TooMany(int(LONGEST_WAIT) + 1)
NO_PAGES = (Challenge(kind="parked"), Challenge(kind="maintenance"), ServerError(403))
SILENT = ["no_evidence"] * RUN
ENDS = [  # pages that came before, what goes wrong where, the plan; the sentence, outcomes, requests
    (1, ServerError(503), None, REST, DOWN, ["failed"] * 5, 1 + TRIES * 5),
    (0, Reset(), lambda _: True, REST, r"robots\.txt did not load", [], TRIES),
    *(
        (1, Challenge(kind=kind), None, REST, BLOCKS, ["blocked"], 1 + TRIES_WHEN_BLOCKED)
        for kind in ("header", "body", "rejected")
    ),
    *((1, fault, None, REST, FAILS, ["blocked"] * 3, 1 + TRIES_WHEN_BLOCKED * 3) for fault in NO_PAGES),
    *((0, fault, None, REST, FAILS, ["blocked"] * 2, 1 + TRIES_WHEN_BLOCKED * 2) for fault in NO_PAGES),
    (0, None, None, SEEN, "shows no questions where there were some", ["absent"] * 30, 31),
    (0, LATER, "NR=2&", wanted(1, 2, 3), "asks for a pause of 601 seconds", ["page", "failed"], 3),
    *((5, fault, None, KNOWN, CHANGED, SILENT[:4], 5) for fault in (FRAMES, NoBody())),
    (5, EmptyPage(), None, KNOWN, "shows no questions where there were some", ["absent"] * 4, 5),
    *(
        (1, fault, None, new(20), CHANGED, ["no_evidence"] * (RUN + 1), RUN + 2)
        for fault in (FRAMES, NoBody())
    ),
    (0, Frames(), None, new(20), "shows no questions: The site returned 200", SILENT, RUN + 1),
]


@pytest.mark.parametrize("case", ENDS, ids=lambda case: f"{case[1]} after {case[0]} page(s)")
def test_a_site_that_blocks_is_down_or_has_changed_ends_the_run_soon(runs, site, case):
    before, fault, where, planned, sentence, outcomes, requests = case
    runs.fetch(wanted(*range(1, before + 1)))
    site.forget()
    if fault:
        site.faults.always(fault, where=where)
    with pytest.raises(SourceUnavailableError, match=sentence) as error:
        runs.fetch(planned, absent_run=RUN)
    assert error.value.ends.exit_code == 4
    assert (runs.outcomes()[before:], len(site.requests)) == (outcomes, requests)
    last = runs.log[-1]
    assert last.outcome in outcomes or [entry.outcome for entry in runs.log] == ["robots"]
    assert last.canonical_url == page(1).url or planned != new(20) or not before
    assert last.status == 429 or fault is not LATER
