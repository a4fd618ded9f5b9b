"""From an address to the place that it names."""

from pathlib import Path

from tasks.raw.storage.folder import FolderStorage
from tasks.raw.storage.interface import Storage
from tasks.raw.storage.objects import ObjectStorage

_FILE = "file://"


def open_storage(address: str | Path) -> Storage:
    """The place that an address names.

    Args:
        address: A path of this machine, or an address such as `s3://bucket/prefix`.

    Raises:
        UsageError: When nothing that is installed knows such an address.
    """
    text = str(address)
    if text.startswith(_FILE):
        return FolderStorage(Path(text.removeprefix(_FILE)))
    return ObjectStorage(text) if "://" in text else FolderStorage(Path(text).absolute())
