"""How many mentions have an identifier, by kind, how many are unsure, and which registers they join.

    python -m benchmarks.identifiers CORPUS.parquet… RELEASE…

A corpus has the columns `text`, or `question` and `answer`; a release is a folder with `mentions.parquet`.
The lines of a register count the mentions whose row of `places` or `organisations` is in it.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.real import paragraphs
from schemas.codes import IDENTIFIER_SCHEMES, MENTION_KINDS
from tasks.extract import mentions
from tasks.tables.vocabulary_rows import vocabulary_tables

COLUMNS = ["kind", "entity_id", "is_unsure"]
REGISTERS = {"place": ("nis_code", "wikidata_id", "geonames_id"), "organisation": IDENTIFIER_SCHEMES}


def named(source: Path) -> Iterator[tuple[str, str | None, bool]]:
    """Kind, identifier and doubt of each mention; questions without a day are those of 2020."""
    if source.is_dir():
        yield from zip(
            *pq.read_table(source / "mentions.parquet", columns=COLUMNS).to_pydict().values(), strict=True
        )
        return
    for row in pq.read_table(source).to_pylist():
        on = date.fromisoformat(str(row.get("depotdat", "2020-12-31"))[:10])
        for text in filter(None, (row.get(name) for name in ("text", "question", "answer"))):
            for one in mentions(paragraphs(text), row.get("lang", "nl"), on):
                yield one.kind, one.entity_id, one.is_unsure


def figures(source: Path) -> Iterator[str]:
    """A line per kind, and one per register below those of places and organisations."""
    found, tables = Counter(named(source)), vocabulary_tables()
    yield f"{source.stem:22}{'mentions':>9}{'with id':>9}{'unsure':>8}"
    for kind in MENTION_KINDS:
        ids = Counter({one[1:]: times for one, times in found.items() if one[0] == kind})
        known = sum(times for (entity, _), times in ids.items() if entity)
        if known:
            yield f"{kind:22}{ids.total():9,}{known:9,}{sum(n for one, n in ids.items() if one[1]):8,}"
        for register in REGISTERS.get(kind, ()):
            listed = {row[f"{kind}_id"] for row in tables[f"{kind}s"].to_pylist() if row[register]}
            yield f"  {register:29}{sum(n for one, n in ids.items() if one[0] in listed):9,}"


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        print(*figures(Path(argument)), sep="\n")
