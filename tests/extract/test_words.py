"""Patterns are tried only at the words they can begin with, and find what they would find anywhere."""

from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary.rows import vocabulary_rows
from tasks.extract.rules import Rules
from tasks.extract.tokens import tokens
from tests.gold.cases import HALVES, cases

NOTHING_LEFT_OUT = "abc d'été l’État e\u0301 İstanbul 12.5 a_b x\u00a0y 10°C \u2011z"


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return ["\n\n".join(text.paragraphs) for text in marked()]


def marked():
    return (text for half in HALVES for case in cases(half) for text in case)


def test_a_pattern_with_its_first_words_finds_what_it_finds_everywhere(texts):
    """Each pattern in a third of the texts."""
    rows = [row for row in vocabulary_rows("beginnings.tsv", "schemas.vocabulary") for _ in texts[::3]]
    kinds = {rules._kind: rules for rules in sorted(Rules.every, key=lambda rules: len(rules._lists))}
    for row, text in zip(rows, cycle(texts), strict=False):
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
