"""Parting work into batches."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tasks.common.batches import batches, weighed_batches

ITEMS = st.lists(st.integers(0, 50), max_size=40)


@given(ITEMS, st.integers(1, 9))
def test_batches_hold_every_item_in_order(items, size):
    found = list(batches(items, size))
    assert [item for batch in found for item in batch] == items
    assert all(len(batch) == size for batch in found[:-1])


@given(ITEMS, st.integers(1, 9), st.integers(1, 60))
def test_weighed_batches_hold_every_item_in_order_never_too_much_and_end_only_when_full(items, size, most):
    found = list(weighed_batches(items, size, lambda item: item, most))
    assert [item for batch in found for item in batch] == items
    assert all(1 <= len(batch) <= size for batch in found)
    assert all(len(batch) == 1 or sum(batch) <= most for batch in found)
    for batch, after in pairwise(found):
        assert len(batch) == size or sum(batch) + after[0] > most


def test_no_more_than_one_batch_is_taken_at_once():
    taken = []
    found = weighed_batches((taken.append(n) or n for n in range(100)), 5, lambda _: 1, 1000)
    assert (next(found), len(taken)) == ([0, 1, 2, 3, 4], 6)
