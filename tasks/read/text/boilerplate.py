"""The site's own parts of a page: menus and paths before its content, a footer after it.

They are recognised by structure, so that no answer is cut: an element that declares itself, or one after the
element that holds the complete question. Boilerplate without structure is recognised by its repetition across
pages (`tasks.pipeline.endings`). Everything left out is reported.
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from schemas.records import Letters
from tasks.read.text.frame import Frame, Marker, find_frame
from tasks.read.text.lines import Findings, Line, quoted
from tasks.read.text.patterns import LONGEST_LABEL, first_word_pattern, line_pattern, whole_line_pattern

PROSE = 200
"""A line with at least this many code points is prose, not a menu or a footer."""
_HEAD = ("number", "print_link", "masthead", "session", "date_line", "chronology")
"""Lines that may precede the content of a page."""
_HEADS = rf"\s*(?:{'|'.join(f'{{{name}}}' for name in _HEAD)})[\s|]*"
_LONGEST = 1_000
_SPACES = " \u00a0\n\t\u2009\u202f"
_OF_LINE = 200
"""Most letters of a line that an issue row shows."""


def without_boilerplate(lines: Sequence[Line], findings: Findings) -> list[Line]:
    """The lines without those of the site by name, and without menus and footers that declare themselves.

    Those stay if the question itself is in one.
    """
    begins, whole = first_word_pattern("boilerplate").match, whole_line_pattern("boilerplate").fullmatch
    named = [line for line in lines if len(line.label) <= LONGEST_LABEL and begins(line.label)]
    named = [line for line in named if whole(line.label)]
    notice = whole_line_pattern("boilerplate", "notice").fullmatch
    named += takewhile(lambda line: not line.text or notice(" ".join(line.text.split())), reversed(lines))
    findings.boilerplate.update((line.block, line.row) for line in named)
    gone = set(named)
    lines = [line for line in lines if line not in gone]
    declared = [line for line in lines if line.boilerplate and len(line.text) < PROSE]
    if not declared:
        return lines
    frame = find_frame(declared)
    if frame.numbers and frame.questions:
        return lines
    findings.recognise(filter(_is_head, declared))
    return [line for line in lines if not line.boilerplate or len(line.text) >= PROSE]


def content_lines(lines: Sequence[Line], anchors: Sequence[int]) -> list[Line]:
    """The lines up to the end of the element that holds the complete question.

    What follows that element is the site's footer, unless it is prose. `anchors` are numbers of lines that
    certainly belong to the question.
    """
    steps = zip(*(lines[at].path for at in anchors), strict=False)
    root = tuple(step for step, *_ in takewhile(lambda step: len(set(step)) == 1, steps))
    last = max(anchors)
    inside = [at for at in range(last, len(lines)) if lines[at].path[: len(root)] == root]
    end = max(inside, default=last) + 1
    rest = lines[end:]
    if any(len(line.text) >= PROSE for line in rest):
        return list(lines)
    return list(lines[:end])


def recognise_labels(
    lines: Sequence[Line], frame: Frame, answers: Sequence[Marker], findings: Findings
) -> None:
    """Record the labels of a page: the lines before its number that are known, and those of its frame."""
    before = lines[: frame.numbers[0].start] if frame.numbers else lines[: end_of_head(lines)]
    findings.recognise(filter(_is_head, before))
    for marker in (*frame.numbers, *frame.questions, *answers):
        findings.recognise(lines[marker.start : marker.end])


def _is_site_words(text: str) -> bool:
    """Whether a text is a known label of the site, or its own words."""
    return bool(whole_line_pattern(*_HEAD, "boilerplate", "notice", "menu").fullmatch(text))


def end_of_head(lines: Sequence[Line]) -> int:
    """The line behind the lines that pages begin with, on a page that has lost its number."""
    known = (at for at, line in enumerate(lines) if line.text and not line.is_rule and not _is_head(line))
    return next(known, len(lines))


def _is_head(line: Line) -> bool:
    """Whether a line is a known one, or several joined by an extraction."""
    if len(line.text) > LONGEST_LABEL:
        return line.is_rule
    at = 0
    while at < len(line.label):
        found = line_pattern(_HEADS).match(line.label, at)
        if not found:
            return False
        at = found.end()
    return True


def _count_letters(text: str) -> int:
    """The letters, figures and signs of a text, without white space."""
    return len(text) - sum(map(text.count, _SPACES))


def account(lines: Sequence[Line], beside: Iterable[str], findings: Findings) -> Letters:
    """What became of the letters of a page; an issue row keeps the first words of each unread line.

    `beside` are words of inputs and in place of pictures.
    """
    known = findings.fields.keys() | findings.known
    read = [line.text for line in lines if (line.block, line.row) in known and not line.is_rule]
    rest = [line for line in lines if (line.block, line.row) not in known and line.text and not line.is_rule]
    left = [(line.label, _is_of_site(line, findings)) for line in rest]
    left += [(words, _is_site_words(words)) for words in beside]
    if unread := [text for text, is_of_site in left if not is_of_site]:
        shown = " | ".join(quoted(text, _OF_LINE)[1:-1] for text in unread)
        findings.report("letters_unread", f"No rule has read: {quoted(shown, _LONGEST)}.")
    of_site = "".join(text for text, is_of_site in left if is_of_site)
    counts = [_count_letters(text) for text in ("".join(read), of_site, "".join(unread))]
    return Letters(sum(counts), *counts[:2])


def is_read_to_end(lines: Sequence[Line], findings: Findings) -> bool:
    """Whether no line that nothing has read follows the last one that gave a value."""
    ends = (line for line in reversed(lines) if line.text and not line.is_rule)
    last = next((line for line in ends if not _is_of_site(line, findings)), None)
    place = (last.block, last.row) if last else None
    return place is None or place in findings.fields or place in findings.known


def _is_of_site(line: Line, findings: Findings) -> bool:
    """Whether a line that nothing has read is one of the site's menus or footers."""
    is_of_menu = len(line.label) <= LONGEST_LABEL and whole_line_pattern("menu", "notice").fullmatch(
        line.label
    )
    return (line.block, line.row) in findings.boilerplate or bool(is_of_menu)
