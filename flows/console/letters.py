"""Letters that an output cannot take: those its encoding lacks, and those that drive a terminal."""

import codecs
import io
import json
import sys

_ESCAPED = "escaped"
_VISIBLE = (
    {code: 0x2400 + code for code in range(32) if chr(code) not in "\n\t"}
    | {0x7F: 0x2421}
    | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
)
"""Control characters by their pictures, or � for none: text of pages must not drive a terminal."""


def print_every_letter() -> None:
    """Let standard output and standard error escape the letters that their encoding lacks, as JSON does."""
    codecs.register_error(_ESCAPED, _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ESCAPED)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


def harmless(text: str) -> str:
    """Text without control characters, which could drive a terminal: they become visible pictures.

    Bytes of file names that are no letters are escaped, so that every output accepts them.
    """
    return text.translate(_VISIBLE).encode("utf-8", "backslashreplace").decode("utf-8")
