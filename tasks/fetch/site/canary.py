"""The canary: a page that has long been settled, read again to see whether the site has changed its pages."""

from collections.abc import Iterator
from functools import partial

from schemas.codes import LIVE_SOURCE
from schemas.records import Capture, PageReading
from tasks.common.workers import Workers
from tasks.read import read_capture

_ALONE = ("author", "party", "asked_on", "original_language", "answered_on")
_BY_LANGUAGE = ("addressee", "title", "keywords")
_LONGEST = 100


def contradicts(url: str, stored: bytes, now: bytes) -> str | None:
    """What a page no longer says that the stored copy says, as a sentence; '' if both say the same.

    None if it says more, which is news, or if the copies cannot be compared: one is cut or has another form.
    """
    before, after = (
        read_capture(Capture("canary", "", url, None, LIVE_SOURCE, url), content) for content in (stored, now)
    )
    if before.reading is None or before.reading.ends_in or (after.reading and after.form != before.form):
        return None
    known, found = list(_facts(before.reading)), list(_facts(after.reading)) if after.reading else []
    lost = [fact for fact in known if fact not in found]
    if not lost:
        return "" if len(found) == len(known) else None
    name, value = lost[0]
    instead = next((_shown(other) for named, other in found if named == name), "nothing")
    more = f" {len(lost) - 1} more facts differ." if len(lost) > 1 else ""
    return (
        f"{url} now reads differently from the stored copy: {name} was {_shown(value)}, now {instead}.{more}"
    )


def contradicts_apart(url: str, stored: bytes, now: bytes) -> str | None:
    """`contradicts` in a process of its own, which may die of a page."""
    workers = Workers(1)
    try:
        (found,) = workers.map(partial(contradicts, url, stored), [now])
    finally:
        workers.kill()
    return (
        f"{url} could not be compared with the stored copy: {found}"
        if isinstance(found, Exception)
        else found
    )


def _facts(reading: PageReading) -> Iterator[tuple[str, object]]:
    """What a page says of its question, each with the name of its field."""
    yield from ((name, value) for name in _ALONE if (value := getattr(reading, name)))
    for name in _BY_LANGUAGE:
        yield from ((f"{name} ({language})", value) for language, value in getattr(reading, name).items())
    yield from (("chronology", f"{event.event_on} {event.event}") for event in reading.events)
    yield from (("references", f"{link.relation} {link.target_id}") for link in reading.links)
    for (language, part), paragraphs in reading.texts.items():
        yield from ((f"{part} ({language})", paragraph) for paragraph in paragraphs)


def _shown(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return f'"{text[:_LONGEST]}"'
