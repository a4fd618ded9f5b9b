"""Letters that the encoding of an output lacks."""

import codecs
import io
import json
import sys

_ESCAPED = "escaped"


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
