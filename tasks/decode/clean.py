"""Refuse what is not text; remove invisible characters and report them."""

import re
import unicodedata

from schemas.codes import ReasonCode
from schemas.records import PageIssue
from tasks.decode.charset import is_utf_16

_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x1b"})
_MOST_CONTROLS = 0.02
"""Largest share of control bytes in a file's beginning."""
_BEGINNING = 65_536
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x28\xb5\x2f\xfd")
_OF_DAMAGE = (*map(chr, range(0x80, 0xA0)), *"ÃÂÅÄâ")
_MOST_DAMAGE = 0.2
"""Largest share of C1 controls and traces of UTF-8 in a text."""
_ANY_DAMAGE = 5_000
"""Any page may have this many of them."""
_SAMPLED = 500
_INVISIBLE = (
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""Soft hyphens, zero-width characters and direction marks: they split words in a search."""
_HIDDEN = re.compile(f"(?<![ÃÂÅÄ])\u00ad|[{_INVISIBLE[1:]}]")
_WITH_ACCENTS = re.compile(r"[^\W\d_][\u0300-\u036f]+")


class UndecodableError(ValueError):
    """A page whose bytes are not text; the message says why."""

    code: ReasonCode = "not_text"


def refuse_binary(content: bytes) -> None:
    """Raise UndecodableError for an empty or binary file."""
    if not content.strip():
        raise UndecodableError("The file is empty.")
    if is_utf_16(content):
        return
    beginning = content[:_BEGINNING]
    controls = len(beginning) - len(beginning.translate(None, _CONTROLS))
    if content.startswith(_MAGIC) or controls > _MOST_CONTROLS * len(beginning):
        raise UndecodableError("The file is binary, not a page of text or HTML.")


def refuse_garbage(text: str) -> None:
    """Raise UndecodableError for a text that is nothing but damage; no real page comes close."""
    step = 1 + len(text) // _SAMPLED
    sample = text[::step] + text[:: step + 1]  # two strides, because a text may repeat itself
    if text.isascii() or sum(map(sample.count, _OF_DAMAGE)) < len(sample) * _MOST_DAMAGE / 2:
        return
    damaged = sum(map(text.count, _OF_DAMAGE))
    if damaged > max(_ANY_DAMAGE, _MOST_DAMAGE * len(text)):
        raise UndecodableError(
            f"The page is not text: {damaged:,} of {len(text):,} characters are controls or traces of UTF-8."
        )


def without_invisible(text: str) -> tuple[str, tuple[PageIssue, ...]]:
    """The text without NUL and invisible characters, and an issue for each kind removed."""
    issues = []
    if "\0" in text:
        issues.append(PageIssue("nul_removed", f"{text.count(chr(0))} NUL characters were removed."))
        text = text.replace("\0", "")
    visible = visible_characters(text)
    if len(visible) < len(text):
        detail = f"{len(text) - len(visible)} invisible characters (soft hyphens, zero-width spaces, marks)"
        issues.append(PageIssue("invisible_removed", f"{detail} were removed."))
        text = visible
    return text, tuple(issues)


def visible_characters(text: str) -> str:
    """The text without invisible characters; half of a misread letter stays ('Ã' for í)."""
    return _HIDDEN.sub("", text) if any(map(text.__contains__, _INVISIBLE)) else text


def composed(text: str) -> str:
    """The text with combining accents joined to their letters (NFC); all else is unchanged."""
    return _WITH_ACCENTS.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
