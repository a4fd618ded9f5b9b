"""Which shards have yet to be read, round after round, until every assumption holds.

Pages are first divided by their addresses. When a page turns out to belong to another shard, the shards
concerned are read again.
"""

from collections.abc import Sequence

from schemas.records import Capture
from tasks.pipeline.shard_cache import ShardCache
from tasks.pipeline.shards import Name, Shard, Worked, guess, home_of, split_into_shards


class Rounds:
    """The shards of all pages, as far as they are read.

    rounds = Rounds(captures, cache)
    while shards := rounds.unread():
        rounds.add(...)          # each of them, read
    worked = rounds.finish()
    """

    def __init__(self, captures: Sequence[Capture], cache: ShardCache) -> None:
        self._captures, self.cache = captures, cache
        self._homes = cache.homes()
        self._done: dict[Name, Worked] = {}
        self._shards: list[Shard] = []
        self._unread: list[Shard] = []
        self._split()

    def unread(self) -> list[Shard]:
        """The shards to read next; none once every page is read in its own."""
        self._unread = [shard for shard in self._unread if not self._is_read(shard)]
        while not self._unread and self._has_learned():
            self._split()
        return self._unread

    def _split(self) -> None:
        self._shards = split_into_shards(self._captures, self._homes)
        self._unread = [shard for shard in self._shards if not self._is_read(shard)]

    def _is_read(self, shard: Shard) -> bool:
        """Whether a shard was read with the same pages, in this run or an earlier one."""
        done = self._done.get(shard.name)
        if done is None or done.shard != shard:
            done = self.cache.recall(shard)
        if done:
            self._done[shard.name] = done
        return done is not None

    def add(self, batch: Sequence[Worked]) -> None:
        """Keep shards that were read."""
        self._done |= {worked.shard.name: worked for worked in self.cache.keep(batch)}

    def _has_learned(self) -> bool:
        """Whether what was read moves pages to other shards."""
        found: dict[str, Name] = {}
        for shard in self._shards:
            found |= self._done[shard.name].homes
        before = [home_of(capture, self._homes) for capture in self._captures]
        self._homes = found
        return before != [found[capture.page_id] for capture in self._captures]

    def finish(self) -> list[Worked]:
        """All shards in the order of their questions; the cache keeps what the next run can use."""
        worked = [self._done[shard.name] for shard in self._shards]
        homes = ((capture, self._homes[capture.page_id]) for capture in self._captures)
        not_guessed = {capture.page_id: home for capture, home in homes if home != guess(capture)}
        return self.cache.finish(worked, not_guessed)
