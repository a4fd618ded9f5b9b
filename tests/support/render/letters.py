"""Letters of HTML: escaping, and the entities that word processors leave in pages (docs/source.md, 8)."""

from functools import cache
from html import escape
from html.entities import codepoint2name

# Pasted quotes, dashes and signs, in entities wherever they stand; the ellipsis of a question is a raw byte.
PASTED = frozenset("‘’“”–—€•")


def entity(letter: str, position: int) -> str:
    """A named or a numeric entity, as the position in the text is even or odd."""
    name = codepoint2name.get(ord(letter))
    return f"&{name};" if name and position % 2 == 0 else f"&#{ord(letter)};"


@cache
def escape_letters(text: str, role: str, mode: str) -> str:
    """Escape a text: letters "raw", "pasted" ones as entities, or as entities of their "windows" bytes."""
    if mode == "raw":
        return escape(text, quote=False)
    pieces = []
    for position, letter in enumerate(text):
        # In answers every letter that is not ASCII is an entity, elsewhere quotes and dashes only.
        if letter.isascii() if role == "answer" else letter not in PASTED:
            pieces.append(escape(letter, quote=False))
        elif mode == "windows" and (byte := letter.encode("cp1252", errors="ignore")):
            pieces.append(f"&#{byte[0]};")
        else:
            pieces.append(entity(letter, position))
    return "".join(pieces)
