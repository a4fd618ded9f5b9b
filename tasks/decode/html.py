"""HTML to blocks of lines in reading order.

The purpose of an element is never considered (docs/source.md, 7): the reader relies on labels.
"""

import re
import warnings
from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.element import (
    Comment,
    Declaration,
    Doctype,
    NavigableString,
    ProcessingInstruction,
    XMLProcessingInstruction,
)

from schemas.records import Block, PageIssue
from tasks.decode.clean import UndecodableError
from tasks.decode.layout import HIDDEN, LAID_OUT, STRUCK, Layout, is_hidden

_ADDRESS = re.compile(
    r"""<(?:link\b(?=[^>]*\brel\s*=\s*["']?canonical\b)|base\b)[^>]*?"""
    r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""",
    re.IGNORECASE,
)
_LOOKS_LIKE_HTML = re.compile(
    r"<(?:!doctype|html|head|body|meta|title|table|tr|td|div|dl|p|br|font|center|h[1-6]|article"
    r"|main)\b[^<>]*/?>",
    re.IGNORECASE,
)
_BEGINS_AS_HTML = re.compile(r"\s*<(?:[a-z][a-z0-9]*\b[^<>]*>|!)", re.IGNORECASE)
_TAG = re.compile(r"<[a-z]", re.IGNORECASE)
FEW_TAGS = 20_000
"""Any page may have this many tags."""
FEWEST_LETTERS_PER_TAG = 10
"""A page with more tags needs at least this many code points per tag."""
_NO_TEXT = frozenset({Comment, Declaration, Doctype, ProcessingInstruction, XMLProcessingInstruction})
_OPENED = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:html|body)\b[^<>]*>?", re.IGNORECASE)
_UNSHOWN = re.compile(r"(?is)<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^<>]*>")
"""Comments, scripts and tags behind the end of a page, as archives add them."""
_NOTED = STRUCK | {"title", "textarea"}
"""Hidden elements whose words are kept beside the page."""
_HOLDS = {"img": "alt", "input": "value"}
"""Elements whose words are in an attribute."""
_UNSEEN = frozenset({"hidden", "password", "checkbox", "radio", "image", "file"})
"""Types of inputs that show no words."""
_CONTAINERS = tuple(name.encode() for name in "html body div table tr td dl".split())
_ELEMENTS = 4
_LONGEST_NOTE = 300
_SNIFFED = 4096


def looks_like_html(text: str) -> bool:
    """Whether a page begins as HTML or its beginning holds several elements; a text may quote one."""
    elements = islice(_LOOKS_LIKE_HTML.finditer(text, 0, _SNIFFED), _ELEMENTS)
    return len(list(elements)) == _ELEMENTS or _BEGINS_AS_HTML.match(text) is not None


def is_closed(text: str) -> bool:
    """Whether a page closes its document or body behind its last words, so that it is not cut."""
    end = text[-4 * _SNIFFED :]
    behind = _CLOSED.split(end)[-1]
    return len(behind) < len(end) and not _UNSHOWN.sub("", behind).strip()


def is_opened(text: str) -> bool:
    """Whether a page opens its document or body."""
    return _OPENED.search(text) is not None


def address_in_html(text: str) -> str | None:
    """The address in a page's `<link rel="canonical">` or `<base>`."""
    found = _ADDRESS.search(text, 0, 4 * _SNIFFED)
    if not found:
        return None
    return (found[1] or found[2] or found[3] or "").replace("&amp;", "&") or None


class HtmlPage(NamedTuple):
    """What a page of HTML displays."""

    blocks: tuple[Block, ...]  # each with the path of its element
    title: str  # the words of `<title>`
    notes: tuple[PageIssue, ...]  # what was left out or set apart
    beside: tuple[str, ...] = ()  # words of inputs, and in place of pictures


def html_page(text: str) -> HtmlPage:
    """What a page displays.

    Raises UndecodableError for a large page of tags with hardly any text: it takes long and is no question.
    """
    tags, most = text.count("<"), max(FEW_TAGS, len(text) / FEWEST_LETTERS_PER_TAG)
    if tags > FEW_TAGS and sum(1 for _ in _TAG.finditer(text)) > most:
        raise UndecodableError(
            f"The page is markup with hardly any text: {tags:,} tags in {len(text):,} letters."
        )
    with warnings.catch_warnings():
        # These pages are HTML, whatever they claim.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        page = _LaidOut(text.replace("\0", ""), "lxml").page()
    content = text.encode("latin-1", "replace").lower()  # counting in bytes is ten times as fast
    # Where more containers close than open, nesting means nothing.
    if any(content.count(b"</" + name) > content.count(b"<" + name) for name in _CONTAINERS):
        return page._replace(blocks=tuple(block._replace(path=()) for block in page.blocks))
    return page


class _LaidOut(BeautifulSoup):
    """Beautiful Soup without a tree: its parser feeds a layout in reading order.

    A tree takes three quarters of the time, and quadratic time for tags nested thousands deep. The parsers
    call these methods; a test compares the result with that of a tree.
    """

    def reset(self) -> None:
        """Start a page."""
        super().reset()
        self._layout = Layout()
        self._hidden: list[str] = []
        self._title: list[str] = []
        self._struck: list[str] = []
        self._beside: list[str] = []

    def page(self) -> HtmlPage:
        """What was laid out so far."""
        self._layout.end_block()
        notes = []
        if raised := " | ".join(self._layout.raised)[:_LONGEST_NOTE]:
            notes.append(
                PageIssue("raised_figure", f'Figures of the text are raised behind a number: "{raised}".')
            )
        if struck := " | ".join(self._struck)[:_LONGEST_NOTE]:
            notes.append(
                PageIssue("struck_out", f'Words are struck out, and left out of the text: "{struck}".')
            )
        title = " ".join("".join(self._title).split())
        beside = tuple(" ".join(words.split()) for words in self._beside if words.strip())
        return HtmlPage(tuple(self._layout.blocks), title, tuple(notes), beside)

    def handle_starttag(  # noqa: PLR0913, PLR0917 - as the parser calls it
        self,
        name: str,
        namespace: str | None,  # noqa: ARG002
        nsprefix: str | None,  # noqa: ARG002
        attrs: Mapping[Any, Any],
        sourceline: int | None = None,  # noqa: ARG002
        sourcepos: int | None = None,  # noqa: ARG002
        namespaces: dict[str, str] | None = None,  # noqa: ARG002
    ) -> None:
        """Start an element."""
        self.endData()
        if self._hidden or name in HIDDEN or (attrs and is_hidden(attrs)):
            self._hidden.append(name)
        elif name in LAID_OUT:
            self._layout.enter(name, attrs)
        elif name in _HOLDS and str(attrs.get("type")).lower() not in _UNSEEN:
            self._beside.append(str(attrs.get(_HOLDS[name]) or ""))

    def handle_endtag(self, name: str, nsprefix: str | None = None) -> None:  # noqa: ARG002
        """End an element."""
        self.endData()
        if self._hidden:
            self._hidden.pop()
        elif name in LAID_OUT:
            self._layout.leave(name)

    def endData(self, containerClass: type[NavigableString] | None = None) -> None:  # noqa: N802, N803
        """End a stretch of text: of the page, a comment or a declaration."""
        if self.current_data:
            text = "".join(self.current_data)
            self.current_data = []
            if containerClass in _NO_TEXT:
                return
            if not self._hidden:
                self._layout.add_text(text)
            elif noted := next((name for name in reversed(self._hidden) if name in _NOTED), ""):
                {"title": self._title, "textarea": self._beside}.get(noted, self._struck).append(text)
