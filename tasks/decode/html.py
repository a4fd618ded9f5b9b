"""From HTML to blocks of lines in reading order.

Only what a browser would show counts: block elements end a block, `<br>` ends a line, white space is
folded. Which elements a page uses for what is never looked at (docs/source.md, 7): the reader goes by labels.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, PreformattedString, Tag

from schemas.records import Block

RULE = "________"
"""What a horizontal rule becomes: the rule of the print pages."""

_HIDDEN = frozenset(
    "head script style noscript template nav footer select textarea button iframe object svg".split()
)
_BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure form h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu ol p pre section "
    "summary table tbody td tfoot th thead title tr ul".split()
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_ADDRESS = re.compile(
    r"""<(?:link\b(?=[^>]*\brel\s*=\s*["']?canonical\b)|base\b)[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""",
    re.IGNORECASE,
)
_LOOKS_LIKE_HTML = re.compile(
    r"<(?:!doctype|html|head|body|meta|title|table|tr|td|div|dl|p|br|font|center|h[1-6]|article|main)\b[^<>]*/?>",
    re.IGNORECASE,
)
_BEGINS_AS_HTML = re.compile(r"\s*<(?:[a-z][a-z0-9]*\b[^<>]*>|!)", re.IGNORECASE)
_OPENED = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:html|body)\b", re.IGNORECASE)
_ELEMENTS = 4
_SNIFFED = 4096
_DEEPEST_PATH = 64  # the memory of a path is bounded, whatever the nesting


def looks_like_html(text: str) -> bool:
    """Whether a page begins as HTML, or its beginning holds several elements; a text may quote one."""
    elements = islice(_LOOKS_LIKE_HTML.finditer(text, 0, _SNIFFED), _ELEMENTS)
    return len(list(elements)) == _ELEMENTS or _BEGINS_AS_HTML.match(text) is not None


def is_left_open(text: str) -> bool:
    """Whether a page opens its document or body and closes neither: it may be cut."""
    return _OPENED.search(text) is not None and _CLOSED.search(text) is None


def address_in_html(text: str) -> str | None:
    """The address in a page's `<link rel="canonical">` or `<base>`."""
    found = _ADDRESS.search(text, 0, 4 * _SNIFFED)
    if not found:
        return None
    return (found[1] or found[2] or found[3] or "").replace("&amp;", "&") or None


def html_blocks(text: str) -> tuple[Block, ...]:
    """The visible text of a page as blocks, each with the path of the element that holds it."""
    soup = BeautifulSoup(text.replace("\0", ""), "lxml")
    collector = _Collector()
    for step, node in _walk(soup):
        collector.take(step, node)
    collector.end_block()
    return tuple(collector.blocks)


_ENTER, _LEAVE = True, False


def _walk(root: Tag) -> Iterator[tuple[bool, PageElement]]:
    """Enter and leave each visible node, in reading order, whatever the depth of nesting."""
    stack: list[tuple[bool, PageElement]] = [(_ENTER, child) for child in reversed(root.contents)]
    while stack:
        step, node = stack.pop()
        if isinstance(node, Tag):
            if node.name in _HIDDEN:
                continue
            yield step, node
            if step is _ENTER:
                stack.append((_LEAVE, node))
                stack += [(_ENTER, child) for child in reversed(node.contents)]
        elif isinstance(node, NavigableString) and _is_shown(node):
            yield step, node


def _is_shown(node: NavigableString) -> bool:
    return not isinstance(node, PreformattedString) or isinstance(node, CData)


@dataclass
class _Collector:
    """Gathers text into lines and lines into blocks while the tree is walked."""

    blocks: list[Block] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    path: list[int] = field(default_factory=list)
    children: list[int] = field(default_factory=lambda: [0])
    block_path: tuple[int, ...] = ()

    def take(self, step: bool, node: PageElement) -> None:  # noqa: FBT001 - enter or leave
        """One step of the walk."""
        if not isinstance(node, Tag):
            self.add_text(str(node))
        elif node.name == "br":
            if step is _ENTER:
                self.end_line()
        elif node.name == "hr":
            if step is _ENTER:
                self.end_block()
                self.add_text(RULE)
                self.end_block()
        elif node.name in _BLOCK:
            self.end_block()
            self._move(step)

    def _move(self, step: bool) -> None:  # noqa: FBT001 - enter or leave
        if step is _ENTER:
            self.path.append(self.children[-1])
            self.children[-1] += 1
            self.children.append(0)
        else:
            self.path.pop()
            self.children.pop()

    def add_text(self, text: str) -> None:
        """Text of the line under way."""
        if not self.pieces and not self.lines:
            self.block_path = tuple(self.path[:_DEEPEST_PATH])
        self.pieces.append(text)

    def end_line(self) -> None:
        """A line break; an empty line ends the block."""
        line = _SPACE.sub(" ", "".join(self.pieces)).strip(" ")
        self.pieces.clear()
        if line:
            self.lines.append(line)
        elif self.lines:
            self.end_block()

    def end_block(self) -> None:
        """The end of a block; empty ones are not kept."""
        line = _SPACE.sub(" ", "".join(self.pieces)).strip(" ")
        self.pieces.clear()
        if line:
            self.lines.append(line)
        if self.lines:
            self.blocks.append(Block("\n".join(self.lines), self.block_path))
            self.lines.clear()
