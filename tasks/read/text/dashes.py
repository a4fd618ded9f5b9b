"""Dashes lost from a page's title: "≠" is in their place, or two spaces are left.

Some crawlers read the soft hyphen that stands for a dash as "≠"; others drop the C1 controls, and with them
dashes (docs/source.md, 8). A dash is put back between a complete word and a capital: for "≠", which neither
language uses; for two spaces after a full stop in a bulletin; and for two spaces when that gives both titles
equally many parts. All else stays and is reported.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tasks.read.text.lines import Findings, Line, TitleChange, quoted

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
    """A title on its line: the line, where the title starts in its text, and the title.

    The start is negative when the line's letters are not the title's: then nothing is put back.
    """

    line: Line
    start: int
    text: str


def restore_dashes(title: Title, findings: Findings, *, bulletin: bool = False, other: str = "") -> str:
    """The title with the dashes that it certainly lost; possible others are reported.

    The parts of a bulletin's title end in full stops; `other` is the title in the other language.
    """
    found = list(_GAP.finditer(title.text))
    gaps = [gap for gap in found if title.start >= 0 and _is_between_parts(gap)]
    parts, others = len(_DASH.findall(title.text)), len(_DASH.findall(other))
    has_as_many = others == parts + len(gaps)
    ends = "." if bulletin else ()
    certain = [one for one in gaps if has_as_many or SIGN in one[0] or title.text[one.start() - 1] in ends]
    if len(certain) < len(found):
        findings.report("title_dash_lost", f"A dash of the title may be lost: {quoted(title.text, 300)}.")
    dashes = Counter(_DASH.findall(title.text + other)).most_common(1)
    dash = dashes[0][0] if dashes else OF_BULLETINS if bulletin else OF_PAGES
    return _with_dashes(title, certain, dash, findings)


def _is_between_parts(gap: re.Match[str]) -> bool:
    """Whether a complete word precedes the gap and a capital follows; a sign has spaces around it."""
    title, (start, end) = gap.string, gap.span()
    capital = _CAPITAL.match(title, end)
    whole = _WORD.search(title, max(0, start - _NEAR), start) is not None
    return whole and gap[0][0] == gap[0][-1] == " " and capital is not None and capital[1].isupper()


def _with_dashes(title: Title, gaps: Sequence[re.Match[str]], dash: str, findings: Findings) -> str:
    pieces: list[str] = []
    end = 0
    for gap in gaps:
        is_sign = SIGN in gap[0]
        at = gap.start() + (gap[0].index(SIGN) if is_sign else 0)
        before, after = (SIGN, dash) if is_sign else (gap[0], f" {dash} ")
        certainty = OF_SIGN if is_sign else OF_SPACES
        findings.title_changes.append(
            TitleChange(title.line, title.start + at, before, after, RULE, certainty)
        )
        pieces += (title.text[end:at], after)
        end = at + len(before)
    return "".join((*pieces, title.text[end:]))
