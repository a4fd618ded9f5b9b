"""Shards: the pages of some neighbouring questions, worked on together and apart from all others.

So a night works anew only on the shards of which a page came, and no process holds all pages at once. Where
a page belongs is known for sure once it is read; until then its address tells.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from schemas.question_number import question_number
from schemas.records import Capture, PageRecord
from tasks.common.address import QuestionAddress, parse_address
from tasks.link.whole import Part
from tasks.pipeline.endings import Endings, PageEnding, page_ending

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


def parted(captures: Iterable[Capture], homes: Mapping[str, Name]) -> list[Shard]:
    """Pages by shard, in the order of questions; by address where it is not known better."""
    found: dict[Name, list[Capture]] = defaultdict(list)
    for capture in captures:
        found[homes.get(capture.page_id) or guess(capture)].append(capture)
    return [
        Shard(name, tuple(sorted(found[name], key=lambda capture: capture.page_id))) for name in sorted(found)
    ]
