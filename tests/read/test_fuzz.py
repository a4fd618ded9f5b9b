"""Mutated pages keep what holds of every record; `make fuzz` reads many more and times them."""

from collections import Counter
from dataclasses import replace
from random import Random
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.records import LetterRepair, PageIssue
from tasks.common.largest_page import LARGEST_PAGE
from tests.support.each_case import each_case
from tests.support.examples import examples
from tests.support.fuzz import run
from tests.support.fuzz.cases import MOST_MUTATIONS, make_case
from tests.support.fuzz.invariants import faults
from tests.support.fuzz.mutations import HEAVY, LIGHT, grow, splice
from tests.support.fuzz.run import faults_of, page_file
from tests.support.reading import SIMPLE, read, read_page
from tests.support.render import Form, render

PAGE = render(SIMPLE, "main", "nl", Form("html", "tables", encoding="windows_1252_unlabelled"))
DAMAGED = render(SIMPLE, "main", "nl", Form(damage="mac_latin2"))
MUTATIONS = LIGHT | HEAVY


@given(st.integers(0, 2**40))
@examples(100)
def test_a_mutated_page_is_read_or_quarantined(number):
    """`make fuzz` tries more of them, and times them."""
    case = make_case("8900", number)
    found = faults_of(case, timed=settings.get_current_profile_name() == "deep")
    assert found == [], f"{page_file(case)} from {case.address!r}: {'; '.join(case.story)}"


@pytest.mark.long
def test_of_many_pages_a_sixth_is_read_and_a_sixth_quarantined():
    cases = [make_case("s", number) for number in range(475)]
    records = [read(case.content, case.address) for case in cases]
    assert [faults(record, case.content) for record, case in zip(records, cases, strict=True)] == [[]] * 475
    outcomes = Counter(record.outcome for record in records)
    assert min(outcomes["read"], outcomes["quarantined"]) >= len(cases) // 6


# Cases


@each_case("number", range(30))
def test_a_case_is_always_the_same_page(number):
    case = make_case("s", number)
    assert case == make_case("s", number)
    assert case.content != make_case("t", number).content


@each_case("name", sorted(MUTATIONS))
def test_each_mutation_changes_a_page_and_bears_any(name):
    change = MUTATIONS[name]
    drawn = {change(Random(f"{seed}"), content) for seed in range(20) for content in (PAGE, DAMAGED)}
    assert drawn - {PAGE, DAMAGED}
    assert all(isinstance(change(Random("0"), content), bytes) for content in (b"", b"\0", b"<", b"\r\n\r\n"))


def test_cases_are_made_of_all_mutations():
    stories = [make_case("s", number).story for number in range(400)]
    assert set(MUTATIONS) <= {name for story in stories for name in story}
    counts = {len([name for name in story if name in MUTATIONS]) for story in stories}
    assert counts == set(range(1, MOST_MUTATIONS + 1))


def test_pages_are_spliced_and_grown():
    assert any(PAGE[:50] in splice(Random(f"{seed}"), PAGE, DAMAGED) for seed in range(20))
    assert 90_000 < len(grow(Random("0"), PAGE, 100_000)) < 120_000


# What holds of every record


WRONG = {
    "outcome": {"outcome": "lost"},
    "read, and the reading": {"reading": None},
    "with the reason": {"reason": "Something is wrong with it."},
    "unknown kind": {"issues": (PageIssue("no_such_kind", "It has no such kind."),)},
    "no sentence": {"issues": (PageIssue("party_missing", "no party"),)},
    "NUL in author": {"reading": {"author": "Ann\0e"}},
    "lone surrogate in title": {"reading": {"title": {"nl": "A\ud800"}}},
    "outside of its block": {"repairs": (LetterRepair(0, 0, 10**6, "x", "y", "c1", 0.5),)},
    "stands there": {"repairs": (LetterRepair(0, 0, 1, "\x00", "y", "c1", 0.5),)},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_record_that_breaks_a_rule_is_found(wrong):
    record = read(PAGE, SIMPLE.address("main", "nl"))
    assert faults(record, PAGE) == []
    changes = dict(WRONG[wrong])
    if isinstance(changes.get("reading"), dict):
        changes["reading"] = replace(record.reading, **changes["reading"])
    assert any(wrong in fault for fault in faults(replace(record, **changes), PAGE))


@pytest.mark.parametrize(
    "reason", ["cut off", "The reader failed on this page; please report it. KeyError()"]
)
def test_a_reason_must_be_a_sentence_and_no_failure(reason):
    record = read(b"\0" * 100)
    assert faults(record, b"\0" * 100) == []
    assert faults(replace(record, reason=reason), b"\0" * 100)


def test_a_page_over_the_limit_must_be_quarantined():
    record = read_page(SIMPLE, "main", "nl")
    assert faults(record, b" " * (LARGEST_PAGE + 1))
    assert faults(read(b"x" * (LARGEST_PAGE + 1)), b"x" * (LARGEST_PAGE + 1)) == []


# The run


@pytest.mark.parametrize("error", [RuntimeError, MemoryError, RecursionError])
def test_an_error_that_leaves_the_reader_is_a_fault(monkeypatch, error):
    monkeypatch.setattr(run, "read_capture", Mock(side_effect=error))
    assert faults_of(make_case("s", 0)) == [f"left the reader: {error()!r}"]


def test_a_page_that_hangs_is_given_up_and_a_slow_one_is_a_fault_where_it_is_timed(monkeypatch):
    monkeypatch.setattr(run, "MOST_SECONDS", -1)
    assert any("s/MB" in fault for fault in faults_of(make_case("s", 0), timed=True))
    assert faults_of(make_case("s", 0)) == []
    monkeypatch.setattr(run, "read_capture", lambda *_: [None for _ in iter(int, 1)])
    monkeypatch.setattr(run, "HANGING", 0.05)
    assert faults_of(make_case("s", 0)) == ["left the reader: HangingError()"]
