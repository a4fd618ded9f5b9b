"""What is found in sentences, questions and answers, as the lines of two files say.

A line of mention_cases.jsonl has a sentence and its mentions of some kinds; one of structure_cases.jsonl has
the paragraphs of a question, perhaps with those of its answer, and its sub-questions; or the paragraphs of an
answer, known labels, and its parts. Each has the fields that count.
"""

import json
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from tasks.extract import answer_parts, mentions, subquestions


def cases_of(name):
    """The cases of a file by the rule that they show."""
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    return {rule: list(some) for rule, some in groupby(map(json.loads, lines), lambda case: case["rule"])}


MENTIONS, STRUCTURE = cases_of("mention_cases.jsonl"), cases_of("structure_cases.jsonl")


def found(case):
    if "paragraphs" in case:
        known, paragraphs = case.get("known"), tuple(case["paragraphs"])
        if known is None:
            return subquestions(paragraphs, tuple(case.get("answer", ())))
        return answer_parts(paragraphs, known.split())
    day = date.fromisoformat(case["on"]) if "on" in case else None
    every = mentions(case["text"], case["language"], day)
    return [one for one in every if one.kind in case.get("kinds", [one.kind])]


def shown(one, wanted):
    """What was found with the fields that count, which are the same in all of a case."""
    fields = {name: getattr(one, name) for name in (wanted[0] if wanted else ["text"])}
    return fields | ({"answers": " ".join(one.answers)} if "answers" in fields else {})


@pytest.mark.parametrize("rule", [*MENTIONS, *STRUCTURE])
def test_what_is_found(rule):
    cases = (MENTIONS | STRUCTURE)[rule]
    got = [case | {"found": [shown(one, case["found"]) for one in found(case)]} for case in cases]
    assert [one for one, case in zip(got, cases, strict=True) if one != case] == []
    assert got == cases
