"""What the benchmark measures on large corpora holds, with some room, on the project's own texts too."""

import subprocess
import sys
from ast import literal_eval
from functools import cache
from random import Random

import pytest

from benchmarks.repair.bytes import FORMS, page, wrong_words
from benchmarks.repair.corpus import LANGUAGES, texts
from benchmarks.repair.damages import LOST, SEED, classes
from benchmarks.repair.score import measure
from tasks.repair import repair_text
from tests.support import PROJECT
from tests.support.each_case import each_case

CLASSES = [entry.name for entry in classes()]
LEAST = {
    "letters: ?": (88, 94),
    "letters: U+FFFD": (88, 97),
    "cp850": (98, 99),
    "cp437": (98, 99),
}
"""Percent of damaged words that come back, in Dutch and French, where it is less than usual.

The invented texts are full of names; whether Dutch has a lone à or an ellipsis, old tables do not tell.
"""
USUALLY = 99
SIGNS_LOST = {"letters and signs: ?", "letters and signs: U+FFFD"}
"""Quotation marks cannot be told from each other, so these classes are measured, and promise nothing."""


@cache
def bundled(language):
    return texts(None, language)


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in CLASSES if name not in SIGNS_LOST])
def test_damaged_letters_come_back(name, language):
    entry = next(entry for entry in classes() if entry.name == name)  # its chances begin anew
    lost = entry.group == LOST
    tools = [lambda text: repair_text(text, language).text]
    score = measure(bundled(language), entry.damage, tools)[0]
    least = LEAST.get(name, (USUALLY, USUALLY))[LANGUAGES.index(language)]
    assert score.restored_percent >= least or score.damaged == 0, score.faults
    assert score.wrong_percent <= (1 if lost else 0.3), score.faults
    assert score.harm <= 100, score.faults


@each_case("language", LANGUAGES)
@each_case("form", FORMS)
def test_no_letter_is_wrong_where_bytes_are_at_hand(form, language):
    chance = Random(SEED)
    for text in bundled(language):
        assert wrong_words(text, language, page(form, text, chance)) == []


@pytest.mark.parametrize("language", [*LANGUAGES, None])
def test_right_text_stays(language):
    for told in LANGUAGES:
        for text in bundled(told):
            assert repair_text(text, language).repairs == ()


def test_the_module_needs_no_package():
    code = (
        "import sys; from tasks.repair import repair_text;"
        "assert repair_text('BelgiŽ en caf?taria').text;"
        "print(sorted({name.partition('.')[0] for name in sys.modules} - set(sys.stdlib_module_names)))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True
    )
    assert {name for name in literal_eval(done.stdout) if not name.startswith("_")} == {"tasks"}
