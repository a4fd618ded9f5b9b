"""Bytes and seconds of queries from afar at 20 Mbit/s, beside a download: python -m benchmarks.away [DATA]"""

from collections.abc import Iterator

from benchmarks.common import OptionalPath, command, described
from benchmarks.corpus import with_release
from schemas.examples import examples
from tasks.release.published.folders import release_folder
from tests.support.away import ONE_QUESTION, away, engine, shown

FILES = {**{one.query: "senate.duckdb" for one in examples()}, ONE_QUESTION: "texts.parquet"}


@command
def main(data: OptionalPath = None) -> Iterator[str]:
    yield described()
    with with_release(data) as (found, work):
        release = release_folder(found, None)
        with away(release, engine(work / "engine")) as ask:
            for number, (query, file) in enumerate(FILES.items()):
                yield f"query {number:2}: {shown(ask(query), release / file)}"
