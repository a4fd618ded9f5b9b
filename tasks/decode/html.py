"""From HTML to blocks of lines in reading order.

Which elements a page uses for what is never looked at (docs/source.md, 7): the reader goes by labels.
"""

import re
from collections.abc import Iterator
from itertools import islice

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, PreformattedString, Tag

from schemas.records import Block
from tasks.decode.layout import HIDDEN, Layout

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
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>", re.IGNORECASE)  # these pages are HTML whatever they say
_OPENED = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:html|body)\b", re.IGNORECASE)
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
    return _OPENED.search(text) is not None and _CLOSED.search(text) is None


def address_in_html(text: str) -> str | None:
    """The address in a page's `<link rel="canonical">` or `<base>`."""
    found = _ADDRESS.search(text, 0, 4 * _SNIFFED)
    if not found:
        return None
    return (found[1] or found[2] or found[3] or "").replace("&amp;", "&") or None


def html_blocks(text: str) -> tuple[Block, ...]:
    """The visible text of a page as blocks, each with the path of the element that holds it."""
    layout = Layout()
    _walk(BeautifulSoup(_XML_DECLARATION.sub("", text.replace("\0", ""), count=1), "lxml"), layout)
    layout.end_block()
    return tuple(layout.blocks)


def _walk(root: Tag, layout: Layout) -> None:
    """Tell the layout of each visible element and text, in reading order, whatever the depth of nesting."""
    open_elements: list[tuple[str, Iterator[PageElement]]] = [("", iter(root.contents))]
    while open_elements:
        name, children = open_elements[-1]
        for node in children:
            if isinstance(node, Tag):
                if node.name not in HIDDEN:
                    layout.enter(node.name, node.attrs)
                    open_elements.append((node.name, iter(node.contents)))
                    break
            elif isinstance(node, NavigableString) and _is_shown(node):
                layout.add_text(node)
        else:
            layout.leave(name)
            open_elements.pop()


def _is_shown(node: NavigableString) -> bool:
    return not isinstance(node, PreformattedString) or isinstance(node, CData)
