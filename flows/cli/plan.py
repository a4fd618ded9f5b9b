"""`plan`: what the next night would fetch, and why, without fetching anything."""

import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.shared import DataOption, JsonOption, chosen_data, chosen_release, use_shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.settings import Settings


def plan(
    data: DataOption = None,
    as_json: JsonOption = False,
    summary: Annotated[bool, typer.Option("--summary", help="Show only the counts by reason.")] = False,
) -> None:
    """Show which pages the next ingest from the site would fetch, in order, and why."""
    from tasks.common.address import archive_url
    from tasks.common.clock import Clock
    from tasks.fetch.plan import plan as planned_fetches
    from tasks.fetch.record_archive import due_archives
    from tasks.raw import raw_store
    from tasks.release.known_questions import stored_state
    from tasks.release.published.folders import had_release

    place = chosen_data(data)
    settings = place.settings
    use_shared(place)
    release = chosen_release(place, None, must_be_undamaged=True) if had_release(place.folder) else None
    store = raw_store(place.folder, settings.raw_store)
    now, entries = Clock().now(), list(store.entries())
    state = stored_state(entries, release, now)
    pages = planned_fetches(state, settings.absent_run) if settings.follows_pages else []
    planned = [(item.address.url, item.reason) for item in pages]
    archives = due_archives(settings.followed, entries, now)
    planned += [(archive_url(item.legislature), item.reason) for item in archives]
    if as_json:
        rows = [{"url": url, "reason": reason} for url, reason in planned]
        typer.echo(json.dumps(rows, indent=1))
        return
    if not summary:
        for url, reason in planned:
            typer.echo(f"{reason:<16}  {url}")
    _print_counts([reason for _, reason in planned], settings)


def _print_counts(planned: "Sequence[str]", settings: "Settings") -> None:
    counts = Counter(planned)
    seconds = len(planned) / settings.requests_per_second
    typer.echo("")
    for reason, count in counts.items():
        typer.echo(f"{reason:<16}  {count:>7,}")
    typer.echo(f"{'all':<16}  {len(planned):>7,}  about {seconds / 60:,.0f} minutes at the polite rate")
    if seconds > settings.night_minutes * 60:
        typer.echo(
            f"A nightly run fetches for {settings.night_minutes:g} minutes (night_minutes); the rest of the "
            "list waits for the following nights."
        )
    if settings.follows_pages:
        more = "Each new question number that exists adds its other pages to the plan"
        typer.echo(f"{more}; these are not counted yet.")
    typer.echo(f"Houses that this data folder follows (houses): {settings.houses}.")
