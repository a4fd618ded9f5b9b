"""Facts of one question, as its TOML file states them, and the addresses of its pages."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from .labels import LANGUAGES

Value = TypeVar("Value")
Known = TypeVar("Known")

VARIANTS = {
    "main": "Vragen/SchriftelijkeVraag",
    "print": "Vragen/SVPrint",
    "print_bilingual": "Vragen/SVPrintNLFR",
}
HOSTS = ("www.senate.be", "senate.be", "www.senaat.be", "senat.be")
# Every spelling of an address: the first is the canonical one.
SPELLINGS = tuple(
    (scheme, host, slash) for slash in ("/", "") for scheme in ("https", "http") for host in HOSTS
)


@dataclass(frozen=True)
class Both(Generic[Value]):
    """One thing in both languages."""

    nl: Value
    fr: Value

    def __getitem__(self, language: str) -> Value:
        return {"nl": self.nl, "fr": self.fr}[language]


@dataclass(frozen=True)
class Event:
    on: date
    event: str
    deadline_on: date | None = None


@dataclass(frozen=True)
class Link:
    relation: str
    kind: str
    target: str


@dataclass(frozen=True)
class QuestionFacts:
    """What a careful human knows of one question; paragraphs are tuples of single lines."""

    legislature: int
    number: int
    author: str
    party: str
    asked_on: date
    original_language: str
    addressee: Both[str]
    title: Both[str]
    keywords: Both[tuple[str, ...]]
    question: Both[tuple[str, ...]]
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    provisional_answer: bool = False
    answered_on: date | None = None
    answer: Both[tuple[str, ...]] | None = None
    subquestions: tuple[str, ...] = ()
    answer_parts: tuple[tuple[str, ...], ...] = ()
    party_nl: str = ""

    @property
    def question_id(self) -> str:
        return f"{self.legislature}-{self.number}"

    def party_in(self, language: str) -> str:
        """The party as pages in that language print it; most have one spelling, which is `party`."""
        return (language == "nl" and self.party_nl) or self.party

    def address(self, variant: str, language: str, spelling: int = 0) -> str:
        """The address of one of the six pages; spelling 0 is canonical, the rest of SPELLINGS doubles."""
        scheme, host, slash = SPELLINGS[spelling]
        page = slash + VARIANTS[variant]
        return f"{scheme}://{host}/www/?MIval={page}&LEG={self.legislature}&NR={self.number}&LANG={language}"


def languages_of(variant: str, language: str) -> tuple[str, ...]:
    """The languages of the texts of a page."""
    return LANGUAGES if variant == "print_bilingual" else (language,)


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text in which blank lines part them."""
    return tuple(paragraph for paragraph in text.strip("\n").split("\n\n") if paragraph)


def both_paragraphs(table: Mapping[str, Any]) -> Both[tuple[str, ...]]:
    return Both(paragraphs(table["nl"]), paragraphs(table["fr"]))


def shared_facts(table: Mapping[str, Any]) -> dict[str, Any]:
    """What facts of every kind of page have in their TOML file; a missing key is a KeyError."""
    expected, answer = table.get("expected", {}), table.get("answer")
    return {
        **{name: value for name, value in table.items() if not isinstance(value, Mapping | list)},
        "addressee": Both(**table["addressee"]),
        "question": both_paragraphs(table["question"]),
        "answer": both_paragraphs(answer) if answer else None,
        "subquestions": tuple(expected.get("subquestions", ())),
        "answer_parts": tuple(tuple(labels) for labels in expected.get("answer_parts", ())),
    }


def parse_facts(table: Mapping[str, Any]) -> QuestionFacts:
    """The facts of a parsed TOML file; a missing key is a KeyError, an unknown one a TypeError."""
    return QuestionFacts(
        **shared_facts(table),
        title=Both(**table["title"]),
        keywords=Both(tuple(table["keywords"]["nl"]), tuple(table["keywords"]["fr"])),
        events=tuple(Event(**event) for event in table.get("events", ())),
        links=tuple(Link(**link) for link in table.get("links", ())),
        answered_on=table["answer"]["on"] if "answer" in table else None,
    )


def parsed(folder: Path, parse: Callable[[Mapping[str, Any]], Known]) -> dict[str, Known]:
    """The facts of every TOML file of a folder, by question_id, in the order of legislature and number."""
    found = [parse(tomllib.loads(path.read_text("utf-8"))) for path in folder.glob("*.toml")]
    found.sort(key=lambda facts: (facts.legislature, facts.number, getattr(facts, "suffix", 0) or 0))
    return {facts.question_id: facts for facts in found}


def load_all(folder: Path) -> dict[str, QuestionFacts]:
    return parsed(folder, parse_facts)
