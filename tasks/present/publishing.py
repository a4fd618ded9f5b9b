"""Publishing a release: built aside, checked, described, and swapped in by one rename."""

from datetime import UTC, datetime
from pathlib import Path

from tasks.present.explorer.build import build_site
from tasks.present.feeds import write_feeds
from tasks.present.search.build import build_search_index
from tasks.release.describe import describe, seal
from tasks.release.made_by import NO_EXTRAS, Extras
from tasks.release.publish import draft_release, make_current, refuse_changed, verified
from tasks.tables.arrow_tables import ArrowTables
from tasks.tables.inputs import Inputs


def publish(  # noqa: PLR0913 - what a release is made of and how
    data: Path,
    tables: ArrowTables,
    inputs: Inputs,
    now: datetime | None = None,
    *,
    accepted_drop: str | None = None,
    extras: Extras = NO_EXTRAS,
    is_night: bool = False,
) -> Path:
    """Build, check and publish a release; return its folder.

    `now` goes into the version, by default that of the machine; `accepted_drop`, the reason why rows, values
    or codes may be lost, goes into the manifest. Raises RefusedError when a check fails, and if it
    `is_night` when the site has clearly changed its pages; the last good release stays.
    """
    now = now or datetime.now(UTC)
    with draft_release(data, tables, inputs, now, accepted_drop, extras=extras) as draft:
        with verified(draft) as changes:
            if extras.search:
                build_search_index(draft.folder, draft.reused)
            feeds = write_feeds(draft.folder, draft.before, extras, inputs.sources)
            files = describe(draft.folder, draft.manifest, feeds.facts)
            build_site(draft.folder, draft.reused, draft.manifest, files, feeds.names)
        if is_night:
            refuse_changed(changes)
        draft.manifest["changed_pages"] = [change.sentence for change in changes]
        seal(draft.folder, draft.manifest, {**files, **feeds.facts})
        return make_current(data, draft)
