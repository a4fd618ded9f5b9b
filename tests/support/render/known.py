"""Real pages whose facts are known, the rows of real_pages.jsonl and its sister, with invented bodies."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from .bulletins import BulletinFacts
from .facts import Both, Event, Link, QuestionFacts
from .labels import KINDS

Bodies = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""By language, the paragraphs of a question and of an answer."""
MEN = frozenset({"Olivier", "Verreycken", "Vandenberghe", "Vandenhove", "Van Hauthem"})
"""Senators of bulletins who stand there as 'de heer'."""


def _both(row: Mapping[str, Any], name: str) -> Both[Any]:
    """A field of one language, for both; of a bilingual page each its own."""
    if name in row:
        value = tuple(row[name]) if isinstance(row[name], list) else row[name]
        return Both(value, value)
    dutch, french = (row.get(f"{name}_{language}", ()) for language in ("nl", "fr"))
    return Both(*(tuple(value) if isinstance(value, list) else value for value in (dutch, french)))


def _events(row: Mapping[str, Any]) -> tuple[Event, ...]:
    deadline = date.fromisoformat(row["deadline"]) if "deadline" in row else None
    events = [(code, date.fromisoformat(on)) for code, on in row.get("events", ())]
    return tuple(Event(on, code, deadline if code == "sent" else None) for code, on in events)


def _links(row: Mapping[str, Any]) -> tuple[Link, ...]:
    kinds = {label: code for known in KINDS.values() for code, label in known.items()}
    return tuple(Link(relation, kinds[kind], target) for relation, kind, target in row.get("links", ()))


def _shared(row: Mapping[str, Any], bodies: Bodies) -> dict[str, Any]:
    names = ("legislature", "number", "author", "original_language")
    return {
        **{name: row[name] for name in names},
        "asked_on": date.fromisoformat(row["asked_on"]),
        "addressee": _both(row, "addressee"),
        "question": Both(bodies["nl"][0], bodies["fr"][0]),
    }


def question_of_row(row: Mapping[str, Any], bodies: Bodies) -> QuestionFacts:
    """The facts of a row of a question page; an answered one gets an answer."""
    answered_on = date.fromisoformat(row["answered_on"]) if "answered_on" in row else None
    return QuestionFacts(
        **_shared(row, bodies),
        party=row["party"],
        title=_both(row, "title"),
        keywords=_both(row, "keywords"),
        events=_events(row),
        links=_links(row),
        answered_on=answered_on,
        answer=Both(bodies["nl"][1], bodies["fr"][1]) if answered_on else None,
        party_nl=row.get("party_nl", ""),
    )


def bulletin_of_row(row: Mapping[str, Any], bodies: Bodies) -> BulletinFacts:
    """The facts of a row of a bulletin page."""
    legislature, number = row["legislature"], row["number"]
    title = tuple(row["title"].split(" — "))
    return BulletinFacts(
        **_shared(row, bodies),
        number_printed=f"{legislature}-{number}" if legislature == 3 else str(number),
        document="99900001",
        honorific="m" if row["author"] in MEN else "f",
        bulletin=f"{legislature}-70",
        session="1999-2000",
        section="regular",
        title=Both(title, title),
        answer=Both(bodies["nl"][1], bodies["fr"][1]),
    )
