"""Bytes become letters by strict UTF-8, else the label, else windows-1252; never by a guess."""

import pytest

from tasks.decode.charset import declared_charset, decode_bytes
from tests.support.render import ENCODINGS
from tests.support.render.damage import encode

LETTERS = "België, één – “coördinatie” … 50 € œuvre à « Liège »"
UNUSED = b"\x81\x8d\x8f\x90\x9d"
HTML = '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>'


def page(label, text=LETTERS):
    return HTML.format(label, text)


def kinds(decoded):
    return {issue.kind for issue in decoded.issues}


@pytest.mark.parametrize("encoding", [name for name in ENCODINGS if name != "mixed"])
def test_letters_come_out_of_every_encoding(encoding):
    label = ENCODINGS[encoding].label
    text = page(label) if label else LETTERS
    assert decode_bytes(encode(text, encoding)).text == text


@pytest.mark.parametrize(
    "label", ["iso-8859-1", "ISO-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii"]
)
def test_labels_of_the_site_mean_windows_1252(label):
    decoded = decode_bytes(page(label).encode("cp1252"))
    assert (decoded.text, decoded.used, decoded.declared) == (page(label), "windows-1252", label)
    assert decoded.issues == ()


def test_plain_bytes_without_label():
    decoded = decode_bytes(LETTERS.encode("cp1252"))
    assert (decoded.text, decoded.used, decoded.declared) == (LETTERS, "windows-1252", None)
    assert decoded.issues == ()


def test_utf_8_without_label():
    decoded = decode_bytes(LETTERS.encode())
    assert (decoded.text, decoded.used, decoded.issues) == (LETTERS, "utf-8", ())


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252"])
def test_utf_8_under_another_label_is_reported(label):
    decoded = decode_bytes(page(label).encode())
    assert (decoded.text, decoded.used) == (page(label), "utf-8")
    assert kinds(decoded) == {"charset_label_wrong"}


@pytest.mark.parametrize("label", ["utf-8", "UTF8", "utf-16", "klingon", "x-user-defined"])
def test_windows_1252_under_a_label_that_cannot_be_is_reported(label):
    decoded = decode_bytes(page(label).encode("cp1252"))
    assert (decoded.text, decoded.used) == (page(label), "windows-1252")
    assert kinds(decoded) == {"charset_label_wrong"}


def test_another_single_byte_label_is_believed():
    decoded = decode_bytes(page("iso-8859-15", "50 €").encode("iso-8859-15"))
    assert (decoded.text, decoded.used) == (page("iso-8859-15", "50 €"), "iso-8859-15")


def test_ascii_under_any_label_is_no_issue():
    for label in ("utf-8", "iso-8859-1", "klingon"):
        assert decode_bytes(page(label, "plain").encode()).issues == ()


def test_mixed_bytes_are_decoded_each_for_what_it_is():
    content = "België één “a”\n".encode("cp1252") + "België één “b” …\n".encode() + "à Liège".encode("cp1252")
    decoded = decode_bytes(content)
    assert decoded.text == "België één “a”\nBelgië één “b” …\nà Liège"
    assert decoded.used == "windows-1252+utf-8"
    assert kinds(decoded) == {"charset_mixed"}


@pytest.mark.parametrize("letters", ["É»", "à «", "Ã©té", "“À bientôt”", "â€", "DÉ»", "NOËL«"])
def test_single_bytes_that_look_like_utf_8_stay_letters_of_the_site(letters):
    """Where other bytes of the page exclude UTF-8, pairs of capitals and signs are no sequences."""
    text = f"één été {letters} fin"
    assume_lossless = text.encode("cp1252")
    decoded = decode_bytes(assume_lossless)
    assert decoded.text == text or "charset_mixed" in kinds(decoded)


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
