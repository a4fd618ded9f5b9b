"""`repair`: damaged text in, repaired text out."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from flows.cli.shared import DataOption
from schemas.codes import Language
from tasks.common.errors import UsageError

_STANDARD_INPUT = "-"


def repair(
    file: Annotated[str, typer.Argument(help="A text file; '-' means standard input.")] = _STANDARD_INPUT,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help='Read lines {"id", "text"} and write lines {"id", "text", "repairs"}.'),
    ] = False,
    language: Annotated[
        Language | None,
        typer.Option(help="Language of the text. Default: detected from the text.", show_default=False),
    ] = None,
    data: DataOption = None,
) -> None:
    """Repair damaged letters; the rest of the text is left as it is."""
    del data  # every command has it; repairing needs none
    with _opened(file) as stream:
        if jsonl:
            for line in _repaired_lines(stream, language):
                sys.stdout.buffer.write(line.encode(errors="replace"))
                sys.stdout.buffer.flush()
            return
        from tasks.decode import decode_bytes
        from tasks.repair import repair_text

        text = decode_bytes(stream.read()).text  # what is not UTF-8 is decoded like pages of the site
        sys.stdout.buffer.write(repair_text(text, language).text.encode(errors="replace"))


def _opened(file: str) -> AbstractContextManager[BinaryIO]:
    if file == _STANDARD_INPUT:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise UsageError(f"Cannot read {file}: {error.strerror}.") from error


def _repaired_lines(lines: Iterable[bytes], language: Language | None) -> Iterator[str]:
    from tasks.repair import repair_text

    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        record = _record(line, number)
        repaired = repair_text(record["text"], language)
        repairs = [change._asdict() for change in repaired.repairs]
        yield json.dumps({**record, "text": repaired.text, "repairs": repairs}, ensure_ascii=False) + "\n"


def _record(line: bytes, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
        if isinstance(record["text"], str) and "id" in record:
            return dict(record)
    except (ValueError, TypeError, KeyError):
        pass
    raise UsageError(f'Line {number} is not a JSON object with "id" and "text".')
