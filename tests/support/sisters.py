"""What the tests of comparing share: read pages of one question, each with an identifier of its own."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from schemas.records import PageRecord
from tests.support.reading import read_page
from tests.support.render import Form, QuestionFacts


def named(record: PageRecord, name: str, **capture: Any) -> PageRecord:
    """The same record of another capture."""
    return replace(record, capture=replace(record.capture, page_id=name, **capture))


@cache
def page(
    facts: QuestionFacts, variant: str, language: str, form: Form | None = None, **capture: Any
) -> PageRecord:
    """One page of a question, rendered and read; its identifier tells which it is."""
    form = form or Form()
    name = f"{variant}-{language}-{form.kind}-{form.damage}-{facts.question_id}"
    return named(read_page(facts, variant, language, form), name, **capture)


def kinds_of(record: PageRecord) -> list[str]:
    return [issue.kind for issue in record.issues]


def by_name(records: Iterable[PageRecord], name: str) -> PageRecord:
    """The record whose identifier begins so."""
    (found,) = [record for record in records if record.capture.page_id.startswith(name)]
    return found
