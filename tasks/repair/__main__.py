"""`python -m tasks.repair FILE`: damaged text in, repaired text out, without any other package."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from tasks.repair import LANGUAGE_NAMES, detect_language, explain_text, repair_text
from tasks.repair.charsets import WINDOWS, decode_byte


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "".join(decode_byte(code, WINDOWS) for code in data)


def _record(line: bytes) -> dict[str, Any]:
    found = json.loads(line)
    if isinstance(found, dict) and isinstance(found.get("text"), str):
        return found
    raise ValueError(f"a line has no text: {line!r:.80}")


def main() -> None:
    """Repair a file, or standard input."""
    parser = argparse.ArgumentParser(prog="python -m tasks.repair", description=__doc__)
    parser.add_argument("file", nargs="?", default="-", help="a text file; '-' means standard input")
    parser.add_argument("--jsonl", action="store_true", help="the file has lines {'id', 'text'}")
    parser.add_argument("--language", choices=(*LANGUAGE_NAMES, "auto"), help="default: detected")
    parser.add_argument("--explain", action="store_true", help="show which evidence decided")
    given = parser.parse_args()
    language = None if given.language == "auto" else given.language
    try:
        data = sys.stdin.buffer.read() if given.file == "-" else Path(given.file).read_bytes()
        records = [_record(line) for line in data.splitlines() if line.strip()] if given.jsonl else []
    except (OSError, ValueError) as error:
        parser.error(
            f"{given.file} cannot be read: {error}. Give a text file, or with --jsonl one of such lines."
        )
    for record in records:
        repaired = repair_text(record["text"], language)
        record |= {"text": repaired.text, "repairs": [one._asdict() for one in repaired.repairs]}
        sys.stdout.write(json.dumps(record) + "\n")
    if given.jsonl:
        return
    text = _decoded(data)
    made = repair_text(text, language).text
    if given.language == "auto" and not given.explain:
        sys.stderr.write(f"Language: {LANGUAGE_NAMES.get(detect_language(made) or '', 'undecided')}.\n")
    shown = "".join(f"{line}\n" for line in explain_text(text, language)) if given.explain else made
    sys.stdout.buffer.write(shown.encode(errors="replace"))


if __name__ == "__main__":
    main()
