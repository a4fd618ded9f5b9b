"""`plan`: what the next night would fetch, and why, without fetching anything."""

import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.shared import DataOption, JsonOption, chosen_data, chosen_release, use_shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.settings import Settings
    from tasks.fetch.plan import PlannedFetch


def plan(
    data: DataOption = None,
    as_json: JsonOption = False,
    summary: Annotated[bool, typer.Option("--summary", help="Show only the counts by reason.")] = False,
) -> None:
    """Show which pages the next ingest from the site would fetch, in order, and why."""
    from tasks.common.clock import Clock
    from tasks.fetch.plan import plan as planned_fetches
    from tasks.raw import raw_store
    from tasks.release.known_questions import stored_state
    from tasks.release.published.folders import had_release

    place = chosen_data(data)
    settings = place.settings
    use_shared(place)
    release = chosen_release(place, None, must_be_undamaged=True) if had_release(place.folder) else None
    store = raw_store(place.folder, settings.raw_store)
    state = stored_state(store.entries(), release, Clock().now())
    planned = planned_fetches(state, settings.absent_run)
    if as_json:
        rows = [{"url": item.address.url, "reason": item.reason} for item in planned]
        typer.echo(json.dumps(rows, indent=1))
        return
    if not summary:
        for item in planned:
            typer.echo(f"{item.reason:<16}  {item.address.url}")
    _print_counts(planned, settings)


def _print_counts(planned: "Sequence[PlannedFetch]", settings: "Settings") -> None:
    counts = Counter(item.reason for item in planned)
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
    typer.echo(
        "Each new question number that exists adds its other pages to the plan; these are not counted yet."
    )
