"""Who is named as an office's holder: a person and an office side by side in a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from schemas.codes import Language, Part
from schemas.question_number import question_number
from schemas.records import Row
from schemas.tables import OFFICE_HOLDERS
from schemas.vocabulary import labels_of
from schemas.vocabulary.actor_words import phrases_of
from tasks.link.actors.names import is_surname_alone, name_key
from tasks.link.actors.printed_office import read_office
from tasks.link.actors.shared import tidy

Texts = Mapping[tuple[str, Language, Part], str]
"""Texts by (question_id, language, part)."""


class Sighting(NamedTuple):
    """A person named beside an office in a text of a question: as printed, in a language."""

    holder: str
    office: str
    language: Language
    question_id: str


_CLOSES = re.compile(r"\s*(?:[,.;:!?()\n]|$)")
"""What ends a name after a comma; otherwise it is the first of a list."""
_SPACE = r"[^\S\n]+"
_INITIAL = re.compile(r"\w\.?")


def holder_sightings(mentions: Iterable[Row], texts: Texts) -> list[Sighting]:
    """Each place with a person named beside an office.

    'minister van Justitie Koen Geens', 'minister van Justitie, Koen Geens,' and 'Koen Geens, minister van
    Justitie' name a holder; honorifics and articles may intervene. A surname alone is not enough. Of
    `mentions`, rows with question_id, language, part, start_at, end_at, kind and text, kinds 'office' and
    'person' count.
    """
    return [
        Sighting(tidy(person["text"]) or "", tidy(office["text"]) or "", language, question_id)
        for (question_id, language, part), there in _by_text(mentions).items()
        for person, office in _pairs(there, texts.get((question_id, language, part), ""))
    ]


def office_holder_rows(sightings: Iterable[Sighting]) -> list[Row]:
    """The table of office holders, one row per name with an office as printed in a language."""
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for seen in sightings:
        found[seen.holder, seen.office, seen.language].add(seen.question_id)
    rows = [_row(*names, questions) for names, questions in found.items()]
    return sorted(rows, key=lambda row: (row["holder"], row["office_id"], row["language"], row["office"]))


def _row(holder: str, office: str, language: str, questions: Iterable[str]) -> Row:
    ordered = sorted(questions, key=question_number)
    return OFFICE_HOLDERS.row(
        holder=holder,
        office=office,
        office_id=read_office(office).office_id,
        language=language,
        first_question_id=ordered[0],
        questions=len(ordered),
    )


def _by_text(mentions: Iterable[Row]) -> Mapping[tuple[str, Language, Part], list[Row]]:
    there: dict[tuple[str, Language, Part], list[Row]] = defaultdict(list)
    for mention in mentions:
        there[mention["question_id"], mention["language"], mention["part"]].append(mention)
    for found in there.values():
        found.sort(key=itemgetter("start_at", "end_at", "kind", "text"))
    return there


def _pairs(mentions: Sequence[Row], text: str) -> Iterator[tuple[Row, Row]]:
    """Each (person, office) side by side; in a list with a comma after each, none is used twice."""
    used = None
    for first, second in pairwise(mentions):
        between = text[first["end_at"] : second["start_at"]]
        kinds = (first["kind"], second["kind"])
        if first is used or first["end_at"] > second["start_at"]:
            continue
        if kinds == ("office", "person") and _names_holder(between, text, second):
            used = second
            yield second, first
        elif kinds == ("person", "office") and _is_full(first["text"]) and _apposition().fullmatch(between):
            used = second
            yield first, second


def _names_holder(between: str, text: str, person: Row) -> bool:
    if not _is_full(person["text"]) or not _before_person().fullmatch(between):
        return False
    return not between.startswith(",") or _CLOSES.match(text, person["end_at"]) is not None


def _is_full(name: str) -> bool:
    """Whether a name has a given name and a surname; an initial is no given name."""
    key = name_key(name)
    return not (is_surname_alone(key) or _INITIAL.fullmatch(key.split()[0])) if key else False


@cache
def _before_person() -> re.Pattern[str]:
    """A space or a comma, and perhaps an honorific: ', de heer '."""
    honorifics = _alternatives(label.text for label in labels_of("honorific"))
    return re.compile(rf",?{_SPACE}(?:(?:{honorifics}){_SPACE})?", re.IGNORECASE)


@cache
def _apposition() -> re.Pattern[str]:
    """A comma, and perhaps an article: ', de '."""
    articles = _alternatives(phrases_of("article"))
    return re.compile(rf",{_SPACE}(?:(?:{articles})(?:['’]|{_SPACE}))?", re.IGNORECASE)


def _alternatives(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
