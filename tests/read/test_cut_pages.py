"""A page cut behind any of its lines is quarantined with a reason, or read with an issue; never silently."""

from dataclasses import replace
from functools import cache

import pytest

from tests.read.support import (
    INVENTED,
    SIMPLE,
    differences,
    expected_fields,
    is_sentence,
    issue_kinds,
    read,
)
from tests.render import Form, build_page, document

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
# The piece behind which a page ends, by the role of its last block; None where no question is known yet.
PIECE = {
    "number": "number",
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


@pytest.mark.parametrize(("name", "kind", "variant", "language"), CASES)
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


@pytest.mark.parametrize(("name", "kind", "variant", "language"), CASES)
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
        if dict(reading.title) != {language: facts.title[language]}:
            wrong[kept, text[-60:]] = dict(reading.title)
        if not set(reading.events) <= set(expected_fields(facts, variant, language)["events"]):
            wrong[kept, text[-60:]] = reading.events
    assert wrong == {}


@pytest.mark.parametrize(("name", "kind", "variant", "language"), CASES)
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


@pytest.mark.parametrize("variant", ["main", "print"])
@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("name", FACTS)
def test_the_reason_names_the_piece_behind_which_the_page_ends(name, language, variant):
    facts = FACTS[name]
    unnamed = {}
    for role, text in blocks_with_ends(build_page(facts, variant, language)):
        piece = PIECE.get(role)
        if piece is None:
            continue
        record = read(text, facts.address(variant, language))
        if f"behind its {piece}" not in (record.reason or ""):
            unnamed[role] = record.reason
    assert unnamed == {}


@pytest.mark.parametrize("variant", ["main", "print"])
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_page_cut_before_its_number_says_so(language, variant):
    for role, text in blocks_with_ends(build_page(SIMPLE, variant, language)):
        if role in PIECE:
            break
        with_address = read(text, SIMPLE.address(variant, language))
        assert (with_address.outcome, "number" in with_address.reason) == ("quarantined", True)
        assert "this is not a question page" in read(text).reason
