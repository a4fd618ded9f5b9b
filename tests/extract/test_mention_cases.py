"""What is found in a sentence: values, bodies, places, acts and persons, and what only looks like them.

A line of mention_cases.jsonl has a sentence and its mentions of some kinds, with what counts of each.
"""

import json
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from tasks.extract import mentions

LINES = (Path(__file__).parent / "mention_cases.jsonl").read_text("utf-8").splitlines()
CASES = {rule: list(cases) for rule, cases in groupby(map(json.loads, LINES), lambda case: case["rule"])}


def shown(mention, found):
    """A mention with the fields that count, which are those of all that are to be found."""
    return {name: getattr(mention, name) for name in (found[0] if found else ["kind", "text"])}


@pytest.mark.parametrize("rule", CASES)
def test_what_is_found_in_a_sentence(rule):
    right, got = {}, {}
    for case in CASES[rule]:
        key = (case["text"], case["language"], *(case.get("kinds") or ()), case.get("on"))
        day = date.fromisoformat(case["on"]) if "on" in case else None
        every = mentions(case["text"], case["language"], day)
        right[key] = case["found"]
        got[key] = [shown(one, case["found"]) for one in every if one.kind in case.get("kinds", [one.kind])]
    assert got == right
