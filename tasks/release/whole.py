"""The tables of a release, from parts that know nothing of each other."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pyarrow as pa

from schemas.records import Row, Tables
from schemas.tables import TABLES, table
from tasks.actors import Sighting, holder_sightings
from tasks.release.across import link_questions, with_identifiers
from tasks.release.arrow_tables import ArrowTables, arrow_table, by_key, of_kind, to_arrow, to_rows, together
from tasks.release.gaps import gap_tables
from tasks.release.manifest import Inputs
from tasks.release.rows import (
    in_key_order,
    missing_question_issues,
    once_for_each_text,
    withdrawn_issues,
)

_AS_ROWS = ("questions", "links", "keywords", "pages", "issues")
"""Tables that are looked at, and changed, row by row; the others stay as Arrow holds them."""
_LOOKED_AT = ("links", "keywords", "pages", "texts")
"""Those of them that are not changed."""
_OF_PAGES = ("pages", "repairs")
"""Tables whose parts do not follow each other in the order of their keys."""


class Part(NamedTuple):
    """Rows of some questions and their pages.

    Attributes:
        tables: The rows, in the order of their keys.
        sightings: Where a person is named beside an office.
    """

    tables: ArrowTables
    sightings: tuple[Sighting, ...]


def part_of(tables: Tables) -> Part:
    """Rows as a part; those of questions that stand together in the order of questions."""
    ordered = in_key_order(tables)
    texts = {(row["question_id"], row["language"], row["part"]): row["text"] for row in ordered["texts"]}
    return Part(to_arrow(ordered), tuple(holder_sightings(ordered["mentions"], texts)))


def whole_release(parts: Sequence[Part], inputs: Inputs, runs: Iterable[Row]) -> dict[str, pa.Table]:
    """All tables of a release, each in the order of its key.

    Args:
        parts: In the order of their questions; no question is in two of them.
        inputs: What the release is made of.
        runs: Rows of the table `runs`.
    """
    found = together([part.tables for part in parts])
    rows = to_rows(found, _AS_ROWS)
    rows["texts"] = of_kind(found["texts"], "part", "question").to_pylist()
    rows["issues"] = once_for_each_text(rows["issues"])
    rows["issues"] += missing_question_issues(rows)
    rows["issues"] += withdrawn_issues(rows, inputs.attempts)
    link_questions(rows, [seen for part in parts for seen in part.sightings], inputs.eurovoc)
    rows |= gap_tables(rows, inputs.attempts)
    rows["runs"] = list(runs)
    changed = in_key_order({name: there for name, there in rows.items() if name not in _LOOKED_AT})
    found["mentions"] = with_identifiers(found["mentions"], rows["members"])
    found |= {name: by_key(found[name], name) for name in _OF_PAGES}
    found |= {name: arrow_table(table(name), ordered) for name, ordered in changed.items()}
    return {one.name: found[one.name] for one in TABLES}
