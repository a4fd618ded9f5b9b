"""Which page it is: by an address from outside, in its first line or in its head, and by its content."""

from dataclasses import replace

import pytest

from tests.support.each_case import each_case
from tests.support.reading import (
    SIMPLE,
    WANTED,
    details,
    differences,
    issue_kinds,
    page_html,
    page_text,
    read,
)

ADDRESS = SIMPLE.address("main", "nl")
OTHER = replace(SIMPLE, number=95009).address("main", "nl")


def test_an_address_of_another_question_is_an_issue_and_the_page_wins():
    record = read(page_text(), OTHER)
    assert (record.question_id, record.reading.question_id) == ("6-95001", "6-95001")
    assert "6-95009" in details(record, "address_differs")
    assert "6-95001" in details(record, "address_differs")


@pytest.mark.parametrize(
    "address",
    [SIMPLE.address("main", "fr"), SIMPLE.address("print", "nl"), SIMPLE.address("print_bilingual", "nl")],
)
def test_an_address_of_another_page_of_the_question_is_an_issue(address):
    record = read(page_text(), address)
    assert record.reading.languages == ("nl",)
    assert dict(record.reading.title) == {"nl": SIMPLE.title.nl}
    assert "address_differs" in issue_kinds(record)


@each_case("first", ["URL: {}\n\n", "URL: {}\r\n\r\n", "url:{}\n", "\n\nURL: {} \n\n", "\ufeffURL: {}\n\n"])
@each_case("spelling", [0, 5, 15])
@each_case("ampersand", ["&", "&amp;"])
def test_an_address_in_the_first_line(first, spelling, ampersand):
    address = SIMPLE.address("main", "nl", spelling).replace("&", ampersand)
    record = read(first.format(address) + page_text())
    assert record.capture.url == ADDRESS
    assert differences(record, WANTED) == {}
    assert record.issues == ()


@pytest.mark.parametrize(
    "element",
    [
        '<link rel="canonical" href="{}">',
        "<LINK HREF='{}' REL=canonical>",
        '<link rel=canonical href="{}" />',
        '<base href="{}">',
    ],
)
@pytest.mark.parametrize("escaped", [False, True])
def test_an_address_in_the_head(element, escaped):
    address = ADDRESS.replace("&", "&amp;") if escaped else ADDRESS
    page = page_html()
    record = read(page.replace("</head>", f"{element.format(address)}\n</head>"))
    assert record.capture.url == ADDRESS
    assert differences(record, WANTED) == {}


def test_an_address_beside_the_page_may_be_copied_from_html_and_goes_before_that_of_the_page():
    record = read(page_text(), ADDRESS.replace("&", "&amp;"))
    assert (record.question_id, record.variant, record.issues) == (SIMPLE.question_id, "main", ())
    record = read(f"URL: {OTHER}\n\n{page_text()}", ADDRESS)
    assert record.capture.url == ADDRESS
