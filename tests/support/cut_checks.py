"""What is wrong with the tables of a copy that lacks a piece of its page: not seen is never not done.

A value is that of the whole page or null; a list or a text is a beginning of the whole one; an issue row says
that something is missing. A fault is what is wrong, and the value that shows it.
"""

import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any

import pytest

from schemas.columns import INTEGER, NUMBER
from schemas.records import Capture
from schemas.tables import TEXTS
from tasks.assemble import assemble_question
from tasks.pipeline.reading import question_rows
from tasks.read import read_capture
from tasks.tables.rows import page_tables
from tests.support.whole_pages import FETCHED

Rows = Mapping[str, list[dict[str, Any]]]
Fault = tuple[str, Any]

OF_CAPTURES = frozenset({"seen_on", "first_seen", "answer_seen", "last_changed", "asked_on_from"})
"""Columns that say when copies were seen, or where a date stands: a cut copy may have others."""
UNKNOWN = frozenset("copy_cut chronology_missing section_unanswered copy_undated copy_before_end".split())
"""Reasons of the status 'unknown'."""
PROVEN_BY = {"requalified": "requalified", "closed": "closed", "legislature_ended": "lapsed"}
"""Statuses that an event proves even in a cut copy, though a later one may be cut off."""
OF_WHOLE_COPIES = (None, "legislature_over", "copy_undated", "copy_before_end")
"""Reasons of 'open', 'lapsed' and 'unknown' for which nothing but the day of a whole copy counts."""
LISTS = ("keywords", "events", "links", "subquestions", "answer_parts")
MEASURES = [one.name for one in TEXTS.columns if one.type in (INTEGER, NUMBER)]


@lru_cache(maxsize=4)
def _question_rows(pickled: bytes) -> Rows:
    return question_rows([pickle.loads(pickled)])


def read_rows(content: bytes, url: str | None) -> Rows | str:
    """The tables that one copy leads to, which has a day, or the reason why it is refused."""
    evidence = "site" if url else "content"
    times = {one.name: FETCHED for one in fields(Capture) if one.name in ("fetched_at", "seen_at")}
    capture = Capture("p1", "0" * 64, url, source="test", origin="page", evidence=evidence, **times)
    record = read_capture(capture, content)
    if record.reading is None:
        return record.reason or ""
    rows = _question_rows(pickle.dumps(assemble_question([record])))
    return {**rows, "issues": [*rows["issues"], *page_tables([record])["issues"]]}


def begins(some: str, whole: str) -> bool:
    """Whether a text is a beginning of another, which may break off within its last paragraph."""
    *before, last = some.split("\n\n")
    paragraphs = whole.split("\n\n")
    n = len(before)
    return n < len(paragraphs) and before == paragraphs[:n] and paragraphs[n].startswith(last.rstrip())


def scalar_faults(got: Rows, whole: Rows) -> Iterator[Fault]:
    (row,), (full,) = got["questions"], whole["questions"]
    for name in row.keys() - OF_CAPTURES - {"status", "status_reason"}:
        if row[name] is not None and row[name] != full[name]:
            yield f"questions.{name}", row[name]
    status, reason = row["status"], row["status_reason"]
    proven = {PROVEN_BY[one["event"]] for one in got["events"] if one["event"] in PROVEN_BY}
    proven |= {"requalified" for one in got["links"] if one["relation"] == "requalified_as"}
    reasons = {one: {None, "event"} for one in proven}
    reasons |= {full["status"]: {None, full["status_reason"]}, "unknown": UNKNOWN}
    if status not in reasons:
        yield "questions.status", f"{status}, not {full['status']}"
    elif reason not in reasons[status]:
        yield "questions.status_reason", f"{status}: {reason}"


def status_faults(got: Rows) -> Iterator[Fault]:
    """A status that only a whole copy with its chronology proves."""
    status, reason = (got["questions"][0][name] for name in ("status", "status_reason"))
    if status in ("open", "lapsed", "unknown") and reason in OF_WHOLE_COPIES:
        yield "questions.status", f"{status} ({reason}) of a copy that is not whole"


def _by_language(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        kept = {name: value for name, value in row.items() if name not in ("question_id", "position")}
        found.setdefault(kept.pop("language", ""), []).append(kept)
    return found


def _agrees(row: Mapping[str, Any], full: Mapping[str, Any], may_lack: Iterable[str]) -> bool:
    """Whether a row is the whole page's, some values of which it may lack."""
    return all(row[name] == full[name] or (name in may_lack and not row[name]) for name in full)


def _last_agrees(table: str, row: dict[str, Any], full: dict[str, Any], *, unnoticed: bool) -> bool:
    """Whether the last row of a list, behind which the copy may end, is a beginning of the whole page's.

    The deadline of an event may be cut off, and the text of an answer's part may break off: what is said of
    it must be true of the whole part. Both that and a sub-question may be shorter if nothing tells.
    """
    if table == "events":
        return _agrees(row, full, {"deadline_on"})
    if table not in ("answer_parts", "subquestions") or not begins(row["text"], full["text"]):
        return False
    if unnoticed:
        return row["label"] in {full["label"], None}
    judged = {"answers", "answer_kind", "evidence"}
    return table == "answer_parts" and _agrees(row | {"text": full["text"]}, full, judged)


def list_faults(got: Rows, whole: Rows, *, unnoticed: bool) -> Iterator[Fault]:
    for table in LISTS:
        may_lack = {"answers"} if table == "answer_parts" and not got["subquestions"] else set()
        wholes = _by_language(whole[table])
        for language, rows in _by_language(got[table]).items():
            full = wholes.get(language, [])
            for n, row in enumerate(rows):
                if n < len(full) and _agrees(row, full[n], may_lack):
                    continue
                is_last = n < len(full) and n == len(rows) - 1
                if not (is_last and _last_agrees(table, row, full[n], unnoticed=unnoticed)):
                    yield table, list(row.values())
                    break


def text_faults(got: Rows, whole: Rows, *, seems_whole: bool) -> Iterator[Fault]:
    wholes = {(one["language"], one["part"]): one for one in whole["texts"]}
    for row in got["texts"]:
        part = f"texts ({row['part']})"
        full = wholes.get((row["language"], row["part"]))
        if full is None or not begins(row["text"], full["text"]):
            yield part, row["text"][-60:]
            continue
        for name in MEASURES:
            if row[name] is not None and (row["is_cut"] or not (seems_whole or row[name] == full[name])):
                yield f"texts.{name}", f"{row[name]} of {full[name]}, is_cut {row['is_cut']}"


def _content(rows: Rows) -> list[Any]:
    (row,) = rows["questions"]
    facts = {name: value for name, value in row.items() if name not in OF_CAPTURES}
    texts = [(one["language"], one["part"], one["text"]) for one in rows["texts"]]
    return [facts, texts, *(rows[table] for table in LISTS)]


def _said(rows: Rows) -> set[tuple[str, str]]:
    return {(one["kind"], one["detail"]) for one in rows["issues"]}


def lacks(got: Rows, whole: Rows) -> bool:
    return _content(got) != _content(whole)


def silence_faults(got: Rows, whole: Rows) -> Iterator[Fault]:
    if lacks(got, whole) and not _said(got) - _said(whole):
        yield "issues", "nothing says that something is missing"


def lacking(
    got: Rows | str, whole: Rows, *, seems_whole: bool = False, unnoticed: bool = False
) -> Iterator[Fault]:
    """What is wrong with the tables of a copy that lacks something.

    The last text of one that `seems_whole` ends with a sentence; if `unnoticed`, nothing else tells either.
    """
    if isinstance(got, str):
        yield "refused", got
        return
    yield from scalar_faults(got, whole)
    if "languages_not_parted" not in {one["kind"] for one in got["issues"]}:
        yield from list_faults(got, whole, unnoticed=seems_whole)
        yield from text_faults(got, whole, seems_whole=seems_whole)
    yield from () if unnoticed else silence_faults(got, whole)


def require_none(faults: Iterable[tuple[str, Fault]]) -> None:
    """Fail with one example of each thing that is wrong, and how often it is."""
    found: dict[str, list[str]] = {}
    for where, (what, value) in faults:
        found.setdefault(what, []).append(f"{value!r} {where}")
    lines = [f"{what}: {len(each)} times, as {each[0]}" for what, each in found.items()]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)
