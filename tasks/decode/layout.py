"""What a browser would show of a page: which text stands in which line, and which lines in which block.

Block elements end a block, `<br>` ends a line, white space is folded. What an element is used for is never
looked at, but for elements that say themselves that they are the site's own (menus, footers).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from schemas.records import Block
from tasks.decode.clean import composed, visible_characters
from tasks.decode.numerals import Numerals

RULE = "________"
"""What a horizontal rule becomes: the rule of the print pages."""

HIDDEN = frozenset("head script style noscript template select textarea button iframe object svg".split())
_BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu nav ol p pre "
    "section summary table tbody td tfoot th thead title tr ul".split()
)
LAID_OUT = _BLOCK | {"br", "hr"}
"""Elements that end a line or a block; all others run on within a line."""
_LISTS = frozenset("ol ul menu dir".split())
_SPECIAL = _LISTS | {"pre", "li"}
_FURNITURE = frozenset("nav footer".split())
_FURNITURE_ROLES = frozenset("navigation contentinfo banner search".split())
_FURNITURE_NAMES = frozenset(
    "menu menus submenu topmenu mainmenu leftmenu nav navbar navigation navigatie footer pagefooter "
    "voettekst breadcrumb breadcrumbs kruimelpad ariane topbar sidebar skiplink skiplinks".split()
)
_NOT_DISPLAYED = re.compile(r"\bdisplay\s*:\s*none\b", re.IGNORECASE)
_NAME = re.compile(r"[a-z]+", re.IGNORECASE)
_WHITE_SPACE = " \t\n\r\f"
_SPACE = re.compile(f"[{_WHITE_SPACE}]+")
_NEEDS_FOLDING = re.compile(r"[\t\n\r\f]|  ")
_DEEPEST_PATH = 64  # the memory of a path is bounded, whatever the nesting


def is_hidden(attributes: Mapping[str, object]) -> bool:
    """Whether a browser shows nothing of an element because its attributes say so."""
    if "hidden" in attributes:
        return True
    return "style" in attributes and _NOT_DISPLAYED.search(str(attributes["style"])) is not None


def is_furniture(name: str, attributes: Mapping[str, object]) -> bool:
    """Whether an element says that it is the site's own, not the page's: a menu, a path, a footer."""
    if name in _FURNITURE:
        return True
    if not attributes:
        return False
    if "role" not in attributes and "id" not in attributes and "class" not in attributes:
        return False
    named = f"{attributes.get('id', '')} {attributes.get('class', '')}"
    return str(attributes.get("role", "")).lower() in _FURNITURE_ROLES or _names_furniture(named)


@lru_cache(maxsize=10_000)
def _names_furniture(names: str) -> bool:
    return not _FURNITURE_NAMES.isdisjoint(map(str.lower, _NAME.findall(names)))


@dataclass
class Layout:
    """Gathers text into lines and lines into blocks while the elements of a page come by."""

    blocks: list[Block] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _path: list[int] = field(default_factory=list)
    _children: list[int] = field(default_factory=lambda: [0])
    _block_path: tuple[int, ...] = ()
    _furniture: int = 0
    _preformatted: int = 0
    _numerals: Numerals = field(default_factory=Numerals)
    _numeral: str = ""

    def enter(self, name: str, attributes: Mapping[str, object]) -> None:
        """An element begins."""
        if name in _BLOCK:
            if self._pieces or self._lines:
                self.end_block()
            self._path.append(self._children[-1])
            self._children[-1] += 1
            self._children.append(0)
            if self._furniture or is_furniture(name, attributes):
                self._furniture += 1
            if name in _SPECIAL:
                self._enter_special(name, attributes)
        elif name == "br":
            self._end_line()
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
        """An element ends."""
        if name in _BLOCK and self._path:
            if self._pieces or self._lines:
                self.end_block()
            self._path.pop()
            self._children.pop()
            if self._furniture:
                self._furniture -= 1
            if name == "pre":
                self._preformatted -= 1
            elif name in _LISTS:
                self._numerals.close_list()
            elif name == "li":
                self._numeral = ""

    def add_text(self, text: str) -> None:
        """Text of the line under way; white space that begins one is not shown."""
        if self._preformatted and "\n" in text:
            self._add_lines(text)
            return
        if not self._pieces and not text.strip(_WHITE_SPACE):
            return
        if not self._pieces and not self._lines:
            self._block_path = tuple(self._path[:_DEEPEST_PATH])
        self._pieces.append(text)

    def _add_lines(self, text: str) -> None:
        """Text in which each line feed ends a line."""
        first, *others = text.split("\n")
        self.add_text(first)
        for line in others:
            self._end_line()
            self.add_text(line)

    def _take_line(self) -> bool:
        """Move the text under way to the lines of the block; False when it was white space."""
        pieces = self._pieces
        line = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        if not line.isascii():
            line = composed(visible_characters(line))  # entities can stand for such characters too
        if _NEEDS_FOLDING.search(line):
            line = _SPACE.sub(" ", line)
        line = line.strip(" ")
        if line:
            self._lines.append(line)
        return bool(line)

    def _end_line(self) -> None:
        """A line break; an empty line ends the block."""
        if not self._take_line() and self._lines:
            self.end_block()

    def end_block(self) -> None:
        """The end of a block; empty ones are not kept."""
        if self._pieces:
            self._take_line()
        if self._lines:
            text = "\n".join(self._lines)
            self.blocks.append(Block(text, self._block_path, self._furniture > 0, self._numeral))
            self._lines.clear()
            self._numeral = ""
