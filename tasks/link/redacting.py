"""Leaving out of rows what the list of redactions names, before anything is derived from them.

So members, office holders, groups and all files of a release follow from redacted rows.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.compute as pc

from schemas.records import Row
from schemas.tables import question_issue, table
from tasks.common.redactions import MARK, Redaction, Redactions, Span, remains, spans, with_cut_words, without
from tasks.link.actors.holders import holder_sightings
from tasks.link.linking import Part, fingerprint_table, part_of

_REPAIRS = frozenset({"repairs", "text_repairs"})
"""Tables without rows of a question that has a span: a row has a word, which may be one of the span."""
_QUOTING = {"issues": "detail", "pages": "reason"}
"""Columns that quote pages, perhaps a piece of a span: of such a question, they end before that."""
_QUOTE = re.compile(r"(?s)(?:: |[\"']).*")
_PIECES = frozenset({("subquestions", "text"), ("answer_parts", "text"), ("answer_parts", "evidence")})
"""Columns with pieces of texts, at the border of which a span may be cut."""
_DERIVED = frozenset({"subquestions", "answer_parts", "mentions", *_REPAIRS})
"""Tables that repeat what others have; it counts once."""
_ORDER = ("texts", "questions", "keywords", "pages", "issues", *sorted(_DERIVED))
_FIELDS = {"subquestions": "question", "answer_parts": "answer", "keywords": "keyword"}
_EMPTIED = {"questions": "author", "pages": "url", "keywords": "eurovoc_id"}
"""Columns that are null in a row in which they, or the keyword, have a span."""
_NUMBERS = frozenset({"question_id", "page_id", "group_id"})
_Places = defaultdict[Redaction, Counter[str]]


@cache
def _unprinted(name: str) -> frozenset[str]:
    """The columns of a table that hold numbers and codes, which no page prints."""
    return _NUMBERS | {column.name for column in table(name).columns if column.has_codes}


def redacted(parts: Iterable[Part], redactions: Redactions) -> list[Part]:
    """Parts without the redacted spans, and one with an issue row for each line of the list."""
    if not redactions.lines:
        return list(parts)
    places, remaining = _Places(Counter), _Places(Counter)
    done = [_redacted(part, redactions, places, remaining) for part in parts]
    rows = [_issue(at, line, places[line]) for at, line in enumerate(redactions.lines, 1)]
    rows += [
        _remaining(at, line, remaining[line])
        for at, line in enumerate(redactions.lines, 1)
        if line in remaining
    ]
    return [*done, part_of({"issues": rows, "mentions": [], "texts": []})]


def without_quotes(sentence: str) -> str:
    """A sentence of an issue up to its first quote from a page, with the mark in place of the rest."""
    return _QUOTE.sub(f": {MARK}", sentence)


def _issue(at: int, line: Redaction, places: Mapping[str, int]) -> Row:
    if not places:
        detail = f"No. {at} of the list of redactions, of {line.day}, matches nothing in {line.question_id}."
        return question_issue(line.question_id, "redaction_unmatched", detail)
    detail = f"Left out since {line.day} ({_counts(places)}): {line.reason.rstrip('.')}."
    return question_issue(line.question_id, "redacted", detail)


def _remaining(at: int, line: Redaction, places: Mapping[str, int]) -> Row:
    detail = (
        f"The letters of No. {at} of the list of redactions stand within longer words: {_counts(places)}."
    )
    return question_issue(line.question_id, "redaction_remains", detail)


def _counts(places: Mapping[str, int]) -> str:
    return ", ".join(f"{place} {count}" for place, count in sorted(places.items()))


def _redacted(part: Part, redactions: Redactions, places: _Places, remaining: _Places) -> Part:
    pages, listed = part.tables.get("pages"), pa.array(list(redactions.of_question), pa.string())
    theirs = pages.filter(pc.is_in(pages["question_id"], listed)).to_pylist() if pages is not None else []
    of_page = {row["page_id"]: row["question_id"] for row in theirs}
    if not of_page:
        return part
    ids = set(of_page.values())
    chosen = {name: _chosen(part.tables[name], ids, of_page) for name in _ORDER if name in part.tables}
    rows = {name: part.tables[name].take(at).to_pylist() for name, at in chosen.items()}
    kept = _Rows(redactions, of_page, places, remaining).without_spans(rows)
    changed = {name: _with(part.tables[name], at.to_pylist(), kept[name]) for name, at in chosen.items()}
    texts, mentions = ([row for row in kept.get(name, ()) if row] for name in ("texts", "mentions"))
    return part._replace(
        tables={**part.tables, **changed},
        sightings=(
            *(seen for seen in part.sightings if seen.question_id not in ids),
            *holder_sightings(mentions, {_place(row): row["text"] for row in texts}),
        ),
        fingerprints=_with(
            part.fingerprints,
            _chosen(part.fingerprints, ids, ()).to_pylist(),
            fingerprint_table(texts).to_pylist(),
        ),
    )


def _chosen(found: pa.Table, ids: Iterable[str], pages: Iterable[str]) -> Any:  # noqa: ANN401 - Arrow's own
    """The places of the rows of these questions, or of these pages."""
    name, wanted = ("question_id", ids) if "question_id" in found.column_names else ("page_id", pages)
    return pc.indices_nonzero(pc.is_in(found[name], pa.array(list(wanted), pa.string())))


def _with(found: pa.Table, places: Sequence[int], rows: Sequence[Row | None]) -> pa.Table:
    """A table with other rows at these places; None leaves a row out."""
    pieces, last = [], 0
    for place, row in zip(places, rows, strict=True):
        pieces.append(found.slice(last, place - last))
        pieces += [pa.Table.from_pylist([row], schema=found.schema)] if row else []
        last = place + 1
    return pa.concat_tables([*pieces, found.slice(last)]).combine_chunks()


def _place(row: Row) -> Any:  # noqa: ANN401 - as the tables have it
    return row["question_id"], row["language"], row["part"]


class _Rows:
    """The rows of some questions, what lines match in them, and where texts were cut."""

    def __init__(
        self, redactions: Redactions, of_page: Mapping[str, str], places: _Places, remaining: _Places
    ) -> None:
        self._redactions, self._of_page = redactions, of_page
        self._places, self._remaining = places, remaining
        self._cuts: dict[Any, tuple[str, list[Span]]] = {}
        self._found: set[str] = set()

    def without_spans(self, rows: Mapping[str, Sequence[Row]]) -> dict[str, list[Row | None]]:
        """The rows of each table without the spans; None in the place of a row that is left out."""
        kept = {name: [self._row(name, row) for row in some] for name, some in rows.items()}
        return {name: [self._without_quotes(name, row) for row in some] for name, some in kept.items()}

    def _question(self, row: Row) -> str:
        return row.get("question_id") or self._of_page[row["page_id"]]

    def _without_quotes(self, name: str, row: Row | None) -> Row | None:
        """A row without what may show a piece of a span of its question."""
        if row is None or self._question(row) not in self._found:
            return row
        column = _QUOTING.get(name)
        if column and row[column]:
            return row | {column: without_quotes(row[column])}
        return None if name in _REPAIRS else row

    def _row(self, name: str, row: Row) -> Row | None:
        cleaned = {column: self._cleaned(name, row, column, value) for column, value in row.items()}
        changed = {column: value for column, value in cleaned.items() if value != row[column]}
        _, cuts = self._cuts.get(_place(row), ("", [])) if name == "mentions" else ("", [])
        overlap = (cut.start < row["end_at"] and row["start_at"] < cut.end for cut in cuts)
        if name == "mentions" and (changed or any(overlap)):
            return None
        emptied = _EMPTIED.get(name)
        if emptied and changed and (emptied in changed or name == "keywords"):
            cleaned[emptied] = None
        if name == "texts" and row["words"] is not None:
            cleaned["words"] = len(cleaned["text"].split())
        for end in ("start_at", "end_at") if cuts else ():
            shorter = (len(MARK) - (cut.end - cut.start) for cut in cuts if cut.end <= row[end])
            cleaned[end] += sum(shorter)
        return cleaned

    def _cleaned(self, name: str, row: Row, column: str, value: Any) -> Any:  # noqa: ANN401 - any column
        if isinstance(value, list):
            return [self._cleaned(name, row, column, one) for one in value]
        if not isinstance(value, str) or column in _unprinted(name):
            return value
        text = unquote(value) if name == "pages" else value
        field, language = _where(name, row, column)
        listed = self._redactions.of_question.get(self._question(row), ())
        lines = [line for line in listed if line.concerns(field, language)]
        found = spans(text, lines)
        if found:
            self._found.add(self._question(row))
        if name == "texts" and found:
            self._cuts[_place(row)] = text, found
        if (name, column) in _PIECES:
            cut = self._cuts.get((row["question_id"], language, field), ("", []))
            found = with_cut_words(found, text, *cut)
        where = f"{field or name} ({language})" if language else field or name
        for line in (line for span in found if name not in _DERIVED for line in span.lines):
            self._places[line][where] += 1
        for line in remains(text, lines) if name not in _DERIVED | _QUOTING.keys() else ():
            self._remaining[line][where] += 1
        return without(text, found) if found else value


def _where(name: str, row: Row, column: str) -> tuple[str, str]:
    """The field and the language of a value; '' where lines of any count."""
    if name == "questions":
        field, _, language = column.partition("_")
        return field, language
    field = row.get("part") or row.get("field") or _FIELDS.get(name, "")
    return field, (row.get("language") or "") if field else ""
