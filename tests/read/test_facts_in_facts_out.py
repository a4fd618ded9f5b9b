"""Facts rendered in every form come out of the reader as they went in, field by field."""

from dataclasses import replace
from functools import cache

import pytest

from tests.support.each_case import each_case
from tests.support.letters import LOSSLESS, words_of, wrong_letters
from tests.support.reading import (
    HALVES,
    INVENTED,
    PAGES,
    SIMPLE,
    differences,
    expected_fields,
    fields_of,
    in_halves,
    issue_kinds,
    read,
    read_page,
    real_facts,
    short,
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


def a_page(name, form, forms):
    """One of the six pages: each is read in every form, and of every question, though not in both at once."""
    return PAGES[(list(INVENTED).index(name) + list(forms).index(form)) % len(PAGES)]


@cache
def damaged_page(name, damage):
    """A damaged page and its fields; the two titles of a bilingual page are tested when undamaged."""
    variant, language = a_page(name, damage, DAMAGES)
    wanted = expected_fields(INVENTED[name], variant, language)
    if variant == "print_bilingual":
        del wanted["title"]
    return read_page(INVENTED[name], variant, language, Form(damage=damage)), wanted


OF_FORMS = {
    "unclosed": "page_not_closed",
    "windows_1252_labelled_utf_8": "charset_label_wrong",
    "mixed": "charset_mixed",
}
"""What a page may have to report for its markup and for its bytes."""


def faults(record, facts, variant, language, form):
    """What is wrong with the reading of a complete page; two titles on one line may be left, with a report.

    Nothing is cut or missing but the target of a reference, and every letter is read or the site's.
    """
    wanted, kinds, letters = expected_fields(facts, variant, language), issue_kinds(record), record.letters
    if variant == "print_bilingual":
        titles = {"nl": facts.title.nl, "fr": facts.title.fr}
        wanted["title"] = dict(record.reading.title) if "title_not_parted" in kinds else titles
    found = differences(record, wanted | {"cut": None})
    kinds -= {"title_not_parted", OF_FORMS.get(form.markup), OF_FORMS.get(form.encoding)}
    lacks = {
        "reference_without_target": all(link.target for link in facts.links),
        "chronology_missing": facts.events,
    }
    if kinds != {kind for kind, has in lacks.items() if not has}:
        found["issues"] = record.issues
    if (record.question_id, record.variant) != (facts.question_id, variant):
        found["record"] = (record.question_id, record.variant)
    if not letters or not letters.letters_shown == letters.letters_read + letters.letters_boilerplate > 0:
        found["letters"] = letters
    return found


@in_halves("name, form", INVENTED, FORMS)
def test_every_field_comes_out(form, name):
    facts, page, how = INVENTED[name], a_page(name, form, FORMS), FORMS[form]
    assert faults(read_page(facts, *page, how), facts, *page, how) == {}


@in_halves("name, form", INVENTED, ["text", "divs-windows_1252_unlabelled", "wrapped-utf_8_labelled"])
def test_pages_without_address_are_recognised_by_their_content(form, name):
    facts, how = INVENTED[name], ALL_FORMS[form]
    for page in PAGES[list(INVENTED).index(name) % 3 :: 3]:
        assert faults(read(render(facts, *page, how)), facts, *page, how) == {}


@each_case("page", REAL)
def test_every_field_of_a_real_page_comes_out(page):
    """Each page in a seventh of the forms, each form for a seventh of the pages."""
    for form in list(ALL_FORMS.values())[list(REAL).index(page) % 7 :: 7]:
        assert faults(read_page(*REAL[page], form), *REAL[page], form) == {}


@each_case("name", INVENTED)
@each_case("form", BILINGUAL_TITLES)
def test_titles_of_a_bilingual_page_are_split_or_reported(form, name):
    """In two cells they need no report."""
    facts, page = short(INVENTED[name]), ("print_bilingual", "nl")
    record = read_page(facts, *page, BILINGUAL_TITLES[form])
    assert faults(record, facts, *page, BILINGUAL_TITLES[form]) == {}
    assert form != "two-cells" or "title_not_parted" not in issue_kinds(record)


@HALVES
@each_case("damage", LOSSLESS)
def test_damaged_letters_come_out_right(damage, half):
    """But for names that may be foreign and a few words; none comes out wrong (the test below)."""
    left, accented = 0, 0
    for name in [*INVENTED][half::2]:
        record, wanted = damaged_page(name, damage)
        accented += sum(not word.isascii() for word in words_of(wanted))
        left += sum(
            one != other
            for got, want in differences(record, wanted).values()
            for one, other in zip(words_of(got), words_of(want), strict=True)
        )
    assert left / accented < LEFT_DAMAGED


@each_case("page", REAL)
@each_case("damage", DAMAGED_HTML[:3])
def test_damaged_letters_of_real_pages_come_out_right(damage, page):
    record, wanted = read_page(*REAL[page], Form(damage=damage)), expected_fields(*REAL[page])
    if "title_not_parted" in issue_kinds(record):
        wanted.pop("title")
    assert differences(record, wanted) == {}


@HALVES
@each_case("damage", DAMAGES)
def test_no_letter_of_a_damaged_page_becomes_wrong(damage, half):
    """Each is right or as it reached us, and every other field is right; in HTML as in text."""
    for name in [*INVENTED][half::2]:
        page = a_page(name, damage, DAMAGES)
        record, wanted = damaged_page(name, damage)
        wrong = wrong_letters(record, INVENTED[name], *page, damage)
        assert not wrong.keys() - ({"title"} if page[0] == "print_bilingual" else set()), wrong
        if damage in DAMAGED_HTML:
            html = read_page(INVENTED[name], *page, Form("html", "divs", damage=damage))
            assert differences(html, fields_of(record, wanted)) == {}


@each_case("author", sorted({facts.author for facts in INVENTED.values()}))
def test_no_letter_of_an_author_becomes_wrong(author):
    """On a short page, where little else tells what the damage was."""
    facts = replace(SIMPLE, author=author)
    for turn, damage in enumerate(DAMAGES, len(author)):
        page = PAGES[turn % 4]
        record = read_page(facts, *page, Form(damage=damage))
        assert wrong_letters(record, facts, *page, damage) == {}, damage
