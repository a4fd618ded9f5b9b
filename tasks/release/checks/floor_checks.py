"""Floors: the share of new questions that must have a value, by kind of page and legislature.

A kind and legislature with enough questions in the release before is compared with it instead (`losses`).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from schemas.codes import VARIANTS
from schemas.ddl import identifier, quoted
from schemas.question_number import LEGISLATURE
from schemas.tables import table
from schemas.vocabulary.floors import Among, Floor, floors
from tasks.release.checks.checks import MOST_ROWS, Fault
from tasks.release.checks.losses import has_value
from tasks.release.engine import bounded
from tasks.tables.arrow_tables import ArrowTables, schema_of

FEWEST_QUESTIONS = 10
"""A share of fewer questions says nothing."""
_CONDITIONS: dict[Among, str] = {
    "all": "true",
    "sent": "question_id IN (SELECT question_id FROM events WHERE event = 'sent')",
    "answered": "question_id IN (SELECT question_id FROM questions WHERE status = 'answered')",
}
_WORDS: dict[Among, str] = {
    "all": "questions",
    "sent": "questions that were sent",
    "answered": "answered questions",
}
_BEST = ", ".join(map(quoted, VARIANTS))
_KINDS = f"""
    SELECT question_id, {LEGISLATURE} AS legislature,
    arg_min(variant, list_position([{_BEST}], variant)) AS variant
    FROM {{}} WHERE outcome = 'read' AND form <> 'markdown' AND question_id IS NOT NULL GROUP BY ALL
"""
"""Questions with their legislature and best kind of page, without text extracts, which lose labels."""


_Kind = tuple[str, int]
"""A variant of pages and a legislature."""


class _Share(NamedTuple):
    """How many questions of some kinds have the value that a floor demands, and the first `without`."""

    variants: tuple[str, ...]
    legislatures: tuple[int, ...]
    questions: int
    having: int
    without: Sequence[str]


def below_floors(tables: ArrowTables, before: Path | None, folder: Path) -> list[Fault]:
    """The floors that questions of a new kind of page or legislature miss.

    Without a release `before`, the questions of a floor are also checked all together, since each kind may
    have few. `folder` takes what does not fit into memory.
    """
    with bounded(folder) as connection:
        for name in {"questions", "pages", "events", *(floor.table for floor in floors())}:
            connection.register(name, tables[name])
        connection.execute(f"CREATE TABLE kinds AS {_KINDS.format('pages')}")
        known = _known_kinds(connection, before) if before else frozenset()
        return [
            _fault(floor, share)
            for floor in floors()
            for share in _shares(connection, floor, known, together=before is None)
            if share.questions >= FEWEST_QUESTIONS and share.having / share.questions < floor.least
        ]


def _known_kinds(connection: duckdb.DuckDBPyConnection, before: Path) -> frozenset[_Kind]:
    """The kinds with enough questions in the release before."""
    path = before / "pages.parquet"
    earlier = schema_of(path)
    if earlier is None or not {"question_id", "variant", "form", "outcome"} <= {*earlier.names}:
        return frozenset()
    known = connection.execute(
        f"SELECT variant, legislature FROM ({_KINDS.format(f'read_parquet({quoted(str(path))})')}) "
        f"GROUP BY ALL HAVING count(*) >= {FEWEST_QUESTIONS}"
    )
    return frozenset(known.fetchall())


def _shares(
    connection: duckdb.DuckDBPyConnection, floor: Floor, known: frozenset[_Kind], *, together: bool
) -> Iterator[_Share]:
    """How many questions have the value that a floor demands, by kind, and of all kinds together."""
    definition = table(floor.table)
    columns = [column for column in definition.columns if column.name in floor.columns]
    has_any = " OR ".join(map(has_value, columns))
    found = connection.execute(
        "SELECT variant, legislature, count(*), count(h.question_id), "
        "min(k.question_id, $3) FILTER (h.question_id IS NULL) FROM kinds k LEFT JOIN "
        f"(SELECT DISTINCT question_id FROM {identifier(floor.table)} WHERE {has_any}) h USING (question_id) "
        f"WHERE list_contains($1, variant) AND list_contains($2, legislature) "
        f"AND {_CONDITIONS[floor.among]} GROUP BY ALL ORDER BY ALL",
        [floor.variants, floor.legislatures, MOST_ROWS],
    ).fetchall()
    new = [row for row in found if row[:2] not in known]
    if together and len(new) > 1:
        questions, having = (sum(row[at] for row in new) for at in (2, 3))
        without = [one for row in new for one in row[4] or ()]
        yield _Share(floor.variants, floor.legislatures, questions, having, without)
    for variant, legislature, questions, having, without in new:
        yield _Share((variant,), (legislature,), questions, having, without or ())


def _fault(floor: Floor, share: _Share) -> Fault:
    names = " or ".join(floor.columns)
    several = "s" if len(share.legislatures) > 1 else ""
    numbers = ", ".join(map(str, share.legislatures))
    where = f"{', '.join(share.variants)} pages of legislature{several} {numbers}"
    return Fault(
        f"{floor.table}_{'_'.join(floor.columns)}_floor",
        f"At least {floor.least:.0%} of {_WORDS[floor.among]} must have {names} in {floor.table}. On "
        f"{where}, {share.having:,} of {share.questions:,} have it.",
        share.questions - share.having,
        tuple({"question_id": one} for one in share.without[:MOST_ROWS]),
        counted="question(s) have none",
    )
