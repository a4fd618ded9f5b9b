"""Pages from the bundled sample, from files and folders, from WARC archives."""

from tasks.fetch.files.report import SourceReport
from tasks.fetch.files.source import incoming_pages, source_name

__all__ = ["SourceReport", "incoming_pages", "source_name"]
