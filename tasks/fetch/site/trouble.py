"""When responses show that the site is in trouble, and not just a page."""

from collections import Counter

from tasks.fetch.site.classify import Classification

CAME = frozenset({"page", "unchanged"})
NO_QUESTION = frozenset({"absent", "no_evidence"})
IN_A_ROW = {
    "failed": 4,  # addresses that failed, each after several tries
    "blocked": 2,  # addresses with a response that is not a page of the Senate
    "stored": 3,  # stored pages that the site says it does not have, or instead of which it says nothing
    "expected": 30,  # the same for numbers known to exist, before it has shown any question
}
"""How many in a row are too many."""


class Trouble:
    """Counts the responses of a run that bring no page."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._saw_page = False

    def after(self, found: Classification, *, stored: bool, expected: bool) -> bool:
        """Whether there are too many, with this one: a page that came before tells whether any comes.

        `stored`: a page of the address is stored; `expected`: the question is known to exist.
        """
        if found.outcome in CAME:
            self._saw_page = True
            self.forget()
            return False
        if found.outcome == "absent":
            self._counts.update(failed=-self._counts["failed"], blocked=-self._counts["blocked"])
        is_none = found.outcome in NO_QUESTION
        self._counts.update(
            failed=not is_none,
            blocked=found.outcome == "blocked",
            stored=is_none and stored,
            expected=is_none and expected and not self._saw_page,
        )
        return any(self._counts[kind] >= most for kind, most in IN_A_ROW.items())

    def forget(self) -> None:
        """Start counting again."""
        self._counts.clear()
