"""The raw store: pages as received, never rewritten, and the log of where they came from."""

from tasks.raw.store import LogEntry, RawStore, captures, page_id, sha256_of

__all__ = ["LogEntry", "RawStore", "captures", "page_id", "sha256_of"]
