"""Bytes become letters by strict UTF-8, else the label, else windows-1252; never by a guess."""

import pytest

from tasks.decode.charset import declared_charset, decode_bytes
from tests.support.reading import issue_kinds
from tests.support.render import ENCODINGS
from tests.support.render.damage import encode

LETTERS = "België, één – “coördinatie” … 50 € œuvre à « Liège »"
UNUSED = b"\x81\x8d\x8f\x90\x9d"
HTML = '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>'


def page(label, text=LETTERS):
    return HTML.format(label, text)


@pytest.mark.parametrize("encoding", [name for name in ENCODINGS if name != "mixed"])
def test_letters_come_out_of_every_encoding(encoding):
    label = ENCODINGS[encoding].label
    text = page(label) if label else LETTERS
    assert decode_bytes(encode(text, encoding)).text == text


WRONG = {"charset_label_wrong"}
BYTES = [
    *((label, LETTERS, "cp1252", "windows-1252", set()) for label in ["iso-8859-1", "ISO-8859-1", "latin1"]),
    *((label, LETTERS, "cp1252", "windows-1252", set()) for label in ["windows-1252", "cp1252", "us-ascii"]),
    *((label, LETTERS, "cp1252", "windows-1252", WRONG) for label in ["utf-8", "UTF8", "utf-16"]),
    *((label, LETTERS, "cp1252", "windows-1252", WRONG) for label in ["klingon", "x-user-defined"]),
    *((label, LETTERS, "utf-8", "utf-8", WRONG) for label in ["iso-8859-1", "windows-1252"]),
    *((label, "plain", "ascii", "utf-8", set()) for label in ["utf-8", "iso-8859-1", "klingon"]),
    ("iso-8859-15", "50 €", "iso-8859-15", "iso-8859-15", set()),
    (None, LETTERS, "cp1252", "windows-1252", set()),
    (None, LETTERS, "utf-8", "utf-8", set()),
]


@pytest.mark.parametrize(("label", "letters", "encoding", "used", "reported"), BYTES)
def test_bytes_decide_and_a_label_that_contradicts_them_is_reported(label, letters, encoding, used, reported):
    text = page(label, letters) if label else letters
    decoded = decode_bytes(text.encode(encoding))
    assert (decoded.text, decoded.used, decoded.declared) == (text, used, label)
    assert issue_kinds(decoded) == reported


def test_mixed_bytes_are_decoded_each_for_what_it_is():
    content = "België één “a”\n".encode("cp1252") + "België één “b” …\n".encode() + "à Liège".encode("cp1252")
    decoded = decode_bytes(content)
    assert decoded.text == "België één “a”\nBelgië één “b” …\nà Liège"
    assert decoded.used == "windows-1252+utf-8"
    assert issue_kinds(decoded) == {"charset_mixed"}


@pytest.mark.parametrize("letters", ["É»", "à «", "Ã©té", "“À bientôt”", "â€", "DÉ»", "NOËL«"])
def test_single_bytes_that_look_like_utf_8_stay_letters_of_the_site(letters):
    """Where other bytes of the page exclude UTF-8, pairs of capitals and signs are no sequences."""
    text = f"één été {letters} fin"
    assume_lossless = text.encode("cp1252")
    decoded = decode_bytes(assume_lossless)
    assert decoded.text == text or "charset_mixed" in issue_kinds(decoded)


@pytest.mark.parametrize("byte", UNUSED)
def test_unused_bytes_become_their_control(byte):
    content = b"voil\xe0 " + bytes([byte]) + b" fin"
    decoded = decode_bytes(content)
    assert decoded.text == f"voilà {chr(byte)} fin"
    assert decoded.used == "windows-1252"


def test_every_byte_is_decoded():
    content = bytes(range(0x20, 0x100))
    decoded = decode_bytes(content)
    assert len(decoded.text) == len(content)
    assert "\ufffd" not in decoded.text
    assert not any(0xD800 <= ord(letter) <= 0xDFFF for letter in decoded.text)


@pytest.mark.parametrize("text", [LETTERS, "plain", ""])
def test_a_byte_order_mark_is_taken_away(text):
    assert decode_bytes(b"\xef\xbb\xbf" + text.encode()).text == text


def test_a_byte_order_mark_before_other_bytes_leaves_no_letters():
    assert decode_bytes(b"\xef\xbb\xbf" + LETTERS.encode("cp1252")).text.lstrip("\ufeff") == LETTERS


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b"<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=iso-8859-1'>", "iso-8859-1"),
        (b'<meta content="text/html;charset=windows-1252" http-equiv="Content-Type">', "windows-1252"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?>', "ISO-8859-1"),
        (b"<p>charset=utf-8</p>", None),
        (b" " * 5000 + b'<meta charset="utf-8">', None),
        (b"", None),
    ],
)
def test_labels(head, label):
    assert declared_charset(b"<html><head>" + head) == label
