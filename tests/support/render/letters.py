"""Letters of HTML: escaping, and the entities that word processors leave in pages (docs/source.md, 8)."""

from functools import cache
from html import escape
from html.entities import codepoint2name

# Pasted quotes, dashes and signs, in entities wherever they stand; the ellipsis of a question is a raw byte.
PASTED = frozenset("‘’“”–—€•")


def is_pasted(letter: str, role: str) -> bool:
    """In answers every letter that is not ASCII is an entity, elsewhere quotes and dashes only."""
    return not letter.isascii() if role == "answer" else letter in PASTED


def entity(letter: str, position: int) -> str:
    """A named or a numeric entity, as the position in the text is even or odd."""
    name = codepoint2name.get(ord(letter))
    return f"&{name};" if name and position % 2 == 0 else f"&#{ord(letter)};"


def windows_entity(letter: str) -> str:
    """A numeric entity of the Windows-1252 byte: &#146; for ’."""
    return f"&#{letter.encode('cp1252', errors='ignore')[0]};"


@cache
def escape_letters(text: str, role: str, mode: str) -> str:
    """Escape a text: letters "raw", "pasted" ones as entities, or as entities of their "windows" bytes."""
    if mode == "raw":
        return escape(text, quote=False)
    pieces = []
    for position, letter in enumerate(text):
        if not is_pasted(letter, role):
            pieces.append(escape(letter, quote=False))
        elif mode == "windows" and letter.encode("cp1252", errors="ignore"):
            pieces.append(windows_entity(letter))
        else:
            pieces.append(entity(letter, position))
    return "".join(pieces)
