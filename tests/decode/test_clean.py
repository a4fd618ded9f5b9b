"""Letters that are one are read as one, and those that nobody sees are removed."""

import unicodedata

import pytest

from tests.decode.support import in_pre
from tests.support.each_case import each_case
from tests.support.reading import (
    FACTS,
    SIMPLE,
    WANTED,
    differences,
    expected_fields,
    in_halves,
    issue_kinds,
    page_text,
    read,
)
from tests.support.render import ENCODINGS, VARIANTS, Form, render


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("form", [Form(), Form("html", "divs"), Form("html", "tables"), Form("markdown")])
def test_a_page_in_utf_16(form, codec):
    for facts in FACTS.values():
        page = "\ufeff" + render(facts, "main", "fr", form).decode("utf-8")
        assert differences(read(page.encode(codec)), expected_fields(facts, "main", "fr")) == {}


@in_halves("name, form", FACTS, [Form(), Form("html", "divs"), Form("markdown")])
def test_letters_and_their_accents_apart_read_as_one(name, form):
    for language in ("nl", "fr"):
        content = render(FACTS[name], "main", language, form)
        apart = unicodedata.normalize("NFD", content.decode("utf-8"))
        record, composed = read(apart), read(content)
        assert record.reading is not None
        assert (record.reading, record.issues) == (composed.reading, composed.issues)
        assert differences(record, expected_fields(FACTS[name], "main", language)) == {}


INVISIBLE = {
    "soft hyphen": "\u00ad",
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "left-to-right mark": "\u200e",
    "right-to-left override": "\u202e",
    "right-to-left isolate": "\u2067",
    "Arabic letter mark": "\u061c",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
}


@each_case("name", INVISIBLE)
@each_case("variant", VARIANTS)
def test_invisible_characters_are_removed_and_reported_once(variant, name):
    mark, words = INVISIBLE[name], page_text(variant=variant).split(" ")  # within each word and figure
    text = " ".join(f"{word[:2]}{mark}{word[2:]}" if word[:2].isalnum() else word for word in words)
    for content in (text, in_pre(text)):
        record = read(content)
        assert differences(record, expected_fields(SIMPLE, variant, "nl")) == {}
        (issue,) = record.issues
        assert issue.kind == "invisible_removed"
        assert str(text.count(mark)) in issue.detail


def test_control_characters_leave_titles_and_keywords():
    text, (keyword, *_) = page_text(variant="main"), SIMPLE.keywords.nl
    record = read(
        text.replace(SIMPLE.title.nl, f"\x07{SIMPLE.title.nl}", 1).replace(keyword, f"{keyword}\x1b", 1)
    )
    assert differences(record, WANTED) == {}
    (detail,) = [issue.detail for issue in record.issues if issue.kind == "invisible_removed"]
    assert detail == "2 control characters of titles and keywords were removed."


@pytest.mark.parametrize("encoding", [name for name in ENCODINGS if name.startswith("windows")])
def test_soft_hyphens_in_the_bytes_of_the_site_are_removed(encoding):
    page = render(SIMPLE, "main", "nl", Form("html", "divs", encoding=encoding))
    record = read(page.replace(b"ontvangen", b"ont\xadvangen").replace(b"kostprijs", b"kost\xadprijs"))
    assert differences(record, WANTED) == {}
    assert "invisible_removed" in issue_kinds(record)
