"""Bytes to blocks of text: character set, form of the page, reading order."""

from tasks.decode.bounds import LARGEST_PAGE
from tasks.decode.clean import UndecodableError
from tasks.decode.page import decode_page

__all__ = ["LARGEST_PAGE", "UndecodableError", "decode_page"]
