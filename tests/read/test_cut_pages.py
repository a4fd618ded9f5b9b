"""A page cut behind any of its lines is read as far as it goes, with an issue row for what it lacks.

Only one that ends before its author and addressee shows nothing of its question, and is quarantined.
"""

from dataclasses import replace
from functools import cache

import pytest

from tests.support.each_case import each_case
from tests.support.reading import (
    INVENTED,
    SIMPLE,
    differences,
    expected_fields,
    is_sentence,
    issue_kinds,
    read,
)
from tests.support.render import Form, build_page, document

PROVISIONAL = replace(SIMPLE, number=95003, provisional_answer=True, links=())
OPEN = replace(SIMPLE, number=95004, answer=None, answered_on=None, events=SIMPLE.events[:1])
FACTS = {
    "answered": SIMPLE,
    "provisional": PROVISIONAL,
    "open": OPEN,
    "requalified": INVENTED["5-90050"],
    "closed": INVENTED["4-90010"],
}
KINDS = {
    "text": Form(),
    "tables": Form("html", "tables"),
    "divs": Form("html", "divs"),
    "breaks": Form("html", "breaks"),
}
PAGES = [(variant, language) for variant in ("main", "print") for language in ("nl", "fr")]
CASES = [
    pytest.param(facts, kind, *page, id=f"{facts}-{kind}-{page[0]}-{page[1]}")
    for facts in FACTS
    for kind in KINDS
    for page in PAGES
]
# The piece behind which a page ends, by the role of its last block.
PIECE = {
    "author": "author",
    "addressee": "addressee",
    "title": "title",
    "keywords": "keywords",
    "chronology_heading": "chronology",
    "chronology": "chronology",
    "provisional": "provisional answer",
    "references": "references",
}


@cache
def page_lines(name, kind, variant, language):
    page = build_page(FACTS[name], variant, language)
    return document(page, KINDS[kind]).split("\n")


@cache
def cut_records(name, kind, variant, language):
    """Number of lines kept, the text kept, and the record, for a cut behind every line but the last."""
    lines = page_lines(name, kind, variant, language)
    address = FACTS[name].address(variant, language)
    cuts = [(kept, "\n".join(lines[:kept])) for kept in range(1, len(lines))]
    return [(kept, text, read(text, address)) for kept, text in cuts if text.strip()]


def last_text(name, language):
    """The paragraphs behind which a page of extracted text has nothing more to say."""
    facts = FACTS[name]
    return (facts.answer or facts.question)[language]


def nothing_can_know(name, kind, language, record):
    """Whether only paragraphs at the end of extracted text are missing: it has no mark of its end."""
    if kind != "text" or record.reading is None:
        return False
    part = "answer" if FACTS[name].answer else "question"
    got = record.reading.texts.get((language, part), ())
    return bool(got) and got == last_text(name, language)[: len(got)]


@each_case(("name", "kind", "variant", "language"), CASES)
def test_no_cut_page_is_read_silently(name, kind, variant, language):
    wanted = expected_fields(FACTS[name], variant, language)
    whole = issue_kinds(read("\n".join(page_lines(name, kind, variant, language)), None))
    silent = {}
    for kept, text, record in cut_records(name, kind, variant, language):
        if record.reading is None or issue_kinds(record) - whole:
            continue
        missing = differences(record, wanted)
        if missing and not nothing_can_know(name, kind, language, record):
            silent[kept, text[-60:]] = missing
    assert silent == {}


@each_case(("name", "kind", "variant", "language"), CASES)
def test_a_cut_page_shows_nothing_wrong(name, kind, variant, language):
    """What is read of it is right as far as it goes, but in the line that is cut (HTML breaks lines)."""
    facts = FACTS[name]
    wrong = {}
    for kept, text, record in cut_records(name, kind, variant, language):
        reading = record.reading
        if reading is None:
            continue
        got = (reading.question_id, reading.author, reading.party, reading.asked_on)
        if got != (facts.question_id, facts.author, facts.party, facts.asked_on):
            wrong[kept, text[-60:]] = got
        if not facts.title[language].startswith(reading.title.get(language, "")):
            wrong[kept, text[-60:]] = dict(reading.title)
        if not set(reading.keywords.get(language, ())[:-1]) <= set(facts.keywords[language]):
            wrong[kept, text[-60:]] = dict(reading.keywords)
        if not set(reading.events) <= set(expected_fields(facts, variant, language)["events"]):
            wrong[kept, text[-60:]] = reading.events
    assert wrong == {}


@each_case(("name", "kind", "variant", "language"), CASES)
def test_reasons_are_sentences(name, kind, variant, language):
    for _, text, record in cut_records(name, kind, variant, language):
        assert record.outcome in {"read", "quarantined"}
        assert (record.reading is None) == (record.outcome == "quarantined")
        if record.outcome == "quarantined":
            assert is_sentence(record.reason), (text[-60:], record.reason)
            assert "The reader failed" not in record.reason
        assert all(is_sentence(issue.detail) for issue in record.issues), record.issues


def blocks_with_ends(page):
    """The text up to and with each block, with the role of its last block that is no rule."""
    role = None
    for count, block in enumerate(page.blocks, 1):
        role = role if block.role == "rule" else block.role
        yield role, document(replace(page, blocks=page.blocks[:count]), Form())


@each_case("variant", ["main", "print"])
@each_case("language", ["nl", "fr"])
@each_case("name", FACTS)
def test_an_issue_names_the_piece_after_which_the_page_ends(name, language, variant):
    facts = FACTS[name]
    unnamed = {}
    for role, text in blocks_with_ends(build_page(facts, variant, language)):
        piece = PIECE.get(role)
        if piece is None:
            continue
        record = read(text, facts.address(variant, language))
        said = [issue.detail for issue in record.issues if issue.kind == "question_line_missing"]
        if record.outcome != "read" or f"after the {piece}" not in " ".join(said):
            unnamed[role] = (record.reason, said)
        if "question_text_missing" not in issue_kinds(record):
            unnamed[role] = record.reading.texts
    assert unnamed == {}


@pytest.mark.parametrize("variant", ["main", "print"])
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_page_that_ends_behind_its_number_shows_nothing_of_its_question(language, variant):
    (text,) = [
        cut for role, cut in blocks_with_ends(build_page(SIMPLE, variant, language)) if role == "number"
    ]
    record = read(text, SIMPLE.address(variant, language))
    assert record.outcome == "quarantined"
    assert "shows nothing of it" in record.reason


@each_case("kind", KINDS)
@each_case("variant", ["main", "print"])
@each_case("name", FACTS)
@each_case("without", ["", "chronology", "references"])
def test_a_page_that_lost_its_question_line_keeps_its_text(name, variant, kind, without):
    facts = FACTS[name]
    page = build_page(facts, variant, "nl")
    lost = {"question_line", without, f"{without}_heading"}
    kept = replace(page, blocks=tuple(block for block in page.blocks if block.role not in lost))
    record = read(document(kept, KINDS[kind]), facts.address(variant, "nl"))
    assert record.outcome == "read", record.reason
    assert "question_line_missing" in issue_kinds(record)
    reading = record.reading
    assert (reading.author, reading.asked_on) == (facts.author, facts.asked_on)
    assert reading.title["nl"] == facts.title.nl
    assert reading.keywords["nl"] == facts.keywords.nl
    assert reading.texts["nl", "question"] == facts.question.nl
    assert reading.texts.get(("nl", "answer")) == facts.answer.nl if facts.answer else True


@pytest.mark.parametrize("variant", ["main", "print"])
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_page_cut_before_its_number_says_so(language, variant):
    for role, text in blocks_with_ends(build_page(SIMPLE, variant, language)):
        if role == "number":
            break
        with_address = read(text, SIMPLE.address(variant, language))
        assert (with_address.outcome, "number" in with_address.reason) == ("quarantined", True)
        assert "this is not a question page" in read(text).reason
