"""Mutated pages keep what holds of every record; `make fuzz` reads many more and times them."""

from dataclasses import replace
from random import Random

import pytest

from schemas.records import LetterRepair, PageIssue
from tasks.common.largest_page import LARGEST_PAGE
from tests.support.each_case import each_case
from tests.support.fuzz.cases import MOST_MUTATIONS, make_case
from tests.support.fuzz.hostile import HEAVY, LIGHT
from tests.support.fuzz.invariants import faults
from tests.support.fuzz.mutations import grow, splice
from tests.support.fuzz.run import Tally, run_case, run_cases, strict
from tests.support.reading import SIMPLE, read, read_page
from tests.support.render import Form, render

PAGE = render(SIMPLE, "main", "nl", Form("html", "tables", encoding="windows_1252_unlabelled"))
DAMAGED = render(SIMPLE, "main", "nl", Form(damage="mac_latin2"))
MUTATIONS = LIGHT | HEAVY


@pytest.mark.parametrize(
    ("numbers", "fewest"),
    [(range(25), 1), pytest.param(range(25, 500), 475 // 6 + 1, marks=pytest.mark.long)],
    ids=str,
)
def test_some_hundred_pages_of_the_seed(numbers, fewest, pytestconfig):
    """Of a few pages, chance may leave one alone that is read, or quarantined; of many, a sixth are."""
    seed = pytestconfig.getoption("--hypothesis-seed") or 8900
    tally = run_cases(str(seed), numbers, timed=False)
    assert tally.faults == [], f"python -m tests.support.fuzz --seed {seed} --case N reads one again"
    assert tally.pages == len(numbers)
    assert min(tally.outcomes["read"], tally.outcomes["quarantined"]) >= fewest


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
    def fail(*_):
        raise error

    monkeypatch.setattr("tests.support.fuzz.run.read_capture", fail)
    tally = Tally()
    assert run_case(make_case("s", 0), tally) is None
    assert [fault.number for fault in tally.faults] == [0]


def test_a_page_that_hangs_is_given_up(monkeypatch):
    def hang(*_):
        while True:
            pass

    monkeypatch.setattr("tests.support.fuzz.run.read_capture", hang)
    monkeypatch.setattr("tests.support.fuzz.run.HANGING", 0.05)
    tally = Tally()
    with strict():
        run_case(make_case("s", 0), tally)
    assert "HangingError" in tally.faults[0].what
