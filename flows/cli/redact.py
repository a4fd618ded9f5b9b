"""`redact`: lines for the list of redactions."""

import os
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.shared import Chosen, DataOption, chosen_data
from schemas.codes import Field, Language

if TYPE_CHECKING:
    from tasks.common.redactions import Redaction, Redactions
    from tasks.operate.left_out import Place


def redact(
    question: Annotated[str, typer.Argument(help="The question, such as 5-8900; not with --everywhere.")],
    span: Annotated[
        str | None,
        typer.Argument(
            help="The words, as a release shows them; '-' reads them from standard input.", show_default=False
        ),
    ] = None,
    *,
    reason: Annotated[str, typer.Option("--reason", help="Why, without the words; releases give it.")],
    field: Annotated[Field | None, typer.Option(help="Only there.", show_default=False)] = None,
    language: Annotated[
        Language | None, typer.Option(help="Only in that language.", show_default=False)
    ] = None,
    everywhere: Annotated[
        bool, typer.Option("--everywhere", help="List all titles, keywords and texts with the words.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Leave the words out of all that is listed.")] = False,
    data: DataOption = None,
) -> None:
    """Leave words of a question out of all releases built from now on, as somebody who is named asked.

    The list gets their hash, not the words. Another spelling, or another question, needs a line of its own:
    the command tells where the current release has the words, or rare ones of them, too. Authors, ministers
    and addressees stay with --everywhere.
    """
    from datetime import date

    from tasks.common.errors import UsageError
    from tasks.common.redactions import redaction
    from tasks.release.published.folders import current_release

    if everywhere == (span is not None):
        raise UsageError("Give a question and the words, or --everywhere and the words.")
    words, where = question if span is None else span, (field or "", language or "")
    if words == "-":
        words = _from_standard_input()
    line = redaction(words, "1-1" if everywhere else question, where, reason, date.today())  # noqa: DTZ011
    place = chosen_data(data)
    known = _list(place)
    path = None if everywhere else _add(place, [line])
    release = current_release(place.folder)
    covered = _tell_places(release, words, line, known, everywhere=everywhere) if release else []
    if path is None:
        path = _add_all(place, line, covered, yes=yes)
    typer.echo(f"Added to {path}. Now run: senate-questions rebuild")


def _tell_places(
    release: Path, words: str, line: "Redaction", known: "Redactions", *, everywhere: bool
) -> "list[Place]":
    """Print where a release has the words beside what the list leaves out; the places that are to go."""
    from tasks.operate.left_out import places_of, staying

    places = places_of(release, words, line, known)
    concerned = [one for one in places if line.concerns(one.field, one.language)]
    covered = [one for one in concerned if everywhere or one.question_id == line.question_id]
    if everywhere:
        _tell("{}: {}.", covered)
    lines = dict.fromkeys(line._replace(question_id=one.question_id) for one in covered)
    _tell_rest(release, words, known, lines if everywhere else [line])
    _tell("{} has the words too: {}. They stay.", [one for one in places if one not in covered])
    if counts := staying(release, words, line):
        said = ", ".join(f"{field} {count}" for field, count in counts.items())
        typer.echo(f"Authors, ministers, addressees and file names stay; some have the words: {said}.")
    return covered


def _from_standard_input() -> str:
    from tasks.common.errors import UsageError

    if sys.stdin is None:
        raise UsageError("Standard input is closed. Give the words, or a file: redact … - < FILE")
    return sys.stdin.buffer.read().decode(sys.stdin.encoding, "surrogateescape")


def _add_all(place: Chosen, line: "Redaction", places: "Sequence[Place]", *, yes: bool) -> Path:
    """Add a line for each field of places if that is wanted."""
    from tasks.common.errors import UsageError

    if not places:
        raise UsageError(
            "No title, keyword or text that the list leaves has these words, so nothing was added."
        )
    if not yes:
        raise UsageError("Nothing was added. To leave them out of all these places, add --yes.")
    fields = dict.fromkeys((one.question_id, one.field) for one in places)
    return _add(place, [line._replace(question_id=one, field=part) for one, part in fields])


def _list(place: Chosen) -> "Redactions":
    """The list; raises UsageError if it is wrong, or a link to no place, whose folder is not to be made."""
    from flows.run import redactions_file
    from tasks.common.redactions import read_redactions

    return read_redactions(redactions_file(place.settings, place.folder))


def _add(place: Chosen, lines: "Sequence[Redaction]") -> Path:
    """Add lines to the list, which no run and no other command reads meanwhile."""
    from flows.run import redactions_file
    from tasks.common.files import write_whole
    from tasks.common.redactions import as_text, read_redactions
    from tasks.operate.lock import data_lock, list_lock

    path = redactions_file(place.settings, place.folder)
    target = Path(os.path.realpath(path))
    with list_lock(target), data_lock(place.folder):
        known = read_redactions(path).lines
        write_whole(target, as_text(dict.fromkeys((*known, *lines))).encode(), durable=True)
    return path


def _tell_rest(release: Path, words: str, known: "Redactions", lines: "Iterable[Redaction]") -> None:
    """Print where in the questions of lines rare words of the span stand and stay."""
    from tasks.operate.left_out import has_question, rest_of

    for line in lines:
        if not has_question(release, line.question_id):
            typer.echo(f"The current release has no question {line.question_id}. The line waits for one.")
        rest = rest_of(release, words, line, known)
        _tell("Names or rare words of the span, or near forms, stand elsewhere in {}: {}. They stay.", rest)


def _tell(sentence: str, places: "Sequence[Place]") -> None:
    """Print a sentence with each question and its places, as 'answer (nl) 2, title (fr) 1'."""
    for question, some in groupby(places, key=lambda one: one.question_id):
        counts = (f"{one.field} ({one.language}) {one.times}" for one in some)
        typer.echo(sentence.format(question, ", ".join(counts)))
