"""One question from all its pages, and an issue for each disagreement that repair does not explain."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from operator import attrgetter
from typing import Any, TypeVar

from schemas.codes import ASKED_FROM, LANGUAGES, MARKUP, PARTS, AskedFrom, Field, Language, Part
from schemas.question_number import in_order
from schemas.records import Event, Link, PageReading, PageRecord, QuestionRecord, has_answer
from schemas.tables import question_issue
from tasks.assemble.choice import (
    ReadPage,
    best_value,
    by_trust,
    consistent_with,
    is_unsure,
    may_replace,
    printed_values,
    read_pages,
    state_page,
    sure_pages,
)
from tasks.assemble.disagreement import disagreements, implausible_dates
from tasks.assemble.same_words import is_part_of, is_placeholder, same_but_for_damage
from tasks.assemble.status import counting, seen, sent_on, state_of
from tasks.assemble.withdrawn import (
    other_events,
    part_issue,
    replaced_texts,
    returned_issues,
    takes_place,
    withdrawals,
    withdrawn_issue,
)

T = TypeVar("T")
_LONG_TEXT = 200
"""Letters of a text that cannot be the same by chance, at least."""
Text = tuple[str, ...]
TextKey = tuple[Language, Part]


def group_by_question(records: Iterable[PageRecord]) -> dict[str, list[PageRecord]]:
    """The read pages by question id, in the order of legislature and number."""
    groups: dict[str, list[PageRecord]] = defaultdict(list)
    for record in records:
        if record.reading:
            groups[record.reading.question_id].append(record)
    return dict(sorted(groups.items(), key=lambda item: in_order(item[0])))


def assemble_question(records: Sequence[PageRecord]) -> QuestionRecord:
    """Assemble a question from its pages (at least one), in any order.

    The state (events, answer) comes from the page with the best evidence, among several from the furthest
    advanced; words come from the newest page, letters from the page with the best ones. What the site took
    back stays, marked.
    """
    pages = read_pages(records)
    state = state_page(pages)
    consistent = consistent_with(pages, state)
    printed = printed_values(pages, [page for page in consistent if page.rank <= state.rank])
    events, links = _events(consistent), _links(consistent, state)
    withdrawn = withdrawals(consistent, (*events, *links))
    standing = counting(events, withdrawn)
    answered_on = _answered_on(state, consistent, standing)
    texts = _texts(pages, consistent, answered_on)
    withdrawn |= withdrawals(consistent, texts)
    replaced = list(replaced_texts(pages, texts))
    keywords = _keywords(pages)
    asked_on_from = _asked_on_from(pages, standing, printed)
    findings = [
        *disagreements(pages, state, events, replaced),
        *(withdrawn_issue(*one) for one in withdrawn.items()),
        *(part_issue(key, old, new) for key, old, new, is_less in replaced if is_less),
        *returned_issues(consistent, texts),
        *implausible_dates(printed["asked_on"], answered_on, events, pages),
    ]
    if len({len(words) for words in keywords.values()}) > 1:
        counts = ", ".join(f"{language} {len(words)}" for language, words in keywords.items())
        detail = f"The languages have different numbers of keywords: {counts}."
        findings.append(("keywords_not_paired", detail))
    if answered_on is None and any(event.tells_answer for event in events):
        findings.append(("answer_undated", "The question is answered; no page dates the answer."))
    if asked_on_from in {"date_line", "sent"}:
        findings.append(("asked_on_inferred", f"{printed['asked_on']} stands only as: {asked_on_from}."))
    bulletins = [page.reading.bulletin_on for page in pages if page.reading.bulletin_on]
    answers = answered_on is not None or any(part == "answer" for _, part in texts)
    became = state_of(
        [state.reading, *(page.reading for page in consistent)], standing, links, has_answer=answers
    )
    return QuestionRecord(
        question_id=state.reading.question_id,
        legislature=state.reading.legislature,
        number=state.reading.number,
        **printed,
        addressee=_by_language(pages, "addressee", lambda reading: reading.addressee, str),
        title=_by_language(pages, "title", lambda reading: reading.title, str),
        keywords=keywords,
        events=events,
        links=links,
        texts=texts,
        cut=frozenset(key for key, text in texts.items() if _is_cut(pages, key, text)),
        whole=frozenset(key for key, text in texts.items() if _is_whole(pages, key, text)),
        answered_on=answered_on,
        state=became._replace(is_late=True) if _was_late(consistent, state) else became,
        asked_on_from=asked_on_from,
        bulletin_on=max(bulletins, default=None),
        withdrawn={item: withdrawal.on for item, withdrawal in withdrawn.items()},
        outdated=frozenset(page.page_id for _, page, _, is_less in replaced if is_less),
        issues=tuple(question_issue(state.reading.question_id, kind, detail) for kind, detail in findings),
        seen=seen((page.record for page in pages), (page.record for page in consistent)),
    )


def _was_late(pages: Iterable[ReadPage], state: ReadPage) -> bool:
    """Whether a record from before that of the state still showed the question open after its deadline."""
    return any(
        page.reading.state == "open" and (page.last_seen or date.min) > page.reading.deadline_on
        for page in pages
        if page.reading.deadline_on and page.captured < state.captured
    )


def _asked_on_from(
    pages: Sequence[ReadPage], events: Sequence[Event], printed: dict[str, Any]
) -> AskedFrom | None:
    """The best place in which pages show the date of the question; else it is that of sending, filled in."""
    asked_on = printed["asked_on"]
    if asked_on is None:
        printed["asked_on"] = sent_on(events)
        return "sent" if printed["asked_on"] else None
    places = {page.reading.asked_on_from for page in pages if page.reading.asked_on == asked_on}
    return next((place for place in ASKED_FROM if place in places), None)


def _by_language(
    pages: Sequence[ReadPage],
    field: Field,
    values: Callable[[PageReading], Mapping[Language, T]],
    letters: Callable[[T], str],
) -> dict[Language, T]:
    def of(language: Language) -> T | None:
        return best_value(pages, field, lambda reading: values(reading).get(language), letters)

    return {language: value for language in LANGUAGES if (value := of(language))}


def _keywords(pages: Sequence[ReadPage]) -> dict[Language, tuple[str, ...]]:
    """The keywords of both languages; in the order of a bilingual page, where they are in pairs."""
    found = _by_language(pages, "keyword", lambda reading: reading.keywords, "".join)
    paired = [
        page.reading.keywords for page in sure_pages(pages, "keyword") if len(page.reading.languages) > 1
    ]
    order = next((keywords for keywords in paired if _is_paired(keywords)), {})
    return {language: _in_order_of(order.get(language, ()), words) for language, words in found.items()}


def _is_paired(keywords: Mapping[Language, tuple[str, ...]]) -> bool:
    counts = {len(keywords.get(language, ())) for language in LANGUAGES}
    return len(counts) == 1 and counts != {0}


def _in_order_of(order: Sequence[str], keywords: tuple[str, ...]) -> tuple[str, ...]:
    """The same keywords in the order of others; unchanged when the two lists are not the same."""
    left = list(keywords)
    found = []
    for wanted in order:
        same = next((keyword for keyword in left if same_but_for_damage(keyword, wanted)), None)
        if same is None:
            return keywords
        left.remove(same)
        found.append(same)
    return keywords if left else tuple(found)


def _events(pages: Sequence[ReadPage]) -> tuple[Event, ...]:
    """The chronology of the furthest advanced page that has one, with what others add to it.

    They add deadlines, and events that newer copies have or the site took back, by their days.
    """
    consistent = [page for page in pages if page.reading.events]
    if not consistent:
        return ()
    deadlines = {
        (event.event_on, event.event): event.deadline_on
        for page in reversed(by_trust(consistent, "state"))
        for event in page.reading.events
        if event.deadline_on
    }
    shown = state_page(consistent)
    events, others = shown.reading.events, other_events(consistent, shown)
    return tuple(
        replace(event, deadline_on=event.deadline_on or deadlines.get((event.event_on, event.event)))
        for event in (sorted((*events, *others), key=attrgetter("event_on")) if others else events)
    )


def _answered_on(state: ReadPage, pages: Sequence[ReadPage], events: Sequence[Event]) -> date | None:
    """The date of the answer: of the page with its text, else by any page or the chronology."""
    dated = [page for page in pages if page.reading.answered_on]
    best = min((page.rank for page in dated), default=state.rank)
    dated = [page for page in dated if page.rank == best]
    with_text = [page for page in dated if page.has_answer_text]
    found = next(iter(by_trust(with_text or dated, "answer")), state).reading.answered_on
    from_events = (event.event_on for event in reversed(events) if event.event == "answered")
    return found or next(from_events, None)


def _links(pages: Sequence[ReadPage], state: ReadPage) -> tuple[Link, ...]:
    """Links of the page that shows the state, then those that only others of no less evidence have."""
    linking = [page for page in pages if page.reading.links]
    best = min((page.rank for page in linking), default=0)
    others = [page for page in linking if page is not state and page.rank <= max(best, state.rank)]
    return tuple(dict.fromkeys(link for page in (state, *others) for link in page.reading.links))


def _texts(
    pages: Sequence[ReadPage], consistent: Sequence[ReadPage], answered_on: date | None
) -> dict[tuple[Language, Part], tuple[str, ...]]:
    """The texts in each language; answers come from pages consistent with the state.

    A placeholder counts only where there is nothing else.
    """
    texts, of_part = {}, {"question": pages, "answer": consistent}
    for language, part in product(LANGUAGES, PARTS):
        with_text = ((page, page.reading.texts.get((language, part), ())) for page in of_part[part])
        found = [(page, text) for page, text in with_text if text]
        of_date = found if part == "question" else _of_date(found, answered_on)
        answers = [(page, text) for page, text in of_date if not is_placeholder(text)]
        text = _best_text(answers or of_date, (language, part))
        if text:
            texts[language, part] = text
    return texts


def _of_date(found: Sequence[tuple[ReadPage, Text]], answered_on: date | None) -> list[tuple[ReadPage, Text]]:
    """The answers of the day that the best page of a language prints, and other copies of the same words.

    Without any, undated ones; `answered_on` is the day where none of the best pages prints one.
    """
    best = min((page.rank for page, _ in found), default=0)
    texts = [page for page, text in found if page.rank == best and not is_placeholder(text)]
    dated = [page for page in texts if page.reading.answered_on]
    day = by_trust(dated, "answer")[0].reading.answered_on if dated else answered_on
    of_date = [text for page, text in found if not day or day in _dates(page)]
    same = [one for one in found if any(_is_copy(*one, text) for text in of_date)]
    return same or [one for one in found if one[0].reading.answered_on is None] or list(found)


def _dates(page: ReadPage) -> Collection[date]:
    """The date of the answer on a page, else the answer dates of its chronology."""
    found = page.reading.answered_on
    return {found} if found else page.answer_dates


def _is_copy(page: ReadPage, text: Text, other: Text) -> bool:
    """Whether a text is a copy of another; one may be cut when its page dates no other answer."""
    is_part = is_part_of(text, other) or is_part_of(other, text)
    return _is_same(text, other) or (is_part and page.reading.answered_on is None)


def _best_text(found: Sequence[tuple[ReadPage, Text]], key: TextKey) -> Text | None:
    """The words of one page, in the best letters that any has; a cut text is completed.

    Not by an older page, if a closed copy has these words.
    """
    if not found:
        return None
    texts = {page.page_id: text for page, text in found}
    pages = by_trust([page for page, _ in found], "letters", key[1])
    base = _base(pages, key, texts)
    words = texts[base.page_id]
    is_cut = _is_cut(pages, key, words)
    others = [page for page in pages if page is not base and not is_unsure(page, key[1])]
    joined = {page_id: "".join(text) for page_id, text in texts.items()}
    same = [p for p in others if may_replace(p, base, key[1], joined[p.page_id], joined[base.page_id])]
    copies = [page for page in pages if _is_same(texts[page.page_id], words)]
    others = [page for page in others if not any(takes_place(one, page, key[1]) for one in copies)]
    same += _continuations([page for page in others if page not in same], base, texts, is_cut=is_cut)
    doubtful = is_unsure(base, key[1]) and same
    return _longest(by_trust(same if doubtful else [base, *same], "letters", key[1]), texts)


def _base(pages: Sequence[ReadPage], key: TextKey, texts: Mapping[str, Text]) -> ReadPage:
    """The page whose words count: best evidence, then newest answer; newest complete or longest question."""
    best = min(page.rank for page in pages)
    sure = sure_pages([page for page in pages if page.rank == best], key[1])
    if key[1] == "answer":
        return by_trust(sure, "answer")[0]
    ended = [page for page in sure if page.is_closed or has_answer(page.reading)]
    if complete := [page for page in ended if page.reading.is_whole]:
        return by_trust(complete, "words", key[1])[0]
    longest = _longest([page for page in sure if page.reading.ends_in != "question"] or sure, texts)
    return next(page for page in sure if texts[page.page_id] == longest)


def _continuations(
    pages: Iterable[ReadPage], base: ReadPage, texts: Mapping[str, Text], *, is_cut: bool
) -> list[ReadPage]:
    """The pages that continue a text: of the same evidence; of less only where it is cut.

    The site's pages are complete, and a short text may only look cut, so no page of less evidence continues
    them.
    """
    longer = [page for page in pages if is_part_of(texts[base.page_id], texts[page.page_id])]
    next_best = min((page.rank for page in longer if page.rank > base.rank), default=None)
    is_cut = is_cut and base.rank > 0 and len("".join(texts[base.page_id])) >= _LONG_TEXT
    return [page for page in longer if page.rank == base.rank or (is_cut and page.rank == next_best)]


def _is_cut(pages: Iterable[ReadPage], key: TextKey, words: Text) -> bool:
    """Whether every copy of a text ends in mid-sentence."""
    copies = [page for page in pages if _is_same(page.reading.texts.get(key, ()), words)]
    return all(page.reading.cut == key for page in copies)


def _is_whole(pages: Iterable[ReadPage], key: TextKey, words: Text) -> bool:
    """Whether a closed copy proves that a text ends here, or two extracts of different sources do."""
    alike = [page for page in pages if _is_same(page.reading.texts.get(key, ())[-1:], words[-1:])]
    alike = [page for page in alike if page.reading.cut != key]
    best = min((page.rank for page in alike), default=0)
    sources = {page.record.capture.source for page in alike if page.record.form not in MARKUP}
    return len(sources) > 1 or any(page.is_closed for page in alike if page.rank == best)


def _is_same(one: Text, other: Text) -> bool:
    return same_but_for_damage("".join(one), "".join(other))


def _longest(pages: Sequence[ReadPage], texts: Mapping[str, Text]) -> Text:
    """The first text that is not the beginning of another."""
    found = [texts[page.page_id] for page in pages]
    return next((one for one in found if not any(is_part_of(one, other) for other in found)), found[0])
