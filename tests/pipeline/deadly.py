"""Work that kills its process, in a module that a new process loads at once."""

import os
from collections.abc import Mapping

from schemas.records import Reason
from tasks.pipeline.shards import Shard


def deadly(page_id: str, set_aside: Mapping[str, Reason], shard: Shard) -> tuple[Mapping[str, Reason], Shard]:
    """Return what work is given, in a process that dies of one page."""
    if page_id not in set_aside and page_id in {one.page_id for one in shard.captures}:
        os._exit(9)
    return set_aside, shard
