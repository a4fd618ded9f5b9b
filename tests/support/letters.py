"""Readings of damaged pages: every letter right, or at least none wrong in a new way."""

from collections.abc import Mapping
from typing import Any

from schemas.records import PageRecord
from tests.support.reading import expected_fields, fields_of
from tests.support.render import DAMAGES, QuestionFacts

LOSSY = frozenset({"c1_stripped"})
LOSSLESS = tuple(name for name in DAMAGES if name not in LOSSY)
LETTERED = ("author", "party", "addressee", "title", "keywords", "texts")
"""Fields that hold letters of the page."""


def damaged(value: Any, damage: str) -> Any:
    """A field as a page with that damage shows it; answers are spared by all but the C1 damages."""
    change, hits = DAMAGES[damage].change, DAMAGES[damage].hits
    if isinstance(value, dict):
        spared = {key for key in value if "answer" in key and not hits("answer")}
        return {key: one if key in spared else damaged(one, damage) for key, one in value.items()}
    return tuple(map(change, value)) if isinstance(value, tuple) else value and change(value)


def as_damaged(fields: dict[str, Any], damage: str) -> dict[str, Any]:
    """The fields of a reading with the letters that a page with that damage shows."""
    return fields | {name: damaged(fields[name], damage) for name in LETTERED}


def bare(text: str) -> str:
    """What a text keeps when pasted characters are stripped and white space does not count."""
    return "".join(DAMAGES["c1_stripped"].change(text).split())


def is_right_or_left(got: Any, right: Any, left: Any, damage: str) -> bool:
    """Whether every letter is right, or as the page has it."""
    if isinstance(right, Mapping):
        keys_agree = isinstance(got, Mapping) and got.keys() == right.keys()
        return keys_agree and all(is_right_or_left(got[key], right[key], left[key], damage) for key in right)
    if isinstance(right, tuple):
        agree = isinstance(got, tuple) and len(got) == len(right)
        return agree and all(is_right_or_left(*each, damage) for each in zip(got, right, left, strict=True))
    if not (isinstance(got, str) and isinstance(right, str)):
        return got == right
    if damage in LOSSY:
        return bare(got) == bare(right)
    if len(left) != len(right):
        return got in {right, left}
    return len(got) == len(right) and all(g in {r, w} for g, r, w in zip(got, right, left, strict=True))


def not_right_nor_left(record: PageRecord, right: dict[str, Any], damage: str) -> dict[str, tuple[Any, Any]]:
    """Fields of which a letter is neither right nor as the page has it: field to (got, expected)."""
    left = as_damaged(right, damage) if damage else right
    got = fields_of(record, right)
    if "quarantined" in got:
        return {"quarantined": (got["quarantined"], None)}
    return {
        name: (got[name], value)
        for name, value in right.items()
        if not is_right_or_left(got[name], value, left[name], damage)
    }


def wrong_letters(
    record: PageRecord, facts: QuestionFacts, variant: str, language: str, damage: str
) -> dict[str, tuple[Any, Any]]:
    """Those fields of a page of a question."""
    return not_right_nor_left(record, expected_fields(facts, variant, language), damage)


def words_of(value: Any) -> list[str]:
    """The words of a field, however it is nested."""
    if isinstance(value, dict):
        return [word for nested in value.values() for word in words_of(nested)]
    if isinstance(value, (tuple, list)):
        return [word for nested in value for word in words_of(nested)]
    return str(value).split(" ")
