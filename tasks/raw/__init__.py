"""The raw store: every page as received, and where it came from."""

from tasks.raw.captures import captures, failed_attempts, page_count
from tasks.raw.log import LogEntry, headers_text, page_id, sha256_of
from tasks.raw.store import RawStore, raw_store

__all__ = [
    "LogEntry",
    "RawStore",
    "captures",
    "failed_attempts",
    "headers_text",
    "page_count",
    "page_id",
    "raw_store",
    "sha256_of",
]
