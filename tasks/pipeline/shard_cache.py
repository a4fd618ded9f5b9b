"""What was worked out of each shard, kept on the disk: made from the raw store, and thrown away at any time.

DIR/cache/<hash>/state.json     where pages belong that do not tell by their address, endings
DIR/cache/<hash>/near.json      which texts are near each other
DIR/cache/<hash>/likeness.json  how alike answers to one question are
DIR/cache/<hash>/<hash>.pack    the rows of some shards (`tasks.pipeline.shard_pack`)

A shard is known by a hash of what it was made of: another page, another setting, other code or libraries that
decide tables give another name. A file that cannot be read counts as none.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from schemas.codes import LANGUAGES
from tasks.common.batches import batches, weighed_batches
from tasks.common.files import is_no_folder, remove, storage_errors, write_whole
from tasks.link.same import Likeness, Near, NearTexts
from tasks.pipeline.endings import Endings
from tasks.pipeline.shard_pack import DamagedPackError, Packed, kind_json, kind_of, open_pack, pack
from tasks.pipeline.shards import Name, Shard, Worked

CACHE = "cache"
_STATE = "state.json"
_NEAR = "near.json"
_LIKENESS = "likeness.json"
_SUFFIX = ".pack"
_HASH = 24
_THIN = 25
"""A pack of which fewer shards are still in use, and small ones, is thin."""
_MOST_THIN = 10
"""When there are more thin packs, they become thicker ones."""
_THICK = 100
_PACK_BYTES = 16_000_000
"""Bytes of the rows in a pack, unless it is of one shard: a pack is made in memory."""


class _Kept(NamedTuple):
    """A shard and the pack that holds it."""

    path: Path
    packed: Packed


class ShardCache:
    """The shards of a data folder that were worked on by the same code and libraries under the same settings.

    Args:
        data: The data folder.
        made_by: Everything that decides what comes out of a page.
        afresh: Whether nothing is recalled: all is worked on again, and kept.
    """

    def __init__(self, data: Path, made_by: str, *, afresh: bool = False) -> None:
        self._all = data / CACHE
        self._folder = self._all / hashlib.sha256(made_by.encode()).hexdigest()[:_HASH]
        self._afresh = afresh
        self._kept: dict[str, _Kept] = {}
        for path in () if afresh else sorted(self._folder.glob(f"*{_SUFFIX}")):
            self._take(path)

    def recall(self, shard: Shard, endings: Endings) -> Worked | None:
        """A shard as it was worked on with the same pages and endings; None when it was not."""
        kept = self._kept.get(_name(shard, endings))
        return Worked(shard, endings, kept.packed.facts, kept.packed.part) if kept else None

    def keep(self, batch: Sequence[Worked]) -> list[Worked]:
        """Write shards into packs; those of which pages were set aside are not kept.

        Returns:
            The same shards, their rows in the pack instead of in memory.

        Raises:
            StorageError: When it cannot be written.
        """
        whole = [(_name(one.shard, one.endings), one) for one in batch if not one.set_aside]
        for some in weighed_batches(whole, len(whole), lambda named: _bytes(named[1]), _PACK_BYTES):
            content = pack(dict(some))
            path = self._folder / f"{hashlib.sha256(content).hexdigest()[:_HASH]}{_SUFFIX}"
            self._write(path, content)
            self._take(path)
        return [self.recall(one.shard, one.endings) or one for one in batch]

    def state(self) -> tuple[dict[str, Name], Endings]:
        """Where pages belong that do not tell by their address, and the endings; nothing when not known."""
        found = self._said(_STATE)
        if found is None:
            return {}, {}
        homes = {page: Name(*home) for page, home in found["homes"].items()}
        return homes, {kind_of(kind): tuple(lines) for kind, lines in found["endings"]}

    def near(self) -> Near:
        """Which texts are near each other, as far as it was found; nothing when not known."""
        found = None if self._afresh else self._said(_NEAR)
        return {language: _near_of(found[language]) for language in LANGUAGES} if found else {}

    def keep_near(self, near: Near) -> None:
        """Write which texts are near each other.

        Raises:
            StorageError: When it cannot be written.
        """
        self._say(_NEAR, {language: _near_json(found) for language, found in near.items()})

    def likeness(self) -> Likeness:
        """How alike answers are, as far as it was found; nothing when not known."""
        return (None if self._afresh else self._said(_LIKENESS)) or {}

    def keep_likeness(self, found: Likeness) -> None:
        """Write how alike answers are.

        Raises:
            StorageError: When it cannot be written.
        """
        self._say(_LIKENESS, found)

    def finish(self, worked: Sequence[Worked], homes: Mapping[str, Name], endings: Endings) -> None:
        """Write the state, and remove everything that is not of these shards.

        Raises:
            StorageError: When it cannot be written.
        """
        self._say(_STATE, {"homes": dict(sorted(homes.items())), "endings": _endings_json(endings)})
        self._thicken(worked)
        used = {path.name for path in self._by_pack(worked)}
        with storage_errors(self._all):
            for path in self._all.iterdir():
                if path != self._folder:
                    remove(path)
            for path in self._folder.iterdir():
                if path.name not in {_STATE, _NEAR, _LIKENESS, *used}:
                    remove(path)

    def _said(self, name: str) -> Any:  # noqa: ANN401 - JSON
        """The content of a file as it was written; None when it is not there, or damaged."""
        try:
            checksum, content = (self._folder / name).read_bytes().split(b"\n", 1)
            return json.loads(content) if int(checksum, 16) == crc32(content) else None
        except (OSError, ValueError):
            return None

    def _say(self, name: str, content: Any) -> None:  # noqa: ANN401 - JSON
        """Write a file: a line with the checksum of what follows, and JSON."""
        written = json.dumps(content, ensure_ascii=False).encode()
        self._write(self._folder / name, b"%08x\n%b" % (crc32(written), written))

    def _write(self, path: Path, content: bytes) -> None:
        """Write a file, whatever stands in its way: nothing here is worth more than the time to make it."""
        with storage_errors(self._all):
            for folder in (self._all, self._folder):
                if is_no_folder(folder):
                    remove(folder)
            if path.is_dir():
                remove(path)
        write_whole(path, content)

    def _take(self, path: Path) -> None:
        try:
            found = open_pack(path)
        except (OSError, DamagedPackError):
            return
        self._kept |= {name: _Kept(path, packed) for name, packed in found.items()}

    def _thicken(self, worked: Sequence[Worked]) -> None:
        """Write the shards of thin packs into thicker ones, when there are many."""
        thin = [
            shards
            for shards in self._by_pack(worked).values()
            if len(shards) < _THIN and sum(map(_bytes, shards)) < _PACK_BYTES // 2
        ]
        if len(thin) > _MOST_THIN:
            for batch in batches((one for shards in thin for one in shards), _THICK):
                self.keep(batch)

    def _by_pack(self, worked: Iterable[Worked]) -> dict[Path, list[Worked]]:
        found: dict[Path, list[Worked]] = defaultdict(list)
        for one in worked:
            kept = self._kept.get(_name(one.shard, one.endings))
            if kept:
                found[kept.path].append(one)
        return found


def _bytes(worked: Worked) -> int:
    """What the rows of a shard take."""
    return sum(rows.nbytes for rows in (*worked.part.tables.values(), worked.part.fingerprints))


def _name(shard: Shard, endings: Endings) -> str:
    """The hash of what a shard is made of."""
    digest = hashlib.sha256(json.dumps([shard.name, _endings_json(endings)], ensure_ascii=False).encode())
    for capture in shard.captures:
        fields = (capture.page_id, capture.sha256, capture.source, capture.origin, str(capture.fetched_at))
        digest.update("\t".join((*fields, str(capture.url), str(capture.header_charset), "\n")).encode())
    return digest.hexdigest()[:_HASH]


def _endings_json(endings: Endings) -> list[Any]:
    return sorted(([kind_json(kind), list(lines)] for kind, lines in endings.items()), key=json.dumps)


def _near_json(near: NearTexts) -> list[list[str]]:
    """All digests that were compared, and each two that are near, as hexadecimal digits."""
    pairs = sorted(f"{first.hex()}{second.hex()}" for first, second in near.pairs)
    return [sorted(digest.hex() for digest in near.compared), pairs]


def _near_of(content: Sequence[Sequence[str]]) -> NearTexts:
    compared, pairs = ([bytes.fromhex(digits) for digits in part] for part in content)
    halves = ((pair[: len(pair) // 2], pair[len(pair) // 2 :]) for pair in pairs)
    return NearTexts(frozenset(compared), frozenset(halves))
