"""The bytes of a page to blocks of text; of Markdown-like extracts, each table row becomes a block."""

import re
from collections.abc import Callable

from schemas.codes import Form
from schemas.records import Block, DecodedPage, PageIssue
from tasks.common.largest_page import LARGEST_PAGE
from tasks.decode.bounds import LINE, require_size, require_weight
from tasks.decode.charset import UTF_8, DecodedBytes, decode_bytes
from tasks.decode.clean import composed, refuse_binary, refuse_garbage, without_invisible
from tasks.decode.html import HtmlPage, address_in_html, html_page, is_closed, is_opened, looks_like_html

_ICON = re.compile(r"!\[[^\]]{0,200}\]\([^)]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE)
_BOLD = re.compile(r"\*\*([^*\n]{1,400})\*\*")
_OF_SEPARATOR_ROW = " \t\r|:-"
_ROW_END = re.compile(r"\|[ \t]*$", re.MULTILINE)
_ROWS_OF_A_TABLE = 2


def looks_like_markdown(text: str) -> bool:
    """Whether a text has an icon cell, a link, a heading, bold words or two table rows."""
    marks = _LINK.search(text) or _HEADING.search(text) or _BOLD.search(text)
    return "![](" in text or marks is not None or len(_ROW_END.findall(text)) >= _ROWS_OF_A_TABLE


def markdown_blocks(text: str) -> tuple[Block, ...]:
    """The text as blocks; the cells of a table row are the lines of one block."""
    blocks: list[Block] = []
    paragraph: list[str] = []
    text = _BOLD.sub(r"\1", _LINK.sub(r"\1", _HEADING.sub("", _ICON.sub("", text))))
    for line in text.split("\n"):
        is_rule = "|" in line and "---" in line and not line.strip(_OF_SEPARATOR_ROW)
        cells = [] if is_rule else list(filter(None, (part.strip(" \t\r") for part in line.split("|"))))
        if "|" in line or not cells:
            _end(paragraph, blocks)
        paragraph += cells
        if "|" in line:
            _end(paragraph, blocks)
    _end(paragraph, blocks)
    return tuple(blocks)


def _end(paragraph: list[str], blocks: list[Block]) -> None:
    if paragraph:
        blocks.append(Block("\n".join(paragraph)))
        paragraph.clear()


_ADDRESS_LINE = re.compile(r"\s*URL:[ \t]*(\S+)[ \t]*(?:\n|$)", re.IGNORECASE)
_HALF_LETTER = re.compile(r"[ÃÂâ]+\s*\Z")
"""The first bytes of a letter in UTF-8, as windows-1252 shows them."""
_HALF_MARKUP = re.compile(rf"<(?:[a-zA-Z/!][^<>]*)?\s*\Z|&#?\w{{0,10}}\s*\Z|{_HALF_LETTER.pattern}")
_REFERENCE = re.compile(r"&(?:#\d+|[a-zA-Z]{2,8});")
_LONGEST_TAG = 500
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LINE_BREAK = re.compile(r"\r\n?")


def decode_text(content: bytes, largest: int = LARGEST_PAGE) -> DecodedBytes:
    """The letters of a page; raises UndecodableError without any, TooMuchError for too many bytes."""
    require_size(len(content), largest)
    refuse_binary(content)
    decoded = decode_bytes(content)
    refuse_garbage(decoded.text)
    return decoded


def decode_page(content: bytes, largest: int = LARGEST_PAGE) -> DecodedPage:
    """Decode one page: HTML, extracted text or a markdown-like extract.

    Raises UndecodableError for an empty or binary file, TooMuchError for more than `largest` bytes or too
    many lines.
    """
    decoded = decode_text(content, largest)
    text, invisible = without_invisible(_LINE_BREAK.sub("\n", decoded.text))
    if decoded.used.startswith(UTF_8):
        text = composed(text)
    first_line = _ADDRESS_LINE.match(text)
    url, text = (first_line[1], text[first_line.end() :]) if first_line else (None, text)
    form: Form = "html" if looks_like_html(text) else "markdown" if looks_like_markdown(text) else "text"
    may_be_cut = form != "html" or not is_closed(text)
    text, half = _without_half_markup(text, form) if may_be_cut else (text, ())
    page = _blocks(text, form, largest)
    issues = (*decoded.issues, *invisible, *half, *page.notes)
    if form == "html" and may_be_cut and is_opened(text):
        issues = (*issues, PageIssue("page_not_closed", "The HTML has no end; the page may be cut."))
    return DecodedPage(
        form=form,
        blocks=page.blocks,
        title=page.title,
        beside=page.beside,
        url=url or (address_in_html(text) if form == "html" else None),
        url_line=url is not None,
        declared_charset=decoded.declared,
        used_charset=decoded.used,
        letters_certain=form == "html" and not decoded.used.startswith("utf-"),
        may_be_cut=may_be_cut,
        issues=issues,
    )


def _without_half_markup(text: str, form: Form) -> tuple[str, tuple[PageIssue, ...]]:
    """A page that may be cut without the half of a tag or a character reference that ends it."""
    half = _HALF_MARKUP if form == "html" or _REFERENCE.search(text) else _HALF_LETTER
    found = half.search(text, max(0, len(text) - _LONGEST_TAG))
    if found is None:
        return text, ()
    detail = f'The copy ends within a tag, a character reference or a letter: "{found[0]}".'
    return text[: found.start()], (PageIssue("page_cut", detail),)


def _blocks(text: str, form: Form, largest: int) -> HtmlPage:
    """The blocks of a page; text with too many lines is refused before it is split."""
    if form == "html":
        page = html_page(text)
    else:
        _require_few(text.count("\n"), largest)
        page = HtmlPage(_BLOCKS_OF[form](text), "", ())
    _require_few(sum(block.text.count("\n") + 1 for block in page.blocks), largest)
    return page


def _require_few(lines: int, largest: int) -> None:
    require_weight(f"The page has {lines:,} lines; they", LINE * lines, largest)


def text_blocks(text: str) -> tuple[Block, ...]:
    """Extracted text as blocks, split at blank lines; a lone no-break space is a block."""
    stretches = _BLANK_LINES.split("\n" + text + "\n")
    lines = ([line for part in stretch.split("\n") if (line := part.strip(" \t"))] for stretch in stretches)
    return tuple(Block("\n".join(kept)) for kept in lines if kept)


_BLOCKS_OF: dict[Form, Callable[[str], tuple[Block, ...]]] = {
    "markdown": markdown_blocks,
    "text": text_blocks,
}
