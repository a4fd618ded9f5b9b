"""One question from all its pages, and an issue for each disagreement that repair does not explain."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from schemas.codes import LANGUAGES, PARTS, Field, Language, Part
from schemas.records import Event, Link, PageReading, PageRecord, QuestionRecord, Row
from tasks.assemble.choice import Witness, best_first, first_value, state_witness, sure_pages, witnesses
from tasks.assemble.disagreement import (
    disagreements,
    implausible_dates,
    is_part_of,
    is_placeholder,
    same_but_for_damage,
)
from tasks.assemble.history import seen

T = TypeVar("T")


def group_by_question(records: Iterable[PageRecord]) -> dict[str, list[PageRecord]]:
    """The read pages by question id, in the order of legislature and number."""
    groups: dict[str, list[PageRecord]] = defaultdict(list)
    for record in records:
        if record.reading:
            groups[record.reading.question_id].append(record)
    return dict(sorted(groups.items(), key=lambda item: _in_order(item[0])))


def _in_order(question_id: str) -> tuple[int, int]:
    legislature, number = question_id.split("-")
    return int(legislature), int(number)


def assemble_question(records: Sequence[PageRecord]) -> QuestionRecord:
    """Put a question together from its pages, whatever their order.

    State (events, answer) comes from the furthest advanced page, letters from the best evidence.

    Args:
        records: Read pages of one question, at least one.
    """
    pages = witnesses(records)
    state = state_witness(pages)
    by_author, by_question = best_first(pages, "author"), best_first(pages, "question")
    asked_on = first_value(by_question, lambda reading: reading.asked_on)
    events = _events(pages)
    answered_on = _answered_on(state, by_question, events)
    keywords = _keywords(pages)
    findings = [
        *disagreements(pages, state),
        *implausible_dates(asked_on, answered_on, events, pages),
        *_unpaired_keywords(keywords),
        *_undated_answer(events, answered_on),
    ]
    return QuestionRecord(
        question_id=state.reading.question_id,
        legislature=state.reading.legislature,
        number=state.reading.number,
        author=first_value(by_author, lambda reading: reading.author),
        party=first_value(by_author, lambda reading: reading.party),
        asked_on=asked_on,
        original_language=first_value(by_question, lambda reading: reading.original_language),
        addressee=_by_language(pages, "addressee", lambda reading: reading.addressee),
        title=_by_language(pages, "title", lambda reading: reading.title),
        keywords=keywords,
        events=events,
        links=_links(pages, state),
        texts=_texts(pages),
        answered_on=answered_on,
        provisional_answer=any(page.reading.provisional_answer for page in pages),
        issues=tuple(_issue(state, kind, detail) for kind, detail in findings),
        seen=seen(records),
    )


def _unpaired_keywords(keywords: Mapping[Language, Sequence[str]]) -> Iterator[tuple[str, str]]:
    if len({len(words) for words in keywords.values()}) > 1:
        counts = ", ".join(f"{language} {len(words)}" for language, words in keywords.items())
        yield "keywords_not_paired", f"The languages have different numbers of keywords: {counts}."


def _undated_answer(events: Iterable[Event], answered_on: date | None) -> Iterator[tuple[str, str]]:
    if any(event.tells_answer for event in events) and answered_on is None:
        yield "answer_undated", "The question is answered; no page dates the answer."


def _issue(page: Witness, kind: str, detail: str) -> Row:
    return {"page_id": None, "question_id": page.reading.question_id, "kind": kind, "detail": detail}


def _by_language(
    pages: Sequence[Witness], field: Field, values: Callable[[PageReading], Mapping[Language, T]]
) -> dict[Language, T]:
    ordered = best_first(pages, field)
    found: dict[Language, T] = {}
    for page in reversed(ordered):
        found |= {language: value for language, value in values(page.reading).items() if value}
    return {language: found[language] for language in LANGUAGES if language in found}


def _keywords(pages: Sequence[Witness]) -> dict[Language, tuple[str, ...]]:
    """The keywords of both languages; in the order of a bilingual page, where they stand in pairs."""
    found = _by_language(pages, "keyword", lambda reading: reading.keywords)
    paired = [
        page.reading.keywords for page in sure_pages(pages, "keyword") if len(page.reading.languages) > 1
    ]
    order = next((keywords for keywords in paired if _is_paired(keywords)), {})
    return {language: _in_order_of(order.get(language, ()), words) for language, words in found.items()}


def _is_paired(keywords: Mapping[Language, tuple[str, ...]]) -> bool:
    counts = {len(keywords.get(language, ())) for language in LANGUAGES}
    return len(counts) == 1 and counts != {0}


def _in_order_of(order: Sequence[str], keywords: tuple[str, ...]) -> tuple[str, ...]:
    """The same keywords in the order of others; as they stand when the two lists are not the same."""
    left = list(keywords)
    found = []
    for wanted in order:
        same = next((keyword for keyword in left if same_but_for_damage(keyword, wanted)), None)
        if same is None:
            return keywords
        left.remove(same)
        found.append(same)
    return keywords if left else tuple(found)


def _events(pages: Sequence[Witness]) -> tuple[Event, ...]:
    """The chronology of the furthest advanced page that has one, with deadlines that others print."""
    telling = [page for page in pages if page.reading.events]
    if not telling:
        return ()
    deadlines = {
        (event.event_on, event.event): event.deadline_on
        for page in telling
        for event in page.reading.events
        if event.deadline_on
    }
    return tuple(
        replace(event, deadline_on=event.deadline_on or deadlines.get((event.event_on, event.event)))
        for event in state_witness(telling).reading.events
    )


def _answered_on(state: Witness, pages: Sequence[Witness], events: Sequence[Event]) -> date | None:
    printed = state.reading.answered_on or first_value(pages, lambda reading: reading.answered_on)
    dated = (event.event_on for event in reversed(events) if event.event == "answered")
    return printed or next(dated, None)


def _links(pages: Sequence[Witness], state: Witness) -> tuple[Link, ...]:
    """Links of the furthest advanced page, then those that only other pages have."""
    others = [page for page in pages if page is not state]
    return tuple(dict.fromkeys(link for page in (state, *others) for link in page.reading.links))


def _texts(pages: Sequence[Witness]) -> dict[tuple[Language, Part], tuple[str, ...]]:
    texts = {}
    for language in LANGUAGES:
        for part in PARTS:
            paragraphs = _best_text(pages, language, part)
            if paragraphs:
                texts[language, part] = paragraphs
    return texts


def _best_text(pages: Sequence[Witness], language: Language, part: Part) -> tuple[str, ...] | None:
    """The text from the best evidence: never a placeholder or a cut text when there is a whole one."""
    shown = [page for page in pages if (language, part) in page.reading.texts]
    with_text = [page for page in shown if not is_placeholder(page.reading.texts[language, part])]
    ordered = best_first(sure_pages(with_text or shown, part), part)
    texts = {page.page_id: page.reading.texts[language, part] for page in ordered}
    whole = [
        page
        for page in ordered
        if not any(is_part_of(texts[page.page_id], other) for other in texts.values())
    ]
    newest = max((page.reading.answered_on or date.min for page in whole), default=date.min)
    current = [page for page in whole if part == "question" or page.reading.answered_on in {None, newest}]
    return next((texts[page.page_id] for page in current or whole or ordered), None)
