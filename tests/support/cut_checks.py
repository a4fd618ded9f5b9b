"""What is wrong with the tables of a copy that lacks a piece of its page: not seen is never not done.

A value is that of the whole page or null; a list or a text is a beginning of the whole one; an issue row says
that something is missing. A fault is what is wrong, and the value that shows it.
"""

import pickle
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from html import unescape
from typing import Any

import pytest

from schemas.columns import INTEGER, NUMBER
from schemas.records import Capture
from schemas.tables import TEXTS
from tasks.assemble import assemble_question
from tasks.read import read_capture
from tasks.tables.rows import page_tables, question_tables
from tests.support.render import LANGUAGES
from tests.support.render.labels import EVENTS, long_date, short_date
from tests.support.whole_pages import FETCHED, WholePage

Rows = Mapping[str, list[dict[str, Any]]]
Fault = tuple[str, Any]

OF_CAPTURES = frozenset({"seen_on", "first_seen", "answer_seen", "last_changed"})
"""Columns that say when copies were seen: those of a cut copy may be others than those of the whole page."""
UNKNOWN = frozenset("copy_cut chronology_missing section_unanswered copy_undated copy_before_end".split())
"""Reasons of the status 'unknown'."""
PROVEN_BY = {"requalified": "requalified", "closed": "closed", "legislature_ended": "lapsed"}
"""Statuses that an event proves even in a cut copy, though a later one may be cut off."""
LISTS = ("keywords", "events", "links", "subquestions", "answer_parts")
MEASURES = [one.name for one in TEXTS.columns if one.type in (INTEGER, NUMBER)]
NEVER_EMPTY = "author party asked_on title_nl title_fr addressee_nl addressee_fr".split()
"""What a copy with the question line shows, as far as its page does."""
LETTER = re.compile(r"[^\W_]")
LONGEST_END = 12
"""Letters of a last piece that are looked for; an issue may quote less of the line before them."""
SENTENCE_END = re.compile(r"([.?!…][\s»”’\"')\]]*|(://|www\.|[@#])\S*)$")
STOPPED = re.compile(r"[.?!…:;,)][\s»”’\"')\]]*$")


@lru_cache(maxsize=4)
def _question_rows(pickled: bytes) -> Rows:
    return question_tables([pickle.loads(pickled)])


def read_rows(content: bytes, url: str | None, fetched_at: datetime = FETCHED) -> Rows | str:
    """The tables that one copy leads to, or the reason why it is refused."""
    evidence = "site" if url else "content"
    capture = Capture("p1", "0" * 64, url, fetched_at, "test", "page", evidence=evidence)
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
        return row["label"] == full["label"]
    return table == "answer_parts" and _agrees(row | {"text": full["text"]}, full, {"answers", "evidence"})


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


def silence_faults(got: Rows, whole: Rows) -> Iterator[Fault]:
    if _content(got) != _content(whole) and not _said(got) - _said(whole):
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
    yield from list_faults(got, whole, unnoticed=unnoticed)
    yield from text_faults(got, whole, seems_whole=seems_whole)
    yield from () if unnoticed else silence_faults(got, whole)


def ends_like_a_whole_text(page: WholePage, place: int) -> bool:
    """Whether a copy ends with a sentence, an address or a paragraph, or among cells and items of lists."""
    kept, rest = (half.decode("utf-8", "ignore") for half in (page.content[:place], page.content[place:]))
    visible = re.sub(r"<[^<>]*>?", "", kept) if page.kind == "html" else kept
    end = re.split(r"[<|\r\n]", rest)[0]
    if not rest.strip() or not end or visible.endswith("\n") or SENTENCE_END.search(visible.rstrip(" |")):
        return True
    around = (*visible.split("\n\n")[-2:-1], visible[-1:] + end)
    return not all(map(STOPPED.search, around))


def last_pieces(page: WholePage, place: int) -> Iterator[tuple[str, str]]:
    """The pieces within which a copy ends, by what they are: a tag, a character reference, words."""
    kept, rest = (half.decode(page.codec, "ignore") for half in (page.content[:place], page.content[place:]))
    if page.kind == "html":
        _, tag, name = kept.rpartition("<")
        if tag and ">" not in name:
            yield "tag", tag + name
            return
        if found := re.search(r"&#?\w*$", kept):
            yield "reference", found[0]
            kept = kept[: found.start()]
    words = unescape(re.split(r"[>\n]" if page.kind == "html" else r"\n|[|]", kept)[-1])
    is_label = re.fullmatch(r"\s*\w+ ?:\s*", words)
    if LETTER.search(words) and LETTER.search(re.split(r"[<\r\n|]", rest)[0]) and not is_label:
        yield "words", words


def _values(got: Rows) -> str:
    """All values of the tables but the issues; dates and events as pages print them."""
    values = [value for name in got.keys() - {"issues"} for row in got[name] for value in row.values()]
    days = {long_date(day, one) for day in values if isinstance(day, date) for one in LANGUAGES}
    events = [
        short_date(row["event_on"]) + EVENTS[one][row["event"]] for row in got["events"] for one in EVENTS
    ]
    return " ".join([*map(str, values), *days, *events])


def piece_faults(page: WholePage, place: int, got: Rows) -> Iterator[Fault]:
    """Pieces that no issue keeps; words may be in a table instead, if they are right there."""
    details, values = " ".join(one["detail"] for one in got["issues"]), _values(got)
    for kind, piece in last_pieces(page, place):
        end = "".join(piece.rpartition(" : ")[2].split())[-LONGEST_END:]
        words = [word.strip(".,()") for word in piece.split() if len(word) > 3]
        in_table = end in "".join(values.split()) or (words and all(word in values for word in words))
        if end not in "".join(details.split()) and not (kind == "words" and in_table):
            yield f"issues: lost {kind}", piece[-60:]


def cut_faults(page: WholePage, whole: Rows, place: int, behind: bytes = b"") -> Iterator[Fault]:
    """What is wrong with what is read of the page up to that byte, with something behind it."""
    got = read_rows(page.content[:place] + behind, page.url)
    if isinstance(got, str):
        if place > page.shown:
            yield "refused", got
        return
    seems_whole = ends_like_a_whole_text(page, place)
    unnoticed = seems_whole and any(place - 1 in text for text in page.last_texts)
    yield from lacking(got, whole, seems_whole=seems_whole, unnoticed=unnoticed)
    if page.codec:
        yield from piece_faults(page, place, got)
    if page.opened is not None and place > page.opened:
        (row,), (full,) = got["questions"], whole["questions"]
        yield from ((f"questions.{name}", "lost") for name in NEVER_EMPTY if full[name] and not row[name])


def require_none(faults: Iterable[tuple[str, Fault]]) -> None:
    """Fail with one example of each thing that is wrong, and how often it is."""
    found: dict[str, list[str]] = {}
    for where, (what, value) in faults:
        found.setdefault(what, []).append(f"{value!r} {where}")
    lines = [f"{what}: {len(each)} times, as {each[0]}" for what, each in found.items()]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)
