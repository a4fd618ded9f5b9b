"""Quarantining the pages on which work fails, so that all others go on.

Pages that failed in the last release are tried alone first. In a shard on which work fails, each page is
tried alone, then the pages of each question together, until work on the rest of the shard succeeds. A failing
page is quarantined with the error in its reason.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from schemas.columns import RowError
from schemas.records import Capture, Reason
from tasks.common.address import parse_address
from tasks.common.errors import TerminalError, TooManyFailuresError, UnreachableError
from tasks.common.logger import log
from tasks.common.workers import Workers
from tasks.pipeline.shards import Shard, Worked

SetAside = Mapping[str, Reason]
"""Why pages are not worked on, by their identifier."""
Work = Callable[[SetAside, Shard], Worked]

MOST_SET_ASIDE = 50
"""When more pages of a batch fail, the cause is not the pages."""
_NO_FAULT_OF_A_PAGE = (TerminalError, UnreachableError, RowError)


def map_setting_aside(
    workers: Workers, work: Work, shards: Sequence[Shard], failed: SetAside
) -> list[Worked]:
    """Work on a batch of shards in parallel, in order; pages on which work fails end in quarantine unread.

    `failed` are the pages that failed in the last release: where an item may kill this process, they stay set
    aside. Raises TerminalError when the cause is not the pages, as a full disk or very many failures, and
    UnreachableError when the raw store cannot be reached.
    """
    batch = _Batch(workers, work)
    known = [(shard, page) for shard in shards for page in shard.captures if page.page_id in failed]
    if workers.are_guarded:
        batch.try_apart(Shard(shard.name, (page,)) for shard, page in known)
    else:
        batch.set_aside |= {page.page_id: failed[page.page_id] for _, page in known}
    outcomes = zip(shards, batch.outcomes(shards), strict=True)
    return [
        batch.without_failing_pages(shard, outcome) if isinstance(outcome, Exception) else outcome
        for shard, outcome in outcomes
    ]


class _Batch:
    """Work on the shards of a batch; `set_aside` are its pages that have failed so far."""

    def __init__(self, workers: Workers, work: Work) -> None:
        self._workers, self._work = workers, work
        self.set_aside: dict[str, Reason] = {}

    def outcomes(self, shards: Sequence[Shard]) -> list[Worked | Exception]:
        """The result or the error of each shard, without the pages that are set aside."""
        return self._workers.map(partial(self._work, self.set_aside), shards, _NO_FAULT_OF_A_PAGE)

    def without_failing_pages(self, shard: Shard, failure: Exception) -> Worked:
        """Work on a shard without its failing pages, or without any page if that is not enough."""
        log.warning("Work on shard %s failed: %r", shard.name, failure)
        pages = [Shard(shard.name, (page,)) for page in shard.captures]
        for parts in (pages, _questions(shard)):
            self.try_apart(parts)
            (outcome,) = self.outcomes([shard])
            if not isinstance(outcome, Exception):
                return outcome
            failure = outcome
        self._set_aside(shard, failure)
        return self._work(self.set_aside, shard)

    def try_apart(self, parts: Iterable[Shard]) -> None:
        """Set aside each part on which work fails; its pages may be read together with others later."""
        tried = [part for part in parts if not all(page.page_id in self.set_aside for page in part.captures)]
        for part, outcome in zip(tried, self.outcomes(tried), strict=True):
            if isinstance(outcome, Exception):
                self._set_aside(part, outcome)

    def _set_aside(self, part: Shard, error: Exception) -> None:
        """Set pages aside; raise TooManyFailuresError when there are too many."""
        sentence = f"Work on this page failed each time; please report it. {error!r}"
        self.set_aside |= {page.page_id: Reason("failed", sentence) for page in part.captures}
        if len(self.set_aside) > MOST_SET_ASIDE:
            raise TooManyFailuresError(
                f"More than {MOST_SET_ASIDE} pages of one batch failed, so the cause may not be the pages. "
                f"Nothing was published. Check the machine's memory; the last error was: {error!r}"
            )


def _questions(shard: Shard) -> list[Shard]:
    """The pages of each question that their addresses name; a page without one is alone."""
    found: dict[str, list[Capture]] = defaultdict(list)
    for page in shard.captures:
        address = parse_address(page.url or "")
        question = (address and address.question_id) or page.page_id
        found[question].append(page)
    return [Shard(shard.name, tuple(pages)) for pages in found.values() if len(pages) > 1]
