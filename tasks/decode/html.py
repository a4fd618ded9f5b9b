"""From HTML to blocks of lines in reading order.

Which elements a page uses for what is never looked at (docs/source.md, 7): the reader goes by labels.
"""

import re
from collections.abc import Iterator
from itertools import islice

from bs4 import BeautifulSoup
from bs4.element import (
    Comment,
    Declaration,
    Doctype,
    NavigableString,
    PageElement,
    ProcessingInstruction,
    Tag,
    XMLProcessingInstruction,
)

from schemas.records import Block
from tasks.decode.layout import HIDDEN, LAID_OUT, Layout, is_hidden

_ADDRESS = re.compile(
    r"""<(?:link\b(?=[^>]*\brel\s*=\s*["']?canonical\b)|base\b)[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""",
    re.IGNORECASE,
)
_LOOKS_LIKE_HTML = re.compile(
    r"<(?:!doctype|html|head|body|meta|title|table|tr|td|div|dl|p|br|font|center|h[1-6]|article|main)\b[^<>]*/?>",
    re.IGNORECASE,
)
_BEGINS_AS_HTML = re.compile(r"\s*<(?:[a-z][a-z0-9]*\b[^<>]*>|!)", re.IGNORECASE)
_TAG = re.compile(r"<[a-z]", re.IGNORECASE)
FEW_TAGS = 20_000
"""Tags that any page may have."""
FEWEST_LETTERS_PER_TAG = 20
"""A page with more tags than these has at least so many code points for each of them."""
_NO_TEXT = frozenset({Comment, Declaration, Doctype, ProcessingInstruction, XMLProcessingInstruction})
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>", re.IGNORECASE)  # these pages are HTML whatever they say
_OPENED = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:html|body)\b", re.IGNORECASE)
_CONTAINERS = (b"div", b"DIV", b"table", b"TABLE", b"td", b"TD")
_ELEMENTS = 4
_SNIFFED = 4096


def looks_like_html(text: str) -> bool:
    """Whether a page begins as HTML, or its beginning holds several elements; a text may quote one."""
    elements = islice(_LOOKS_LIKE_HTML.finditer(text, 0, _SNIFFED), _ELEMENTS)
    return len(list(elements)) == _ELEMENTS or _BEGINS_AS_HTML.match(text) is not None


def is_mere_markup(text: str) -> bool:
    """Whether a large page is tags with hardly any text, which takes long to parse and is no question."""
    if text.count("<") <= FEW_TAGS:
        return False
    return sum(1 for _ in _TAG.finditer(text)) > max(FEW_TAGS, len(text) / FEWEST_LETTERS_PER_TAG)


def is_left_open(text: str) -> bool:
    """Whether a page opens its document or body and closes neither: it may be cut."""
    closed = _CLOSED.search(text, max(0, len(text) - _SNIFFED)) or _CLOSED.search(text)
    return closed is None and _OPENED.search(text) is not None


def address_in_html(text: str) -> str | None:
    """The address in a page's `<link rel="canonical">` or `<base>`."""
    found = _ADDRESS.search(text, 0, 4 * _SNIFFED)
    if not found:
        return None
    return (found[1] or found[2] or found[3] or "").replace("&amp;", "&") or None


def html_blocks(text: str) -> tuple[Block, ...]:
    """The visible text of a page as blocks, each with the path of the element that holds it."""
    layout = Layout()
    declaration = _XML_DECLARATION.match(text)
    shown = text[declaration.end() :] if declaration else text
    _walk(BeautifulSoup(shown.replace("\0", ""), "lxml"), layout)
    layout.end_block()
    return tuple(layout.blocks)


def closes_too_much(content: bytes) -> bool:
    """Whether more containers are closed than opened: then what stands in which tells nothing."""
    return any(content.count(b"</" + name) > content.count(b"<" + name) for name in _CONTAINERS)


def _walk(root: Tag, layout: Layout) -> None:
    """Tell the layout of each visible element and text, in reading order, whatever the depth of nesting."""
    open_elements: list[tuple[str, Iterator[PageElement]]] = [("", iter(root.contents))]
    while open_elements:
        name, children = open_elements[-1]
        for node in children:
            if isinstance(node, NavigableString):
                if type(node) not in _NO_TEXT:
                    layout.add_text(node)
            elif isinstance(node, Tag) and not (
                node.name in HIDDEN or (node.attrs and is_hidden(node.attrs))
            ):
                if node.name in LAID_OUT:
                    layout.enter(node.name, node.attrs)
                open_elements.append((node.name, iter(node.contents)))
                break
        else:
            if name in LAID_OUT:
                layout.leave(name)
            open_elements.pop()
