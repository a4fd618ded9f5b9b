"""What was worked out of each shard, kept on the disk: made from the raw store, and thrown away at any time.

DIR/cache/<code>/state.json               where pages belong that do not tell by their address, endings
DIR/cache/<code>/<legislature>-<place>-<hash>    the rows of a shard; the hash says of what they were made

Nothing of it is trusted beyond its hash: another version of the code, another setting or another page of the
shard is another name. A file that cannot be read counts as none.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from schemas.arrow import arrow_schema
from schemas.tables import TABLES
from tasks.actors import Sighting
from tasks.compare import Endings, PageEnding
from tasks.compare.furniture import Kind
from tasks.files import storage_errors, write_whole
from tasks.release.whole import Part
from tasks.shards import Name, PageFact, Shard, Worked

CACHE = "cache"
_STATE = "state.json"
_HASH = 24
_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4")


class ShardCache:
    """The shards of a data folder that were worked on by one version of the code under one set of settings.

    Args:
        data: The data folder.
        made_by: The version of the code, with everything else that decides what comes out of a page.
        afresh: Whether nothing is recalled: all is worked on again, and kept.
    """

    def __init__(self, data: Path, made_by: str, *, afresh: bool = False) -> None:
        self._afresh = afresh
        self._all = data / CACHE
        self._folder = self._all / hashlib.sha256(made_by.encode()).hexdigest()[:_HASH]

    def recall(self, shard: Shard, endings: Endings) -> Worked | None:
        """A shard as it was worked on with the same pages and endings; None when it was not."""
        if self._afresh:
            return None
        try:
            return _worked(shard, endings, (self._folder / _file_name(shard, endings)).read_bytes())
        except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
            return None

    def keep(self, worked: Worked) -> None:
        """Write a shard.

        Raises:
            StorageError: When it cannot be written.
        """
        write_whole(self._folder / _file_name(worked.shard, worked.endings), _content(worked))

    def state(self) -> tuple[dict[str, Name], Endings]:
        """Where pages belong that do not tell by their address, and the endings; nothing when not known."""
        try:
            found = json.loads((self._folder / _STATE).read_text("utf-8"))
            homes = {page: Name(*home) for page, home in found["homes"].items()}
            return homes, _endings_of(found["endings"])
        except (OSError, ValueError, KeyError, TypeError):
            return {}, {}

    def finish(self, worked: Iterable[Worked], homes: Mapping[str, Name], endings: Endings) -> None:
        """Write the state, and remove everything that is not of these shards.

        Raises:
            StorageError: When it cannot be written.
        """
        state = {"homes": dict(sorted(homes.items())), "endings": _endings_json(endings)}
        write_whole(self._folder / _STATE, json.dumps(state, ensure_ascii=False).encode())
        kept = {_STATE, *(_file_name(one.shard, one.endings) for one in worked)}
        with storage_errors(self._all):
            for path in self._all.iterdir():
                if path != self._folder:
                    shutil.rmtree(path, ignore_errors=True)
            for path in self._folder.iterdir():
                if path.name not in kept:
                    path.unlink(missing_ok=True)


def _file_name(shard: Shard, endings: Endings) -> str:
    digest = hashlib.sha256(json.dumps(_endings_json(endings), ensure_ascii=False).encode())
    for capture in shard.captures:
        fields = (capture.page_id, capture.sha256, capture.source, capture.origin, str(capture.fetched_at))
        digest.update("\t".join((*fields, str(capture.url), str(capture.header_charset), "\n")).encode())
    return f"{shard.name.legislature}-{shard.name.place}-{digest.hexdigest()[:_HASH]}"


def _content(worked: Worked) -> bytes:
    """A table of names and contents: the rows of each table, sightings and facts."""
    said = {
        "sightings": [list(sighting) for sighting in worked.part.sightings],
        "facts": {page: [fact.home, _ending_json(fact.ending)] for page, fact in worked.facts.items()},
    }
    contents = {name: json.dumps(value, ensure_ascii=False).encode() for name, value in said.items()}
    contents["prints"] = _stream(worked.part.prints)
    contents |= {name: _bare(found) for name, found in worked.part.tables.items() if found.num_rows}
    return _stream(pa.table({"name": list(contents), "content": list(contents.values())}))


def _bare(found: pa.Table) -> bytes:
    """A table without the descriptions of its columns, which are longer than its rows."""
    fields = [field.remove_metadata() for field in found.schema]
    return _stream(pa.Table.from_arrays(found.columns, schema=pa.schema(fields)))


def _stream(found: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, found.schema, options=_OPTIONS) as writer:
        writer.write_table(found)
    return sink.getvalue().to_pybytes()


def _worked(shard: Shard, endings: Endings, content: bytes) -> Worked:
    rows = pa.ipc.open_stream(content).read_all().to_pydict()
    contents = dict(zip(rows["name"], rows["content"], strict=True))
    tables = {}
    for table in TABLES:
        schema = arrow_schema(table)
        held = contents.get(table.name)
        columns = pa.ipc.open_stream(held).read_all().columns if held else []
        tables[table.name] = pa.Table.from_arrays(columns, schema=schema) if held else schema.empty_table()
    sightings = tuple(Sighting(*sighting) for sighting in json.loads(contents["sightings"]))
    facts = {
        page: PageFact(Name(*home), _ending_of(ending))
        for page, (home, ending) in json.loads(contents["facts"]).items()
    }
    prints = pa.ipc.open_stream(contents["prints"]).read_all()
    return Worked(shard, endings, facts, Part(tables, sightings, prints))


def _endings_json(endings: Endings) -> list[Any]:
    found = [[_kind_json(kind), list(lines)] for kind, lines in endings.items()]
    return sorted(found, key=json.dumps)


def _kind_json(kind: Kind) -> list[Any]:
    return [kind.source, kind.form, kind.variant, list(kind.languages), kind.address]


def _endings_of(content: Iterable[Any]) -> Endings:
    return {_kind_of(kind): tuple(lines) for kind, lines in content}


def _kind_of(fields: Any) -> Kind:  # noqa: ANN401 - JSON
    source, form, variant, languages, address = fields
    return Kind(source, form, variant, tuple(languages), address)


def _ending_json(ending: PageEnding | None) -> Any:  # noqa: ANN401 - JSON
    if ending is None:
        return None
    author, day = ending.asking
    kind = _kind_json(ending.kind)
    return [kind, author, day.isoformat() if day else None, ending.part, list(ending.lines)]


def _ending_of(content: Any) -> PageEnding | None:  # noqa: ANN401 - JSON
    if content is None:
        return None
    kind, author, day, part, lines = content
    return PageEnding(_kind_of(kind), (author, date.fromisoformat(day) if day else None), part, tuple(lines))
