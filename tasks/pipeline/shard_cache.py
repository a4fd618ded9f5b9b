"""The rows of each shard, cached on disk: made from the raw store, and safe to delete at any time.

DIR/cache/<hash>/homes.json     shards of pages whose address does not name it
DIR/cache/<hash>/near.json      which texts are near each other
DIR/cache/<hash>/likeness.json  how alike the answers to one question are
DIR/cache/<hash>/<hash>.pack    the rows of some shards: checksum of what follows · length of the head · head
                                (JSON), which says which rows are of which shard · one Arrow stream per table

The name of a shard is a hash of everything that it was made of: another page, setting, version of the code or
library that decides tables gives another name. An unreadable file counts as missing. Packs are mapped into
memory, not read, so that all shards of a corpus are at hand without filling the memory of a process.
"""

import hashlib
import json
import re
import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import pyarrow as pa

from schemas.codes import LANGUAGES
from schemas.tables import TABLES
from tasks.common.batches import batches, weighed_batches
from tasks.common.files import is_no_folder, remove, storage_errors, write_whole
from tasks.common.free_memory import map_file
from tasks.link import Likeness, Near, NearTexts, Sighting
from tasks.pipeline.shards import FINGERPRINTS, InPack, Name, Pack, Shard, Worked

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
    counts = [head["rows"] for head in heads.values()]
    fingerprints = tables.pop(FINGERPRINTS)
    found = Pack(path, tables, fingerprints, sightings, counts)
    return {
        name: ({page: Name(*home) for page, home in head["homes"].items()}, InPack(found, place))
        for place, (name, head) in enumerate(heads.items())
    }


def _head(worked: Worked) -> dict[str, Any]:
    """The metadata of a shard."""
    return {"homes": worked.homes, "sightings": [*map(list, worked.part.sightings)], "rows": {}}


CACHE = "cache"
_HOMES = "homes.json"
_NEAR = "near.json"
_LIKENESS = "likeness.json"
_SUFFIX = ".pack"
_HASH = 24
_FOLDER = re.compile(rf"[0-9a-f]{{{_HASH}}}")
"""Only these are ours: `cache` may be a link to a folder with more in it."""
_FEW_SHARDS = 25
"""A pack with fewer shards in use, of few bytes, is small."""
_MOST_SMALL = 10
"""When there are more small packs, they are merged."""
_MERGED_SHARDS = 100
_PACK_BYTES = 16_000_000
"""Most bytes of rows in a pack of several shards: a pack is made in memory."""


class ShardCache:
    """The cached shards of a data folder that the same code, libraries and settings (`made_by`) gave.

    With `afresh` the cache returns nothing, so that everything is worked on again and kept.
    """

    def __init__(self, data: Path, made_by: str, *, afresh: bool = False) -> None:
        self._all = data / CACHE
        self._folder = self._all / hashlib.sha256(made_by.encode()).hexdigest()[:_HASH]
        self._afresh = afresh
        self._kept: dict[str, Packed] = {}
        for path in () if afresh else sorted(self._folder.glob(f"*{_SUFFIX}")):
            self._index_pack(path)

    def recall(self, shard: Shard) -> Worked | None:
        """The result for a shard with the same pages; None when it is not cached."""
        kept = self._kept.get(_name(shard))
        return Worked(shard, *kept) if kept else None

    def keep(self, batch: Sequence[Worked]) -> list[Worked]:
        """Write shards into packs, and return them with their rows in the pack instead of in memory.

        Shards with failed pages are not written.
        """
        complete = [(_name(one.shard), one) for one in batch if not one.set_aside]
        for some in weighed_batches(complete, len(complete), lambda named: _bytes(named[1]), _PACK_BYTES):
            content = pack(dict(some))
            path = self._folder / f"{hashlib.sha256(content).hexdigest()[:_HASH]}{_SUFFIX}"
            self._write(path, content)
            self._index_pack(path)
        return [self.recall(one.shard) or one for one in batch]

    def homes(self) -> dict[str, Name]:
        """The shards of pages whose address does not name it; empty at first."""
        return {page: Name(*home) for page, home in (self._read_json(_HOMES) or {}).items()}

    def near(self) -> Near:
        """Which texts are near each other; empty when not cached."""
        found = None if self._afresh else self._read_json(_NEAR)
        return {language: _near_of(found[language]) for language in LANGUAGES} if found else {}

    def keep_near(self, near: Near) -> None:
        """Write which texts are near each other."""
        self._write_json(_NEAR, {language: _near_json(found) for language, found in near.items()})

    def likeness(self) -> Likeness:
        """How alike answers are; empty when not cached."""
        return (None if self._afresh else self._read_json(_LIKENESS)) or {}

    def keep_likeness(self, found: Likeness) -> None:
        """Write how alike answers are."""
        self._write_json(_LIKENESS, found)

    def finish(self, worked: Sequence[Worked], homes: Mapping[str, Name]) -> list[Worked]:
        """Write the homes, and remove everything that is not of these shards, which are returned."""
        self._write_json(_HOMES, dict(sorted(homes.items())))
        worked = self._in_few_packs(worked)
        used = {path.name for path in self._by_pack(worked)}
        with storage_errors(self._all):
            for path in self._all.iterdir():
                if path != self._folder and _FOLDER.fullmatch(path.name):
                    remove(path)
            for path in self._folder.iterdir():
                if path.name not in {_HOMES, _NEAR, _LIKENESS, *used}:
                    remove(path)
        return worked

    def _read_json(self, name: str) -> Any:  # noqa: ANN401 - JSON
        """The content of a file; None when it is missing or corrupt."""
        try:
            checksum, content = (self._folder / name).read_bytes().split(b"\n", 1)
            return json.loads(content) if int(checksum, 16) == crc32(content) else None
        except (OSError, ValueError):
            return None

    def _write_json(self, name: str, content: Any) -> None:  # noqa: ANN401 - JSON
        """Write a file: a line with the checksum of what follows, then JSON."""
        written = json.dumps(content, ensure_ascii=False).encode()
        self._write(self._folder / name, b"%08x\n%b" % (crc32(written), written))

    def _write(self, path: Path, content: bytes) -> None:
        """Write a file, removing whatever is in its way: nothing here is precious."""
        with storage_errors(self._all):
            for folder in (self._all, self._folder):
                if is_no_folder(folder) or (folder == self._folder and folder.is_symlink()):
                    remove(folder)
            if path.is_dir():
                remove(path)
        write_whole(path, content)

    def _index_pack(self, path: Path) -> None:
        try:
            self._kept |= open_pack(path)
        except (OSError, DamagedPackError):
            return

    def _in_few_packs(self, worked: Sequence[Worked]) -> list[Worked]:
        """The shards, with their small packs merged if there are many."""
        small = [
            shards
            for shards in self._by_pack(worked).values()
            if len(shards) < _FEW_SHARDS and sum(map(_bytes, shards)) < _PACK_BYTES // 2
        ]
        merged: dict[Name, Worked] = {}
        if len(small) > _MOST_SMALL:
            for batch in batches((one for shards in small for one in shards), _MERGED_SHARDS):
                merged |= {one.shard.name: one for one in self.keep(batch)}
        return [merged.get(one.shard.name, one) for one in worked]

    def _by_pack(self, worked: Iterable[Worked]) -> dict[Path, list[Worked]]:
        found: dict[Path, list[Worked]] = defaultdict(list)
        for one in worked:
            if isinstance(one.rows, InPack):
                found[one.rows.pack.path].append(one)
        return found


def _bytes(worked: Worked) -> int:
    """Bytes of the rows of a shard."""
    part = worked.part
    return sum(rows.nbytes for rows in (*part.tables.values(), part.fingerprints))


def _name(shard: Shard) -> str:
    """The hash of what a shard is made of."""
    digest = hashlib.sha256(repr(tuple(shard.name)).encode())
    newest = max((str(capture.fetched_at) for capture in shard.captures if capture.fetched_at), default="")
    for capture in shard.captures:
        fields = [capture.page_id, capture.sha256, capture.source, capture.origin, str(capture.fetched_at)]
        fields += [str(capture.url), str(capture.header_charset), capture.evidence]
        if capture.seen_at and (last_seen := str(capture.seen_at.date())) < newest[: len(last_seen)]:
            fields.append(last_seen)  # what a page of a later day has no longer, was withdrawn since
        digest.update("\t".join((*fields, "\n")).encode())
    return digest.hexdigest()[:_HASH]


def _near_json(near: NearTexts) -> list[list[str]]:
    """All digests that were compared, and each near pair, as hexadecimal digits."""
    pairs = sorted(f"{first.hex()}{second.hex()}" for first, second in near.pairs)
    return [sorted(digest.hex() for digest in near.compared), pairs]


def _near_of(content: Sequence[Sequence[str]]) -> NearTexts:
    compared, pairs = ([bytes.fromhex(digits) for digits in part] for part in content)
    halves = ((pair[: len(pair) // 2], pair[len(pair) // 2 :]) for pair in pairs)
    return NearTexts(frozenset(compared), frozenset(halves))
