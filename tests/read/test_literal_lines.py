"""The label lines of real pages, to the letter, against the vocabulary: nothing here comes from the renderer.

The lines are those of pages of the Senate, or expected by those who know them; where a line has a name or an
office, it is invented, except in bulletins.
"""

import re
from datetime import date

import pytest

from schemas.records import Block, Event, Link
from schemas.vocabulary.rows import vocabulary_rows
from tasks.assemble.same_words import is_placeholder
from tasks.read.bulletin import find_bulletin_question
from tasks.read.header.author import read_author
from tasks.read.header.chronology import read_chronology
from tasks.read.header.references import read_references
from tasks.read.text.dates import parse_dates
from tasks.read.text.frame import author_marker, find_frame
from tasks.read.text.lines import Findings, page_lines
from tasks.read.text.patterns import match_label
from tests.support import TESTS
from tests.support.each_case import each_case
from tests.support.reading import SIMPLE, issue_kinds, page_text, read

LINES = [
    tuple(line.split("\t"))
    for line in (TESTS / "fixtures/literal_lines.tsv").read_text("utf-8").splitlines()[1:]
]
SEEN_OTHERWISE = {
    *("event", "reference", "placeholder", "bulletin_question"),
    *("head", "rule", "bilingual", "print_author", "no_question"),
}
MARKERS = {"number": "numbers", "question": "questions"}


def lines_of(*kinds):
    found = [line for line in LINES if line[0] in kinds]
    assert {line[0] for line in found} == set(kinds)
    return each_case(("kind", "language", "line", "said"), found)


def parts(said):
    return dict(part.split("=", 1) for part in said.split("|")) if said else {}


def as_lines(*texts):
    return page_lines([Block(text) for text in texts])


@lines_of(*({kind for kind, *_ in LINES} - SEEN_OTHERWISE))
def test_a_line_is_known_and_says_what_it_says(kind, language, line, said):
    found = match_label(kind, language, line)
    assert found
    captured = found.groupdict()
    assert {name: captured[name] for name in parts(said)} == parts(said)


@lines_of(*MARKERS)
def test_a_line_opens_its_part_of_a_page(kind, language, line, said):
    frame = find_frame(as_lines(line))
    (marker,) = getattr(frame, MARKERS[kind])
    assert (marker.language, frame.answers) == (language, ())
    assert [name for name in MARKERS.values() if getattr(frame, name)] == [MARKERS[kind]]


@lines_of("event")
@pytest.mark.parametrize("space", ["", " "])
def test_an_event_is_known_glued_to_its_date_or_not(kind, language, line, said, space):
    findings = Findings()
    (event,), _ = read_chronology(as_lines(f"30/4/2013{space}{line}"), 0, 1, findings)
    assert event == Event(date(2013, 4, 30), parts(said)["code"])
    assert not findings.issues


@lines_of("reference")
def test_a_reference_is_known(kind, language, line, said):
    findings = Findings()
    links, _, end = read_references(as_lines(line), 0, 1, findings)
    assert (links, end) == ((Link(*said.split()),) if said else (), 1)
    without_target = ["reference_without_target"] if line.endswith(":") else []
    assert [issue.kind for issue in findings.issues] == without_target


@lines_of("placeholder")
def test_a_placeholder_is_no_answer(kind, language, line, said):
    assert is_placeholder([line])


@lines_of("bulletin_question")
def test_the_question_line_of_a_bulletin_is_known(kind, language, line, said):
    found = find_bulletin_question(as_lines(line))
    assert (found.language, found.rest) == (language, "")
    captured = {name: value or "" for name, value in found.captured.items()}
    captured["reminders"] = " ".join(map(str, parse_dates(captured.get("reminders", ""))))
    assert {name: captured[name] for name in parts(said)} == parts(said)


@each_case(
    ("line", "author"),
    [
        ("Vraag nr. 79 van de mevrouw de Bethune d.d. 21 september 1999 (N.) :", "de Bethune"),
        ("Question nº 79 de M. le sénateur de Cloedt du 29 septembre 1995 (N.) :", "de Cloedt"),
        ("Question nº 79 de la Mme Vanneste du 29 septembre 1995 (Fr.) :", "Vanneste"),
        ("Vraag nr. 79 van de heer De Heer d.d. 21 september 1999 (N.) :", "De Heer"),
        ("Question nº 79 de M. M. Le Cloedt du 29 septembre 1995 (N.) :", "M. Le Cloedt"),
        ("Question nº 79 de Mme la Cloedt du 29 septembre 1995 (N.) :", "la Cloedt"),
    ],
)
def test_an_article_followed_by_an_honorific_belongs_to_it(line, author):
    findings = Findings()
    captured = find_bulletin_question(as_lines(line)).captured
    assert read_author(captured["author"], None, findings) == (author, None)
    assert not findings.issues


@lines_of("head")
def test_a_line_above_the_number_is_known(kind, language, line, said):
    page = page_text(SIMPLE)
    assert "letters_unread" not in issue_kinds(read(f"{line}\n\n{page}"))
    assert "letters_unread" in issue_kinds(read(f"{line} en nog iets\n\n{page}"))


@lines_of("rule")
def test_a_rule_is_none_of_the_text(kind, language, line, said):
    assert [found.is_rule for found in as_lines(line)] == [True]


@lines_of("bilingual")
def test_a_line_in_both_languages_is_two(kind, language, line, said):
    assert [found.text for found in as_lines(line)] == said.split("|")


@lines_of("print_author")
def test_the_author_of_a_print_page_is_found_on_dutch_pages_too(kind, language, line, said):
    found = [author_marker(as_lines(line), 0, spoken) for spoken in ("nl", "fr")]
    (captured,) = [marker.captured for marker in found if marker]
    assert {name: captured[name] for name in parts(said)} == parts(said)


@lines_of("no_question")
def test_other_papers_of_the_same_address_are_no_questions(kind, language, line, said):
    page = f"Belgische Senaat\n\n{line}\n\nDonderdag 24 mei 2006\n\nMondelinge vraag van de heer Beke"
    assert read(page).outcome == "quarantined"


@each_case("row", list(vocabulary_rows("label_values.tsv", "tasks.read.text")), ids=lambda row: row["name"])
def test_each_value_in_a_label_has_an_example(row):
    assert re.fullmatch(row["pattern"], row["example"])
