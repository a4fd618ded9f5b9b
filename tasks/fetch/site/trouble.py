"""When answers show that it is the site that is in trouble, and not a page."""

from enum import Enum

from tasks.fetch.site.classify import Judgement

FAILURES_IN_A_ROW = 4
"""Addresses that did not come, each asked for several times."""
BLOCKED_IN_A_ROW = 2
"""Addresses for which something came that is no page of the Senate."""
HELD_ABSENT_IN_A_ROW = 3
"""Pages that we hold and that the site says it does not have."""
EXPECTED_ABSENT_IN_A_ROW = 30
"""Numbers that were seen to exist and that the site does not have, when it has shown no question yet."""


class Sign(Enum):
    """What the answers of a run tell of the site."""

    WELL = "well"
    SOME_PAGES = "some pages do not come; one that came before tells whether any does"
    SITE = "the site"


class Trouble:
    """Watches the answers of a run."""

    def __init__(self) -> None:
        self._shown = False
        self.forget()

    def after(self, judgement: Judgement, *, held: bool, expected: bool) -> Sign:
        """What the answers tell, with this one.

        Args:
            judgement: Of the answer.
            held: Whether a page of the address is held.
            expected: Whether the question is known to exist, though none of its pages is held.
        """
        if judgement.outcome in {"page", "unchanged"}:
            self._shown = True
            self.forget()
            return Sign.WELL
        if judgement.outcome == "absent":
            return self._absent(held=held, expected=expected)
        if judgement.outcome == "blocked" and judgement.certain:
            return Sign.SITE
        self._failures += 1
        self._blocked += judgement.outcome == "blocked"
        too_many = self._failures >= FAILURES_IN_A_ROW or self._blocked >= BLOCKED_IN_A_ROW
        return Sign.SOME_PAGES if too_many else Sign.WELL

    def _absent(self, *, held: bool, expected: bool) -> Sign:
        self._failures = self._blocked = 0
        self._held_absent += held
        self._expected_absent += expected and not self._shown
        too_many = (
            self._held_absent >= HELD_ABSENT_IN_A_ROW or self._expected_absent >= EXPECTED_ABSENT_IN_A_ROW
        )
        return Sign.SOME_PAGES if too_many else Sign.WELL

    def forget(self) -> None:
        """Begin to count anew."""
        self._failures = self._blocked = self._held_absent = self._expected_absent = 0
