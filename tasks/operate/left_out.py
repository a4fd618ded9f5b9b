"""Where words that somebody asked to leave out stand in a release."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from schemas.question_number import in_order
from tasks.common.redactions import Redaction, Redactions, letters_of, spans, without
from tasks.operate.near_forms import names_of, near_forms
from tasks.release.query import fetch_rows, open_release

_WORD = re.compile(r"[^\W\d_]+")
_FIRST = 6
"""Letters of a word by which texts are looked for: the sign of a footnote may be behind them."""
_TEXTS = """
    SELECT question_id, field, language, text FROM (
        SELECT question_id, part AS field, language, text FROM texts
        UNION ALL SELECT question_id, 'keyword', language, keyword FROM keywords
        UNION ALL SELECT question_id, 'title', 'nl', title_nl FROM questions
        UNION ALL SELECT question_id, 'title', 'fr', title_fr FROM questions
    ) WHERE text IS NOT NULL AND question_id LIKE $question
"""
"""Authors, ministers and addressees as such are in no text."""
_STAYING = """
    SELECT field, text, own, count(*) AS times FROM (
        SELECT 'author' AS field, author AS text, question_id = $question AS own FROM questions
        UNION ALL SELECT 'addressee', addressee_nl, question_id = $question FROM questions
        UNION ALL SELECT 'addressee', addressee_fr, question_id = $question FROM questions
        UNION ALL SELECT 'minister', name, false FROM ministers
        UNION ALL SELECT '', regexp_replace(unnest([origin, url, reason]), '[0-9]+', '0', 'g'),
        question_id IS NOT DISTINCT FROM $question FROM pages
        UNION ALL SELECT '', source, false FROM pages
    ) WHERE text IS NOT NULL GROUP BY ALL
"""
"""The manifest has the sources of a question's own pages too. Without their numbers, names are few."""


class Place(NamedTuple):
    """How often words stand in a field of a question."""

    question_id: str
    field: str
    language: str
    times: int


def has_question(release: Path, question_id: str) -> bool:
    """Whether a release has a question."""
    with open_release(release) as connection:
        return bool(fetch_rows(connection, "FROM questions WHERE question_id = $id", {"id": question_id}))


def places_of(release: Path, words: str, line: Redaction, known: Redactions) -> list[Place]:
    """The places of all questions of a release that have the words of a line, and keep them with a list."""
    counts = Counter[tuple[str, str, str]]()
    for row in _texts(release, words):
        counts[_where(row)] += len(spans(_left(row, known), [line]))
    return _in_order(counts)


def rest_of(release: Path, words: str, line: Redaction, known: Redactions) -> list[Place]:
    """The places of the question of a line that hold names or rare words of its span elsewhere."""
    names, counts = names_of(words), Counter[tuple[str, str, str]]()
    for row in _texts(release, "", line.question_id):
        text = _left(row, known)
        counts[_where(row)] += near_forms(without(text, spans(text, [line])), names)
    return _in_order(counts)


def _left(row: dict[str, str], known: Redactions) -> str:
    """What lines leave of a text."""
    _, field, language = _where(row)
    lines = known.of_question.get(row["question_id"], ())
    return without(row["text"], spans(row["text"], [one for one in lines if one.concerns(field, language)]))


def staying(release: Path, words: str, line: Redaction) -> Counter[str]:
    """How many authors, ministers, addressees and file names, which stay, have the words or names of them."""
    names, said = names_of(words), _parts(words)
    counts = Counter[str]()
    with open_release(release) as connection:
        for row in fetch_rows(connection, _STAYING, {"question": line.question_id}):
            field, text = row["field"], unquote(row["text"])
            if row["own"] and line.concerns(field, ""):
                text = without(text, spans(text, [line]))
            is_named = bool(spans(text, [line])) or set() < _parts(text) <= said
            stays = is_named if field else near_forms(text, names) > 0
            counts[field or "file name"] += row["times"] * stays
    return +counts


def _parts(text: str) -> set[str]:
    return {letters_of(word) for word in _WORD.findall(text)}


def _texts(release: Path, words: str, question: str = "%") -> Iterator[dict[str, str]]:
    """The texts that hold the first letters of the longest of some words, of a question or of all."""
    part = max(_parts(words), key=len, default="")[:_FIRST]
    with open_release(release) as connection:
        found = connection.execute(_TEXTS, {"question": question})
        while row := found.fetchone():
            if part in letters_of(row[-1]):
                yield dict(zip(("question_id", "field", "language", "text"), row, strict=True))


def _where(row: dict[str, str]) -> tuple[str, str, str]:
    return row["question_id"], row["field"], row["language"] or ""


def _in_order(counts: Counter[tuple[str, str, str]]) -> list[Place]:
    places = [Place(*where, count) for where, count in counts.items() if count]
    return sorted(places, key=lambda one: (in_order(one.question_id), one))
