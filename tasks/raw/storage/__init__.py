"""Storage that outlasts a machine: a folder, or an address such as `s3://bucket/prefix`."""

from tasks.raw.storage.interface import Storage
from tasks.raw.storage.opening import open_storage

__all__ = ["Storage", "open_storage"]
