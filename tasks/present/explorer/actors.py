"""What the pages of members, parties, ministers, offices and topics show."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import duckdb

from tasks.present.explorer.chunks import as_json, pack
from tasks.present.explorer.queries import query

KINDS = ("member", "party", "minister", "office", "topic")
_ACTORS_A_SHARD = 50
_ROWS_A_PART = 30_000
"""Questions of actors that a query puts beside those of all others: more would not fit into memory."""
_SIZES = "SELECT kind, sum(questions)::INTEGER FROM figures WHERE year IS NULL GROUP BY kind"


def write_actors(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Write the facts of all in shards by `place_of`, and return how many shards each kind has."""
    folder.mkdir()
    rows = dict(connection.execute(_SIZES).fetchall())
    return {
        kind: _write_kind(folder, kind, list(_facts(connection, kind, rows.get(kind, 0)))) for kind in KINDS
    }


def _facts(connection: duckdb.DuckDBPyConnection, kind: str, rows: int) -> Iterator[tuple[str, str]]:
    """The facts of all of a kind in a house, by identifier."""
    parts = 1 + rows // _ROWS_A_PART
    for part in range(parts):
        chosen = {"kind": kind, "part": part, "parts": parts}
        yield from connection.execute(query("actors"), chosen).fetchall()


def _write_kind(folder: Path, kind: str, facts: list[tuple[str, str]]) -> int:
    """Write all shards of a kind, empty ones too, so that one that cannot be loaded is a fault.

    Of who has questions in several houses a shard has a list, with the facts of each.
    """
    count = len(facts) // _ACTORS_A_SHARD + 1
    shards: dict[int, list[str]] = {place: [] for place in range(count)}
    for identifier, of_houses in groupby(sorted(facts, key=itemgetter(0)), itemgetter(0)):
        each = [shown for _, shown in of_houses]
        shown = f"[{','.join(each)}]" if len(each) > 1 else each[0]
        shards[place_of(identifier, count)].append(f"{as_json(identifier)}:{shown}")
    for place, found in shards.items():
        entries = ",\n".join(found)
        pack(folder / f"{kind}-{place}-of-{count}.json.gz", f"{{{entries}}}\n")
    return count


def place_of(identifier: str, count: int) -> int:
    """In which of `count` shards an identifier is, as the browser knows it too."""
    return sum(identifier.encode()) % count
