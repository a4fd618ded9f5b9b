"""Work that kills its process; a process that starts for it loads no more than this."""

import os
from collections.abc import Mapping
from pathlib import Path

from schemas.records import Reason
from tasks.common.largest_page import LARGEST_PAGE
from tasks.pipeline.reading import read_shard
from tasks.pipeline.shards import Shard, Worked
from tasks.raw import raw_store


def deadly(data: Path, page_id: str, set_aside: Mapping[str, Reason], shard: Shard) -> Worked:
    """Work on a shard in a process that dies of one page."""
    if page_id not in set_aside and page_id in {one.page_id for one in shard.captures}:
        os._exit(9)
    return read_shard(raw_store(data), LARGEST_PAGE, set_aside, shard)
