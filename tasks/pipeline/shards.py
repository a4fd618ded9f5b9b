"""Shards: the pages of some neighbouring questions, worked on together and apart from all others.

A night works only on the shards with new pages, and no process holds all pages at once. The shard of a page
is certain once the page is read; until then its address decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from schemas.question_number import question_number
from schemas.records import Capture, PageRecord
from tasks.common.address import QuestionAddress, parse_address
from tasks.link import Part
from tasks.pipeline.endings import Endings, PageEnding, page_ending

QUESTIONS = 5
"""Numbers in a shard: few, so that a new page costs little; enough to make an Arrow table worthwhile."""
_NO_ADDRESS = -1
"""In place of a legislature, for pages whose address names no question."""


class Name(NamedTuple):
    """The name of a shard: a legislature, and a place in the order of its questions."""

    legislature: int
    place: int


class Shard(NamedTuple):
    """Pages that are worked on together, sorted by identifier."""

    name: Name
    captures: tuple[Capture, ...]


class PageFact(NamedTuple):
    """What other shards must know of a page: the shard that it belongs to, and how it ends."""

    home: Name
    ending: PageEnding | None


class Worked(NamedTuple):
    """The result for a shard: the shared `endings` that were removed, facts by page, and rows.

    `set_aside` counts pages that failed; the next run works on the shard again if there are any.
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
    """The shard of a page by its address; pages without one are spread by their identifier."""
    return _by_address(capture.url or "") or Name(_NO_ADDRESS, int(capture.page_id[:2], 16))


@lru_cache(maxsize=1 << 18)
def _by_address(url: str) -> Name | None:
    address = parse_address(url)
    return shard_of(address.question_id) if isinstance(address, QuestionAddress) else None


def page_fact(record: PageRecord, here: Name) -> PageFact:
    """What other shards must know of a page; one that could not be read belongs to the shard `here`."""
    home = shard_of(record.reading.question_id) if record.reading else here
    return PageFact(home, page_ending(record))


def split_into_shards(captures: Iterable[Capture], homes: Mapping[str, Name]) -> list[Shard]:
    """Split pages into shards, in the order of questions; by address unless `homes` names the shard."""
    found: dict[Name, list[Capture]] = defaultdict(list)
    for capture in captures:
        found[homes.get(capture.page_id) or guess(capture)].append(capture)
    return [
        Shard(name, tuple(sorted(found[name], key=lambda capture: capture.page_id))) for name in sorted(found)
    ]
