"""`repair`: damaged text in, repaired text out."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal

import typer

from flows.cli.shared import DataOption
from tasks.common.errors import UsageError

_STANDARD_INPUT = "-"
AUTO = "auto"
_LINE_ENDS = str.maketrans({end: f"\\u{ord(end):04x}" for end in "\u0085\u2028\u2029"})
"""Ends of lines to some readers of JSON lines, though not to JSON."""


def repair(
    file: Annotated[str, typer.Argument(help="A text file; '-' means standard input.")] = _STANDARD_INPUT,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help='Read lines {"id", "text"} and write lines {"id", "text", "repairs"}.'),
    ] = False,
    language: Annotated[
        Literal["nl", "fr", "auto"] | None,
        typer.Option(
            help="Language of the text. Default: detected from the text; with auto, the command says which.",
            show_default=False,
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show which evidence decided, instead of the repaired text.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Repair damaged letters; the rest of the text is left as it is."""
    del data  # every command has it; repairing needs none
    if jsonl and explain:
        raise UsageError("--explain takes a text, not JSON lines.")
    with _opened(file) as stream:
        if jsonl:
            for line in _repaired_lines(stream, language):
                sys.stdout.buffer.write(line.encode(errors="backslashreplace"))  # an escape in JSON too
                sys.stdout.buffer.flush()
            return
        from tasks.decode import decode_bytes

        text = decode_bytes(stream.read()).text  # what is not UTF-8 is decoded like pages of the site
    made = _explained(text, language) if explain else _repaired(text, language)
    sys.stdout.buffer.write(made.encode(errors="replace"))


def _known(language: str | None) -> str | None:
    return None if language == AUTO else language


def _repaired(text: str, language: str | None) -> str:
    from tasks.repair import LANGUAGE_NAMES, detect_language, repair_text

    found = repair_text(text, _known(language)).text
    if language == AUTO:
        typer.echo(f"Language: {LANGUAGE_NAMES.get(detect_language(found) or '', 'undecided')}.", err=True)
    return found


def _explained(text: str, language: str | None) -> str:
    from tasks.repair import explain_text

    return "".join(f"{line}\n" for line in explain_text(text, _known(language)))


def _opened(file: str) -> AbstractContextManager[BinaryIO]:
    if file == _STANDARD_INPUT:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise UsageError(f"Cannot read {file}: {error.strerror}.") from error


def _repaired_lines(lines: Iterable[bytes], language: str | None) -> Iterator[str]:
    from tasks.repair import detect_language, repair_text

    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        record = _record(line, number)
        repaired = repair_text(record["text"], _known(language))
        made = {**record, "text": repaired.text}
        if language == AUTO:
            made["language"] = detect_language(repaired.text)
        made["repairs"] = [change._asdict() for change in repaired.repairs]
        yield json.dumps(made, ensure_ascii=False).translate(_LINE_ENDS) + "\n"


def _record(line: bytes, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
        if isinstance(record["text"], str) and "id" in record:
            return dict(record)
    except (ValueError, TypeError, KeyError):
        pass
    raise UsageError(f'Line {number} is not a JSON object with "id" and "text".')
