"""The search for lost letters and signs does no more work than a text's length allows."""

import random

import pytest

from tasks.repair.lost import lost

SHAPES = {
    "marks and letters by chance": lambda size: "".join(random.Random(8900).choices("abé?l' ", k=size)),
    "one endless piece": lambda size: "l?a" * (size // 3),
    "marks alone": lambda size: "? " * (size // 2),
    "pieces full of marks": lambda size: "?a?b?c?d?e? ici " * (size // 16),
    "words full of marks": lambda size: f"{'?' * 39}a{'?' * 39} une commune et une gare " * (size // 104),
    "elisions": lambda size: "l?été d?être qu?à la commune de Namur et les autres gares " * (size // 57),
}


@pytest.mark.parametrize("mark", ["?", "\ufffd"])
@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_with_the_length(shape, mark, monkeypatch):
    plain, steps = lost.words, [0]

    def counting(*given):
        steps[0] += 1
        return plain(*given)

    monkeypatch.setattr(lost, "words", counting)
    for size in (2_000, 8_000):
        steps[0] = 0
        lost.repair_lost(SHAPES[shape](size).replace("?", mark), "fr", mark)
        assert steps[0] <= 8 * size


def test_a_text_of_marks_is_left_alone():
    assert lost.repair_lost("a? " * 5_000, "fr", "?") == ()
