"""The chronology of a page: dated events with deadlines, joined or spaced, in one cell per row or two."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from schemas.codes import EventCode
from schemas.records import Event
from tasks.read.header.references import is_reference
from tasks.read.text.dates import DATE_IN_FIGURES, parse_date
from tasks.read.text.lines import Findings, Line, quoted
from tasks.read.text.patterns import code_of, line_pattern, whole_line_pattern

_DATED_PIECE = rf"(?P<deadline>{{deadline}})|(?P<day>{DATE_IN_FIGURES.pattern})"
"""A deadline, or else a date: the names of events are between them."""


@dataclass
class _Group:
    """Consecutive dates and the names after them: one of each, or columns read one by one."""

    dates: list[date | None] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    deadlines: dict[int, date] = field(default_factory=dict)

    @property
    def unnamed(self) -> int:
        """How many dates still lack a name."""
        return len(self.dates) - len(self.names)


def is_chronology_heading(line: Line) -> bool:
    """Whether a line is the heading of the chronology, which print pages lack."""
    return whole_line_pattern("chronology").fullmatch(line.label) is not None


def _is_dated(line: Line) -> bool:
    return DATE_IN_FIGURES.match(line.label) is not None


def find_chronology(lines: Sequence[Line], start: int, end: int) -> int | None:
    """The line at which the chronology begins: its heading, or else its first date.

    The first line of the region is the title, which may also begin with a date.
    """
    region = [at for at in range(start, end) if lines[at].text and not lines[at].is_rule]
    heading = next((at for at in region if is_chronology_heading(lines[at])), None)
    if heading is not None:
        return heading
    dated = [at for at in region if _is_dated(lines[at])]
    return next((at for at in dated if at != region[0] or _has_event(lines[at])), None)


def _has_event(line: Line) -> bool:
    text = DATE_IN_FIGURES.sub("", _without_deadline(line))
    return not text.strip() or code_of("event", text) is not None


def is_event(line: Line) -> bool:
    """Whether a line is a day and an event, and nothing else."""
    return _is_dated(line) and _has_event(line) and any(map(str.isalpha, line.label))


def read_chronology(
    lines: Sequence[Line], start: int, end: int, findings: Findings
) -> tuple[tuple[Event, ...], int]:
    """Read a chronology, each event once although printed twice; also return the line number after it."""
    groups = [_Group()]
    at = start
    while at < end and _belongs(lines[at], groups):
        _read_line(lines[at], groups, findings)
        findings.mark([lines[at]], "event")
        at += 1
    return _each_once([event for group in groups for event in _events(group, findings)]), at


def _belongs(line: Line, groups: list[_Group]) -> bool:
    if line.is_blank or line.is_rule or is_chronology_heading(line) or _is_dated(line):
        return True
    if line_pattern("{deadline}").match(line.label):
        return True
    if groups[-1].unnamed and not groups[-1].names:
        return not is_reference(line)
    return groups[-1].unnamed > 0 and code_of("event", _without_deadline(line)) is not None


def _without_deadline(line: Line) -> str:
    return line_pattern("{deadline}").sub("", line.label)


def _read_line(line: Line, groups: list[_Group], findings: Findings) -> None:
    """Read the dates, event names and deadlines of one line, in their order."""
    text = " ".join(line.text.split())
    if line.is_rule or line.is_blank or is_chronology_heading(line):
        return
    at = 0
    for found in line_pattern(_DATED_PIECE).finditer(text):
        _add_event(text[at : found.start()], groups)
        figures = DATE_IN_FIGURES.search(found[0])
        day = parse_date(figures[0]) if figures else None
        is_deadline = found.lastgroup != "day"
        if day is None:
            what = "deadline is" if is_deadline else "chronology names"
            findings.report("invalid_date", f"The {what} a day that does not exist: {quoted(found[0])}.")
        if not is_deadline:
            if groups[-1].names:
                groups.append(_Group())
            groups[-1].dates.append(day)
        elif day and groups[-1].names:
            groups[-1].deadlines[len(groups[-1].names) - 1] = day
        at = found.end()
    _add_event(text[at:], groups)


def _add_event(text: str, groups: list[_Group]) -> None:
    if text.strip():
        groups[-1].names.append(text.strip())


def _events(group: _Group, findings: Findings) -> Iterator[Event]:
    """The events of a group: as many names as dates, or one name for the last date."""
    names, dates = group.names, group.dates
    if dates and len(names) not in {1, len(dates)}:
        days = ", ".join(map(str, dates))
        findings.report(
            "event_without_name", f"Dates and events do not pair: {days}; {quoted(' | '.join(names))}."
        )
        return
    for day in dates[: len(dates) - len(names)]:
        findings.report("event_without_name", f"The chronology has a date without event: {day}.")
    for at, (day, name) in enumerate(zip(dates[len(dates) - len(names) :], names, strict=False)):
        code = code_of("event", name)
        if code is None:
            findings.report("unknown_event", f"The chronology has an unknown event: {quoted(name)}.")
        elif day is not None:
            yield Event(day, cast("EventCode", code), group.deadlines.get(at))


def _each_once(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events without the bilingual page's second printing; a reminder may repeat within a day."""
    if len({(event.event_on, event.event) for event in events}) == len(events):
        return tuple(events)
    half = _second_printing(events)
    if half is None:
        return tuple(events)
    deadlines = {(e.event_on, e.event): e.deadline_on for e in events if e.deadline_on}
    return tuple(replace(e, deadline_on=deadlines.get((e.event_on, e.event))) for e in events[:half])


def _second_printing(events: Sequence[Event]) -> int | None:
    """Where the events are printed again: all of them, or, where a copy ends, the first ones."""
    half, rest = divmod(len(events), 2)
    if not rest and Counter(_undated(events[:half])) == Counter(_undated(events[half:])):
        return half
    named = list(_undated(events))
    again = (at for at in range(len(named) // 2 + 1, len(named)) if named[at] == named[0])
    return next((at for at in again if named[at:] == named[: len(named) - at]), None)


def _undated(events: Iterable[Event]) -> Iterator[tuple[date, EventCode]]:
    return ((event.event_on, event.event) for event in events)
