"""How many mentions have an identifier, by kind, how many are unsure, of what form, and what they join.

    python -m benchmarks.identifiers CORPUS.parquet… RELEASE…

A corpus has the columns `text`, or `question` and `answer`; a release is a folder with `mentions.parquet`.
The lines of a register count the mentions whose row of `places` or `organisations` is in it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.common import command
from benchmarks.real import paragraphs
from schemas.codes import IDENTIFIER_SCHEMES, MENTION_KINDS
from schemas.vocabulary.papers import entity_url
from tasks.extract import mentions
from tasks.tables.vocabulary_rows import vocabulary_tables

COLUMNS = ["kind", "entity_id", "is_unsure"]
REGISTERS = {"place": ("nis_code", "wikidata_id", "geonames_id"), "organisation": IDENTIFIER_SCHEMES}
_ACTS = {
    r"eli/\w+/\d{4}/\d\d/\d\d/\w{10}": "ELI with number",
    r"eli/.*": "ELI of the day",
    r"3\d{4}[A-Z]\d{4}": "CELEX",
    "code:.*": "code",
    ".*": "kind and number or day",
}


def named(source: Path) -> Iterator[tuple[str, str | None, bool]]:
    """Kind, identifier and doubt of each mention; questions without a day are those of 2020."""
    if source.is_dir():
        columns = pq.read_table(source / "mentions.parquet", columns=COLUMNS).to_pydict()
        yield from zip(*columns.values(), strict=True)
        return
    for row in pq.read_table(source).to_pylist():
        on = date.fromisoformat(str(row.get("depotdat", "2020-12-31"))[:10])
        for text in filter(None, (row.get(name) for name in ("text", "question", "answer"))):
            for one in mentions(paragraphs(text), row.get("lang", "nl"), on):
                yield one.kind, one.entity_id, one.is_unsure


def form(kind: str, identifier: str) -> str | None:
    """What identifies an act, or whether a paper has an address."""
    if kind == "document":
        return "with an address" if entity_url(identifier, "nl") else "without an address"
    known = (name for pattern, name in _ACTS.items() if re.fullmatch(pattern, identifier))
    return next(known) if kind == "legal_act" else None


def figures(source: Path) -> Iterator[str]:
    """A line per kind, below it one per form, and one per register."""
    found, tables = Counter(named(source)), vocabulary_tables()
    yield f"{source.stem:26}{'mentions':>9}{'with id':>9}{'unsure':>8}"
    for kind in MENTION_KINDS:
        ids = Counter({one[1:]: times for one, times in found.items() if one[0] == kind})
        known = Counter({entity: ids[entity, False] + ids[entity, True] for entity, _ in ids if entity})
        unsure = sum(times for (_, is_unsure), times in ids.items() if is_unsure)
        if known:
            yield f"{kind:26}{ids.total():9,}{known.total():9,}{unsure:8,}"
        forms: Counter[str] = Counter()
        for entity, times in known.items():
            if name := form(kind, entity):
                forms[name] += times
        for register in REGISTERS.get(kind, ()):
            rows = (row for row in tables[f"{kind}s"].to_pylist() if row[register])
            forms[register] = sum(known[row[f"{kind}_id"]] for row in rows)
        yield from (f"  {name:33}{times:9,}" for name, times in forms.items())


@command
def main(sources: list[Path]) -> Iterator[str]:
    return chain.from_iterable(map(figures, sources))
