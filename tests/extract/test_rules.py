"""Every rule has examples, in which what is marked is found."""

from pathlib import Path

import schemas.vocabulary.rules
from schemas.vocabulary.rules import rules_of
from tests.extract.marks import OPEN, examples_of, languages_of, marked
from tests.support.each_case import each_case

FOLDER = Path(schemas.vocabulary.rules.__file__).parent
KINDS = sorted(path.stem for path in FOLDER.glob("*.tsv"))
EXAMPLES = [(rule, text) for kind in KINDS for rule in rules_of(kind) for text in examples_of(rule)]


@each_case("rule, text", EXAMPLES)
def test_what_is_marked_in_an_example_is_found(rule, text):
    assert text in [marked(text, language) for language in languages_of(rule)]


@each_case("kind", KINDS)
def test_a_name_has_an_example(kind):
    names = {rule.name for rule in rules_of(kind)}
    assert {rule.name for rule in rules_of(kind) if OPEN in rule.example} == names
