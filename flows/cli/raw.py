"""`raw verify` and `raw export`: checking the raw store, and exporting it."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.shared import DataOption, JsonOption, chosen_data

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
