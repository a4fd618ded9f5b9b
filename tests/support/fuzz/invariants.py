"""What holds of every page record, whatever the page."""

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from schemas.codes import FIELDS
from schemas.records import PageRecord
from schemas.vocabulary import issue_kinds
from tasks.common.largest_page import LARGEST_PAGE
from tasks.decode import decode_page
from tests.support.reading import is_sentence


def faults(record: PageRecord, content: bytes) -> list[str]:
    """What is wrong with the record of a page with this content; empty when all is well."""
    checks = (outcome_faults, issue_faults, letter_faults, pickle_faults)
    found = [fault for check in checks for fault in check(record)]
    if len(content) > LARGEST_PAGE and record.outcome != "quarantined":
        found.append(f"{len(content)} bytes are over the limit, and the page is {record.outcome}")
    if record.repairs:
        found += repair_faults(record, content)
    return found


def outcome_faults(record: PageRecord) -> Iterator[str]:
    if record.outcome not in ("read", "quarantined"):
        yield f"outcome {record.outcome!r}"
    if (record.reading is not None) != (record.outcome == "read"):
        yield f"{record.outcome}, and the reading is {record.reading!r}"
    if record.outcome == "read" and record.reason is not None:
        yield f"read, with the reason {record.reason!r}"
    if "reader failed" in (record.reason or ""):
        yield f"quarantined: {record.reason}"
    elif record.outcome == "quarantined" and not is_sentence(record.reason):
        yield f"the reason is no sentence: {record.reason!r}"


def issue_faults(record: PageRecord) -> Iterator[str]:
    for issue in record.issues:
        if issue.kind not in issue_kinds():
            yield f"unknown kind of issue: {issue.kind}"
        if not is_sentence(issue.detail):
            yield f"the detail of {issue.kind} is no sentence: {issue.detail!r}"


def strings(value: Any, name: str = "record") -> Iterator[tuple[str, str]]:
    """Every string in a record, with the name of its field."""
    if isinstance(value, str):
        yield name, value
    elif is_dataclass(value):
        for each in fields(value):
            yield from strings(getattr(value, each.name), each.name)
    elif isinstance(value, Mapping):
        for item in value.items():
            yield from strings(item, name)
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item, name)


def letter_faults(record: PageRecord) -> Iterator[str]:
    """No NUL anywhere, and nothing that a file in UTF-8 cannot hold."""
    for name, text in strings(record):
        if "\0" in text:
            yield f"NUL in {name}: {text[:80]!r}"
        if not is_storable(text):
            yield f"a lone surrogate in {name}: {text[:80]!r}"


def is_storable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def pickle_faults(record: PageRecord) -> Iterator[str]:
    """Records travel between processes."""
    if pickle.loads(pickle.dumps(record)) != record:
        yield "the record is another one after pickling"


def repair_faults(record: PageRecord, content: bytes) -> Iterator[str]:
    """Each repair lies in its block, where `before` stands, and is behind the one before it."""
    blocks = decode_page(content).blocks
    last = (0, 0)
    for repair in record.repairs:
        in_page = 0 <= repair.block < len(blocks)
        text = blocks[repair.block].text if in_page else ""
        if not 0 <= repair.start_at <= repair.end_at <= len(text):
            yield f"outside of its block: {repair}"
        elif text[repair.start_at : repair.end_at] != repair.before:
            yield f"{text[repair.start_at : repair.end_at]!r} stands there: {repair}"
        if (repair.block, repair.start_at) < last:
            yield f"overlaps the repair before it: {repair}"
        if repair.before == repair.after or not 0 <= repair.certainty <= 1 or repair.field not in FIELDS:
            yield f"no repair: {repair}"
        last = (repair.block, repair.end_at)
