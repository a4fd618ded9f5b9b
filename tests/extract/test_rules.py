"""Every rule has examples, in which what is marked is found, each alternative and word one that needs it."""

import pytest

from schemas.errors import VocabularyError
from schemas.vocabulary.entities import word_groups
from schemas.vocabulary.rules import Rule, rules_of
from tasks.extract import numbering, rules
from tests.extract.marks import CLOSE, KINDS, OPEN, examples_of, golden_lines, languages_of, marked, plain
from tests.extract.needed import unneeded
from tests.extract.needed_words import unneeded as unneeded_words
from tests.golden.rows import EXAMPLES
from tests.support.each_case import each_case

CASES = [(rule, text) for kind in KINDS for rule in rules_of(kind) for text in examples_of(rule)]
NOT_SHOWN = {"number_word"}
"""Groups whose words matter only on a day, or where texts are compared."""


@each_case("rule, text", CASES)
def test_what_is_marked_in_an_example_is_found(rule, text):
    assert text in [marked(text, language) for language in languages_of(rule)]


@each_case("rule", [rule for rule in rules_of("numbering") if rule.example])
def test_a_pattern_of_numberings_is_what_is_marked_in_its_example(rule):
    start, text = rule.example.index(OPEN), plain(rule.example)
    assert numbering._pattern(rule.name).match(text, start).end() == rule.example.index(CLOSE) - len(OPEN)


@each_case("kind", KINDS)
def test_a_name_has_an_example(kind):
    names = {rule.name for rule in rules_of(kind)}
    assert {rule.name for rule in rules_of(kind) if OPEN in rule.example} == names


def test_values_and_identifiers_in_the_examples_are_as_recorded():
    assert EXAMPLES.read_text("utf-8").splitlines() == list(dict.fromkeys(golden_lines()))


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_an_example_needs_each_alternative(kind):
    assert [(rule.name, alternative) for rule, alternative in unneeded(kind)] == []


@pytest.mark.parametrize(("pattern", "why"), [("(", "missing"), ("{odd}", "uses itself")])
def test_a_rule_that_is_no_pattern_is_named(monkeypatch, pattern, why):
    broken = Rule("odd", "*", pattern, "", "", "")
    monkeypatch.setattr(rules, "rules_of", lambda _: (broken,))
    with pytest.raises(VocabularyError, match=rf"'odd' of .*/acts.tsv .*{why}"):
        rules.Rules("acts")("odd")


@pytest.mark.long
def test_an_example_needs_each_word():
    groups = {group.group for group in word_groups()}
    assert groups >= NOT_SHOWN
    assert unneeded_words(groups - NOT_SHOWN) == []
