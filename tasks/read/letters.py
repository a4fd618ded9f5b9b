"""Every letter that a page shows is accounted for: read, a label, the site's by name, or kept as unread."""

from collections.abc import Iterable, Sequence

from schemas.records import Letters
from tasks.read.text.boilerplate import is_site_words
from tasks.read.text.lines import Findings, Line, quoted
from tasks.read.text.patterns import LONGEST_LABEL, whole_line_pattern

_LONGEST = 1_000
_SPACES = " \u00a0\n\t\u2009\u202f"
_OF_LINE = 200
"""Most letters of a line that an issue row shows."""


def count_letters(text: str) -> int:
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
    left += [(words, is_site_words(words)) for words in beside]
    if unread := [text for text, is_of_site in left if not is_of_site]:
        shown = " | ".join(quoted(text, _OF_LINE)[1:-1] for text in unread)
        findings.report("letters_unread", f"No rule has read: {quoted(shown, _LONGEST)}.")
    of_site = "".join(text for text, is_of_site in left if is_of_site)
    counts = [count_letters(text) for text in ("".join(read), of_site, "".join(unread))]
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
