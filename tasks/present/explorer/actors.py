"""What the pages of members, parties, ministers, offices and topics show."""

from collections import defaultdict
from pathlib import Path

import duckdb

from tasks.present.explorer.chunks import as_json, pack
from tasks.present.explorer.queries import query

KINDS = ("member", "party", "minister", "office", "topic")
_ACTORS_A_SHARD = 50


def write_actors(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Write the facts of all in shards by `place_of`, and return how many shards each kind has."""
    folder.mkdir()
    return {kind: _write_kind(connection, folder, kind) for kind in KINDS}


def _write_kind(connection: duckdb.DuckDBPyConnection, folder: Path, kind: str) -> int:
    rows = connection.execute(query("actors"), {"kind": kind}).fetchall()
    count = len(rows) // _ACTORS_A_SHARD + 1
    shards: dict[int, list[str]] = defaultdict(list)
    for identifier, facts in rows:
        shards[place_of(identifier, count)].append(f"{as_json(identifier)}:{facts}")
    for place, found in shards.items():
        entries = ",\n".join(found)
        pack(folder / f"{kind}-{place}.json.gz", f"{{{entries}}}\n")
    return count


def place_of(identifier: str, count: int) -> int:
    """In which of `count` shards an identifier is, as the browser knows it too."""
    return sum(identifier.encode()) % count
