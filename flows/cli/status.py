"""`status`: what the current release holds, how fresh it is, and what is open."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.rows import plain
from flows.cli.shared import Chosen, DataOption, JsonOption, chosen_data, use_shared
from flows.console.letters import harmless
from schemas.codes import GAP_KINDS
from tasks.common.errors import DamagedReleaseError

if TYPE_CHECKING:
    from rich.console import Console

    from tasks.operate.health import Concern

_LAST_RUNS = _WORST = 5
_LONGEST = 300
_UNSURE = frozenset({"no_folder", "later_version", "no_release", "damaged_release", "damaged_ledger"})
"""With one of these concerns, nobody knows whether an alarm is over."""
_ISSUES = "SELECT kind, count(*) FROM issues GROUP BY kind ORDER BY count(*) DESC, kind"
_CHECKED_REPAIRS = """SELECT count(*) AS made, count(verdict) AS checked,
    count(*) FILTER (verdict = 'confirmed') AS confirmed FROM repairs"""
_QUARANTINE = "SELECT origin, reason FROM pages WHERE outcome = 'quarantined' ORDER BY origin"
_MISSING = "SELECT question_id FROM issues WHERE kind = 'linked_question_missing' ORDER BY question_id"
_LEGISLATURES = "SELECT * FROM legislatures WHERE expected > 0 ORDER BY legislature"
_GAPS = """SELECT legislature, kind, reason, sum(numbers) AS numbers FROM gaps
    GROUP BY legislature, kind, reason ORDER BY legislature, numbers DESC, reason"""


def status(
    data: DataOption = None,
    as_json: JsonOption = False,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Show only problems, one per line with the command that fixes it, and exit with code 1 if "
            "there are any: the release, the run ledger or the fetch log is damaged, the release has files "
            "that are not its own, the last run did not end well, a nightly run did not start, the last good "
            "run is too old, quarantined pages or unknown labels have jumped, the site may have changed its "
            "pages, or settings are ignored.",
        ),
    ] = False,
) -> None:
    """Show the current release, its gaps and issues, the last runs, and the settings."""
    place = chosen_data(data)
    doubt = use_shared(place)
    if check:
        report_concerns(place, datetime.now(UTC), as_json=as_json, doubt=doubt)
        return
    found = _status(place)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1, default=plain))
    else:
        _print(found)


def report_concerns(place: Chosen, now: datetime, *, as_json: bool, doubt: str | None = None) -> None:
    """Print what is wrong; send alarms for a stale release and for unknown formats, or that they are over.

    Exits with 1 if anything is wrong. `doubt` says why the address of shared releases cannot be read.
    """
    from tasks.operate.alarms import CHECKED, give_alarm
    from tasks.operate.health import Concern

    found = [*([Concern("address", doubt)] if doubt else []), *_concerns(place, now)]
    rows = [_concern_row(concern, place.folder) for concern in found]
    unheard: list[str] = []
    for kind in CHECKED:
        lines = [_line(row) for row in rows if row["kind"] == kind]
        if lines or _UNSURE.isdisjoint(concern.kind for concern in found):
            unheard += give_alarm(place.folder, kind, lines, now, place.settings.listeners())
    for sentence in dict.fromkeys(unheard):
        typer.echo(harmless(sentence), err=True)
    if as_json:
        typer.echo(json.dumps({"data": str(place.folder), "concerns": rows}, ensure_ascii=False))
    else:
        typer.echo("\n".join(map(_line, rows)) or "No problems found.")
    if found:
        raise typer.Exit(1)


def _concern_row(concern: "Concern", folder: Path, command: str = "") -> dict[str, str | None]:
    """A concern as JSON, with its command ready to paste, unless that is this `command`."""
    from tasks.release.published.folders import mending

    mend = mending(concern.mend, folder) if concern.mend and concern.mend != command else None
    return {"kind": concern.kind, "sentence": concern.sentence, "mend": mend}


def _line(concern: dict[str, str | None]) -> str:
    advice = f" Run: {concern['mend']}" if concern["mend"] else ""
    return harmless(" ".join(str(concern["sentence"]).split()) + advice)


def _concerns(place: Chosen, now: datetime) -> list["Concern"]:
    """Everything that is wrong, including settings."""
    from tasks.operate.check import check
    from tasks.operate.health import Concern, Limits
    from tasks.raw import raw_store

    folder, settings = place.folder, place.settings
    limits = Limits(
        timedelta(hours=settings.stale_hours), settings.most_quarantine_rise, settings.most_unknown_rise
    )
    store = raw_store(folder, settings.raw_store)
    found = check(folder, store, limits, now, contact=settings.contact, shared=bool(settings.releases))
    return [*found, *(Concern("ignored_setting", warning) for warning in place.loaded.warnings())]


def _status(place: Chosen) -> dict[str, Any]:
    from tasks.operate.ledger import ledger
    from tasks.release.published.folders import current_release
    from tasks.release.published.manifest import read_manifest

    folder = place.folder
    release = current_release(folder)
    found: dict[str, Any] = {
        "data": str(folder),
        "release": None,
        "concerns": [
            _concern_row(concern, folder, "status") for concern in _concerns(place, datetime.now(UTC))
        ],
        "runs": [run | {"counts": json.loads(run["counts"])} for run in ledger(folder)[-_LAST_RUNS:]],
        "settings": place.loaded.displayed(),
    }
    manifest = release and read_manifest(release)
    if not release or not manifest:
        return found
    created = datetime.fromisoformat(manifest["created"])
    age = (datetime.now(UTC) - created).total_seconds() / 3600
    kept = ("version", "created", "code_version", "schema_version", "sources", "counts", "coverage")
    found |= {"release": str(release), "age_hours": round(age, 1)}
    found |= {name: manifest[name] for name in kept}
    try:
        return found | _open_matters(release)
    except DamagedReleaseError:  # already a concern
        return found


def _open_matters(release: Path) -> dict[str, Any]:
    """The parts of the status that need the tables."""
    from tasks.present.explorer.queries import run_query
    from tasks.release.query import fetch_rows, open_release, reading

    with reading(release), open_release(release) as connection:
        made, checked, confirmed = connection.execute(_CHECKED_REPAIRS).fetchall()[0]
        return {
            "repairs": {
                "made": made,
                "shown_by_another_page": checked,
                "confirmed": confirmed,
                "share_confirmed": round(confirmed / checked, 4) if checked else None,
            },
            "issues": dict(connection.execute(_ISSUES).fetchall()),
            "quarantined": fetch_rows(connection, _QUARANTINE),
            "unread": run_query(connection, "unread"),
            "missing_questions": [row[0] for row in connection.execute(_MISSING).fetchall()],
            "legislatures": fetch_rows(connection, _LEGISLATURES),
            "gaps": fetch_rows(connection, _GAPS),
        }


def _print(found: dict[str, Any]) -> None:
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True, markup=False)
    for concern in found["concerns"]:
        console.print(f"{_line(concern)}\n")
    if found["release"]:
        _print_release(console, found)
    console.print("\nLast runs")
    for run in found["runs"]:
        console.print(f"  {run['started_at']:%Y-%m-%d %H:%M:%S}  {run['flow']}  {run['outcome']}")
    console.print("\nSettings")
    for name, setting in found["settings"].items():
        ignored = f"; ignored in {setting['ignored_in']}" if "ignored_in" in setting else ""
        console.print(f"  {name} = {setting['value']}  ({setting['from']}{ignored})")


def _confirmed(repairs: dict[str, Any]) -> str:
    """What other pages say about the repairs, in words."""
    checked = repairs["shown_by_another_page"]
    if not checked:
        return "none of them of a word that another page shows undamaged"
    return (
        f"{checked:,} of them of words that another page shows undamaged: "
        f"{repairs['share_confirmed']:.1%} confirmed, {checked - repairs['confirmed']:,} refuted"
    )


def _print_gaps(console: "Console", found: dict[str, Any]) -> None:
    if found["legislatures"]:
        console.print("\nGaps")
    for row in found["legislatures"]:
        parts = ", ".join(f"{row[kind]:,} {kind.replace('_', ' ')}" for kind in ("held", *GAP_KINDS))
        console.print(f"  {row['legislature']}: {row['expected']:,} numbers, of which {parts}")
    for gap in found["gaps"]:
        if gap["kind"] != "not_fetched":
            console.print(f"     {gap['numbers']:,} {gap['kind']}: {gap['reason']}")


def _print_release(console: "Console", found: dict[str, Any]) -> None:
    console.print(f"Release {found['version']}, {found['age_hours']} hours old, in {found['release']}")
    console.print(f"Sources: {', '.join(found['sources'])}")
    console.print("\nRows")
    for name, count in found["counts"].items():
        console.print(f"  {name:<14}{count:>9,}")
    console.print("\nLegislatures")
    for number, part in found["coverage"].items():
        console.print(
            f"  {number}: {part['questions']:,} questions, {part['asked_from']} to {part['asked_to']}"
        )
    if "issues" in found:
        _print_open_matters(console, found)


def _print_open_matters(console: "Console", found: dict[str, Any]) -> None:
    _print_gaps(console, found)
    console.print(
        f"\nMissing: {len(found['missing_questions'])} written questions are linked to but not held"
    )
    repairs = found["repairs"]
    console.print(f"\nRepairs: {repairs['made']:,}, {_confirmed(repairs)}")
    console.print("\nOpen issues")
    for kind, count in found["issues"].items():
        console.print(f"  {kind:<28}{count:>7,}")
    console.print("\nQuarantined pages")
    for page in found["quarantined"]:
        console.print(harmless(f"  {page['origin']}: {page['reason']}"))
    console.print("\nPages with unread letters, the most first")
    for page in found["unread"][:_WORST]:
        console.print(
            harmless(f"  {page['letters']:,} letters of {page['page']}: {page['detail'][:_LONGEST]}")
        )
