"""What the site took back: a newer copy shows the place of an answer, event or reference without it.

A wrong "withdrawn" is a false statement. So only copies with a known day count, and the newer one must be
like one that shows it: in the same language, since answers and events appear in one before the other, and no
extraction of HTML, which may lose lines. Bulletins are printed once and prove nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import NamedTuple

from schemas.codes import MARKUP, Field, Language, Part
from schemas.records import Event, Link
from tasks.assemble.choice import ReadPage, by_trust, is_unsure
from tasks.assemble.same_words import is_part_of, is_placeholder, same_but_for_damage, shows_less

TextKey = tuple[Language, Part]
Item = Event | Link | TextKey
Replaced = tuple[TextKey, ReadPage, ReadPage, bool]
"""A text of a page, the first newer page with other words, and whether these are only fewer."""
_BEGINNING = 40
"""Letters of an answer by which it is found in a line that was not read."""


class Withdrawal(NamedTuple):
    """The last day on which something was seen, and the later page that shows its place without it."""

    seen_on: date
    on: date
    page_id: str


def takes_place(newer: ReadPage, page: ReadPage, part: Part) -> bool:
    """Whether a page is a closed copy of a later day, in no other language, with no less evidence."""
    one, other = newer.reading, page.reading
    urls = {newer.record.capture.url, page.record.capture.url}
    is_alike = len(urls) == 1 or "bulletin" not in {one.variant, other.variant}
    is_alike &= {*one.languages} <= {*other.languages} and newer.rank <= page.rank
    is_later = newer.captured.date() > (page.last_seen or date.max)
    return is_alike and is_later and newer.is_closed and one.is_whole and not is_unsure(newer, part)


def replaced_texts(pages: Sequence[ReadPage], texts: Mapping[TextKey, Sequence[str]]) -> Iterator[Replaced]:
    """The texts of pages that the texts of a question, of newer pages, replace."""
    for (key, words), page in product(texts.items(), pages):
        text, joined = page.reading.texts.get(key, ()), "".join(words)
        newer = [one for one in pages if text and text != words and takes_place(one, page, key[1])]
        newer = [one for one in newer if same_but_for_damage("".join(one.reading.texts.get(key, ())), joined)]
        if newer:
            is_less = not is_unsure(page, key[1]) and shows_less(words, text)
            yield key, page, min(newer, key=lambda one: (one.captured, one.page_id)), is_less


def part_issue(key: TextKey, page: ReadPage, newer: ReadPage) -> tuple[str, str]:
    """The issue about words that the site took out of a text, none of which it quotes."""
    kept, text = newer.reading.texts[key], page.reading.texts[key]
    places = ", ".join(str(at) for at, words in enumerate(text, 1) if words not in kept)
    return "part_withdrawn", (
        f"{key[1]} ({key[0]}): words in paragraph {places} of page {page.page_id} were last seen on "
        f"{page.last_seen}; page {newer.page_id} of {newer.captured.date()} shows the text without them."
    )


def returned_issues(pages: Sequence[ReadPage], texts: Iterable[TextKey]) -> Iterator[tuple[str, str]]:
    """An issue for each answer that a page has again after another showed its place without it."""
    for key in [key for key in texts if key[1] == "answer"]:
        again = next(iter(by_trust((page for page in pages if _shows(page, key)), "answer")), None)
        before = [page for page in pages if again and page.captured.date() < again.captured.date()]
        if again and (found := _withdrawal(before, key)):
            where = f"page {found.page_id} of {found.on} shows its place without it"
            yield "pages_disagree", f"answer ({key[0]}): {where}, page {again.page_id} has it again."


def withdrawals(pages: Sequence[ReadPage], items: Iterable[Item]) -> dict[Item, Withdrawal]:
    """Which of these answers, events and references the site took back."""
    return {item: found for item in items if (found := _withdrawal(pages, item))}


def withdrawn_issue(item: Item, withdrawal: Withdrawal) -> tuple[str, str]:
    """The issue about something that the site took back, as kind and sentence."""
    seen_on, on, page = withdrawal
    seen = f"was last seen on {seen_on}; page {page} of {on}"
    if isinstance(item, Event):
        return "event_withdrawn", f"{item.event} on {item.event_on} {seen} shows its place without it."
    if isinstance(item, Link):
        return "link_withdrawn", f"{item.relation} {item.target_id} {seen} shows its place without it."
    return "answer_withdrawn", f"The answer ({item[0]}) {seen} shows its place without it."


def other_events(pages: Sequence[ReadPage], shown: ReadPage) -> Iterable[Event]:
    """Events that the chronology of `shown` lacks: newer copies add them, or the site took them back."""
    known, found = {_key(event) for event in shown.reading.events}, dict[object, Event]()
    for page in pages:
        is_newer = _is_like(page, shown) and page.captured.date() > (shown.last_seen or date.max)
        for event in page.reading.events if page.rank == shown.rank else ():
            if _key(event) not in known and (is_newer or _withdrawal(pages, event)):
                found.setdefault(_key(event), event)
    return found.values()


def _key(item: Item) -> tuple[object, str]:
    """What makes two lines of two pages the same one."""
    if isinstance(item, Event):
        return item.event_on, item.event
    return (item.relation, item.target_id) if isinstance(item, Link) else item


def _shows(page: ReadPage, item: Item) -> bool:
    if isinstance(item, Event | Link):
        lines: tuple[Item, ...] = (*page.reading.events, *page.reading.links)
        return _key(item) in map(_key, lines)
    text = page.reading.texts.get(item, ())
    return bool(text) and not is_placeholder(text)


def _withdrawal(pages: Sequence[ReadPage], item: Item) -> Withdrawal | None:
    """The first newer copy without something, unless a copy since then, or one without a day, has it."""
    showing = [page for page in pages if _shows(page, item)]
    best = min((page.rank for page in showing), default=0)
    showing = [page for page in showing if page.rank == best]
    seen_on = max((page.last_seen or date.max for page in showing), default=date.max)
    newer = [page for page in pages if page.rank <= best and page.captured.date() > seen_on]
    without = [page for page in newer if _shows_place(page, item, showing)]
    first = min(without, key=lambda page: (page.captured, page.page_id), default=None)
    return Withdrawal(seen_on, first.captured.date(), first.page_id) if first else None


def _shows_place(page: ReadPage, item: Item, showing: Iterable[ReadPage]) -> bool:
    """Whether a page shows the place of something whole, as one of those that show it, and nothing unread."""
    alike = [other for other in showing if _is_like(page, other)]
    field: Field = "event"
    shows = page.reading.shows_chronology
    if isinstance(item, Event):
        words = [f"{item.event_on.day}/{item.event_on.month}/{item.event_on.year}"]
    elif isinstance(item, Link):
        shows, field, words = shows and page.reading.ends_in != "references", "link", [item.target_id]
    else:
        shows, field = all(_goes_past_question(page, other, item[0]) for other in alike), "question"
        words = [other.reading.texts[item][0][:_BEGINNING] for other in alike]
    is_unread = any(
        any(word in one.detail for word in words) or (one.kind == "letters_unread" and "…" in one.detail)
        for one in page.record.issues
    )
    return bool(alike) and shows and not is_unsure(page, field) and not is_unread


def _goes_past_question(page: ReadPage, answered: ReadPage, language: Language) -> bool:
    """Whether a page goes on behind its question, which is neither cut nor holds the answer of another."""
    asked, before = (one.reading.texts.get((language, "question"), ()) for one in (page, answered))
    may_be_cut = not page.is_closed and any(i.kind == "answer_text_missing" for i in page.record.issues)
    is_other_length = is_part_of(asked, before) or is_part_of(before, asked)
    return page.reading.is_whole and bool(asked) and not may_be_cut and not is_other_length


def _is_like(page: ReadPage, other: ReadPage) -> bool:
    """Whether a page can show no less than another."""
    one, two = page.reading, other.reading
    is_printed = "bulletin" in {one.variant, two.variant}
    same_form = page.record.form in {*MARKUP, other.record.form}
    return one.languages == two.languages and not is_printed and same_form
