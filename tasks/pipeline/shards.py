"""Shards: the pages of some neighbouring questions, worked on together and apart from all others.

So a night works anew only on the shards of which a page came, and no process holds all pages at once. Where
a page belongs is known for sure once it is read; until then its address tells.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from schemas.question_number import question_number
from schemas.records import Capture, PageRecord
from tasks.common.address import QuestionAddress, parse_address
from tasks.link.release_tables import Part
from tasks.pipeline.endings import Endings, PageEnding, page_ending, shared_endings

QUESTIONS = 5
"""Numbers in a shard: few enough that a new page costs little, enough that an Arrow table is worth it."""
_NO_ADDRESS = -1
"""In place of a legislature, for pages that do not tell by their address whose they are."""


class Name(NamedTuple):
    """Where pages belong: the legislature and the number of the shard in it, in the order of questions."""

    legislature: int
    place: int


class Shard(NamedTuple):
    """Pages that are worked on together, by identifier."""

    name: Name
    captures: tuple[Capture, ...]


class PageFact(NamedTuple):
    """What must be known of a page beyond its shard: where it belongs, and how it ends."""

    home: Name
    ending: PageEnding | None


class Worked(NamedTuple):
    """A shard that was worked on.

    Attributes:
        shard: The shard.
        endings: The endings that its pages were freed of.
        facts: For each page what must be known of it elsewhere.
        part: The rows of the questions that belong here, and of the pages.
        set_aside: How many of its pages could not be worked on; it is worked on again the next time.
    """

    shard: Shard
    endings: Endings
    facts: Mapping[str, PageFact]
    part: Part
    set_aside: int = 0


Work = Callable[[Sequence[Shard], Endings], Iterable[Sequence[Worked]]]
"""Works on shards, in any order, some at a time."""


class Memory(Protocol):
    """Remembers what was worked out of shards."""

    def state(self) -> tuple[Mapping[str, Name], Endings]:
        """Where pages belong of which the address does not tell it, and the endings, of the last time."""
        ...

    def recall(self, shard: Shard, endings: Endings) -> Worked | None:
        """A shard as it was worked on with the same pages and endings; None when it was not."""
        ...

    def keep(self, batch: Sequence[Worked]) -> Sequence[Worked]:
        """Remember shards; returns the same, as they are remembered."""
        ...

    def finish(self, worked: Sequence[Worked], homes: Mapping[str, Name], endings: Endings) -> None:
        """Remember the state, and forget all other shards."""
        ...


def shard_of(question_id: str) -> Name:
    """The shard of a question, '5-8900'."""
    legislature, number = question_number(question_id)
    return Name(legislature, number // QUESTIONS)


def guess(capture: Capture) -> Name:
    """Where a page belongs by its address; pages without one are parted by their identifier."""
    return _by_address(capture.url or "") or Name(_NO_ADDRESS, int(capture.page_id[:2], 16))


@lru_cache(maxsize=1 << 18)
def _by_address(url: str) -> Name | None:
    address = parse_address(url)
    return shard_of(address.question_id) if isinstance(address, QuestionAddress) else None


def page_fact(record: PageRecord, here: Name) -> PageFact:
    """What must be known of a page elsewhere; one that could not be read belongs where it was.

    Args:
        record: The page.
        here: The shard in which it was read.
    """
    home = shard_of(record.reading.question_id) if record.reading else here
    return PageFact(home, page_ending(record))


def work_all(captures: Sequence[Capture], work: Work, memory: Memory) -> list[Worked]:
    """Every shard, worked on with all of its pages and with the endings that all pages share.

    Pages are parted by their addresses first. When one turns out to belong elsewhere, or the endings are
    others than was thought, the shards concerned are worked on again.

    Args:
        captures: All pages.
        work: Works on shards.
        memory: Remembers shards that have not changed.

    Returns:
        The shards in the order of their questions.
    """
    homes, endings = memory.state()
    known: dict[str, PageFact] = {}
    done: dict[Name, Worked] = {}
    while True:
        shards = parted(captures, homes)
        done |= {one.shard.name: one for one in _all_done(shards, endings, done, work, memory)}
        known |= {page: fact for shard in shards for page, fact in done[shard.name].facts.items()}
        homes = {page: fact.home for page, fact in known.items()}
        ends = (known[capture.page_id].ending for capture in captures)
        now = shared_endings(ending for ending in ends if ending)
        if now == endings and parted(captures, homes) == shards:
            worked = [done[shard.name] for shard in shards]
            memory.finish(worked, _unguessed(captures, homes), endings)
            return worked
        endings = now


def _all_done(
    shards: Iterable[Shard], endings: Endings, done: Mapping[Name, Worked], work: Work, memory: Memory
) -> Iterator[Worked]:
    """The shards that were not done with the same pages and endings: remembered, or else worked on."""
    todo = []
    for shard in shards:
        if _is_done(done.get(shard.name), shard, endings):
            continue
        remembered = memory.recall(shard, endings)
        if remembered:
            yield remembered
        else:
            todo.append(shard)
    for batch in work(todo, endings) if todo else ():
        yield from memory.keep(batch)


def _unguessed(captures: Iterable[Capture], homes: Mapping[str, Name]) -> dict[str, Name]:
    """Where pages belong of which the address does not tell it."""
    return {
        capture.page_id: homes[capture.page_id]
        for capture in captures
        if homes[capture.page_id] != guess(capture)
    }


def parted(captures: Iterable[Capture], homes: Mapping[str, Name]) -> list[Shard]:
    """Pages by shard, in the order of questions; by address where it is not known better."""
    found: dict[Name, list[Capture]] = defaultdict(list)
    for capture in captures:
        found[homes.get(capture.page_id) or guess(capture)].append(capture)
    return [
        Shard(name, tuple(sorted(found[name], key=lambda capture: capture.page_id))) for name in sorted(found)
    ]


def _is_done(worked: Worked | None, shard: Shard, endings: Endings) -> bool:
    return worked is not None and worked.shard == shard and worked.endings == endings
