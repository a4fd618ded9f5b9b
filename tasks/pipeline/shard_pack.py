"""Packs: the rows of some shards in one file that is mapped into memory instead of being read.

    checksum of what follows · length of the head · head (JSON) · one Arrow stream per table

The head says which rows of each table belong to which shard. Opening a pack copies nothing, so that all
shards of a corpus are at hand without filling the memory of a process.
"""

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import pyarrow as pa

from schemas.records import SenatorSeen
from schemas.tables import TABLES
from tasks.common.free_memory import map_file
from tasks.link import Sighting
from tasks.pipeline.shards import FINGERPRINTS, InPack, Name, Pack, Worked

_CHECKSUM = struct.Struct("<I")
_LENGTH = struct.Struct("<Q")
_ALIGNED = 64
"""Alignment of Arrow streams in bytes, so that their columns need no copy."""


Packed = tuple[Mapping[str, Name], InPack]
"""One shard of a pack: the shards that its pages belong to, and its rows."""


class DamagedPackError(ValueError):
    """A corrupt pack."""


def pack(shards: Mapping[str, Worked]) -> bytes:
    """The content of a pack of some shards, each under the hash of what it was made of."""
    heads = {name: _head(worked) for name, worked in shards.items()}
    found = [worked.part for worked in shards.values()]
    parts = [{**part.tables, FINGERPRINTS: part.fingerprints} for part in found]
    streams: dict[str, int] = {}
    sink = pa.BufferOutputStream()
    for name in (*(table.name for table in TABLES), FINGERPRINTS):
        if rows := [part[name] for part in parts if name in part]:
            table = pa.concat_tables(rows).combine_chunks()
            sink.write(bytes(-sink.tell() % _ALIGNED))
            streams[name] = sink.tell()
            with pa.ipc.new_stream(sink, table.schema) as writer:
                writer.write_table(table)
    for head, part in zip(heads.values(), parts, strict=True):
        head["rows"] = {name: rows.num_rows for name, rows in part.items()}
    metadata = {"shards": heads, "streams": streams}
    text = json.dumps(metadata, ensure_ascii=False).encode()
    content = _LENGTH.pack(len(text)) + text
    content += bytes(-(len(content) + _CHECKSUM.size) % _ALIGNED)
    body = sink.getvalue()
    return b"".join((_CHECKSUM.pack(crc32(body, crc32(content))), content, body))


def open_pack(path: Path) -> dict[str, Packed]:
    """The shards of a pack, by name; their rows stay mapped even when the file is deleted.

    Raises OSError or DamagedPackError.
    """
    try:
        mapped = map_file(path)
    except ValueError as error:
        raise DamagedPackError(path) from error
    view = memoryview(mapped)
    start = _CHECKSUM.size + _LENGTH.size
    if len(view) < start or _CHECKSUM.unpack_from(view)[0] != crc32(view[_CHECKSUM.size :]):
        raise DamagedPackError(path)
    end = start + _LENGTH.unpack_from(view, _CHECKSUM.size)[0]
    metadata = json.loads(bytes(view[start:end]))
    body = pa.py_buffer(mapped).slice(end + -end % _ALIGNED)
    streams = metadata["streams"].items()
    tables = {table: pa.ipc.open_stream(body.slice(place)).read_all() for table, place in streams}
    heads = metadata["shards"]
    sightings = [tuple(Sighting(*one) for one in head["sightings"]) for head in heads.values()]
    senators = [tuple(SenatorSeen(*one) for one in head["senators"]) for head in heads.values()]
    counts = [head["rows"] for head in heads.values()]
    fingerprints = tables.pop(FINGERPRINTS)
    found = Pack(path, tables, fingerprints, sightings, senators, counts)
    return {
        name: ({page: Name(*home) for page, home in head["homes"].items()}, InPack(found, place))
        for place, (name, head) in enumerate(heads.items())
    }


def _head(worked: Worked) -> dict[str, Any]:
    """The metadata of a shard."""
    part = worked.part
    named = {"sightings": [*map(list, part.sightings)], "senators": [*map(list, part.senators)]}
    return {"homes": worked.homes, **named, "rows": {}}
