"""The dash before the items of a list, where a crawler read its soft hyphen as "≠" (docs/source.md, 8)."""

import re

from tasks.repair.edits import UNMEASURED, Repair

SIGN = "≠"
_MARK = re.compile(rf"^{SIGN}(?=[ \u00a0]\S)", re.MULTILINE)
_FEWEST = 2
"""One alone may be no list."""


def repair_list_marks(text: str) -> tuple[Repair, ...]:
    """The dashes of the items of lists; neither language begins lines with this sign."""
    found = list(_MARK.finditer(text))
    marks = found if len(found) >= _FEWEST else ()
    return tuple(Repair(mark.start(), mark.end(), SIGN, "-", "dash", UNMEASURED) for mark in marks)
