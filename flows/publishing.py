"""Publishing a release: built aside, checked, described, and swapped in by one rename."""

from datetime import UTC, datetime
from pathlib import Path

from tasks.present.explorer.build import build_site
from tasks.present.feed import write_feed
from tasks.present.search.build import build_search_index
from tasks.release.describe import describe, seal
from tasks.release.publish import QUESTIONS, draft_release, make_current, verified
from tasks.tables.arrow_tables import ArrowTables
from tasks.tables.inputs import Inputs


def publish(  # noqa: PLR0913 - what a release is made of and how
    data: Path,
    tables: ArrowTables,
    inputs: Inputs,
    now: datetime | None = None,
    *,
    accepted_drop: str | None = None,
    search: bool = False,
) -> Path:
    """Build, check and publish a release.

    Args:
        data: The data folder.
        tables: All tables.
        inputs: What they were made of.
        now: The moment, for the version; that of the machine by default.
        accepted_drop: Why rows, values or codes may be lost this time; written into the manifest.
        search: Whether it gets a search index.

    Returns:
        The folder of the release.

    Raises:
        RefusedError: When a check does not hold; the last good release is kept.
        StorageError: When the disk is full or read-only.
    """
    now = now or datetime.now(UTC)
    with draft_release(data, tables, inputs, now, accepted_drop, search=search) as draft:
        with verified(draft.folder):
            if search:
                build_search_index(draft.folder, tables, draft.before)
            write_feed(draft.folder, tables[QUESTIONS].to_pylist(), inputs.sources)
            files = describe(draft.folder, draft.said)
            build_site(draft.folder, draft.before, draft.said, files)
            seal(draft.folder, draft.said, files)
        return make_current(data, draft)
