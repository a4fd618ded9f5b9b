"""Patterns are tried only at the words they can begin with, and find what they would find anywhere."""

from itertools import chain, cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary.rows import vocabulary_rows
from schemas.vocabulary.rules import rules_of
from tasks.extract.rules import Rules
from tasks.extract.tokens import tokens
from tests.extract.marks import examples_of, plain
from tests.gold.cases import HALVES, cases

NOTHING_LEFT_OUT = "abc d'été l’État e\u0301 İstanbul 12.5 a_b x\u00a0y 10°C \u2011z"


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return ["\n\n".join(text.paragraphs) for text in marked()]


def marked():
    return (text for half in HALVES for case in cases(half) for text in case)


def _examples(kind, name):
    return [plain(one) for rule in rules_of(kind) if rule.name == name for one in examples_of(rule)]


def test_a_pattern_with_its_first_words_finds_what_it_finds_everywhere(texts):
    """Each pattern in a third of the texts, and in the examples of its own rules."""
    known = list(vocabulary_rows("beginnings.tsv", "schemas.vocabulary"))
    rows = [row for row in known for _ in texts[::3]]
    own = [(row, example) for row in known for example in _examples(row["kind"], row["name"])]
    kinds = {rules._kind: rules for rules in sorted(Rules.every, key=lambda rules: len(rules._lists))}
    for row, text in chain(zip(rows, cycle(texts), strict=False), own):
        rules, language = kinds[row["kind"]], row["language"].replace("*", "") or None
        quick = [match.span() for match in rules.find(row["name"], text, tokens(text), language)]
        assert quick == [match.span() for match in rules(row["name"], language).finditer(text)], row


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("company", "legal_form"),
        ("with_tail", "body_tail"),
        ("english_tail", "body_tail_english"),
        ("foreign_acronym", "foreign"),
    ],
)
def test_a_pattern_is_found_in_no_text_without_a_word_that_it_needs(texts, name, group):
    rules = Rules("bodies")
    for text in texts:
        found = [match.span() for match in rules.find(name, text, tokens(text), needs=group)]
        assert found == [match.span() for match in rules(name).finditer(text)]


@given(st.text(max_size=80) | st.just(NOTHING_LEFT_OUT))
def test_words_leave_nothing_out_but_blanks(text):
    words = tokens(text)
    left = list(text)
    for number, word in enumerate(words.texts):
        start, end = words.starts[number], words.end(number)
        assert text[start:end].replace("’", "'").replace("\u2011", "-") == word
        assert words.lowers[number] == word.lower()
        left[start:end] = " " * len(word)
    assert not "".join(left).strip()
