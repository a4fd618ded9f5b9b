"""Marks of bytes: some programs put a mark for each byte of UTF-8, so that é leaves two and ’ three."""

import re
from collections.abc import Callable, Iterator
from itertools import accumulate

from tasks.repair.edits import Repair

FEWEST_RUNS = 3
"""Runs of marks within words that show it, when none is a single mark."""
SIZES = {2: (2,), 3: (3,), 4: (2, 2)}
"""The characters that a run of marks may be, by the bytes of each; two of two bytes are « and its space."""
_KEPT = "!"
"""Stands for what is no lost character: a question mark, or more marks than one character leaves."""

Repairs = tuple[Repair, ...]


def repair_by_bytes(text: str, mark: str, repair: Callable[[str], Repairs]) -> Repairs:
    """The repairs of a text, made on one mark for each character if each byte left one."""
    run = f"{re.escape(mark)}+"
    within = re.findall(rf"(?<=[^\W\d_]){run}(?=[^\W\d_])", text)
    if len(within) < FEWEST_RUNS or min(map(len, within)) == 1:
        return repair(text)
    parts: list[str] = []
    sizes: list[int] = []
    for part in re.findall(rf"{run}|[^{re.escape(mark)}]+", text):
        lost = SIZES.get(len(part), ())
        parts.append(part if part[0] != mark else mark * len(lost) or _KEPT)
        sizes += [1] * len(part) if part[0] != mark else lost or [len(part)]
    shown, places = "".join(parts), list(accumulate(sizes, initial=0))
    return tuple(_of_original(repair(shown), text, shown, places, mark))


def _of_original(repairs: Repairs, text: str, shown: str, places: list[int], mark: str) -> Iterator[Repair]:
    """The repairs of the text as it came, without those whose characters do not leave so many marks."""
    for repair in repairs:
        start, end = places[repair.start], places[repair.end]
        pairs = list(enumerate(repair.after, repair.start))
        before = {at: text[places[at] : places[at + 1]] for at, _ in pairs}
        if all(shown[at] != mark or len(made.encode()) == len(before[at]) for at, made in pairs):
            after = "".join(made if shown[at] == mark else before[at] for at, made in pairs)
            yield repair._replace(start=start, end=end, before=text[start:end], after=after)
