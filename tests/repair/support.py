"""What tests of repair share."""

from collections.abc import Iterable

from tasks.repair import Repair


def undo(text: str, repairs: Iterable[Repair]) -> str:
    """The text before repairs."""
    pieces: list[str] = []
    at = shift = 0
    for repair in repairs:
        start = repair.start + shift
        pieces += (text[at:start], repair.before)
        at = start + len(repair.after)
        shift += len(repair.after) - len(repair.before)
    return "".join([*pieces, text[at:]])
