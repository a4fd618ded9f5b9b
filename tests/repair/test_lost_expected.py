"""Everyday sentences that lost letters and signs, and how they should be."""

from tasks.repair import repair_text
from tests.support import PROJECT
from tests.support.each_case import each_case

MARK, SPACE = "¤", "⍽"
"""What stands for a lost character and for a no-break space in the file."""
ROWS = [
    tuple(line.split("\t"))
    for line in (PROJECT / "tests/repair/lost_expected.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


def shown(text, mark):
    return text.replace(MARK, mark).replace(SPACE, "\u00a0")


@each_case("mark", ["?", "\ufffd"])
@each_case(("language", "damaged", "right"), ROWS)
def test_what_is_lost_comes_back(language, damaged, right, mark):
    assert repair_text(shown(damaged, mark), language).text == shown(right, mark)
