"""Pages are sniffed by their content, refused when they are no text, and split into blocks."""

from contextlib import suppress
from itertools import cycle

import pytest

from tasks.decode import UndecodableError, decode_page
from tests.decode.support import texts
from tests.support.each_case import each_case
from tests.support.render import LANGUAGES, MARKUPS, VARIANTS, Both, Form, load_all, render
from tests.support.render.sample import INVENTED

FACTS = load_all(INVENTED)


@pytest.mark.parametrize("content", [b"", b" \n\r\n\t", b"\n" * 100])
def test_empty_files_are_refused(content):
    with pytest.raises(UndecodableError, match=r"^The file is empty\.$"):
        decode_page(content)


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n", b"\0\0\0", b"\xc2\xa0\n"])
def test_files_without_letters_are_refused_or_have_no_block(content):
    with suppress(UndecodableError):
        assert [text for text in texts(content) if text.strip()] == []


BINARY = {
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "pdf": b"%PDF-1.4\n1 0 obj",
    "zip": b"PK\x03\x04abc",
    "gzip": b"\x1f\x8b\x08\0",
    "gif": b"GIF89a..",
    "jpeg": b"\xff\xd8\xff\xe0",
    "controls": bytes(range(32)) * 9,
}


@pytest.mark.parametrize("kind", BINARY)
def test_binary_files_are_refused(kind):
    with pytest.raises(UndecodableError, match=r"binary"):
        decode_page(BINARY[kind])


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be", "utf-16-le"])
def test_utf_16_is_read_by_its_mark(codec):
    text = "Schriftelijke vraag nr. 5-8900\n\nIs België één land?"
    mark = "" if codec == "utf-16" else "\ufeff"
    decoded = decode_page((mark + text).encode(codec))
    assert [block.text for block in decoded.blocks] == text.split("\n\n")
    assert (decoded.used_charset, decoded.letters_certain) == ("utf-16", False)


def test_a_page_larger_than_the_limit_is_refused_with_both_sizes():
    with pytest.raises(UndecodableError, match=r"2,001 bytes.*2,000\."):
        decode_page(b"a" * 2001, largest=2000)
    assert texts(b"a" * 2000)


@each_case("markup", MARKUPS)
def test_html_is_known(markup):
    for facts, variant in zip(FACTS.values(), cycle(VARIANTS), strict=False):
        assert decode_page(render(facts, variant, "nl", Form("html", markup))).form == "html"


@pytest.mark.parametrize("variant", ["main", "print"])
@pytest.mark.parametrize("kind", ["text", "markdown"])
def test_text_and_markdown_are_known(kind, variant):
    for facts, language in zip(FACTS.values(), cycle(LANGUAGES), strict=False):
        assert decode_page(render(facts, variant, language, Form(kind))).form == kind


@pytest.mark.parametrize(
    "text",
    [
        "Als a < b en c > d.",
        "Zie <http://www.senate.be>.",
        "De knop <Antwoord> werkt niet.",
        "Kies a | b of c.",
    ],
)
def test_signs_do_not_make_a_text_html_or_markdown(text):
    decoded = decode_page(f"Een\n\n{text}\n\nTwee".encode())
    assert (decoded.form, [block.text for block in decoded.blocks]) == ("text", ["Een", text, "Twee"])


def test_newlines_of_every_kind_part_blocks_and_nul_characters_are_taken_away_and_reported():
    for newline in ("\n", "\r\n", "\r"):
        assert texts(newline.join(["een", "twee", "", " \t", "drie"])) == ["een\ntwee", "drie"]
    assert texts(b"een\r\n\r\ntwee\n\ndrie\r\rvier") == ["een", "twee", "drie", "vier"]
    decoded = decode_page(b"een" * 50 + b"\0" + b"twee" * 50)
    assert decoded.blocks[0].text == "een" * 50 + "twee" * 50
    assert [issue.kind for issue in decoded.issues] == ["nul_removed"]


@pytest.mark.parametrize("spaces", ["\xa0", " \xa0 "])
def test_a_lone_no_break_space_is_a_block(spaces):
    assert len(texts(f"een\n\n{spaces}\n\ntwee".encode())) == 3
    assert len(texts(f"<p>een</p><p>{spaces}</p><p>twee</p>".encode())) == 3


HEAD = "<html><head><title>T</title><style>s</style></head>"
SHOWN = {
    "<p>Belgi\xeb Belgi&euml; Belgi&#235; Belgi&#xEB;</p>": ["België België België België"],
    "<p>“a” &ldquo;a&rdquo; &#147;a&#148; &#8220;a&#8221;</p>": ["“a” “a” “a” “a”"],
    "<p>a &amp;eacute; b</p>": ["a &eacute; b"],
    f"{HEAD}<script>x</script><!-- c --><p>een</p><noscript>n</noscript></body></html>": ["een"],
    "<div>een<br>twee<br><br>drie</div><hr><p>c<b>d</b> <i>e</i>\nf</p>": [
        *("een\ntwee", "drie", "________", "cd e f")
    ],
    "<ul><li>a</li><li>b</li></ul>": ["a", "b"],
    "<div>" * 3000 + "een" + "</div>" * 3000: ["een"],
}


@each_case("page", SHOWN)
def test_what_a_browser_shows_is_read(page):
    assert texts(page.encode("cp1252")) == SHOWN[page]


@pytest.mark.parametrize("label", ["", "iso-8859-1", "utf-8"])
def test_entities_do_not_depend_on_the_label(label):
    head = f'<meta charset="{label}">' if label else ""
    page = f"<html><head>{head}</head><body><p>één &hellip; &#133; … &amp; &lt;</p></body></html>".encode(
        "cp1252"
    )
    assert texts(page) == ["één … … … & <"]


def test_letters_are_certain_only_of_single_bytes_in_html():
    facts = FACTS["5-90001"]
    for encoding in ("windows_1252_unlabelled", "windows_1252_labelled_iso_8859_1", "utf_8_labelled"):
        decoded = decode_page(render(facts, "main", "fr", Form("html", encoding=encoding)))
        assert decoded.letters_certain == encoding.startswith("windows")


def test_paragraphs_keep_their_no_break_spaces():
    facts = FACTS["5-90071"]
    found = texts(render(facts, "main", "fr", Form("html", "divs", encoding="windows_1252_unlabelled")))
    assert isinstance(facts.title, Both)
    assert facts.title.fr in found
