"""Shards: the pages of some neighbouring questions, worked on together and apart from all others.

A night works only on the shards with new pages, and no process holds all pages at once. The shard of a page
is certain once the page is read; until then its address decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from schemas.question_number import question_number
from schemas.records import Capture, PageRecord
from tasks.common.address import parse_address
from tasks.link import Part, Sighting

QUESTIONS = 5
"""Numbers in a shard: few, so that a new page costs little; enough to make an Arrow table worthwhile."""
FINGERPRINTS = "fingerprints"
"""The rows of a pack that are in no table."""
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


class Pack(NamedTuple):
    """The rows of some shards in a file, one shard after the other; `counts` are rows by table of each."""

    path: Path
    tables: Mapping[str, pa.Table]
    fingerprints: pa.Table
    sightings: Sequence[Sequence[Sighting]]
    counts: Sequence[Mapping[str, int]]

    def part(self, first: int, last: int) -> Part:
        """The rows of the shards from one place to another."""
        shards = slice(first, last + 1)
        sightings = tuple(one for some in self.sightings[shards] for one in some)
        every = ((name, self._rows(name, found, shards)) for name, found in self.tables.items())
        rows = {name: found for name, found in every if found.num_rows}
        return Part(rows, sightings, self._rows(FINGERPRINTS, self.fingerprints, shards))

    def _rows(self, name: str, found: pa.Table, shards: slice) -> pa.Table:
        start = sum(count.get(name, 0) for count in self.counts[: shards.start])
        return found.slice(start, sum(count.get(name, 0) for count in self.counts[shards]))


class InPack(NamedTuple):
    """The rows of a shard by their place in a pack, from 0."""

    pack: Pack
    place: int


class Worked(NamedTuple):
    """The result for a shard: the shard that each page belongs to, and rows.

    `set_aside` counts pages that failed; the next run works on the shard again if there are any.
    """

    shard: Shard
    homes: Mapping[str, Name]
    rows: Part | InPack
    set_aside: int = 0

    @property
    def part(self) -> Part:
        """The rows."""
        return self.rows if isinstance(self.rows, Part) else self.rows.pack.part(*[self.rows.place] * 2)


def shard_of(question_id: str) -> Name:
    """The shard of a question, '5-8900'."""
    legislature, number = question_number(question_id)
    return Name(legislature, number // QUESTIONS)


def guess(capture: Capture) -> Name:
    """The shard of a page by its address; pages without one are spread by their identifier."""
    return _by_address(capture.url or "") or Name(_NO_ADDRESS, int(capture.page_id[:2], 16))


def home_of(capture: Capture, homes: Mapping[str, Name]) -> Name:
    """The shard of a page: by its address, unless `homes` names it."""
    return homes.get(capture.page_id) or guess(capture)


@lru_cache(maxsize=1 << 16)
def _by_address(url: str) -> Name | None:
    address = parse_address(url)
    return shard_of(address.question_id) if address and address.question_id else None


def home_when_read(record: PageRecord, here: Name) -> Name:
    """The shard that a page belongs to; one that could not be read belongs to the shard `here`."""
    return shard_of(record.reading.question_id) if record.reading else here


def split_into_shards(captures: Iterable[Capture], homes: Mapping[str, Name]) -> list[Shard]:
    """Split pages into shards, in the order of questions; by address unless `homes` names the shard."""
    found: dict[Name, list[Capture]] = defaultdict(list)
    for capture in captures:
        found[home_of(capture, homes)].append(capture)
    return [
        Shard(name, tuple(sorted(found[name], key=lambda capture: capture.page_id))) for name in sorted(found)
    ]


def parts_of(worked: Iterable[Worked]) -> Iterator[Part]:
    """The rows of shards in their order; neighbours that are neighbours in a pack too are one part."""
    for _, numbered in groupby(enumerate(worked), lambda one: _run(*one)):
        shards = [one for _, one in numbered]
        first, last = shards[0].rows, shards[-1].rows
        if isinstance(first, InPack) and isinstance(last, InPack):
            yield first.pack.part(first.place, last.place)
        else:
            yield shards[0].part


def _run(number: int, worked: Worked) -> tuple[int, int]:
    """The same for shards that follow each other both among all and in a pack."""
    rows = worked.rows
    return (id(rows.pack), rows.place - number) if isinstance(rows, InPack) else (id(worked), number)
