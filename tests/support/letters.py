"""Readings of damaged pages: every letter right, or at least none wrong in a new way."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from schemas.records import PageRecord
from tests.support.reading import expected_fields, fields_of
from tests.support.render import DAMAGES, Both, QuestionFacts

LOSSY = frozenset({"c1_stripped"})
LOSSLESS = tuple(name for name in DAMAGES if name not in LOSSY)


def damaged_both(both: Both[Any], damage: str) -> Both[Any]:
    change = DAMAGES[damage].change

    def one(value: Any) -> Any:
        return change(value) if isinstance(value, str) else tuple(change(text) for text in value)

    return Both(one(both.nl), one(both.fr))


def damaged_facts(facts: QuestionFacts, damage: str) -> QuestionFacts:
    """The facts as a page with that damage shows them."""
    hits, change = DAMAGES[damage].hits, DAMAGES[damage].change
    return replace(
        facts,
        author=change(facts.author),
        party=change(facts.party),
        addressee=damaged_both(facts.addressee, damage),
        title=damaged_both(facts.title, damage),
        keywords=damaged_both(facts.keywords, damage),
        question=damaged_both(facts.question, damage),
        answer=damaged_both(facts.answer, damage) if facts.answer and hits("answer") else facts.answer,
    )


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


def wrong_letters(
    record: PageRecord, facts: QuestionFacts, variant: str, language: str, damage: str
) -> dict[str, tuple[Any, Any]]:
    """Fields of which a letter is neither right nor as the page has it: field to (got, expected)."""
    right = expected_fields(facts, variant, language)
    left = expected_fields(damaged_facts(facts, damage), variant, language) if damage else right
    got = fields_of(record, right)
    if "quarantined" in got:
        return {"quarantined": (got["quarantined"], None)}
    return {
        name: (got[name], value)
        for name, value in right.items()
        if not is_right_or_left(got[name], value, left[name], damage)
    }


def words_of(value: Any) -> list[str]:
    """The words of a field, however it is nested."""
    if isinstance(value, dict):
        return [word for nested in value.values() for word in words_of(nested)]
    if isinstance(value, (tuple, list)):
        return [word for nested in value for word in words_of(nested)]
    return str(value).split(" ")
