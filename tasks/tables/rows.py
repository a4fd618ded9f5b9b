"""Page and question records to rows of the tables."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import pyarrow as pa

from schemas.codes import LANGUAGES, Language
from schemas.question_number import QuestionNumber, in_order
from schemas.records import PARAGRAPH_BREAK, Attempt, PageRecord, QuestionRecord, Row, Tables
from schemas.tables import (
    EVENTS,
    ISSUES,
    KEYWORDS,
    LINKS,
    PAGES,
    QUESTIONS,
    REPAIRS,
    STATUS_HISTORY,
    TABLES,
    question_issue,
    table,
)
from schemas.vocabulary.houses import house_of, term_of
from tasks.assemble import UNREADABLE, counting, deadline_on, depends_on_day, response_days, status_history
from tasks.common.terms import concept_of, folded_term
from tasks.tables.arrow_tables import arrow_table
from tasks.tables.text_rows import add_texts


def empty_tables() -> Tables:
    """All tables of a release, without rows."""
    return {one.name: [] for one in TABLES}


def page_tables(records: Iterable[PageRecord]) -> Tables:
    """Rows of pages, repairs and issues."""
    tables = empty_tables()
    for record in records:
        page_id = record.capture.page_id
        tables["pages"].append(PAGES.row(record.capture, record, record.letters))
        tables["repairs"] += (REPAIRS.row(one, page_id=page_id) for one in record.repairs)
        place = {"page_id": page_id, "question_id": record.question_id}
        tables["issues"] += (ISSUES.row(issue, **place) for issue in record.issues)
    return tables


def question_tables(questions: Iterable[QuestionRecord]) -> Tables:
    """Rows of everything that belongs to a question, but for what is found in its texts."""
    tables = empty_tables()
    for question in questions:
        row = _question_row(question)
        tables["questions"].append(row)
        tables["status_history"] += _status_rows(question, row)
        tables["events"] += _event_rows(question)
        tables["keywords"] += _keyword_rows(question)
        tables["links"] += _link_rows(question)
        tables["issues"] += (*question.issues, *_unreadable_letter_issues(question))
        add_texts(question, tables)
    return tables


def _question_row(question: QuestionRecord) -> Row:
    events, answered_on = counting(question.events, question.withdrawn), question.answered_on
    deadline = deadline_on(events) or question.deadline_on
    after = (answered_on - deadline).days if answered_on and deadline else None
    return QUESTIONS.row(
        question,
        instead={"deadline_on": deadline},
        house=house_of(question.legislature).code,
        term=term_of(question.legislature),
        member_id=None,
        party_id=None,
        addressee_nl=question.addressee.get("nl"),
        addressee_fr=question.addressee.get("fr"),
        office_id=None,
        minister_id=None,
        in_office_at_deadline=None,
        in_office_at_answer=None,
        title_nl=question.title.get("nl"),
        title_fr=question.title.get("fr"),
        status=question.state.status,
        status_reason=question.state.reason,
        seen_on=question.bulletin_on,
        response_days=response_days(events, question.asked_on, answered_on),
        is_late=_is_late(question, deadline) if after is None else after > 0,
        days_after_deadline=after,
        group_id=question.question_id,
        group_reason="alone",
        group_size=1,
        first_seen=question.seen.first,
        answer_seen=question.seen.answer,
        last_changed=question.seen.changed,
    )


def _is_late(question: QuestionRecord, deadline: date | None) -> bool | None:
    """Whether an answer without a day was late: one that is printed by its deadline was not."""
    printed_on = question.answered_by_on
    in_time = printed_on is not None and deadline is not None and printed_on <= deadline
    return False if in_time and not question.state.is_late else question.state.is_late


def _status_rows(question: QuestionRecord, row: Row) -> Iterator[Row]:
    status = None if depends_on_day(row) else question.state.status
    events = counting(question.events, question.withdrawn)
    history = status_history(question.asked_on, events, question.answered_on, status)
    for position, (since, one) in enumerate(history):
        yield STATUS_HISTORY.row(question_id=question.question_id, position=position, since=since, status=one)


def _event_rows(question: QuestionRecord) -> Iterator[Row]:
    for position, event in enumerate(question.events):
        withdrawn_on = question.withdrawn.get(event)
        yield EVENTS.row(event, question, position=position, withdrawn_on=withdrawn_on)


def _keyword_rows(question: QuestionRecord) -> Iterator[Row]:
    for language, keywords in question.keywords.items():
        for position, keyword in enumerate(keywords):
            yield keyword_row(question.question_id, language, position, keyword)


def keyword_row(question_id: str, language: Language, position: int, keyword: str) -> Row:
    """The row of a keyword, with its concept."""
    return KEYWORDS.row(
        question_id=question_id,
        language=language,
        position=position,
        keyword=keyword,
        eurovoc_id=concept_of(keyword, language),
    )


def _link_rows(question: QuestionRecord) -> Iterator[Row]:
    seen: set[tuple[str, str]] = set()
    for link in question.links:
        if (link.relation, link.target_id) not in seen:
            seen.add((link.relation, link.target_id))
            yield LINKS.row(link, question, withdrawn_on=question.withdrawn.get(link))


def _unreadable_letter_issues(question: QuestionRecord) -> Iterator[Row]:
    """Issues for letters that no repair could restore, one per place."""
    places: dict[str, str] = {"author": question.author or "", "party": question.party or ""}
    for language in LANGUAGES:
        places[f"addressee ({language})"] = question.addressee.get(language, "")
        places[f"title ({language})"] = question.title.get(language, "")
        places[f"keywords ({language})"] = " ".join(question.keywords.get(language, ()))
    for (language, part), paragraphs in question.texts.items():
        places[f"{part} ({language})"] = PARAGRAPH_BREAK.join(paragraphs)
    for place, text in places.items():
        found = UNREADABLE.findall(text)
        if found:
            code_points = ", ".join(sorted({f"U+{ord(letter):04X}" for letter in found}))
            detail = f"{place}: {len(found)} letters are lost: {code_points}."
            yield question_issue(question.question_id, "unreadable_letters", detail)


_SAME_TITLE = frozenset({"also_asked_as", "reintroduced_as", "reintroduction_of"})
"""References to a question with the same title: 34 of 34 on real pages."""


def reference_issues(tables: Tables) -> list[Row]:
    """One issue for each missing written question that a link names, and for each link that is doubtful."""
    known = {row["question_id"]: row for row in tables["questions"]}
    missing: dict[str, Row] = {}
    doubtful = []
    for link in tables["links"]:
        question, target, relation = (link[name] for name in ("question_id", "target_id", "relation"))
        if link["target_kind"] != "written_question":
            continue
        if target not in known:
            detail = f"Question {question} refers to {target} ({relation}); it is missing."
            missing.setdefault(target, question_issue(target, "linked_question_missing", detail))
        elif is_doubtful(link, known):
            detail = f"Question {question} refers to {target} ({relation}), which has another title."
            doubtful.append(question_issue(question, "reference_doubtful", detail))
    return [*missing.values(), *doubtful]


def is_doubtful(link: Row, known: Mapping[str, Row]) -> bool:
    """Whether a link says that two of the known questions are one that have other titles in each language."""
    if link["relation"] not in _SAME_TITLE or link["target_id"] not in known:
        return False
    one, other = known[link["question_id"]], known[link["target_id"]]
    pairs = [(one[name], other[name]) for name in ("title_nl", "title_fr") if one[name] and other[name]]
    return bool(pairs) and all(folded_term(title) != folded_term(another) for title, another in pairs)


def withdrawn_issues(tables: Tables, attempts: Iterable[Attempt]) -> Iterator[Row]:
    """One issue for each known question that the site no longer has."""
    known = {row["question_id"] for row in tables["questions"]}
    for attempt in attempts:
        question = str(QuestionNumber(attempt.legislature, attempt.number))
        if attempt.withdrawn and question in known:
            detail = f"The site no longer has pages of {question}; those fetched earlier are kept."
            yield question_issue(question, "question_withdrawn", detail)


A_HABIT = 50
"""This many pages without an end, or with the same unread lines, are a habit of the site."""
_ONCE = frozenset({"letters_unread", "page_not_closed"})


def once_for_each_text(issues: Iterable[Row]) -> list[Row]:
    """The issues with one row for the same unread lines, or for HTML without its end, of very many pages."""
    rows: list[Row] = []
    unread: dict[str, list[Row]] = defaultdict(list)
    for row in issues:
        if row["kind"] in _ONCE:
            unread[row["detail"]].append(row)
        else:
            rows.append(row)
    for found in unread.values():
        if len(found) < A_HABIT:
            rows += found
            continue
        first = min(found, key=lambda row: row["page_id"])
        pages = len({row["page_id"] for row in found})
        rows.append(first | {"detail": f"{first['detail']} It is on {pages} pages."} if pages > 1 else first)
    return rows


def merge(parts: Iterable[Tables]) -> Tables:
    """Rows of several sets of tables, in order."""
    merged = empty_tables()
    for part in parts:
        for name, rows in part.items():
            merged[name] += rows
    return merged


def in_key_order(tables: Tables) -> Tables:
    """The same rows in an order that does not depend on how they came."""
    return {
        one.name: sorted(tables[one.name], key=partial(_sort_key, one.key or one.column_names))
        for one in TABLES
        if one.name in tables
    }


def ordered_tables(tables: Tables) -> dict[str, pa.Table]:
    """The same rows as Arrow tables, in the order of their keys."""
    return {name: arrow_table(table(name), rows) for name, rows in in_key_order(tables).items()}


def _sort_key(names: Sequence[str], row: Row) -> list[tuple[bool, Any]]:
    return [(row[name] is not None, _natural(name, row[name])) for name in names]


def _natural(name: str, value: Any) -> Any:  # noqa: ANN401
    if name in {"question_id", "target_id", "other_id"} and value is not None:
        return in_order(value) if value[0].isdigit() else (math.inf, value)
    return "" if value is None else value
