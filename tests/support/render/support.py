"""What the tests of the renderer share: the text of a page, and strings sought in reading order."""

import re
from collections.abc import Iterable
from html import unescape

from .damage import ENCODINGS


def visible(html: str) -> str:
    """The text of an HTML page: tags away, entities read, white space of the source collapsed."""
    return unescape(re.sub(r"[ \n\r]+", " ", re.sub(r"<[^>]+>", "", html)))


def decoded(content: bytes, encoding: str) -> str:
    """The string whose bytes these are; of "mixed" pages each line has a codec of its own."""
    codec = ENCODINGS[encoding].codec
    if codec != "mixed":
        return content.decode(codec)
    return "\n".join(utf_or_windows(line) for line in content.split(b"\n"))


def utf_or_windows(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252")


def out_of_order(text: str, strings: Iterable[str]) -> list[str]:
    """The strings that a text lacks behind the one before them."""
    position, missed = 0, []
    for string in strings:
        found = text.find(string, position)
        if found < 0:
            missed.append(string)
        else:
            position = found + len(string)
    return missed
