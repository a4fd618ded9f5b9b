"""What of a page is the site's own: menus and paths before its content, a footer behind it.

Known by structure, never by cutting an answer: an element that says what it is, or one that stands behind
the element that holds the whole question. What has no structure is known by its repetition across pages
(`tasks.corroborate`). Whatever is left out is reported.
"""

import re
from collections.abc import Sequence
from functools import cache

from tasks.read.text.frame import Frame, find_frame
from tasks.read.text.lines import Findings, Line
from tasks.read.text.patterns import LONGEST_LABEL, whole_line_pattern

PROSE = 200
"""A line of at least so many code points is prose, not a menu or a footer."""
_HEAD = ("number", "print_link", "masthead", "session", "date_line", "chronology")
"""Lines that may stand before the content of a page."""


def without_furniture(lines: Sequence[Line], findings: Findings) -> list[Line]:
    """The lines without those of menus and footers that say so, unless the question itself stands there."""
    said = [line for line in lines if line.boilerplate and len(line.text) < PROSE]
    if not said:
        return list(lines)
    frame = find_frame(said)
    if frame.numbers and frame.questions:
        return list(lines)
    for line in said:
        if not _is_head(line):
            findings.report_unread(line)
    return [line for line in lines if not line.boilerplate or len(line.text) >= PROSE]


def content_lines(lines: Sequence[Line], anchors: Sequence[int], findings: Findings) -> list[Line]:
    """The lines up to the end of the element that holds the whole page of the question.

    What stands behind that element is the site's footer, unless it is prose.

    Args:
        lines: All lines of the page.
        anchors: Numbers of lines that belong to the question for certain.
        findings: Where to report what was left out.
    """
    root = _common_path([lines[at].path for at in anchors])
    last = max(anchors)
    inside = [at for at in range(last, len(lines)) if lines[at].path[: len(root)] == root]
    end = max(inside, default=last) + 1
    rest = lines[end:]
    if any(len(line.text) >= PROSE for line in rest):
        return list(lines)
    for line in rest:
        findings.report_unread(line)
    return list(lines[:end])


def _common_path(paths: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    shared = []
    for steps in zip(*paths, strict=False):
        if len(set(steps)) > 1:
            break
        shared.append(steps[0])
    return tuple(shared)


def report_head(lines: Sequence[Line], frame: Frame, findings: Findings) -> None:
    """Report lines before the number that are none of those that pages are known to begin with."""
    for line in lines[: frame.numbers[0].start] if frame.numbers else ():
        if not _is_head(line):
            findings.report_unread(line)


def _is_head(line: Line) -> bool:
    """Whether a line is a known one, or several that an extraction has joined."""
    if len(line.text) > LONGEST_LABEL:
        return line.is_rule
    at = 0
    while at < len(line.label):
        found = _head_pattern().match(line.label, at)
        if not found:
            return False
        at = found.end()
    return True


@cache
def _head_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{whole_line_pattern(*_HEAD).pattern})[\s|]*", re.IGNORECASE)
