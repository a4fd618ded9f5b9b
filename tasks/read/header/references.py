"""The references of a page to other questions, joined or separate, with or without a target."""

import re
from collections.abc import Sequence
from functools import cache
from typing import cast

from schemas.codes import Relation, TargetKind
from schemas.question_number import QuestionNumber
from schemas.records import Link
from schemas.vocabulary import labels_of
from tasks.read.text.lines import Findings, Line, quoted
from tasks.read.text.patterns import LONGEST_LABEL, code_of, damaged, whole_line_pattern

_NUMBER = re.compile(r"(\d{1,2})\s?-\s?(\d{1,6})")
_ANOTHER = re.compile(
    r"\s*(?:,|;|/|&|en\b|et\b)\s*(?P<kind>[^\d,;/]{0,40}?)\s*(?P<legislature>\d{1,2})\s?-\s?"
    r"(?P<number>\d{1,6})"
)
_UNKNOWN_RELATION = re.compile(r"[^:\d]{3,60}\s:\s.*\d-\d+.*")


@cache
def _relation() -> re.Pattern[str]:
    texts = sorted((label.text for label in labels_of("relation")), key=len, reverse=True)
    sources = (r"\s+".join(damaged(word) for word in text.split()) for text in texts)
    return re.compile(rf"({'|'.join(sources)})\s*:\s*", re.IGNORECASE)


def is_reference(line: Line) -> bool:
    """Whether a line begins with the label of a reference."""
    return len(line.text) <= LONGEST_LABEL and _relation().match(line.label) is not None


def read_references(
    lines: Sequence[Line], start: int, end: int, findings: Findings
) -> tuple[tuple[Link, ...], bool, int]:
    """Each link once, whether a provisional answer is announced, and the number of the line after."""
    links: list[Link] = []
    provisional = False
    open_relation: Relation | None = None
    at = start
    while at < end:
        line = lines[at]
        link = _bare_target(open_relation, line.label) if open_relation else None
        if link:
            links.append(link)
            findings.mark([line], "link")
            at += 1
            continue
        _report_open(open_relation, findings)
        open_relation = None
        if line.is_rule or line.is_blank:
            pass
        elif len(line.text) <= LONGEST_LABEL and whole_line_pattern("provisional_answer").fullmatch(
            line.label
        ):
            provisional = True
        elif len(line.text) <= LONGEST_LABEL and _relation().search(line.label):
            open_relation = _read_line(line.label, links, findings)
        elif len(line.text) <= LONGEST_LABEL and _UNKNOWN_RELATION.fullmatch(line.label):
            findings.report("unknown_relation", f"A reference has an unknown label: {quoted(line.label)}.")
            links += _targets("other", line.label.partition(" : ")[2], line.label, findings)
        else:
            break
        findings.mark([line], "link")
        at += 1
    _report_open(open_relation, findings)
    return tuple(dict.fromkeys(links)), provisional, at


def _report_open(relation: Relation | None, findings: Findings) -> None:
    if relation:
        findings.report("reference_without_target", f"A reference has no target: {relation}.")


def _read_line(text: str, links: list[Link], findings: Findings) -> Relation | None:
    """Read the references of one line; returns the last one's relation while it still lacks its target."""
    found = list(_relation().finditer(text))
    if found[0].start() > 0:
        findings.report("letters_unread", f"Text before a reference was not read: {quoted(text)}.")
    relation: Relation | None = None
    for number, label in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        relation = cast("Relation", code_of("relation", label[1]))
        if target := text[label.end() : end].strip():
            links += _targets(relation, target, text, findings)
            relation = None
        elif number + 1 < len(found):
            _report_open(relation, findings)
    return relation


def _targets(relation: Relation, target: str, line: str, findings: Findings) -> list[Link]:
    """The questions that a target names: a kind and one number or several."""
    first = _target(relation, target)
    if first is None:
        findings.report("reference_unreadable", f"A reference names no question: {quoted(line)}.")
        return []
    links = [first]
    at = next(_NUMBER.finditer(target)).end()
    while more := _ANOTHER.match(target, at):
        kind = code_of("target_kind", more["kind"] or "") if more["kind"] else first.target_kind
        number = str(QuestionNumber(int(more["legislature"]), int(more["number"])))
        links.append(Link(first.relation, cast("TargetKind", kind or "other"), number))
        at = more.end()
    if target[at:].strip(" .;"):
        findings.report("reference_unreadable", f"The end of a reference was not read: {quoted(line)}.")
    return links


def _bare_target(relation: Relation, text: str) -> Link | None:
    """The target of a label alone on the line above: a kind and a number, nothing else."""
    link = _target(relation, text)
    is_bare = _NUMBER.fullmatch(text.strip()) or (link and link.target_kind != "other")
    return link if is_bare else None


def _target(relation: Relation, text: str) -> Link | None:
    number = _NUMBER.search(text)
    if number is None:
        return None
    kind = cast("TargetKind", code_of("target_kind", text[: number.start()]) or "other")
    if relation == "passed_on_to" and kind in {"explanation_request", "oral_question"}:
        relation = "requalified_as"
    return Link(relation, kind, str(QuestionNumber(int(number[1]), int(number[2]))))
