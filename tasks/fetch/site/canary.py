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


def reads_otherwise(url: str, held: bytes, now: bytes) -> str | None:
    """What a page no longer says that the copy held says, as a sentence; None if it says all of it.

    More events, references or paragraphs are news. Copies that are cut or have another form are not compared.
    """
    before, after = (
        read_capture(Capture("canary", "", url, None, LIVE_SOURCE, url), content) for content in (held, now)
    )
    if before.reading is None or before.reading.ends_in or (after.reading and after.form != before.form):
        return None
    found = list(_facts(after.reading)) if after.reading else []
    lost = [fact for fact in _facts(before.reading) if fact not in found]
    if not lost:
        return None
    name, value = lost[0]
    instead = next((_shown(other) for named, other in found if named == name), "nothing")
    more = f" {len(lost) - 1} more facts differ." if len(lost) > 1 else ""
    return f"{url} reads otherwise than the copy held: {name} was {_shown(value)} and is now {instead}.{more}"


def reads_otherwise_apart(url: str, held: bytes, now: bytes) -> str | None:
    """`reads_otherwise` in a process of its own, which may die of a page."""
    workers = Workers(1)
    try:
        (found,) = workers.map(partial(reads_otherwise, url, held), [now])
    finally:
        workers.kill()
    return f"{url} reads otherwise than the copy held: {found}" if isinstance(found, Exception) else found


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
