"""What is wrong with the tables of a copy that lacks a piece of its page: not seen is never not done.

A value is that of the whole page or null; a list or a text is a beginning of the whole one; an issue row says
that something is missing, and keeps the piece within which the copy ends. A fault is what is wrong, and the
value that shows it.
"""

import pickle
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import lru_cache
from html import unescape
from typing import Any

import pytest

from schemas.columns import INTEGER, NUMBER
from schemas.records import Capture
from schemas.tables import TEXTS
from tasks.assemble import assemble_question
from tasks.pipeline.reading import question_rows
from tasks.read import read_capture
from tasks.tables.rows import page_tables
from tests.support.reading import is_sentence
from tests.support.render import LANGUAGES
from tests.support.render.labels import EVENTS, long_date, short_date
from tests.support.whole_pages import FETCHED, WholePage

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
NEVER_EMPTY = "author party asked_on title_nl title_fr addressee_nl addressee_fr".split()
"""What a copy with the question line shows, as far as its page does."""
LETTER = re.compile(r"[^\W_]")
LONGEST_END = 10
"""Letters of a last piece that are looked for; an issue may quote less of the line before them."""
SENTENCE_END = re.compile(r"([.?!…][\s»”’\"')\]]*|[»”\"]\s*|(://|www\.|[@#])\S*)$")
STOPPED = re.compile(r"[.?!…:;,)][\s»”’\"')\]]*$")


@lru_cache(maxsize=4)
def _question_rows(pickled: bytes) -> Rows:
    return question_rows([pickle.loads(pickled)])


def read_rows(content: bytes, url: str | None) -> Rows | str:
    """The tables that one copy leads to, which has a day, or the reason why it is refused."""
    times = {one.name: FETCHED for one in fields(Capture) if one.name in ("fetched_at", "seen_at")}
    evidence = "site" if url else "content"
    capture = Capture("p1", "0" * 64, url, source="test", origin="page", evidence=evidence, **times)
    record = read_capture(capture, content)
    if record.reading is None:
        return record.reason or ""
    rows = _question_rows(pickle.dumps(assemble_question([record])))
    return {**rows, "issues": [*rows["issues"], *page_tables([record])["issues"]]}


def issues_of(got: Rows) -> set[str]:
    return {one["kind"] for one in got["issues"]}


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
    found = defaultdict(list)
    for row in rows:
        kept = {name: value for name, value in row.items() if name not in ("question_id", "position")}
        found[kept.pop("language", "")].append(kept)
    return found


def _agrees(row: Mapping[str, Any], full: Mapping[str, Any], may_lack: Iterable[str]) -> bool:
    """Whether a row is the whole page's, some values of which it may lack."""
    return all(row[name] == full[name] or (name in may_lack and not row[name]) for name in full)


def _last_agrees(table: str, row: dict[str, Any], full: dict[str, Any], *, seems_whole: bool) -> bool:
    """Whether the last row of a list, behind which the copy may end, is a beginning of the whole page's.

    The deadline of an event may be cut off, and the text of an answer's part may break off: what is said of
    it must be true of the whole part. Both that and a sub-question may be shorter if nothing tells.
    """
    if table == "events":
        return _agrees(row, full, {"deadline_on"})
    if table not in ("answer_parts", "subquestions") or not begins(row["text"], full["text"]):
        return False
    if seems_whole:
        return row["label"] in {full["label"], None}
    judged = {"answers", "answer_kind", "evidence"}
    return table == "answer_parts" and _agrees(row | {"text": full["text"]}, full, judged)


def list_faults(got: Rows, whole: Rows, *, seems_whole: bool = False) -> Iterator[Fault]:
    for table in LISTS:
        may_lack = {"answers"} if table == "answer_parts" and not got["subquestions"] else set()
        wholes = _by_language(whole[table])
        for language, rows in _by_language(got[table]).items():
            full = wholes.get(language, [])
            for n, row in enumerate(rows):
                if n < len(full) and _agrees(row, full[n], may_lack):
                    continue
                is_last = n < len(full) and n == len(rows) - 1
                if not (is_last and _last_agrees(table, row, full[n], seems_whole=seems_whole)):
                    yield table, list(row.values())
                    break


def text_faults(got: Rows, whole: Rows, *, seems_whole: bool) -> Iterator[Fault]:
    wholes = {(one["language"], one["part"]): one for one in whole["texts"]}
    for row in got["texts"]:
        full = wholes.get((row["language"], row["part"]))
        if full is None or not begins(row["text"], full["text"]):
            yield f"texts ({row['part']})", row["text"][-60:]
            continue
        for name in MEASURES:
            if row[name] is not None and (row["is_cut"] or not (seems_whole or row[name] == full[name])):
                yield f"texts.{name}", f"{row[name]} of {full[name]}, is_cut {row['is_cut']}"


def _content(rows: Rows) -> list[Any]:
    facts = {name: value for name, value in rows["questions"][0].items() if name not in OF_CAPTURES}
    texts = [(one["language"], one["part"], one["text"]) for one in rows["texts"]]
    return [facts, texts, *(rows[table] for table in LISTS)]


def lacks(got: Rows, whole: Rows) -> bool:
    return _content(got) != _content(whole)


def silence_faults(got: Rows, whole: Rows) -> Iterator[Fault]:
    said, before = ({(one["kind"], one["detail"]) for one in rows["issues"]} for rows in (got, whole))
    if lacks(got, whole) and not said - before:
        yield "issues", "nothing says that something is missing"


def sentence_faults(*said: str) -> Iterator[Fault]:
    """Reasons and details that are no sentence, or those of an error of the reader."""
    yield from (("no sentence", one) for one in said if not is_sentence(one) or "The reader failed" in one)


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
    if "languages_not_parted" not in issues_of(got):
        yield from list_faults(got, whole, seems_whole=seems_whole)
        yield from text_faults(got, whole, seems_whole=seems_whole)
    yield from () if unnoticed else silence_faults(got, whole)
    yield from sentence_faults(*(one["detail"] for one in got["issues"]))


def require_none(faults: Iterable[tuple[str, Fault]]) -> None:
    """Fail with one example of each thing that is wrong, and how often it is."""
    found: dict[str, list[str]] = defaultdict(list)
    for where, (what, value) in faults:
        found[what].append(f"{value!r} {where}")
    lines = [f"{what}: {len(each)} times, as {each[0]}" for what, each in found.items()]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


def ends_like_a_whole_text(page: WholePage, place: int) -> bool:
    """Whether a copy ends with a sentence, an address or a paragraph, or among cells and items of lists."""
    kept, rest = (half.decode("utf-8", "ignore") for half in (page.content[:place], page.content[place:]))
    visible = re.sub(r"<[^<>]*>?", "", kept) if page.kind == "html" else kept
    end = re.split(r"[<|\r\n]", rest)[0]
    if not rest.strip() or not end or visible.endswith("\n") or SENTENCE_END.search(visible.rstrip(" |")):
        return True
    is_html = page.kind == "html"
    blocks = re.sub(r"(?i)<(?:P|TD|TR|BR|DIV|LI)\b[^<>]*>", "\n\n", kept) if is_html else kept
    return not all(map(STOPPED.search, (*blocks.split("\n\n")[-2:-1], visible[-1:] + end)))


def last_pieces(page: WholePage, place: int) -> Iterator[tuple[str, str]]:
    """The pieces within which a copy ends, by what they are: a tag, a character reference, words."""
    kept, rest = (half.decode(page.codec, "ignore") for half in (page.content[:place], page.content[place:]))
    if page.kind == "html":
        _, tag, name = kept.rpartition("<")
        if "</body" in kept.lower():  # the page is closed
            return
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
        short_date(one["event_on"]) + names[one["event"]]
        for one in got["events"]
        for names in EVENTS.values()
    ]
    return " ".join([*map(str, values), *days, *events])


def piece_faults(page: WholePage, place: int, got: Rows) -> Iterator[Fault]:
    """Pieces that no issue keeps; words may be in a table instead, if they are right there."""
    details, values = " ".join(one["detail"] for one in got["issues"]), _values(got)
    for kind, piece in last_pieces(page, place):
        end = "".join(piece.rstrip(" :").rpartition(" : ")[2].split())[-LONGEST_END:]
        words = [word.strip(".,()") for word in piece.split() if len(word) > 3]
        in_table = end in "".join(values.split()) or (words and all(word in values for word in words))
        if end not in "".join(details.split()) and not (kind == "words" and in_table):
            yield f"issues: lost {kind}", piece[-60:]


def cut_faults(page: WholePage, whole: Rows, place: int, behind: bytes = b"") -> Iterator[Fault]:
    """What is wrong with what is read of the page up to that byte, with something behind it."""
    got = read_rows(page.content[:place] + behind, page.url)
    if isinstance(got, str):
        yield from [("refused", got)] if place > page.shown else sentence_faults(got)
        return
    seems_whole = ends_like_a_whole_text(page, place)
    unnoticed = seems_whole and any(place - 1 in text for text in page.last_texts)
    yield from lacking(got, whole, seems_whole=seems_whole, unnoticed=unnoticed and page.kind != "html")
    if not unnoticed and lacks(got, whole):
        yield from status_faults(got)
    if page.codec:
        yield from piece_faults(page, place, got)
    if page.opened is not None and place > page.opened:
        (row,), (full,) = got["questions"], whole["questions"]
        yield from ((f"questions.{name}", "lost") for name in NEVER_EMPTY if full[name] and not row[name])


def check_cuts(
    page: WholePage, where: Callable[[WholePage], Iterable[int]], endings: Sequence[bytes] = (b"",)
) -> None:
    """Require the right tables of the copies of a page that end there; what is behind them takes turns."""
    whole = read_rows(page.content, page.url)
    assert not isinstance(whole, str), whole
    require_none(
        (f"behind {page.content[max(0, place - 30) : place].decode('utf-8', 'replace')!r}", fault)
        for turn, place in enumerate(where(page))
        for fault in cut_faults(page, whole, place, endings[turn % len(endings)])
    )
