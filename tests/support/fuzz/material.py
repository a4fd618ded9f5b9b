"""Pieces of bytes that a reader may stumble over: signs, dates, labels, markup, names of charsets."""

from itertools import chain

from tests.support.reading import SIMPLE
from tests.support.render import LANGUAGES, VARIANTS, render
from tests.support.render.labels import ASKED_IN, EVENTS, KINDS, LABELS, RELATIONS


def encoded(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in texts)


INVISIBLE = encoded(
    *"\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069\ufeff\u00ad"
)
SPACES = encoded(*"\u00a0\u2028\u2029\u3000\u2003\u202f\u180e\u1680\x0b\x0c\x1c\x1d\x1e\x1f\x85")
CONTROLS = encoded(*map(chr, range(0x80, 0xA0)))
LETTERS = encoded(
    *map(chr, chain(range(0xC0, 0x180), range(0x218, 0x21C), range(0x370, 0x400), range(0x2010, 0x2040)))
)
ODD_SIGNS = encoded(*"\ufffd\ufffe\U0010ffff\u0301\u0338\ud7ff\ue000\ufb01\u01c5ßıİ€\U0001f600\u05d0\u0627")
# Surrogates, sequences that are too long, and the bytes that no UTF-8 holds.
BROKEN_UTF_8 = (
    *(b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xed\xa0\xbd\xed\xb8\x80", b"\xc0\x80", b"\xe0\x80\xaf"),
    *(b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xff", b"\xc3", b"\xe2\x80"),
)
ENTITIES = (
    *(b"&#0;", b"&#xD800;", b"&#xDFFF;", b"&#99999999;", b"&#x110000;", b"&#xFFFE;", b"&#x1;", b"&#11;"),
    *(b"&#128;", b"&#x85;", b"&#150;", b"&#-1;", b"&#;", b"&#x;", b"&;", b"&", b"&eacute", b"&nosuchthing;"),
    *(b"&amp;amp;eacute;", b"&amp;#0;", b"&lt;table&gt;", b"&nbsp;", b"&zwj;", b"&#8238;"),
    *(b"&NotEqualTilde;", b"&amp;#xD800;", b"&amp;#128;", b"&amp;amp;#99999999;", b"&#xC3;&#xA9;"),
    b"&ccedil;&otilde;",
)
DIGITS = encoded("٣", "²", "½", "Ⅷ", "①", "०", "\U0001d7d8", "−1", "1e9", "0x1F", "1_000", "١٢")
DATES = encoded(
    *("99/99/9999", "0/0/0000", "30/2/2013", "31/4/13", "1/1/0001", "29/2/2011", "1/1/99999", "31/12/9999"),
    *("31 februari 2013", "0 mei 2013", "30 février 2011", "1 mei 0000", "99 aôut 9999", "1 ١ 2013"),
    *("1er janvier 2010", "12/13/2010", "1 / 2 / 2010", "-1/-2/-2010", "1/2/2010/3/4", "²/²/²²²²"),
)

WORDS = encoded(
    *(
        value
        for table in (LABELS, EVENTS, RELATIONS, KINDS, ASKED_IN)
        for each in LANGUAGES
        for value in table[each].values()
    )
)
LINES = tuple(
    dict.fromkeys(
        line
        for variant in VARIANTS
        for language in LANGUAGES
        for line in render(SIMPLE, variant, language).split(b"\n")
        if 0 < len(line) < 120
    )
)
BULLETIN = encoded(
    "Vragen en Antwoorden",
    "Bulletin 3-70",
    "ZITTING 2005-2006",
    "Vraag nr. 3-5277 van de heer Beke d.d. 24 mei 2006 (N.) :",
    "Question nº 2503 de Mme De Schamphelaere du 29 octobre 2002 (N.) :",
    "Antwoord : ",
    "URL: https://www.senate.be/www/?MIval=/Vragen/SVPrint&LEG=5&NR=8900&LANG=nl",
    "URL: \u202e",
    "URL: javascript:alert(1)",
    "Réintroduction de : question écrite 5-3820Requalifiée en :",
)
MARKUP = (
    *(b"<!--", b"-->", b"<!-->", b"<![CDATA[", b"]]>", b"<plaintext>", b"<script>", b"</script>", b"<style>"),
    *(b"<textarea>", b"<title>", b"<template>", b"<noscript>", b"<svg>", b"<math>", b"<iframe>", b"<select>"),
    *(b"<xmp>", b"<listing>", b"<frameset>", b"<html>", b"<body>", b"<head>", b"</body></html>", b"<p"),
    *(b"<table>", b"<tr>", b"<td>", b"</table>", b"</td>", b"<caption>", b"<li>", b"<dd>", b"<br/>", b"<hr>"),
    *(b"<", b">", b"</", b"</>", b"<>", b"<!>", b"<?", b"<!DOCTYPE", b"<!DOCTYPE html>", b"<?php echo 1 ?>"),
    *(b"<a href='", b'<td title="', b"<img alt=", b"<p hidden>", b"<o:p>", b"<\xc3\xa9>", b"<a\x00b>"),
    *(b"<a =>", b"<?xml version='1.0'?>", b"<!ENTITY a 'b'>", b"<base href='http://['>"),
    *(b"<link rel=canonical href=//[>", b"<meta http-equiv=refresh content='0'>", b"<frame src=x>"),
    *(b"<table><table>", b"<b><p></b>", b"&lt;br&gt;"),
)
CHARSETS = (
    *(b"utf-16", b"utf-16be", b"utf-32", b"utf-7", b"x-user-defined", b"replacement", b"iso-8859-16"),
    *(b"big5", b"shift_jis", b"iso-2022-jp", b"gb18030", b"hz-gb-2312", b"euc-kr", b"euc-jp", b"koi8-r"),
    *(b"macintosh", b"cp037", b"zlib", b"rot13", b"idna", b"punycode", b"unicode_escape", b"undefined"),
    *(b"mbcs", b"hex", b"", b"'", b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
    *(b"utf-8;utf-16", b"utf\xad8", b"UTF8", b"latin1", b"windows-1250", b"x-mac-cyrillic", b"ibm866"),
    *(b"windows-874", b"iso-8859-8-i", b"us-ascii", b"unicode", b"none", b"\x00", b"../../etc/passwd"),
)
LABELS_OF_CHARSETS = (
    b'<meta charset="%s">',
    b"<meta charset=%s",
    b"<meta charset='%s",
    b'<meta http-equiv="Content-Type" content="text/html; charset=%s">',
    b'<?xml version="1.0" encoding="%s"?>',
    b"@charset %s;",
)
BYTE_ORDER_MARKS = (
    *(b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00"),
    *(b"\x00\x00\xfe\xff", b"+/v8", b"\xf7dL", b"\x0e\xfe\xff", b"%PDF-1.4\n", b"\x1f\x8b\x08\x00"),
    b"PK\x03\x04",
)
WIDE_CODECS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7", "cp037")
RUNS = (
    *(b" ", b"\n", b"\t", b"\r", b"\xc2\xa0", b"\xa0", b"_", b"-", b"|", b"<", b">", b"&", b"(", b")", b"["),
    *(b"'", b":", b".", b"/", b"1", b"0", b"a", b"\xc3\xa9", b"\xe9", b"\xc5\xbd", b"\xc3\x83", b"?"),
    *(b"\x85", b"=", b'"', b"\x00", b"\x01", b"\xcc\x81", b"\xe2\x80\x8b", b"\xf0\x9f\x98\x80", b"!", b","),
    *(b"#", b"@", b"\\"),
)
REPEATED = (
    *(b"1) ", b"a) ", b"1)\n\n", b"5-8900 ", b"d.d. ", b"1/1/2010", b"1/1/2010 ", b"30 april 2013 "),
    *(b"________\n", b"<br>", b"<!--", b"<td>", b"<p>x", b"</div>", b"<a href=", b"<meta "),
    *(b"<link rel=canonical ", b"<meta charset", b"![](", b"![", b"x | ", b"|\n", b"- ", b"&amp;"),
    *(b"&amp;amp;", b"&#", b"http://", b"www.", b"x@x.", b"(x) ", b"\n \n", b" \n", b"\xc2\xa0\n"),
    *(b"van x (y) ", b"\xc5\xbd ", b"Belgi\xc5\xbd ", b"\xc3\x83\xc2\xa9", b"\xc3\xa9t\xc3\xa9 "),
    *(b"\xc2\x92", b"URL: x\n", b"de ", b"<?xml ", b"1 2010 ", b"1 000 ", b"1.000.", b"nr. ", b"n\xc2\xb0 "),
    b"a b\n\n",
)
NESTED = (b"div", b"table", b"b", b"span", b"font", b"blockquote", b"ul", b"td", b"a", b"x", b"svg", b"form")
