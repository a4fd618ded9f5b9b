"""Trying again what may pass by itself, if a second try does no harm."""

import time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")

PAUSES = (0.5, 2.0)
"""Seconds before the second and the third try."""


def tried_again(action: Callable[[], Result], passes: Callable[[Exception], bool]) -> Result:
    """What an action returns at its first good try; raises its last error, or the first that does not pass.

    Use it for actions that may be done twice, such as writing an object whole.
    """
    for pause in PAUSES:
        try:
            return action()
        except Exception as error:
            if not passes(error):
                raise
            time.sleep(pause)
    return action()
