"""What a browser would display: text in lines, and lines in blocks.

Block elements end a block, `<br>` ends a line, white space is folded. The purpose of an element is never
considered, except for elements that declare themselves the site's boilerplate (menus, footers).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from string import ascii_lowercase

from schemas.records import Block
from tasks.decode.clean import composed, visible_characters

RULE = "________"
"""Text of a horizontal rule, as in the print pages."""

STRUCK = frozenset("del s strike".split())
HIDDEN = STRUCK | set("head script style noscript template select textarea button iframe object svg".split())
_BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu nav ol p pre "
    "section summary table tbody td tfoot th thead title tr ul".split()
)
LAID_OUT = _BLOCK | {"br", "hr", "sup"}
"""Elements that end a line or a block, or raise figures; all others continue the line."""
_LISTS = frozenset("ol ul menu dir".split())
_SPECIAL = _LISTS | {"pre", "li"}
_BOILERPLATE = frozenset("nav footer".split())
_BOILERPLATE_ROLES = frozenset("navigation contentinfo banner search".split())
_BOILERPLATE_NAMES = frozenset(
    "menu menus submenu topmenu mainmenu leftmenu nav navbar navigation navigatie footer pagefooter "
    "voettekst breadcrumb breadcrumbs kruimelpad ariane topbar sidebar skiplink skiplinks".split()
)
_NOT_DISPLAYED = re.compile(r"\bdisplay\s*:\s*none\b", re.IGNORECASE)
_NAME = re.compile(r"[a-z]+", re.IGNORECASE)
_WHITE_SPACE = " \t\n\r\f"
_SPACE = re.compile(f"[{_WHITE_SPACE}]+")
_NEEDS_FOLDING = re.compile(r"[\t\n\r\f]|  ")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DEEPEST_PATH = 64  # bounds the memory of a path for any nesting


def is_hidden(attributes: Mapping[str, object]) -> bool:
    """Whether an element's attributes hide it in a browser."""
    if "hidden" in attributes:
        return True
    return "style" in attributes and _NOT_DISPLAYED.search(str(attributes["style"])) is not None


def is_boilerplate(name: str, attributes: Mapping[str, object]) -> bool:
    """Whether an element declares itself the site's, not the page's: menu, path, footer."""
    if name in _BOILERPLATE:
        return True
    if "role" not in attributes and "id" not in attributes and "class" not in attributes:
        return False
    named = f"{attributes.get('id', '')} {attributes.get('class', '')}"
    return str(attributes.get("role", "")).lower() in _BOILERPLATE_ROLES or _names_boilerplate(named)


@lru_cache(maxsize=10_000)
def _names_boilerplate(names: str) -> bool:
    return not _BOILERPLATE_NAMES.isdisjoint(map(str.lower, _NAME.findall(names)))


@dataclass
class Numerals:
    """The numbers a browser displays before the items of numbered lists; the page's text lacks them.

    Counters of the open lists, the innermost last; None for a list without numbers.
    """

    _counts: list[int | None] = field(default_factory=list)
    _letters: list[bool] = field(default_factory=list)

    def open_list(self, name: str, attributes: Mapping[str, object]) -> None:
        """Start a list."""
        start = str(attributes.get("start", "1"))
        first = int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 1  # noqa: PLR2004
        self._counts.append(first - 1 if name == "ol" else None)
        self._letters.append(str(attributes.get("type", "")).lower() == "a")

    def close_list(self) -> None:
        """End a list."""
        if self._counts:
            self._counts.pop()
            self._letters.pop()

    def next_item(self) -> str:
        """The numeral of the next item, with its point; empty in a list without numbers."""
        if not self._counts or self._counts[-1] is None:
            return ""
        count = self._counts[-1] = self._counts[-1] + 1
        if self._letters[-1] and 0 < count <= len(ascii_lowercase):
            return f"{ascii_lowercase[count - 1]}."
        return f"{count}."


@dataclass
class Layout:
    """Collects text into lines and lines into blocks as a page's elements arrive."""

    blocks: list[Block] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _path: list[int] = field(default_factory=list)
    _children: list[int] = field(default_factory=lambda: [0])
    _block_path: tuple[int, ...] = ()
    _boilerplate: int = 0
    _preformatted: int = 0
    _numerals: Numerals = field(default_factory=Numerals)
    _numeral: str = ""
    _raises: bool = False
    raised: list[str] = field(default_factory=list)
    """Figures raised behind a number, with that number."""

    def enter(self, name: str, attributes: Mapping[str, object]) -> None:
        """Start an element."""
        if name in _BLOCK:
            if self._pieces or self._lines:
                self.end_block()
            self._path.append(self._children[-1])
            self._children[-1] += 1
            self._children.append(0)
            if self._boilerplate or is_boilerplate(name, attributes):
                self._boilerplate += 1
            if name in _SPECIAL:
                self._enter_special(name, attributes)
        elif name == "br":
            self._end_line()
        elif name == "sup":
            self._raises = True
        elif name == "hr":
            self.end_block()
            self.add_text(RULE)
            self.end_block()

    def _enter_special(self, name: str, attributes: Mapping[str, object]) -> None:
        if name == "pre":
            self._preformatted += 1
        elif name in _LISTS:
            self._numerals.open_list(name, attributes)
        else:
            self._numeral = self._numerals.next_item()

    def leave(self, name: str) -> None:
        """End an element."""
        if name == "sup":
            self._raises = False
        if name in _BLOCK and self._path:
            if self._pieces or self._lines:
                self.end_block()
            self._path.pop()
            self._children.pop()
            if self._boilerplate:
                self._boilerplate -= 1
            if name == "pre":
                self._preformatted -= 1
            elif name in _LISTS:
                self._numerals.close_list()
            elif name == "li":
                self._numeral = ""

    def add_text(self, text: str) -> None:
        """Add text to the current line, without white space at its beginning."""
        if self._preformatted and "\n" in text:
            self._add_lines(text)
            return
        if not self._pieces and not text.strip(_WHITE_SPACE):
            return
        if not self._pieces and not self._lines:
            self._block_path = tuple(self._path[:_DEEPEST_PATH])
        before = self._pieces[-1].rstrip() if self._raises and self._pieces else ""
        if before[-1:].isdecimal() and text.strip(" ()").isdecimal():
            text = text.strip(" ()").translate(_RAISED)
            self.raised.append(f"{before.split()[-1]}{text}")
        self._pieces.append(text)

    def _add_lines(self, text: str) -> None:
        """Add text in which each line feed ends a line."""
        first, *others = text.split("\n")
        self.add_text(first)
        for line in others:
            self._end_line()
            self.add_text(line)

    def _flush_line(self) -> bool:
        """Move the current text to the block's lines; False when it was white space."""
        pieces = self._pieces
        line = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        if not line.isascii():
            line = composed(visible_characters(line))  # entities can produce such characters too
        if _NEEDS_FOLDING.search(line):
            line = _SPACE.sub(" ", line)
        line = line.strip(" ")
        if line:
            self._lines.append(line)
        return bool(line)

    def _end_line(self) -> None:
        """End the line; an empty line ends the block."""
        if not self._flush_line() and self._lines:
            self.end_block()

    def end_block(self) -> None:
        """End the block; empty ones are dropped."""
        if self._pieces:
            self._flush_line()
        if self._lines:
            text = "\n".join(self._lines)
            self.blocks.append(Block(text, self._block_path, self._boilerplate > 0, self._numeral))
            self._lines.clear()
            self._numeral = ""
