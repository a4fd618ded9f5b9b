"""What the tests of the page reader share: captures, the reading that facts lead to, readable differences."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from schemas.records import Capture, Event, Link, PageRecord
from tasks.read import read_capture
from tests.support import TESTS
from tests.support.each_case import Test, each_case
from tests.support.render import (
    LANGUAGES,
    VARIANTS,
    Both,
    Form,
    QuestionFacts,
    languages_of,
    load_all,
    question_of_row,
    render,
)
from tests.support.render import Event as EventFact
from tests.support.render import Link as LinkFact
from tests.support.render.labels import session_years

INVENTED = load_all(TESTS / "facts/invented")
REAL_ROWS = TESTS / "fixtures/real_pages.jsonl"
KNOWN_ROWS = TESTS / "fixtures/real_pages_2.jsonl"

PAGES = tuple((variant, language) for variant in VARIANTS for language in LANGUAGES)
PAGE_OF_VARIANT = {address.rsplit("/", 1)[1]: variant for variant, address in VARIANTS.items()}

SHORT_BODY = {
    "nl": (
        ("Hoeveel aanvragen werden er in 2012 ingediend?", "1) Wat was de kostprijs? Wie betaalde die?"),
        (
            "Ik verwijs het geachte lid naar mijn antwoord op een eerdere vraag.",
            "1) De kostprijs bedroeg 3 €.",
        ),
    ),
    "fr": (
        ("Combien de demandes ont été introduites en 2012 ?", "1) Quel en fut le coût ? Qui l'a payé ?"),
        ("Je renvoie l’honorable membre à ma réponse précédente.", "1) Le coût s’élevait à 3 €."),
    ),
}


HALVES = pytest.mark.parametrize("half", [0, pytest.param(1, marks=pytest.mark.long)], ids=["one", "other"])
"""Of cases that reach the same code, a short run tries one half."""


def in_halves(names: str, *cases: Iterable[Any]) -> Callable[[Test], Test]:
    """Let a test run on every combination of cases, or on the cases if they are of one kind, as `HALVES`."""
    rows = [*product(*cases)] if len(cases) > 1 else [*cases[0]]
    Random(8900).shuffle(rows)

    def two_items(test: Test) -> Test:
        halves = [each_case(names, rows[at::2])(test) for at in range(2)]

        @HALVES
        def run(half: int) -> None:
            halves[half]()

        return run

    return two_items


def capture(url: str | None = None, origin: str = "page") -> Capture:
    return Capture("p1", "0" * 64, url, None, "test", origin)


def read(content: bytes | str, url: str | None = None) -> PageRecord:
    """Read the content of one page that came from that address, or from none; each page once."""
    return read_once(content.encode() if isinstance(content, str) else content, url)


@lru_cache(maxsize=2048)
def read_once(content: bytes, url: str | None) -> PageRecord:
    return read_capture(capture(url), content)


def read_page(facts: QuestionFacts, variant: str, language: str, form: Form | None = None) -> PageRecord:
    """Render a page and read it, with its own address."""
    return read(render(facts, variant, language, form), facts.address(variant, language))


def issue_kinds(record: PageRecord) -> set[str]:
    return {issue.kind for issue in record.issues}


def details(record: PageRecord, kind: str) -> str:
    """What the issues of one kind say."""
    return " ".join(issue.detail for issue in record.issues if issue.kind == kind)


def of_languages(both: Both[Any], languages: Iterable[str]) -> dict[str, Any]:
    return {language: both[language] for language in languages}


def events_of(facts: QuestionFacts, variant: str) -> tuple[Event, ...]:
    """The events that a page shows; the print page prints no deadline."""
    with_deadline = variant != "print"
    events = (Event(e.on, e.event, e.deadline_on if with_deadline else None) for e in facts.events)
    return tuple(events)


def texts_of(facts: QuestionFacts, languages: Iterable[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    parts = {"question": facts.question, "answer": facts.answer}
    return {(lang, part): both[lang] for lang in languages for part, both in parts.items() if both}


def expected_fields(facts: QuestionFacts, variant: str, language: str) -> dict[str, Any]:
    """Every field of the reading that a page with these facts leads to."""
    languages = languages_of(variant, language)
    return {
        "question_id": facts.question_id,
        "legislature": facts.legislature,
        "number": facts.number,
        "variant": variant,
        "languages": languages,
        "author": facts.author,
        "party": facts.party,
        "asked_on": facts.asked_on,
        "original_language": facts.original_language,
        "addressee": of_languages(facts.addressee, languages),
        "title": of_languages(facts.title, languages),
        "keywords": of_languages(facts.keywords, languages),
        "events": events_of(facts, variant),
        "links": tuple(
            dict.fromkeys(Link(one.relation, one.kind, one.target) for one in facts.links if one.target)
        ),
        "texts": texts_of(facts, languages),
        "answered_on": facts.answered_on,
        # Print pages do not announce it.
        "provisional_answer": facts.provisional_answer and variant == "main",
        "session": None if variant == "main" else session_years(facts.asked_on),
    }


def fields_of(record: PageRecord, names: Iterable[str]) -> dict[str, Any]:
    """Fields of a reading; a quarantined page shows its reason, so that a failing test tells it."""
    if record.reading is None:
        return {"quarantined": record.reason}
    fields = {name: getattr(record.reading, name) for name in names}
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in fields.items()}


def differences(record: PageRecord, expected: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What a reading has otherwise than expected: field to (got, expected); nested fields by their key."""
    got = fields_of(record, expected)
    if "quarantined" in got:
        return {"quarantined": (got["quarantined"], None)}
    found: dict[str, tuple[Any, Any]] = {}
    for name, value in expected.items():
        if got[name] == value:
            continue
        if isinstance(value, Mapping):
            keys = dict.fromkeys((*value, *got[name]))
            found |= {f"{name} {key}": (got[name].get(key), value.get(key)) for key in keys}
        else:
            found[name] = (got[name], value)
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def real_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of facts of real pages."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def real_facts() -> dict[str, tuple[QuestionFacts, str, str]]:
    """Facts of real pages with invented short texts, each with the variant and language of its page."""
    pages = {}
    for row in (*real_rows(REAL_ROWS), *known_rows("SchriftelijkeVraag", "SVPrint", "SVPrintNLFR")):
        facts, variant = question_of_row(row, SHORT_BODY), PAGE_OF_VARIANT[row["variant"]]
        pages[f"{facts.question_id}-{row['language']}-{variant}"] = (facts, variant, row["language"])
    return pages


def known_rows(*variants: str) -> list[dict[str, Any]]:
    """Rows of facts of real pages of these kinds."""
    return [row for row in real_rows(KNOWN_ROWS) if row["variant"] in variants]


def with_bodies(facts: QuestionFacts, question: tuple[str, ...], answer: tuple[str, ...]) -> QuestionFacts:
    """The same question with other paragraphs, alike in both languages."""
    return replace(facts, question=Both(question, question), answer=Both(answer, answer))


SIMPLE = QuestionFacts(
    legislature=6,
    number=95001,
    author="Hélène Vanneste",
    party="CD&V",
    asked_on=date(2016, 2, 3),
    original_language="nl",
    addressee=Both("de minister van Justitie", "le ministre de la Justice"),
    title=Both("Gevangenissen - Bezetting - Cijfers", "Prisons - Occupation - Chiffres"),
    keywords=Both(("strafgevangenis", "officiële statistiek"), ("prison", "statistique officielle")),
    question=Both(*(SHORT_BODY[language][0] for language in LANGUAGES)),
    events=(EventFact(date(2016, 2, 3), "sent", date(2016, 3, 4)), EventFact(date(2016, 3, 21), "answered")),
    links=(LinkFact("also_asked_as", "written_question", "6-95002"),),
    answered_on=date(2016, 3, 21),
    answer=Both(*(SHORT_BODY[language][1] for language in LANGUAGES)),
)
"""A small answered question, to vary."""
WANTED = expected_fields(SIMPLE, "main", "nl")
"""What its Dutch main page leads to."""


def short(facts: QuestionFacts) -> QuestionFacts:
    """The question with the first and the last paragraph of each text, for tests of its head and labels."""
    texts = {part: both for part in ("question", "answer") if (both := getattr(facts, part))}
    return replace(
        facts,
        **{
            part: Both(*(text[:1] + text[1:][-1:] for text in (both.nl, both.fr)))
            for part, both in texts.items()
        },
    )


FACTS = {"simple": SIMPLE} | {name: short(facts) for name, facts in INVENTED.items()}
"""Of questions of all kinds, with short texts."""


def page_text(facts: QuestionFacts = SIMPLE, variant: str = "main", language: str = "nl") -> str:
    """One page as extracted text, to alter by hand."""
    return render(facts, variant, language).decode("utf-8")


def page_html(
    markup: str = "divs", facts: QuestionFacts = SIMPLE, variant: str = "main", language: str = "nl"
) -> str:
    """One page as HTML, to alter by hand."""
    return render(facts, variant, language, Form("html", markup)).decode("utf-8")


def replaced(page: str, before: str, after: str, count: int = -1) -> str:
    """A page with a string replaced, which must be there."""
    assert before in page
    return page.replace(before, after, count)


def altered(before: str, after: str, facts: QuestionFacts = SIMPLE, variant: str = "main") -> str:
    """The Dutch page as text with one string replaced, which must be there."""
    return replaced(page_text(facts, variant), before, after)


def is_sentence(text: str | None) -> bool:
    return bool(text) and not text[:1].islower() and text.endswith(".") and len(text.split()) > 2
