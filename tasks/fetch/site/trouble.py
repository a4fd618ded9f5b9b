"""When responses show that the site is in trouble, and not just a page."""

from enum import Enum

from tasks.fetch.site.classify import Classification

FAILURES_IN_A_ROW = 4
"""Addresses that failed, each after several tries."""
BLOCKED_IN_A_ROW = 2
"""Addresses with a response that is not a page of the Senate."""
STORED_ABSENT_IN_A_ROW = 3
"""Stored pages that the site says it does not have, or instead of which it says nothing."""
EXPECTED_ABSENT_IN_A_ROW = 30
"""The same for numbers known to exist, before it has shown any question."""


class Sign(Enum):
    """What the responses of a run show about the site."""

    WELL = "well"
    SOME_PAGES = "some pages do not come; one that came before tells whether any does"
    SITE = "the site"


class Trouble:
    """Watches the responses of a run."""

    def __init__(self) -> None:
        self._saw_page = False
        self.forget()

    def after(self, classification: Classification, *, stored: bool, expected: bool) -> Sign:
        """What the responses show, including this one.

        `stored`: a page of the address is stored; `expected`: the question is known to exist, without a
        stored page.
        """
        if classification.outcome in {"page", "unchanged"}:
            self._saw_page = True
            self.forget()
            return Sign.WELL
        if classification.outcome in {"absent", "no_evidence"}:
            if classification.outcome == "absent":
                self._failures = self._blocked = 0
            return self._no_question(stored=stored, expected=expected)
        if classification.outcome == "blocked" and classification.certain:
            return Sign.SITE
        self._failures += 1
        self._blocked += classification.outcome == "blocked"
        too_many = self._failures >= FAILURES_IN_A_ROW or self._blocked >= BLOCKED_IN_A_ROW
        return Sign.SOME_PAGES if too_many else Sign.WELL

    def _no_question(self, *, stored: bool, expected: bool) -> Sign:
        self._stored_absent += stored
        self._expected_absent += expected and not self._saw_page
        too_many = (
            self._stored_absent >= STORED_ABSENT_IN_A_ROW or self._expected_absent >= EXPECTED_ABSENT_IN_A_ROW
        )
        return Sign.SOME_PAGES if too_many else Sign.WELL

    def forget(self) -> None:
        """Start counting again."""
        self._failures = self._blocked = self._stored_absent = self._expected_absent = 0
