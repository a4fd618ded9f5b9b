"""Dashes that the title of a page lost: "≠" stands in their place, or two spaces are left.

Some crawlers read the soft hyphen that stands for a dash as "≠"; others drop the C1 controls, and with them
dashes (docs/source.md, 8). A dash is put back between a whole word and a capital: for "≠", which neither
language uses; for two spaces behind a full stop in a bulletin; and for two spaces where the other language's
title has as many parts then. All else stays and is reported.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tasks.read.text.lines import Findings, Line, Mend, quoted

RULE = "dash"
SIGN = "≠"
OF_SIGN, OF_SPACES = 0.97, 0.9
"""Certainty of a dash for the sign, and for two spaces."""
OF_BULLETINS, OF_PAGES = "—", "-"
"""The dash between the parts of a title that has none left."""

_GAP = re.compile(r"(?<=\S) *≠ *(?=\S)|(?<=\S) {2,}(?=\S)")
_DASH = re.compile(r"(?<= )[-–—](?= )")
_WORD = re.compile(r"(?:[^\W_]{3}|\d)[.)»”\"%]{0,3}\Z")
_CAPITAL = re.compile(r"[«“\"'(]*([^\W\d_])")
_NEAR = 8


class Title(NamedTuple):
    """A title as it stands on a line: the line, where in its letters the title begins, and the title.

    The place is negative where the letters of the line are not those of the title: then nothing is put back.
    """

    line: Line
    start: int
    text: str


def mended(title: Title, findings: Findings, *, bulletin: bool = False, other: str = "") -> str:
    """The title with the dashes that it lost for certain; places where others may be lost are reported.

    Args:
        title: The title.
        findings: Where each dash and each doubt is noted.
        bulletin: Whether it is that of a bulletin, whose parts end in full stops.
        other: The title in the other language, if the page shows it.
    """
    found = list(_GAP.finditer(title.text))
    gaps = [gap for gap in found if title.start >= 0 and _is_between_parts(gap)]
    parts, others = len(_DASH.findall(title.text)), len(_DASH.findall(other))
    certain = [gap for gap in gaps if others == parts + len(gaps) or _is_certain(gap, bulletin=bulletin)]
    if len(certain) < len(found):
        findings.report("title_dash_lost", f"A dash of the title may be lost: {quoted(title.text, 300)}.")
    dashes = Counter(_DASH.findall(title.text + other)).most_common(1)
    dash = dashes[0][0] if dashes else OF_BULLETINS if bulletin else OF_PAGES
    return _with_dashes(title, certain, dash, findings)


def _is_between_parts(gap: re.Match[str]) -> bool:
    """Whether a whole word stands before it, and a capital behind; a sign has spaces around it."""
    title, (start, end) = gap.string, gap.span()
    capital = _CAPITAL.match(title, end)
    whole = _WORD.search(title, max(0, start - _NEAR), start) is not None
    return whole and gap[0][0] == gap[0][-1] == " " and capital is not None and capital[1].isupper()


def _is_certain(gap: re.Match[str], *, bulletin: bool) -> bool:
    return SIGN in gap[0] or (bulletin and gap.string[gap.start() - 1] == ".")


def _with_dashes(title: Title, gaps: Sequence[re.Match[str]], dash: str, findings: Findings) -> str:
    pieces: list[str] = []
    end = 0
    for gap in gaps:
        is_sign = SIGN in gap[0]
        at = gap.start() + (gap[0].index(SIGN) if is_sign else 0)
        before, after = (SIGN, dash) if is_sign else (gap[0], f" {dash} ")
        certainty = OF_SIGN if is_sign else OF_SPACES
        findings.mends.append(Mend(title.line, title.start + at, before, after, RULE, certainty))
        pieces += (title.text[end:at], after)
        end = at + len(before)
    return "".join((*pieces, title.text[end:]))
