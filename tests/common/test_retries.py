"""What may pass by itself is tried three times; what may not, once."""

import pytest

from tasks.common import retries
from tasks.common.retries import tried_again


@pytest.fixture(autouse=True)
def pauses(monkeypatch):
    """The pauses that were made, none of which takes time."""
    made = []
    monkeypatch.setattr(retries.time, "sleep", made.append)
    return made


def failing(*errors):
    """An action that raises these errors in turn, and then returns how often it was tried."""
    left = list(errors)

    def action():
        if left:
            raise left.pop(0)
        return len(errors) + 1

    return action


def is_of_network(error):
    return isinstance(error, ConnectionError)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_what_passes_is_tried_again_after_a_pause(count, pauses):
    assert tried_again(failing(*[ConnectionError()] * count), is_of_network) == count + 1
    assert pauses == list(retries.PAUSES[:count])


def test_the_third_error_is_raised(pauses):
    with pytest.raises(ConnectionError, match="third"):
        tried_again(failing(*map(ConnectionError, ("first", "second", "third"))), is_of_network)
    assert len(pauses) == 2


def test_what_does_not_pass_is_tried_once(pauses):
    with pytest.raises(PermissionError):
        tried_again(failing(PermissionError()), is_of_network)
    assert pauses == []
