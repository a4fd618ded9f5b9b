"""Identifiers of parliamentary papers by how texts name them, and addresses by identifiers."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache

from schemas.codes import Language
from schemas.vocabulary import legislature_of
from schemas.vocabulary.rows import vocabulary_rows

_BEFORE_FIRST = 48
"""The Chamber's legislature before the first one of the Senate that has a number."""
_OCTOBER = 10
_REMEMBERED = 1 << 14


@cache
def _forms() -> Sequence[tuple[re.Pattern[str], str]]:
    """The forms in which texts name papers, with the identifier to be filled in, from papers.tsv."""
    rows = vocabulary_rows("papers.tsv")
    return [(re.compile(row["form"], re.IGNORECASE), row["entity_id"]) for row in rows]


def paper_id(printed: str) -> str | None:
    """The identifier of a paper by its name with its number: 'chamber:54K1720/001' for 'DOC 54 1720/001'."""
    for form, entity_id in _forms():
        if match := form.search(printed):
            found = match.groupdict()
            parts = {name: int(part) if part.isdecimal() else part for name, part in found.items()}
            if session := parts.get("session"):
                senate = legislature_of(date(int(session), _OCTOBER, 15))
                parts["legislature"] = senate + _BEFORE_FIRST if senate else None
            return None if None in parts.values() else entity_id.format(**parts)
    return None


@cache
def _addresses() -> Sequence[tuple[re.Pattern[str], dict[Language, str]]]:
    """The forms of identifiers, with the address to be filled in by language, from entity_links.tsv."""
    rows = vocabulary_rows("entity_links.tsv")
    return [(re.compile(row["pattern"]), {"nl": row["address_nl"], "fr": row["address_fr"]}) for row in rows]


@lru_cache(_REMEMBERED)
def entity_url(entity_id: str | None, language: Language) -> str | None:
    """The address of an act, a question or a paper; None if it is not known."""
    for pattern, addresses in _addresses():
        if match := pattern.fullmatch(entity_id or ""):
            return match.expand(addresses[language])
    return None
