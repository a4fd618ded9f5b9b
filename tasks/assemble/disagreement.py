"""Contradictions between the pages of one question, and impossible dates."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import permutations
from operator import attrgetter

from schemas.codes import LANGUAGES, Field, Language, Part
from schemas.records import PRINTED, Event, PageReading
from tasks.assemble.choice import ReadPage, sure_pages
from tasks.assemble.same_words import (
    is_part_of,
    is_placeholder,
    same_but_for_damage,
    same_to_a_reader,
    unmarked_letters,
)
from tasks.assemble.withdrawn import Replaced
from tasks.common.parties import same_party

Finding = tuple[str, str]
_EXCERPT = 80
_CLOCKS_APART = timedelta(days=1)
_BY_LANGUAGE: dict[str, Field] = {"addressee": "addressee", "title": "title", "keywords": "keyword"}


def disagreements(
    pages: Sequence[ReadPage], state: ReadPage, events: Iterable[Event], replaced: Collection[Replaced]
) -> Iterator[Finding]:
    """Each disagreement as kind and sentence, which names both pages; `events` are those of the question.

    Texts that are `replaced` by less are left out, and no other is quoted.
    """
    for name, field, value in _compared():
        of = sure_pages(pages, field) if field else pages
        yield from _differing(name, [(page, str(one)) for page in of if (one := value(page.reading))])
    yield from _differing_texts(pages, replaced)
    yield from _left_out(events, state, pages)
    yield from _no_longer_cancelled(pages)


def _compared() -> Iterator[tuple[str, Field | None, Callable[[PageReading], object]]]:
    """What is compared but texts and events: its name, the field that must be sure, its value on a page."""
    for name, one in PRINTED.items():
        if not (one.on_any_page or one.changes):
            yield one.title or name, None, attrgetter(name)
    for at, what in ((1, "bulletin"), (2, "department")):
        yield f"{what} in the name of the record", None, partial(_in_name, at)
    yield "date of the answer", None, attrgetter("answered_on")
    yield "deadline", None, lambda page: next((e.deadline_on for e in page.events if e.deadline_on), None)
    for language in LANGUAGES:
        for name, field in _BY_LANGUAGE.items():
            yield f"{name} ({language})", field, partial(_in_language, name, language)


def _in_name(at: int, page: PageReading) -> str:
    return "".join((page.record_name or "").split("-")[at : at + 1])


def _in_language(name: str, language: Language, page: PageReading) -> str:
    """A value as one text; the pages of a question may print keywords in different orders."""
    value = getattr(page, name).get(language, "")
    return value if isinstance(value, str) else " | ".join(sorted(value, key=unmarked_letters))


def _differing(name: str, values: Sequence[tuple[ReadPage, str]]) -> Iterator[Finding]:
    """One sentence for each page whose value differs from the first page's."""
    for page, text in values[1:]:
        first_page, first = values[0]
        is_same = _are_same(first_page, first, page, text) and _capitals(first) == _capitals(text)
        if not (is_same or (name == "party" and same_party(first, text))):
            yield (
                "pages_disagree",
                f"{name}: page {first_page.page_id}: {_short(first)}, page {page.page_id}: {_short(text)}.",
            )


def _are_same(one: ReadPage, text: str, other: ReadPage, other_text: str) -> bool:
    """Whether values differ only by damage; extractions and bulletins change signs, too."""
    if not same_but_for_damage(text, other_text):
        return False
    if not (_is_dated_copy(one) and _is_dated_copy(other)):
        return True
    is_older = one.captured <= other.captured
    return same_to_a_reader(*((text, other_text) if is_older else (other_text, text)))


def _is_dated_copy(page: ReadPage) -> bool:
    record = page.record
    return (
        record.form in {"html", "xml"}
        and record.variant != "bulletin"
        and record.capture.fetched_at is not None
    )


def _capitals(text: str) -> int:
    """How many words are in capitals: damage changes no case."""
    return sum(word[1:].isupper() for word in text.split())


def _short(text: str) -> str:
    return f'"{text[:_EXCERPT]}…"' if len(text) > _EXCERPT else f'"{text}"'


def _differing_texts(pages: Sequence[ReadPage], replaced: Collection[Replaced]) -> Iterator[Finding]:
    less = [(page, key) for key, page, _, is_less in replaced if is_less]
    old = [(page, key) for key, page, _, _ in replaced]
    keys: list[tuple[Language, Part]] = sorted({key for page in pages for key in page.reading.texts})
    for language, part in keys:
        sure = sure_pages(pages, part)
        sure = [page for page in sure if (page, (language, part)) not in less]
        found = [(page, text) for page in sure if (text := page.reading.texts.get((language, part)))]
        found = [(page, text) for page, text in found if not (part == "answer" and is_placeholder(text))]
        for page, text in found[1:]:
            first_page, first = found[0]
            both = f"pages {first_page.page_id} and {page.page_id}"
            shorter = first_page if is_part_of(first, text) else page if is_part_of(text, first) else None
            if shorter:
                kind, what = ("pages_disagree", "shows less") if shorter.is_closed else ("text_cut", "is cut")
                yield kind, f"{part} ({language}): of {both}, one {what}."
            elif not _are_same(first_page, "\n".join(first), page, "\n".join(text)):
                where = _first_difference(first, text)
                if (first_page, (language, part)) in old or (page, (language, part)) in old:
                    where = where.partition(":")[0]
                yield "pages_disagree", f"{part} ({language}): {both} differ in {where}."


def _first_difference(one: Sequence[str], other: Sequence[str]) -> str:
    for is_same in (same_but_for_damage, same_to_a_reader):
        for number, (left, right) in enumerate(zip(one, other, strict=False), 1):
            if not is_same(left, right):
                return f"paragraph {number}: {_short(left)}, {_short(right)}"
        if len(one) != len(other):
            return f"the number of paragraphs: {len(one)}, {len(other)}"
    return "accents or capitals"


def _left_out(events: Iterable[Event], state: ReadPage, pages: Sequence[ReadPage]) -> Iterator[Finding]:
    known = {(event.event_on, event.event) for event in events}
    for page in pages:
        for event in page.reading.events if state.reading.events else ():
            if (event.event_on, event.event) not in known:
                detail = (
                    f"chronology: page {page.page_id} has {event.event} on {event.event_on}, the further "
                    f"advanced page {state.page_id} has not."
                )
                yield "pages_disagree", detail


def _no_longer_cancelled(pages: Iterable[ReadPage]) -> Iterator[Finding]:
    """Records of a question that another one cancels: answered ones, and newer ones."""
    for cancelled, page in permutations(pages, 2):
        state, is_newer = page.reading.state, page.captured > cancelled.captured
        if cancelled.reading.state == "cancelled" != state and (state == "answered" or (state and is_newer)):
            detail = f"state: page {cancelled.page_id} is cancelled, page {page.page_id} is {state}."
            yield "pages_disagree", detail


def implausible_dates(
    asked_on: date | None, answered_on: date | None, events: Sequence[Event], pages: Sequence[ReadPage]
) -> Iterator[Finding]:
    """Dates of the source that cannot be right, as kind and sentence."""
    bulletins = dict.fromkeys(page.reading.answered_by_on for page in pages)
    happened = [
        *(("printed", day) for day in bulletins),
        ("asked", asked_on),
        ("answered", answered_on),
        *((one.event, one.event_on) for one in events),
    ]
    if all(page.record.capture.fetched_at for page in pages):
        fetched_on = max(page.captured for page in pages).date()
        for what, day in dict.fromkeys(happened):
            if day and day > fetched_on + _CLOCKS_APART:
                yield "date_after_fetch", f"{what} on {day}, on a page fetched on {fetched_on}."
    if asked_on and answered_on and answered_on < asked_on:
        yield "answer_before_question", f"Answered on {answered_on}, before it was asked on {asked_on}."
    for event in events:
        if asked_on and event.event_on < asked_on:
            yield "event_before_question", f"{event.event} on {event.event_on}, before {asked_on}."
        if event.deadline_on and event.deadline_on < event.event_on:
            yield "deadline_before_event", f"Deadline {event.deadline_on} of {event.event_on}."
