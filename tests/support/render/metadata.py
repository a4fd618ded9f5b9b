"""Real questions of which only the metadata is known: one page's row, with a body that the caller brings."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from .facts import Both, Event, Link, QuestionFacts
from .labels import EVENTS, KINDS, LABELS, RELATIONS

NEEDED = ("author", "party", "asked_on", "addressee", "title", "keywords", "chronology", "question_language")
ARTICLES = ("le ", "la ", "les ", "l'")


def is_complete(row: Mapping[str, Any]) -> bool:
    """Whether a row tells enough of one language's page; bilingual rows and elided titles do not."""
    told = all(row[name] for name in NEEDED) and row["variant"] != "SVPrintNLFR"
    return told and "..." not in row["title"]


def event_of(on: str, label: str, language: str) -> Event:
    """An event by its label, with the deadline behind it."""
    label, _, bracket = label.partition(" (")
    code = next(code for code, known in EVENTS[language].items() if known == label)
    if not bracket:
        return Event(date.fromisoformat(on), code)
    day, month, year = (
        int(part) for part in bracket.removeprefix(LABELS[language]["deadline"]).strip(" )").split("/")
    )
    return Event(date.fromisoformat(on), code, date(year, month, day))


def quoted_links(remark: str, language: str) -> Iterable[Link]:
    """References that a remark quotes as "label : kind number", or as a label without a target."""
    kinds = {label: code for code, label in KINDS[language].items()}
    relations = {label: code for code, label in RELATIONS[language].items()}
    pattern = rf"({'|'.join(relations)})(?: ({'|'.join(kinds)}) (\d-\d+))?"
    for label, kind, target in re.findall(pattern, remark):
        yield Link(relations[label], kinds.get(kind, "written_question"), target)


def links_of(row: Mapping[str, Any]) -> tuple[Link, ...]:
    asked = [Link("also_asked_as", "written_question", target) for target in row["also_asked_to"] or ()]
    return (*asked, *quoted_links(row["odd"] or "", row["lang"]))


def addressee_of(row: Mapping[str, Any]) -> str:
    """The addressee with its article; French masculine ones stand in rows without their "au"."""
    addressee = row["addressee"]
    is_bare = row["lang"] == "fr" and not addressee.startswith(ARTICLES)
    return f"le {addressee}" if is_bare else addressee


def facts_from_metadata(
    row: Mapping[str, Any], question: tuple[str, ...], answer: tuple[str, ...]
) -> QuestionFacts:
    """The facts of a complete row; anything less is a ValueError.

    Both languages hold what the row tells in one, so render no page but the row's own.
    """
    if not is_complete(row):
        message = f"{row['leg']}-{row['nr']} is not known well enough"
        raise ValueError(message)
    title, keywords, addressee = row["title"], tuple(row["keywords"]), addressee_of(row)
    answered_on = row["answered_on"]
    return QuestionFacts(
        legislature=row["leg"],
        number=row["nr"],
        author=row["author"],
        party=row["party"],
        asked_on=date.fromisoformat(row["asked_on"]),
        original_language=row["question_language"],
        addressee=Both(addressee, addressee),
        title=Both(title, title),
        keywords=Both(keywords, keywords),
        question=Both(question, question),
        events=tuple(event_of(on, label, row["lang"]) for on, label in row["chronology"]),
        links=links_of(row),
        answered_on=date.fromisoformat(answered_on) if answered_on else None,
        answer=Both(answer, answer) if answered_on else None,
    )
