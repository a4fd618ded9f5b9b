"""Bytes to blocks of text: character set, form of the page, reading order."""

from tasks.decode.bounds import KEPT_ROW, TooMuchError, require_weight, weight
from tasks.decode.charset import DecodedBytes, decode_bytes, is_utf_16
from tasks.decode.clean import UndecodableError, composed, without_invisible
from tasks.decode.html import address_in_html
from tasks.decode.page import decode_page, decode_text

__all__ = [
    "KEPT_ROW",
    "DecodedBytes",
    "TooMuchError",
    "UndecodableError",
    "address_in_html",
    "composed",
    "decode_bytes",
    "decode_page",
    "decode_text",
    "is_utf_16",
    "require_weight",
    "weight",
    "without_invisible",
]
