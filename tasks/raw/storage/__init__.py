"""Storage that outlasts a machine: a folder, or an address such as `s3://bucket/prefix`."""

from pathlib import Path

from tasks.raw.storage.folder import FolderStorage, Storage
from tasks.raw.storage.objects import ObjectStorage

__all__ = ["Storage", "open_storage"]

_FILE = "file://"


def open_storage(address: str | Path) -> Storage:
    """The storage at a path of this machine, or at an address such as `s3://bucket/prefix`."""
    text = str(address)
    if text.startswith(_FILE):
        return FolderStorage(Path(text.removeprefix(_FILE)))
    return ObjectStorage(text) if "://" in text else FolderStorage(Path(text).absolute())
