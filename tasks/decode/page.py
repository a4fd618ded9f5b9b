"""From the bytes of a page to blocks of text."""

import re
import unicodedata

from schemas.codes import Form
from schemas.records import Block, DecodedPage, PageIssue
from tasks.decode.charset import UTF_8, decode_bytes, is_utf_16
from tasks.decode.html import (
    address_in_html,
    closes_too_much,
    html_blocks,
    is_left_open,
    is_mere_markup,
    looks_like_html,
)
from tasks.decode.markdown import looks_like_markdown, markdown_blocks

LARGEST_PAGE = 8_000_000
"""Bytes; a larger page is quarantined."""

_ADDRESS_LINE = re.compile(r"\s*URL:[ \t]*(\S+)[ \t]*(?:\n|$)", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LINE_BREAK = re.compile(r"\r\n?")
_BINARY_SHARE = 0.02
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_WITH_ACCENTS = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_OF_DAMAGE = (*map(chr, range(0x80, 0xA0)), "Ã", "Â")
_ANY_DAMAGE = 5_000
_SAMPLED = 500
_MOST_DAMAGE = 0.2
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x1b"})
_BEGINNING = 65_536
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x28\xb5\x2f\xfd")


class UndecodableError(ValueError):
    """A page whose bytes are no text; the message is a sentence that says why."""


def decode_page(content: bytes, largest: int = LARGEST_PAGE) -> DecodedPage:
    """Decode one page of any form: HTML, extracted text or a markdown-like extraction.

    Args:
        content: The bytes as received.
        largest: Most bytes a page may have.

    Raises:
        UndecodableError: When there are no letters in it (an empty or a binary file) or too many.
    """
    if len(content) > largest:
        raise UndecodableError(f"The page has {len(content):,} bytes, more than the limit of {largest:,}.")
    _refuse_what_is_no_text(content)
    decoded = decode_bytes(content)
    text = _LINE_BREAK.sub("\n", decoded.text)
    issues = decoded.issues
    if "\0" in text:
        issues = (*issues, PageIssue("nul_removed", f"{text.count(chr(0))} NUL characters were removed."))
        text = text.replace("\0", "")
    _refuse_garbage(text)
    text, invisible = _without_invisible(text)
    if decoded.used.startswith(UTF_8):
        text = _composed(text)
    if invisible:
        detail = f"{invisible} invisible characters (soft hyphens, zero-width spaces, marks) were removed."
        issues = (*issues, PageIssue("invisible_removed", detail))
    url, text = _take_address_line(text)
    form: Form
    if looks_like_html(text):
        form = "html"
        if is_mere_markup(text):
            raise UndecodableError(
                f"The page is markup with hardly any text: {text.count('<'):,} tags in {len(text):,} letters."
            )
        blocks = html_blocks(text)
        if closes_too_much(content):
            blocks = tuple(block._replace(path=()) for block in blocks)
        url = url or address_in_html(text)
        if is_left_open(text):
            issues = (*issues, PageIssue("page_not_closed", "The HTML has no end; the page may be cut."))
    elif looks_like_markdown(text):
        form = "markdown"
        blocks = markdown_blocks(text)
    else:
        form = "text"
        blocks = text_blocks(text)
    certain = form == "html" and not decoded.used.startswith("utf-")
    return DecodedPage(form, blocks, url, decoded.declared, decoded.used, certain, issues)


def _refuse_garbage(text: str) -> None:
    """Refuse a text that is damage and nothing else; no real page comes near, however it was misread."""
    sample = text[:: 1 + len(text) // _SAMPLED]
    if text.isascii() or sum(map(sample.count, _OF_DAMAGE)) < len(sample) * _MOST_DAMAGE / 2:
        return
    damaged = sum(map(text.count, _OF_DAMAGE))
    if damaged > max(_ANY_DAMAGE, _MOST_DAMAGE * len(text)):
        raise UndecodableError(
            f"The page is no text: {damaged:,} of {len(text):,} characters are controls or traces of UTF-8."
        )


def _without_invisible(text: str) -> tuple[str, int]:
    """The text without characters that show nothing and part words for a search, and how many they were."""
    removed = 0
    if any(map(text.__contains__, _INVISIBLE)):
        before = len(text)
        text = text.translate(dict.fromkeys(map(ord, _INVISIBLE)))
        removed = before - len(text)
    return text, removed


def _composed(text: str) -> str:
    """The text with combining accents joined to their letters; other characters stay what they are."""
    return _WITH_ACCENTS.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def _refuse_what_is_no_text(content: bytes) -> None:
    if not content.strip():
        raise UndecodableError("The file is empty.")
    beginning = content[:_BEGINNING]
    controls = len(beginning) - len(beginning.translate(None, _CONTROLS))
    if is_utf_16(content):
        return
    if content.startswith(_MAGIC) or controls > _BINARY_SHARE * len(beginning):
        raise UndecodableError("The file is binary, not a page of text or HTML.")


def _take_address_line(text: str) -> tuple[str | None, str]:
    found = _ADDRESS_LINE.match(text)
    return (found[1], text[found.end() :]) if found else (None, text)


def text_blocks(text: str) -> tuple[Block, ...]:
    """Extracted text as blocks: what stands between blank lines; a lone no-break space is a block."""
    stretches = _BLANK_LINES.split("\n" + text + "\n")
    blocks = []
    for stretch in stretches:
        lines = [line.strip(" \t") for line in stretch.split("\n")]
        kept = [line for line in lines if line]
        if kept:
            blocks.append(Block("\n".join(kept)))
    return tuple(blocks)
