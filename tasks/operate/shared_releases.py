"""Releases that are also published to an address, where other machines find them.

    ADDRESS/releases/<version>/…    the files of a release, its manifest last
    ADDRESS/current                 which release is current: a small JSON object, written at the very end

An incomplete release is never seen. There is no lock: a run that finds that `current` has changed since it
began stops.
"""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from tasks.common.errors import FileError, LockedError, MissingError, RefusedError, StorageError
from tasks.common.files import storage_errors
from tasks.operate.ledger import restore_runs
from tasks.operate.lock import data_lock
from tasks.raw.storage import Storage, open_storage
from tasks.release.publish import make_read_only
from tasks.release.published.damage import damage
from tasks.release.published.folders import (
    BUILDING,
    CURRENT,
    RELEASES,
    current_release,
    refuse_later,
    undamaged_release,
)
from tasks.release.published.manifest import MANIFEST_FILE, file_facts, read_manifest
from tasks.release.published.pointer import set_aside, swap_in
from tasks.release.published.retention import StoredRelease, superfluous

_VERSION = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}(-\d+)?")


class Pointer(NamedTuple):
    """The content of `current`: a version, and the SHA-256 of its manifest."""

    version: str
    manifest_sha256: str


class SharedReleases:
    """The releases at an address and in a data folder, whose lock the caller holds."""

    def __init__(self, storage: Storage, data: Path) -> None:
        self._storage = storage
        self._data = data
        self._seen: Pointer | None = None

    def take_over(self) -> None:
        """Make the current release of the address current here, unless a later one is."""
        self._seen = pointer = self._pointer()
        if pointer and not self._follows(pointer):
            release = self._data / RELEASES / pointer.version
            if release.is_dir() and damage(release):
                set_aside(self._data, release)
            if not release.is_dir():
                self._download_release(pointer)
            swap_in(self._data, release)
            restore_runs(self._data, pq.read_table(release / "runs.parquet").to_pylist())

    def require_unmoved(self) -> None:
        """Raise RefusedError if another machine has published since `take_over`."""
        found = self._pointer()
        if found != self._seen:
            raise RefusedError(
                f"Another machine has published {found.version if found else 'nothing'} to "
                f"{self._storage.place()} since this run started, so this run's release was not uploaded. "
                "Let only one machine at a time publish there, and run again: the next run continues from "
                "the release that is there now."
            )

    def hand_over(self) -> bool:
        """Publish the current release to the address; return whether that was necessary.

        Raises RefusedError if another machine has published meanwhile.
        """
        release = undamaged_release(self._data)
        mine = release and Pointer(release.name, file_facts(release / MANIFEST_FILE).sha256)
        if not release or not mine or self._pointer() == mine:
            return False
        self.require_unmoved()
        for name in (*(read_manifest(release) or {}).get("files", {}), MANIFEST_FILE):
            self._storage.upload(f"{RELEASES}/{release.name}/{name}", release / name)
        self.require_unmoved()
        self._storage.write(CURRENT, (json.dumps(mine._asdict()) + "\n").encode(), durable=True)
        self._seen = mine
        # `current` has just changed, so no upload is active: what is incomplete is of killed runs.
        for version in filter(_VERSION.fullmatch, self._versions() - self._versions(complete=True)):
            self._storage.remove(f"{RELEASES}/{version}")
        return True

    def remove_old(self, nights: int, months: int | None) -> list[str]:
        """Remove the releases at the address that no rule of `superfluous` keeps; return their versions."""
        pointer = self._pointer()
        names = superfluous(self._stored(pointer.version), nights, months) if pointer else []
        for name in names:
            self._storage.remove(f"{RELEASES}/{name}")
        return names

    def _stored(self, current: str) -> Iterator[StoredRelease]:
        versions = sorted(self._versions(complete=True))
        names = [f"{RELEASES}/{version}/{MANIFEST_FILE}" for version in versions]
        for version, content in zip(versions, self._storage.read_many(names), strict=True):
            with suppress(ValueError, KeyError, TypeError):  # not one of our manifests
                if not isinstance(content, StorageError):
                    created = datetime.fromisoformat(json.loads(content)["created"])
                    yield StoredRelease(version, created, version == current)

    def _versions(self, *, complete: bool = False) -> set[str]:
        """The names of folders of releases; only those with a manifest, which is uploaded last, if wanted."""
        names = (name.split("/", 2)[1:] for name in self._storage.names(RELEASES))
        return {version for version, *file in names if not complete or file == [MANIFEST_FILE]}

    def _pointer(self) -> Pointer | None:
        try:
            content = self._storage.read(CURRENT)
        except MissingError:
            self._storage.names(RELEASES)  # raises if the store does not exist
            return None
        try:
            fields = json.loads(content)
            if _VERSION.fullmatch(fields["version"]):
                return Pointer(fields["version"], str(fields["manifest_sha256"]))
            raise FileError(f"{fields['version']!r} is not the version of a release.")
        except (ValueError, KeyError, TypeError) as error:
            raise FileError(
                f"{self._storage.place(CURRENT)} does not say which release is current: {error!r}. Write it "
                "again, or remove it: the next run will publish."
            ) from error

    def _follows(self, pointer: Pointer) -> bool:
        """Whether the current release here is the one at the address, or was made after it."""
        current, seen = current_release(self._data), set[str]()
        version = current.name if current else None
        while version and version not in seen:
            seen.add(version)
            version = (read_manifest(self._data / RELEASES / version) or {}).get("previous")
        return pointer.version in seen

    def _download_release(self, pointer: Pointer) -> None:
        building = self._data / RELEASES / f"{BUILDING}{pointer.version}"
        shutil.rmtree(building, ignore_errors=True)
        try:
            self._download(pointer, MANIFEST_FILE, pointer.manifest_sha256, building)
            refuse_later(building)
            manifest = read_manifest(building)
            if manifest is None:
                raise FileError(
                    f"The {MANIFEST_FILE} of the release that {self._storage.place(CURRENT)} names is "
                    "damaged; nothing was changed here."
                )
            for name, facts in manifest["files"].items():
                self._download(pointer, name, str(facts["sha256"]), building)
            with storage_errors(building):
                (building / MANIFEST_FILE).touch()  # later than every other file, as when it was written
                make_read_only(building)
                building.replace(self._data / RELEASES / pointer.version)
        finally:
            shutil.rmtree(building, ignore_errors=True)

    def _download(self, pointer: Pointer, name: str, sha256: str, folder: Path) -> None:
        place = f"{RELEASES}/{pointer.version}/{name}"
        with storage_errors(folder):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        try:
            self._storage.download(place, folder / name)
        except MissingError as error:
            if name != MANIFEST_FILE:
                raise
            raise MissingError(
                f"{self._storage.place(CURRENT)} names the release {pointer.version}, which is not there: "
                f"{error} Point it to another release, or remove it: the next run will publish."
            ) from error
        if file_facts(folder / name).sha256 != sha256:
            raise FileError(
                f"{self._storage.place(place)} is not the file that was published: its SHA-256 differs. "
                f"Restore it, or point {self._storage.place(CURRENT)} to another release; nothing was "
                "changed here."
            )


def shared_releases(address: str | None, data: Path) -> SharedReleases | None:
    """The releases at an address; None without an address."""
    return SharedReleases(open_storage(address), data) if address else None


def take_over_to_read(address: str, data: Path) -> str | None:
    """Download the address's current release; if that fails, return a sentence that the local one is used."""
    shared = SharedReleases(open_storage(address), data)
    try:
        with data_lock(data):
            shared.take_over()
    except LockedError:
        return None  # the run with the lock has downloaded it
    except StorageError as error:
        release = current_release(data)
        if release is None:
            raise
        return f"{error} Using the local release {release.name}, which may be older."
    return None
