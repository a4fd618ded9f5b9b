"""Bringing pages in: from the bundled sample, from files and folders, from WARC archives."""

from tasks.fetch.report import SourceReport
from tasks.fetch.source import incoming_pages, source_name

__all__ = ["SourceReport", "incoming_pages", "source_name"]
