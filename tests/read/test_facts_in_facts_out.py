"""Facts rendered in every form come out of the reader as they went in, field by field."""

from dataclasses import replace
from functools import cache

import pytest

from tests.support.each_case import each_case
from tests.support.letters import LOSSLESS, words_of, wrong_letters
from tests.support.reading import (
    INVENTED,
    LANGUAGES,
    PAGES,
    SIMPLE,
    differences,
    expected_fields,
    fields_of,
    issue_kinds,
    read,
    read_page,
    real_facts,
)
from tests.support.render import DAMAGES, ENCODINGS, MARKUPS, Form, render

pytestmark = pytest.mark.first

TEXT_FORMS = {
    "text": Form(),
    "text-spaced": Form(spaced=True),
    "text-columns-together": Form(columns_apart=False),
    "text-deadline-gap": Form(deadline_gap=True),
    "text-crlf": Form(newline="\r\n"),
    "text-cr": Form(newline="\r"),
    "text-with-address": Form(with_address=True),
}
HTML_FORMS = {
    **{
        f"{markup}-{encoding}": Form("html", markup, encoding=encoding)
        for markup in MARKUPS
        for encoding in ENCODINGS
    },
    "html-raw": Form("html", entities="raw", encoding="windows_1252_unlabelled"),
    "html-pasted": Form("html", entities="pasted", encoding="windows_1252_unlabelled"),
    "html-windows": Form("html", entities="windows", encoding="windows_1252_unlabelled"),
    "html-crlf": Form("html", newline="\r\n", encoding="windows_1252_unlabelled"),
}
# Every markup with every encoding is for the short pages; the long ones take each at least once.
LONG_ENCODING = "windows_1252_labelled_iso_8859_1"
FORMS = TEXT_FORMS | {
    name: form for name, form in HTML_FORMS.items() if form.encoding == LONG_ENCODING or form.markup == "divs"
}
REAL = real_facts()
ALL_FORMS = TEXT_FORMS | HTML_FORMS
BILINGUAL_TITLES = {
    "side-by-side": Form(),
    "without-space": Form(titles_glued=True),
    "one-cell": Form("html", "breaks"),
    "two-cells": Form("html", "tables"),
}
LEFT_DAMAGED = 0.01
"""Share of accented words that may be left as they came: names that may be foreign, a few others."""
DAMAGED_HTML = ("mac_latin2", "cp852", "iso8859_13", "utf8_as_cp1252")


def some_pages(name, form, forms):
    """A third of the pages: each is read in every form, and of every question, though not in both at once."""
    return PAGES[(list(INVENTED).index(name) + list(forms).index(form)) % 3 :: 3]


@cache
def damaged_page(name, variant, language, damage):
    return read_page(INVENTED[name], variant, language, Form(damage=damage))


def expected(name, variant, language):
    """What a page leads to; the two titles of a bilingual page have their own test."""
    fields = expected_fields(INVENTED[name], variant, language)
    return fields if variant != "print_bilingual" else {k: v for k, v in fields.items() if k != "title"}


@each_case("name", INVENTED)
@each_case("form", FORMS)
def test_every_field_comes_out(form, name):
    found = {
        page: different
        for page in some_pages(name, form, FORMS)
        if (different := differences(read_page(INVENTED[name], *page, FORMS[form]), expected(name, *page)))
    }
    assert found == {}


@each_case("page", REAL)
def test_every_field_of_a_real_page_comes_out(page):
    """Each page in half of the forms, each form for half of the pages."""
    facts, variant, language = REAL[page]
    found = {
        form: different
        for form, how in list(ALL_FORMS.items())[list(REAL).index(page) % 2 :: 2]
        if (different := real_differences(read_page(facts, variant, language, how), page))
    }
    assert found == {}


def real_differences(record, page):
    """Where a reading differs from the facts; two titles on one line may be left, with a report."""
    wanted = expected_fields(*REAL[page])
    if "title_not_parted" in issue_kinds(record):
        wanted.pop("title")
    return differences(record, wanted)


@each_case("name", INVENTED)
@each_case("form", BILINGUAL_TITLES)
def test_titles_of_a_bilingual_page_are_split_or_reported(form, name):
    facts = INVENTED[name]
    for language in LANGUAGES:
        record = read_page(facts, "print_bilingual", language, BILINGUAL_TITLES[form])
        if "title_not_parted" not in issue_kinds(record):
            assert dict(record.reading.title) == {"nl": facts.title.nl, "fr": facts.title.fr}


@each_case("name", INVENTED)
def test_titles_in_two_cells_need_no_report(name):
    for language in LANGUAGES:
        record = read_page(INVENTED[name], "print_bilingual", language, BILINGUAL_TITLES["two-cells"])
        assert "title_not_parted" not in issue_kinds(record)


@each_case("name", INVENTED)
def test_complete_pages_have_no_issue(name):
    """But the reference without a target, and titles that cannot be parted."""
    facts = INVENTED[name]
    wanted = {"reference_without_target"} if any(not link.target for link in facts.links) else set()
    found = {}
    for variant, language in PAGES:
        for form in ("text", "tables-utf_8_labelled"):
            kinds = issue_kinds(read_page(facts, variant, language, ALL_FORMS[form])) - {"title_not_parted"}
            if kinds != wanted:
                found[variant, language, form] = kinds
    assert found == {}


@each_case("name", INVENTED)
@each_case("form", ["text", "divs-windows_1252_unlabelled", "wrapped-utf_8_labelled"])
def test_pages_without_address_are_recognised_by_their_content(form, name):
    found = {}
    for page in PAGES:
        record = read(render(INVENTED[name], *page, ALL_FORMS[form]))
        if different := differences(record, expected(name, *page)):
            found[page] = different
        if (record.question_id, record.variant) != (name, page[0]):
            found[page, "record"] = (record.question_id, record.variant)
    assert found == {}


@each_case("damage", LOSSLESS)
def test_damaged_letters_come_out_right(damage):
    """But for names that may be foreign and a few words; none comes out wrong (the test below)."""
    left, accented = 0, 0
    for name in INVENTED:
        for page in some_pages(name, damage, DAMAGES):
            wanted = expected(name, *page)
            accented += sum(not word.isascii() for word in words_of(wanted))
            left += sum(
                one != other
                for got, want in differences(damaged_page(name, *page, damage), wanted).values()
                for one, other in zip(words_of(got), words_of(want), strict=True)
            )
    assert left / accented < LEFT_DAMAGED


@each_case("page", REAL)
@each_case("damage", ["mac_latin2", "cp852", "iso8859_13"])
def test_damaged_letters_of_real_pages_come_out_right(damage, page):
    assert real_differences(read_page(*REAL[page], Form(damage=damage)), page) == {}


@each_case("name", INVENTED)
@each_case("damage", DAMAGES)
def test_no_letter_of_a_damaged_page_becomes_wrong(damage, name):
    """Each is right or as it reached us, and every other field is right."""
    found = {}
    for variant, language in some_pages(name, damage, DAMAGES):
        record = damaged_page(name, variant, language, damage)
        wrong = wrong_letters(record, INVENTED[name], variant, language, damage)
        if variant == "print_bilingual":
            wrong.pop("title", None)
        if wrong:
            found[variant, language] = wrong
    assert found == {}


@pytest.mark.parametrize("damage", DAMAGED_HTML)
def test_damaged_html_comes_out_as_damaged_text_does(damage):
    found = {
        (name, page): different
        for name in INVENTED
        for page in some_pages(name, damage, DAMAGES)
        if (
            different := differences(
                read_page(INVENTED[name], *page, Form("html", "divs", damage=damage)),
                fields_of(damaged_page(name, *page, damage), expected(name, *page)),
            )
        )
    }
    assert found == {}


@each_case("author", sorted({facts.author for facts in INVENTED.values()}))
def test_no_letter_of_an_author_becomes_wrong(author):
    """On a short page, where little else tells what the damage was."""
    facts = replace(SIMPLE, author=author)
    found = {}
    for damage in DAMAGES:
        for variant, language in PAGES[:4]:
            record = read_page(facts, variant, language, Form(damage=damage))
            if wrong := wrong_letters(record, facts, variant, language, damage):
                found[damage, variant, language] = wrong
    assert found == {}
