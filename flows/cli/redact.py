"""`redact`: a line for the list of redactions."""

import sys
from typing import Annotated

import typer

from flows.cli.shared import DataOption, chosen_data
from schemas.codes import Field, Language


def redact(  # noqa: PLR0917 - a command's options
    question: Annotated[str, typer.Argument(help="The question, such as 5-8900.")],
    span: Annotated[
        str, typer.Argument(help="The words, as a release shows them; '-' reads them from standard input.")
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why, without the words; releases give it.")],
    field: Annotated[Field | None, typer.Option(help="Only there.", show_default=False)] = None,
    language: Annotated[
        Language | None, typer.Option(help="Only in that language.", show_default=False)
    ] = None,
    data: DataOption = None,
) -> None:
    """Leave words of a question out of all releases built from now on, as somebody who is named asked.

    The list gets their hash, not the words. Another spelling, or another question, needs a line of its own.
    """
    from datetime import date

    from flows.run import redactions_file
    from tasks.common.files import write_whole
    from tasks.common.redactions import as_text, read_redactions, redaction

    place = chosen_data(data)
    words = sys.stdin.read() if span == "-" else span
    line = redaction(words, question, (field or "", language or ""), reason, date.today())  # noqa: DTZ011
    path = redactions_file(place.settings, place.folder)
    write_whole(path, as_text((*read_redactions(path).lines, line)).encode(), durable=True)
    typer.echo(f"Added to {path}. Now run: senate-questions rebuild")
