"""Bytes to letters, without guessing.

Strict UTF-8 first; else the page's own label under its WHATWG name (iso-8859-1 means windows-1252); else
windows-1252, the site's character set. A label that contradicts the bytes is reported. In a page that mixes
UTF-8 sequences and single bytes, each is decoded as what it is.
"""

import codecs
import re
from dataclasses import dataclass

import webencodings

from schemas.records import PageIssue

SITE_CHARSET = "windows-1252"
UTF_8 = "utf-8"
_NO_ENCODINGS = frozenset({"replacement", "x-user-defined"})

_LABEL = re.compile(
    rb"""<(?:meta\b[^>]*?\bcharset\s*+=\s*+["']?\s*+|\?xml\b[^>]*?\bencoding\s*=\s*["'])([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_LABEL_REGION = 4096
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BOM = b"\xef\xbb\xbf"
_UTF_8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# Letters, marks and signs that these pages can hold. Other sequences are pairs of windows-1252
# letters that happen to look like UTF-8 ("É»", "à «").
_PLAUSIBLE = re.compile("[\u00a0-\u017f\u2010-\u2027\u2030-\u203a\u20ac\u2122\u0218-\u021b\u1e80-\u1ef9]")
_PAIR = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")  # how any sequence begins: a quick look
_FIRST_OF_SEVERAL = 0xC2
"""The least byte that begins a letter of several bytes in UTF-8."""
_UNDECODED = re.compile("[\udc80-\udcff]")
_ESCAPED = 0xDC00
"""A byte without a letter becomes the C1 control of the same number, as WHATWG defines it."""


@dataclass(frozen=True, slots=True)
class DecodedBytes:
    """Decoded text and its character set.

    `declared` is the page's own label; `used` is 'utf-8', 'utf-16', a WHATWG name, or 'windows-1252+utf-8'
    for a page that mixes both; `issues` report a wrong label or a mix.
    """

    text: str
    declared: str | None
    used: str
    issues: tuple[PageIssue, ...] = ()


def declared_charset(content: bytes) -> str | None:
    """The label in a page's first 4,096 bytes, as written there."""
    found = _LABEL.search(content, 0, _LABEL_REGION)
    return found[1].decode("ascii") if found else None


def is_utf_16(content: bytes) -> bool:
    """Whether a page begins with a UTF-16 mark and its beginning has the zero bytes of Latin text."""
    return content.startswith(_UTF_16_MARKS) and content[:1000].count(0) * 3 > len(content[:1000])


def decode_bytes(content: bytes) -> DecodedBytes:
    """Decode a page; this never fails.

    The five bytes that windows-1252 leaves unused become C1 controls, which the repair of letters reports.
    """
    if is_utf_16(content):
        return DecodedBytes(content.decode("utf-16", "replace"), None, "utf-16")
    declared = declared_charset(content)
    content = content.removeprefix(_BOM)
    try:
        text, issues = content.decode(UTF_8), tuple[PageIssue, ...]()
    except UnicodeDecodeError as error:
        text = content[: error.start].decode(UTF_8)
        is_half_letter = content[error.start] >= _FIRST_OF_SEVERAL and not content[error.end :].strip()
        if text.isascii() or not is_half_letter:
            return _decode_single_bytes(content, declared)
        issues = (PageIssue("page_cut", f"The copy ends within a letter: {content[error.start :].hex()}."),)
    return DecodedBytes(text, declared, UTF_8, (*issues, *_utf_8_issues(text, declared)))


def _utf_8_issues(text: str, declared: str | None) -> tuple[PageIssue, ...]:
    label = webencodings.lookup(declared) if declared else None
    if text.isascii() or label is None or label.name == UTF_8:
        return ()
    return (PageIssue("charset_label_wrong", f"The page says {declared}; its bytes are UTF-8."),)


def _decode_single_bytes(content: bytes, declared: str | None) -> DecodedBytes:
    usable = webencodings.lookup(declared) if declared else None
    if usable and (usable.name.startswith("utf-") or usable.name in _NO_ENCODINGS):
        usable = None
    encoding = usable or webencodings.lookup(SITE_CHARSET)
    if encoding is None:  # pragma: no cover - the site's character set is one of WHATWG's
        raise LookupError(SITE_CHARSET)
    text, sequences = _decode_mixed(content, encoding)
    used, issues = encoding.name, []
    if declared and not usable:
        detail = f"The page says {declared}; its bytes are {SITE_CHARSET}."
        issues.append(PageIssue("charset_label_wrong", detail))
    if sequences:
        detail = f"There are {sequences} UTF-8 sequences among {encoding.name} bytes."
        used, issues = f"{used}+{UTF_8}", [*issues, PageIssue("charset_mixed", detail)]
    return DecodedBytes(text, declared, used, tuple(issues))


def _decode_mixed(content: bytes, encoding: webencodings.Encoding) -> tuple[str, int]:
    """The text, and how many plausible UTF-8 sequences were among the single bytes."""
    if not _PAIR.search(content):
        return _decode_single(content, encoding), 0
    pieces: list[str] = []
    done = sequences = 0
    for found in _UTF_8_SEQUENCE.finditer(content):
        letter = _plausible_letter(found[0])
        if letter is None:
            continue
        pieces += [_decode_single(content[done : found.start()], encoding), letter]
        done = found.end()
        sequences += 1
    pieces.append(_decode_single(content[done:], encoding))
    return "".join(pieces), sequences


def _plausible_letter(sequence: bytes) -> str | None:
    try:
        letter = sequence.decode(UTF_8)
    except UnicodeDecodeError:
        return None
    return letter if _PLAUSIBLE.fullmatch(letter) else None


def _decode_single(content: bytes, encoding: webencodings.Encoding) -> str:
    try:
        return encoding.codec_info.decode(content, "strict")[0]
    except UnicodeDecodeError:
        text = encoding.codec_info.decode(content, "surrogateescape")[0]
    return _UNDECODED.sub(lambda found: chr(ord(found[0]) - _ESCAPED), text)
