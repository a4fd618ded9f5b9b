"""`export`: tables of a release as CSV or Parquet, in a folder of the user's."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.cli.shared import DataOption, ReleaseOption, chosen_data, chosen_release


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write.", show_default=False)],
    *,
    output: Annotated[
        Literal["csv", "parquet"], typer.Option("--format", help="File format of the tables.")
    ] = "csv",
    tables: Annotated[
        str | None,
        typer.Option(
            "--tables", metavar="NAME,…", help="Tables to export. Default: all.", show_default=False
        ),
    ] = None,
    for_spreadsheets: Annotated[
        bool,
        typer.Option(
            "--for-spreadsheets",
            help="In CSV, put an apostrophe before texts that a spreadsheet would take for formulas.",
        ),
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace existing files.")] = False,
    data: DataOption = None,
    release: ReleaseOption = None,
) -> None:
    """Export tables of a release to a folder, with files that describe them."""
    from flows.console.progress import step
    from tasks.present.export import ExportOptions
    from tasks.present.export import export as write

    named = tuple(name.strip() for name in (tables or "").split(",") if name.strip())
    options = ExportOptions(named, output, for_spreadsheets, overwrite)
    source = chosen_release(chosen_data(data), release, must_be_undamaged=True)
    with step("Writing tables", len(options.chosen)) as advance:
        written = write(source, folder, options, advance)
    made = len(options.chosen)
    names = ", ".join(path.name for path in written[made:])
    typer.echo(f"Wrote {made} tables of release {source.name} to {folder}, with {names}.")
