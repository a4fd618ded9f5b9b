"""What is missing: for each legislature, and number by number."""

import time

import pytest

from schemas.records import Attempt
from schemas.vocabulary import legislatures
from tasks.link.gaps import NAMED_REACH, gap_tables

MISSING = "The site says that it has no such page."


def page(question_id, outcome="read", source="live", reason=None):
    names = ("page_id", "question_id", "source", "outcome", "reason")
    return dict(zip(names, (question_id, question_id, source, outcome, reason), strict=True))


def found(*pages, attempts=(), named=()):
    links = [{"target_id": target, "target_kind": "written_question"} for target in named]
    return gap_tables({"pages": list(pages), "links": links}, attempts)


def runs(tables):
    return [(row["first_number"], row["last_number"], row["numbers"], row["kind"]) for row in tables["gaps"]]


def counts(tables):
    names = ("legislature", "expected", "held", "missing", "refused", "not_fetched")
    return [tuple(row[name] for name in names) for row in tables["legislatures"]]


def test_numbers_between_known_ones_are_gaps_and_without_any_there_are_none():
    assert found() == {"legislatures": [], "gaps": []}
    tables = found(page("8-2"), page("8-3"), page("8-6"))
    assert runs(tables) == [(1, 1, 1, "not_fetched"), (4, 5, 2, "not_fetched")]
    assert counts(tables) == [(8, 6, 3, 0, 0, 3)]


FAR = [f"8-{NAMED_REACH + 2}", "8-99999999999999"]
UNREAD, FAILED = page("8-1", "quarantined", reason="x."), Attempt(8, 1, "failed")
ABOVE = [Attempt(8, number, "absent") for number in range(4, 24)]
COUNTS = {
    "several pages count once": (lambda: found(page("8-1"), page("8-1"), page("8-2")), (8, 2, 2, 0, 0, 0)),
    "a read page prevails": (lambda: found(page("8-1"), UNREAD, attempts=[FAILED]), (8, 1, 1, 0, 0, 0)),
    "absent above the highest": (lambda: found(page("8-3"), attempts=ABOVE), (8, 3, 1, 0, 0, 2)),
    "not begun": (lambda: found(page("8-1"), attempts=[Attempt(9, 1, "absent")]), (8, 1, 1, 0, 0, 0)),
    "named by another": (lambda: found(page("8-1"), named=["8-4"]), (8, 4, 1, 0, 0, 3)),
    "named far above all others": (lambda: found(page("8-1"), named=FAR), (8, 1, 1, 0, 0, 0)),
    "the sample alone": (lambda: found(page("5-8900", source="sample")), (5, 0, 0, 0, 0, 0)),
    "the Chamber": (
        lambda: found(page("54-184502"), page("54-193323"), named=["54-193400"]),
        (54, 0, 2, 0, 0, 0),
    ),
    "unread": (lambda: found(page("54-2"), page("54-1", "quarantined", reason="x.")), (54, 0, 1, 0, 0, 0)),
    "the sample too": (lambda: found(page("8-90001", source="sample"), page("8-2")), (8, 2, 1, 0, 0, 1)),
}


@pytest.mark.parametrize(("tables", "expected"), COUNTS.values(), ids=COUNTS)
def test_missing_numbers_are_counted(tables, expected):
    assert counts(tables()) == [expected]
    assert sum(numbers for _, _, numbers, _ in runs(tables())) == sum(expected[3:])


def test_each_gap_has_its_reason():
    outcomes = ("absent", "absent", "failed", "blocked", "forbidden")
    attempts = [Attempt(8, number, outcome) for number, outcome in enumerate(outcomes, 1)]
    tables = found(page("8-9"), page("8-6", "quarantined", reason="It is cut."), attempts=attempts)
    assert runs(tables) == [
        (1, 2, 2, "missing"),
        *((number, number, 1, "refused") for number in range(3, 7)),
        (7, 8, 2, "not_fetched"),
    ]
    assert tables["gaps"][0]["reason"] == MISSING
    assert "It is cut." in tables["gaps"][4]["reason"]
    assert counts(tables) == [(8, 9, 1, 2, 4, 2)]


def test_a_number_of_which_the_site_said_nothing_is_not_missing_and_those_seen_are_expected():
    tables = found(page("8-3"), attempts=[Attempt(8, 1, "absent"), Attempt(8, 2, "no_evidence")])
    assert runs(tables) == [(1, 1, 1, "missing"), (2, 2, 1, "refused")]
    assert tables["gaps"][1]["reason"] == "The site's response does not say whether there is such a page."
    expected = legislatures()[5].seen_number
    (row,) = found(page("5-7"))["legislatures"]
    assert (row["expected"], row["held"], row["not_fetched"]) == (expected, 1, expected - 1)
    assert row["ended_on"] == legislatures()[5].ended_on


@pytest.mark.parametrize("number", ["999999", "99999999"])
def test_a_huge_number_costs_no_time(number):
    began = time.process_time()
    assert runs(found(page(f"8-{number}"))) == [(1, int(number) - 1, int(number) - 1, "not_fetched")]
    assert time.process_time() - began < 5


def test_runs_and_counts_agree():
    numbers = [n for n in range(1, 400) if n % 7 and n % 11]
    attempts = [Attempt(8, n, "absent") for n in range(1, 420) if n % 7 == 0]
    tables = found(*(page(f"8-{n}") for n in numbers), attempts=attempts)
    covered = {n for first, last, *_ in runs(tables) for n in range(first, last + 1)}
    assert covered == set(range(1, 399)) - set(numbers)
    (row,) = tables["legislatures"]
    assert row["held"] + row["missing"] + row["refused"] + row["not_fetched"] == row["expected"]
