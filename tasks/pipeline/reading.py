"""Reading the pages of shards and extracting their questions: raw bytes to rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from schemas.codes import LANGUAGES, MAY_PASS
from schemas.columns import RowError
from schemas.errors import VocabularyError
from schemas.records import Capture, PageRecord, QuestionRecord, Reason, Tables
from schemas.tables import TEXT_REPAIRS, question_issue
from tasks.assemble import assemble_question, compare_sisters, group_by_question
from tasks.common.errors import StorageError
from tasks.common.largest_page import LARGEST_PAGE
from tasks.common.workers import Workers
from tasks.decode import TooMuchError
from tasks.extract import extract_question, mentions
from tasks.link import part_of, without_quotes
from tasks.pipeline.failing_pages import SetAside, map_setting_aside
from tasks.pipeline.shards import Shard, Worked, home_when_read
from tasks.raw import RawStore
from tasks.read import quarantined, read_capture, refused, require_few_rows
from tasks.repair import language_score
from tasks.tables.rows import empty_tables, merge, page_tables, question_tables
from tasks.tables.text_rows import found_tables, text_repair_rows

CORRUPT = Reason("damaged_bytes", "Its bytes in the raw store are damaged; `raw verify` names the file.")


def load_vocabularies() -> None:
    """Load what reading and extracting need: words, patterns, names."""
    language_score("de")
    for language in LANGUAGES:
        mentions("", language)


@dataclass(frozen=True, slots=True)
class ShardReader:
    """Reads the shards of a run.

    Pages of more than `largest_page` bytes are quarantined; `failed` are those that failed in the last
    release.
    """

    store: RawStore
    largest_page: int
    failed: SetAside = field(default_factory=dict)

    def read(self, shards: Sequence[Shard], workers: Workers) -> list[Worked]:
        """Read the pages of shards, assemble and extract; a failing page is quarantined alone."""
        work = partial(read_shard, self.store, self.largest_page)
        return map_setting_aside(workers, work, shards, self.failed)


def read_shard(store: RawStore, largest_page: int, set_aside: SetAside, shard: Shard) -> Worked:
    """Read one shard; `set_aside` gives the reasons why some of its pages are quarantined unread."""
    wanted = [capture.sha256 for capture in shard.captures if capture.page_id not in set_aside]
    contents = store.pages(wanted)
    records = [
        quarantined(capture, set_aside[capture.page_id])
        if capture.page_id in set_aside
        else _read_one(capture, next(contents), largest_page)
        for capture in shard.captures
    ]
    homes = {record.capture.page_id: home_when_read(record, shard.name) for record in records}
    here = [record for record in records if homes[record.capture.page_id] == shard.name]
    lost = sum(record.reason_code in MAY_PASS for record in records)
    return Worked(shard, homes, part_of(rows_of(here, largest_page)), lost)


def _read_one(capture: Capture, content: bytes | StorageError, largest_page: int) -> PageRecord:
    if isinstance(content, StorageError):
        return quarantined(capture, CORRUPT)
    return read_capture(capture, content, largest_page)


def rows_of(records: Sequence[PageRecord], largest_page: int = LARGEST_PAGE) -> Tables:
    """The rows of pages and their questions that follow from these pages alone."""
    groups = group_by_question(records).values()
    unread = page_tables(record for record in records if record.reading is None)
    return merge([unread, *(_question_rows(group, largest_page) for group in groups)])


def _question_rows(records: Sequence[PageRecord], largest_page: int) -> Tables:
    """The rows of one question and its pages, without pages that give more than a page of this size may."""
    kept, aside = list(records), list[PageRecord]()
    while kept:
        try:
            return merge([page_tables(aside), _kept_rows(kept, largest_page)])
        except TooMuchError as error:
            page = max(kept, key=_letters)
            kept.remove(page)
            aside.append(refused(page, Reason(error.code, str(error))))
    return page_tables(aside)


def _kept_rows(records: Sequence[PageRecord], largest_page: int) -> Tables:
    compared = compare_sisters(records)
    for record in compared:
        require_few_rows(record, largest_page)
    question = assemble_question(compared)
    placed = empty_tables() | {TEXT_REPAIRS.name: list(text_repair_rows(question, compared))}
    shown = page_tables(compared)
    for row in shown["issues"]:
        if row["page_id"] in question.outdated:
            row["detail"] = without_quotes(row["detail"])
    return merge([shown, question_rows([question], largest_page), placed])


def question_rows(questions: Sequence[QuestionRecord], largest_page: int = LARGEST_PAGE) -> Tables:
    """The rows of questions, and of what is found in their texts, if not too much (TooMuchError)."""
    return merge([question_tables(questions), *(_found_rows(one, largest_page) for one in questions)])


def _found_rows(question: QuestionRecord, largest_page: int) -> Tables:
    try:
        return found_tables(question, extract_question(question), largest_page)
    except (VocabularyError, RowError, TooMuchError):
        raise
    except Exception as error:  # noqa: BLE001 - one question must never stop the others
        detail = f"Nothing was extracted from the texts; please report it. {error!r}"
        return {"issues": [question_issue(question.question_id, "extraction_failed", detail)]}


def _letters(record: PageRecord) -> int:
    """How much text a page shows."""
    texts = record.reading.texts.values() if record.reading else ()
    return sum(len(paragraph) for text in texts for paragraph in text)
