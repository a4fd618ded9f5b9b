"""Quarantining the pages on which work fails, so that all others go on.

A failing batch is tried again, since the machine may have been the cause. Then it is halved until one shard
fails, and that shard's questions and pages are halved in turn. A failing page is quarantined with the error
as its reason.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from schemas.columns import RowError
from schemas.records import Capture
from tasks.common.address import QuestionAddress, parse_address
from tasks.common.errors import TerminalError, TooManyFailuresError, UnexpectedError, UnreachableError
from tasks.common.logger import log
from tasks.pipeline.shards import Shard, Worked
from tasks.pipeline.workers import Workers

SetAside = Mapping[str, str]
"""Why pages are not worked on, by their identifier."""
Pages = tuple[Capture, ...]

ATTEMPTS = 2
FAILED = "Work on this page failed each time"
"""Prefix of the reason of a page that the next run tries again."""
MOST_SET_ASIDE = 50
"""When more pages of a batch fail, the cause is not the pages."""


def map_setting_aside(
    workers: Workers, work: Callable[[SetAside, Shard], Worked], shards: Sequence[Shard]
) -> list[Worked]:
    """Work on a batch of shards in parallel, in order; pages on which work fails end in quarantine unread.

    Raises TerminalError when the cause is not the pages, as a full disk or very many failures, and
    UnreachableError when the raw store cannot be reached.
    """
    return list(_Bisection(workers, work).worked(shards))


class _Bisection:
    """The search for the pages of one batch on which work fails."""

    def __init__(self, workers: Workers, work: Callable[[SetAside, Shard], Worked]) -> None:
        self._workers, self._work = workers, work
        self._set_aside = 0

    def worked(self, shards: Sequence[Shard]) -> Iterator[Worked]:
        """Work on all shards, halving them as long as they fail."""
        outcome = self._outcome(shards, {})
        if not isinstance(outcome, Exception):
            yield from outcome
            return
        log.warning("Work on %d shards failed %d times: %r", len(shards), ATTEMPTS, outcome)
        if len(shards) == 1:
            yield from self._without_failing_pages(shards[0])
            return
        half = len(shards) // 2
        yield from self.worked(shards[:half])
        yield from self.worked(shards[half:])

    def _outcome(self, shards: Sequence[Shard], set_aside: SetAside) -> list[Worked] | Exception:
        """The result of the first attempt that succeeds, or the error of the last one."""
        failure: Exception = UnexpectedError("It was not tried.")
        for _ in range(ATTEMPTS):
            try:
                return self._workers.map(partial(self._work, set_aside), shards)
            except (TerminalError, UnreachableError, RowError):
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is, the other pages go on
                failure = error
        return failure

    def _without_failing_pages(self, shard: Shard) -> list[Worked]:
        """Work on a shard without its failing pages, or without any page if that is not enough."""
        found = [
            failing
            for pages, _ in self._failing(shard, _by_question(shard))
            for failing in self._failing(shard, [(page,) for page in pages])
        ]
        reasons = {page.page_id: _reason(error) for pages, error in found for page in pages}
        outcome = self._outcome([shard], reasons)
        if isinstance(outcome, Exception):
            reasons = {page.page_id: _reason(outcome) for page in shard.captures}
            outcome = self._workers.map(partial(self._work, reasons), [shard])
        self._require_few(len(reasons), reasons.values())
        return outcome

    def _failing(self, shard: Shard, groups: Sequence[Pages]) -> list[tuple[Pages, Exception]]:
        """The smallest groups of pages on which work fails, with the error."""
        pages = tuple(chain.from_iterable(groups))
        outcome = self._outcome([Shard(shard.name, pages)], {})
        if not isinstance(outcome, Exception):
            return []
        half = len(groups) // 2
        found = self._failing(shard, groups[:half]) + self._failing(shard, groups[half:]) if half else []
        return found or [(pages, outcome)]

    def _require_few(self, more: int, reasons: Iterable[str]) -> None:
        """Count pages that are set aside; raise TooManyFailuresError when there are too many."""
        self._set_aside += more
        if self._set_aside > MOST_SET_ASIDE:
            raise TooManyFailuresError(
                f"{self._set_aside} pages of one batch failed, so the cause may not be the pages. Nothing "
                f"was published. Check the machine's memory; the last error was: {next(iter(reasons))}"
            )


def _reason(error: Exception) -> str:
    return f"{FAILED}; please report it. {error!r}"


def _by_question(shard: Shard) -> list[Pages]:
    """Group pages by the question that their address names; a page without one is alone."""
    found: dict[str, list[Capture]] = defaultdict(list)
    for page in shard.captures:
        address = parse_address(page.url or "")
        question = address.question_id if isinstance(address, QuestionAddress) else page.page_id
        found[question].append(page)
    return [tuple(pages) for pages in found.values()]
