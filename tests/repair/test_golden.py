"""What repair makes of the invented texts in every damage, to the letter and to each certainty.

A number of repair that is moved shows here; `python -m tests.golden.regenerate` writes golden.tsv anew.
"""

from collections.abc import Iterator
from hashlib import sha256

import pytest

from benchmarks.repair.corpus import LANGUAGES, texts
from benchmarks.repair.damages import classes
from benchmarks.repair.score import damaged_pages
from tasks.repair import repair_text
from tests.support import TESTS

GOLDEN = TESTS / "repair/golden.tsv"


def golden_lines() -> Iterator[str]:
    """A line for each class and language: the damage, the language, repairs, and a digest of all results."""
    yield "damage\tlanguage\trepairs\tdigest"
    bundled = {language: texts(None, language) for language in LANGUAGES}
    for language, given in [*((name, name) for name in LANGUAGES), ("nl", None)]:
        for entry in classes():
            pages = damaged_pages(bundled[language], entry.damage)
            found = [repair_text(" ".join(shown), given) for _, shown in pages]
            digest = sha256(repr(found).encode()).hexdigest()[:12]
            yield f"{entry.name}\t{given or 'not given'}\t{sum(len(one.repairs) for one in found)}\t{digest}"


@pytest.mark.long
def test_what_is_made_of_damaged_texts_is_as_recorded():
    assert list(golden_lines()) == GOLDEN.read_text("utf-8").splitlines()
