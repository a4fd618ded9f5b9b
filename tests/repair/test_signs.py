"""Signs that stand apart come back where Dutch and French put them, and nowhere else."""

from tasks.repair.charsets import data_rows
from tasks.repair.layers import strangeness
from tasks.repair.misread.signs import _SIGN_BY_PLACE


def test_each_sign_in_its_place_has_an_example_and_each_kind_of_characters_one_cost():
    for (pattern, *_), (*_, example) in zip(
        _SIGN_BY_PLACE, data_rows("places_of_signs.tsv", "tasks.repair.misread"), strict=True
    ):
        assert pattern.match(example), example
    rows = data_rows("kinds.tsv", "tasks.repair.layers")
    costs = {kind: {row[1] for row in rows if row[0] == kind} for kind, *_ in rows}
    assert all(len(found) == 1 for found in costs.values())
    assert {strangeness._kind(character) for character in "↑™₣§²’“”–\ufffdé\u2028ѡ"} <= costs.keys()
