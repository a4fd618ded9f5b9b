"""`status`: what the current release holds, how fresh it is, and what is open."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.rows import plain
from flows.cli.shared import Chosen, DataOption, JsonOption, chosen_data, use_shared
from flows.console.letters import harmless
from schemas.codes import GAP_KINDS
from schemas.vocabulary.houses import house_of
from tasks.common.errors import DamagedReleaseError

if TYPE_CHECKING:
    from tasks.operate.health import Concern

_LAST_RUNS = _WORST = 5
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
_COVERAGE = "  {0}: {1[questions]:,} questions, {1[asked_from]} to {1[asked_to]}"
_GAPS_OF_LEGISLATURE = "  {0[legislature]}: {0[expected]:,} numbers, of which " + ", ".join(
    f"{{0[{kind}]:,}} {kind.replace('_', ' ')}" for kind in ("held", *GAP_KINDS)
)
_GAP = "     {0[numbers]:,} {0[kind]}: {0[reason]}"
_UNREAD = "  {0[letters]:,} letters of {0[page]}: {0[detail]:.300}"
_RUN = "  {0[started_at]:%Y-%m-%d %H:%M:%S}  {0[flow]}  {0[outcome]}"


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
        typer.echo(harmless("\n".join(_lines(found))))


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
    from flows.console.summary import COUNTS_OF_HOUSES
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
            "houses": fetch_rows(connection, COUNTS_OF_HOUSES),
            "legislatures": fetch_rows(connection, _LEGISLATURES),
            "gaps": fetch_rows(connection, _GAPS),
        }


def _lines(found: dict[str, Any]) -> Iterator[str]:
    """The status for people, part by part."""
    from flows.console.summary import OF_HOUSE

    yield from (f"{_line(concern)}\n" for concern in found["concerns"])
    if found["release"]:
        yield f"Release {found['version']}, {found['age_hours']} hours old, in {found['release']}"
        yield f"Sources: {', '.join(found['sources'])}"
        yield from _part("Rows", "  {:<14}{:>9,}", found["counts"].items())
        each = found.get("houses", ())
        if len(each) > 1:
            yield from ("\nHouses", *(f"  {OF_HOUSE.format_map(one)}" for one in each))
        covered = found["coverage"].items()
        named = ((f"{house_of(int(one)).code} " * (len(each) > 1) + one, counts) for one, counts in covered)
        yield from _part("Legislatures", _COVERAGE, named)
    if "issues" in found:
        yield from _open_lines(found)
    yield from _part("Last runs", _RUN, zip(found["runs"]))
    ignored = "; ignored in {}".format
    settings = found["settings"].items()
    rows = ((name, one, ignored(one["ignored_in"]) if "ignored_in" in one else "") for name, one in settings)
    yield from _part("Settings", "  {0} = {1[value]}  ({1[from]}{2})", rows)


def _open_lines(found: dict[str, Any]) -> Iterator[str]:
    if found["legislatures"]:
        yield from _part("Gaps", _GAPS_OF_LEGISLATURE, zip(found["legislatures"]))
    yield from (_GAP.format(gap) for gap in found["gaps"] if gap["kind"] != "not_fetched")
    yield f"\nMissing: {len(found['missing_questions'])} written questions are linked to but not held"
    yield f"\nRepairs: {found['repairs']['made']:,}, {_confirmed(found['repairs'])}"
    yield from _part("Open issues", "  {:<28}{:>7,}", found["issues"].items())
    yield from _part("Quarantined pages", "  {0[origin]}: {0[reason]}", zip(found["quarantined"]))
    yield from _part("Pages with unread letters, the most first", _UNREAD, zip(found["unread"][:_WORST]))


def _part(title: str, row: str, rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A heading, and each of the rows in the form of the template `row`."""
    yield f"\n{title}"
    yield from (row.format(*values) for values in rows)


def _confirmed(repairs: dict[str, Any]) -> str:
    """What other pages say about the repairs, in words."""
    checked = repairs["shown_by_another_page"]
    if not checked:
        return "none of them of a word that another page shows undamaged"
    return (
        f"{checked:,} of them of words that another page shows undamaged: "
        f"{repairs['share_confirmed']:.1%} confirmed, {checked - repairs['confirmed']:,} refuted"
    )
