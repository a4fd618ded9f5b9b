"""Work that goes on when some pages cannot be worked on: they are found by halving, and set aside alone.

A batch that fails is tried again, since what failed may have been the machine. Then it is halved until one
shard fails, whose questions and pages are halved in turn. A page is quarantined with what happened as the
reason; all others are worked on as if it had not been there.
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
"""Begins the reason of a page that is worked on again the next time."""
MOST_SET_ASIDE = 50
"""When more pages of a batch fail, it is not the pages."""


def map_setting_aside(
    workers: Workers, work: Callable[[SetAside, Shard], Worked], shards: Sequence[Shard]
) -> list[Worked]:
    """Work on shards side by side, setting aside the pages on which that fails.

    Args:
        workers: Work side by side.
        work: Works on one shard; pages that are set aside end in quarantine unread.
        shards: A batch.

    Returns:
        All shards, in their order.

    Raises:
        TerminalError: When it is not the pages: a full disk, or very many that fail.
        UnreachableError: When the raw store cannot be asked.
    """
    return list(_Bisection(workers, work).worked(shards))


class _Bisection:
    """The search for the pages of one batch on which work fails."""

    def __init__(self, workers: Workers, work: Callable[[SetAside, Shard], Worked]) -> None:
        self._workers, self._work = workers, work
        self._set_aside = 0

    def worked(self, shards: Sequence[Shard]) -> Iterator[Worked]:
        """All shards, in halves as far as they fail together."""
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
        """What an attempt gives, or how the last one failed."""
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
        """A shard whose failing pages are set aside; all of its pages when that is not enough."""
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
        """The groups of pages on which work fails, and how: each alone, or those that fail only together."""
        pages = tuple(chain.from_iterable(groups))
        outcome = self._outcome([Shard(shard.name, pages)], {})
        if not isinstance(outcome, Exception):
            return []
        half = len(groups) // 2
        found = self._failing(shard, groups[:half]) + self._failing(shard, groups[half:]) if half else []
        return found or [(pages, outcome)]

    def _require_few(self, more: int, reasons: Iterable[str]) -> None:
        """Count the pages that are set aside.

        Raises:
            TooManyFailuresError: When they are too many.
        """
        self._set_aside += more
        if self._set_aside > MOST_SET_ASIDE:
            raise TooManyFailuresError(
                f"{self._set_aside} pages of one batch cannot be worked on: it may not be the pages. Nothing "
                f"was published. Look at the memory of the machine; the last said: {next(iter(reasons))}"
            )


def _reason(error: Exception) -> str:
    return f"{FAILED}; please report it. {error!r}"


def _by_question(shard: Shard) -> list[Pages]:
    """Pages that name a question in their address together, the others alone."""
    found: dict[str, list[Capture]] = defaultdict(list)
    for page in shard.captures:
        address = parse_address(page.url or "")
        question = address.question_id if isinstance(address, QuestionAddress) else page.page_id
        found[question].append(page)
    return [tuple(pages) for pages in found.values()]
