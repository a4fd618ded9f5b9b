"""Bytes and seconds of queries from afar at 20 Mbit/s, beside a download: python -m benchmarks.away [DATA]"""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import OptionalPath, best, command, described
from benchmarks.corpus import with_release
from schemas.examples import examples
from tasks.present.feeds import FEEDS, write_feeds
from tasks.release.made_by import NO_EXTRAS
from tasks.release.published.folders import release_folder
from tests.support.away import ONE_QUESTION, away, engine, shown

FILES = {**{one.query: "senate.duckdb" for one in examples()}, ONE_QUESTION: "texts.parquet"}


def taken_away(release: Path, draft: Path) -> str:
    """Say how large some parts of a release are; write its feeds again, none of them linked."""
    shutil.copytree(release, draft, copy_function=os.symlink, ignore=shutil.ignore_patterns(FEEDS))
    seconds, _ = best(lambda: write_feeds(draft, None, NO_EXTRAS, []))
    sizes = Counter[str]()
    for path in filter(Path.is_file, release.rglob("*")):
        sizes[path.relative_to(release).parts[0]] += path.stat().st_size
    shown = ", ".join(f"{name} {sizes[name] / 1e6:.1f} MB" for name in (FEEDS, "views", "marts"))
    return f"{shown} of {sizes.total() / 1e6:.0f} MB; its feeds take {seconds:.1f} s"


@command
def main(data: OptionalPath = None) -> Iterator[str]:
    yield described()
    with with_release(data) as (found, work):
        release = release_folder(found, None)
        yield taken_away(release, work / "draft")
        with away(release, engine(work / "engine")) as ask:
            for number, (query, file) in enumerate(FILES.items()):
                yield f"query {number:2}: {shown(ask(query), release / file)}"
