"""`raw` and `release`: checking the raw store or a release, and exporting the raw store."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.shared import DataOption, JsonOption, ReleaseOption, chosen_data, use_shared

raw = typer.Typer(
    name="raw",
    help="Check the raw store, or export it as a WARC archive.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@raw.command()
def verify(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Check every page of the raw store against its SHA-256; exit with code 1 if any is damaged."""
    from flows.console.progress import step
    from tasks.common.errors import DamagedStoreError
    from tasks.operate.check import raw_damage
    from tasks.raw import raw_store
    from tasks.raw.store import verify_store

    folder, loaded = chosen_data(data)
    store = raw_store(folder, loaded.values.raw_store)
    with step("Verifying the raw store") as advance:
        found = verify_store(store, advance)
    if as_json:
        typer.echo(json.dumps(asdict(found), indent=1))
    else:
        typer.echo(f"{found.whole:,} pages are intact, {found.rows:,} rows of the fetch log are readable.")
        if found.unlogged:
            typer.echo(f"{found.unlogged:,} pages are in no log: a killed run left them, or a log was lost.")
    if found.damaged or found.missing:
        raise DamagedStoreError(found.sentence(store.place))
    if lost := raw_damage(folder, store, shared=bool(loaded.values.releases)):
        raise DamagedStoreError(lost)


@raw.command()
def export(
    warc: Annotated[Path, typer.Option("--warc", metavar="FILE", help="File to write: .warc or .warc.gz.")],
    data: DataOption = None,
) -> None:
    """Write all pages of the raw store to one WARC archive, which `ingest --from FILE` can import."""
    from flows.console.progress import step
    from tasks.raw import raw_store
    from tasks.raw.export import export_warc

    folder, loaded = chosen_data(data)
    with step("Writing the archive") as advance:
        done = export_warc(raw_store(folder, loaded.values.raw_store), warc, advance)
    typer.echo(f"{done.written:,} records in {warc}.")
    if done.without_bytes:
        typer.echo(
            f"{done.without_bytes:,} rows of the fetch log have no bytes (no response) and were left out."
        )


release = typer.Typer(name="release", help="Check a release.", no_args_is_help=True, rich_markup_mode=None)


@release.command("verify")
def verify_release(
    data: DataOption = None, version: ReleaseOption = None, as_json: JsonOption = False
) -> None:
    """Check every file of a release against its SHA-256; exit with code 1 if any is damaged or unknown."""
    from tasks.common.errors import DamagedReleaseError
    from tasks.release.published.damage import damage, unlisted, unlisted_sentence
    from tasks.release.published.folders import CURRENT, mending, release_folder
    from tasks.release.published.manifest import read_manifest

    place = chosen_data(data)
    folder = place.folder
    use_shared(place)
    chosen = release_folder(folder, version)
    clauses = damage(chosen, sums=True)
    more = unlisted(chosen)
    files = len((read_manifest(chosen) or {}).get("files", {}))
    if as_json:
        found = {"release": str(chosen), "files": files, "damaged": clauses, "unlisted": more}
        typer.echo(json.dumps(found, ensure_ascii=False))
    elif not clauses and not more:
        typer.echo(
            f"The release {chosen.name} is intact: {files:,} files match the SHA-256 sums in its manifest."
        )
    problems = [unlisted_sentence(chosen, more)] if more else []
    if clauses:
        damaged = "\n".join(f"- {clause}" for clause in clauses)
        is_old = chosen != (folder / CURRENT).resolve()
        advice = (
            f"It is not the current one: remove {chosen}" if is_old else f"Run: {mending('rebuild', folder)}"
        )
        problems.insert(0, f"The release {chosen.name} is damaged:\n{damaged}\n{advice}")
    if problems:
        raise DamagedReleaseError("\n".join(problems))
