"""The fetch log: Parquet segments, and a journal for the answers of a run that is at work.

    log/<run>-<n>.parquet   a segment, written whole
    log/<run>-<n>.journal   JSON lines, one an answer, until they become that segment

Each answer of the site is in the journal before the next is asked for, so that a killed run asks nothing
twice. A journal that a killed run left is read as it is, and becomes a segment with the next run.
"""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.records import Row
from schemas.tables import FETCH_LOG
from tasks.errors import StorageError
from tasks.files import storage_errors, write_whole
from tasks.raw.entries import LogEntry

_SEGMENT = ".parquet"
_JOURNAL = ".journal"
_ADVICE = (
    "Bring the file back from a backup of the folder raw/log. Without one, move it away: the pages that it "
    "names stay stored, but nothing tells where they came from, so that they leave the release and are asked "
    "for again."
)
_COLUMNS = {field.name for field in fields(LogEntry)}


class FetchLog:
    """The fetch log of a raw store.

    Args:
        folder: Its folder; made when the first row is written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def append(self, entries: Sequence[LogEntry], run_id: str, number: int) -> None:
        """Add a segment; nothing is written for no rows.

        Args:
            entries: Its rows.
            run_id: The run that brought the pages in.
            number: Number of the segment within the run.

        Raises:
            StorageError: When it cannot be written.
        """
        if not entries:
            return
        rows = pa.Table.from_pylist([asdict(entry) for entry in entries], schema=arrow_schema(FETCH_LOG))
        segment = BytesIO()
        pq.write_table(rows, segment, compression="zstd")
        write_whole(self._path(run_id, number, _SEGMENT), segment.getvalue(), durable=True)

    def note(self, entry: LogEntry, run_id: str, number: int) -> None:
        """Add a row to the journal of a segment to be; it is on the disk when this returns.

        Raises:
            StorageError: When it cannot be written.
        """
        path = self._path(run_id, number, _JOURNAL)
        line = json.dumps(asdict(entry), ensure_ascii=False, default=lambda moment: moment.isoformat())
        with storage_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as journal:
                journal.write(f"{line}\n".encode())
                journal.flush()
                os.fsync(journal.fileno())

    def seal(self) -> None:
        """Turn every journal into its segment. Only the run that holds the lock may do so.

        Raises:
            StorageError: When a journal is damaged, or a segment cannot be written.
        """
        for journal in sorted(self._folder.glob(f"*{_JOURNAL}")):
            rows = _unsealed(journal)
            run_id, _, number = journal.stem.rpartition("-")
            self.append(rows, run_id, self._free_number(run_id, int(number)))
            with storage_errors(journal):
                journal.unlink()

    def _free_number(self, run_id: str, number: int) -> int:
        """The number, or the next one that no segment of the run has."""
        while self._path(run_id, number, _SEGMENT).exists():
            number += 1
        return number

    def entries(self) -> Iterator[LogEntry]:
        """All rows, oldest run first.

        Raises:
            StorageError: When a segment or a journal is damaged.
        """
        stems = {path.stem for kind in (_SEGMENT, _JOURNAL) for path in self._folder.glob(f"*{kind}")}
        for stem in sorted(stems):
            journal = self._folder / f"{stem}{_JOURNAL}"
            # The journal first: a run that is at work may turn it into its segment meanwhile.
            noted = _unsealed(journal) if journal.exists() else []
            segment = journal.with_suffix(_SEGMENT)
            if segment.exists():
                yield from _segment_entries(segment)
            yield from noted

    def _path(self, run_id: str, number: int, suffix: str) -> Path:
        return self._folder / f"{run_id}-{number:05}{suffix}"


def _unsealed(journal: Path) -> list[LogEntry]:
    """The rows of a journal that its segment does not hold; none when it has just become one."""
    try:
        rows = _journal_entries(journal)
    except FileNotFoundError:
        return []
    segment = journal.with_suffix(_SEGMENT)
    sealed = set(_segment_entries(segment)) if segment.exists() else set()
    return [row for row in rows if row not in sealed]


def _segment_entries(path: Path) -> list[LogEntry]:
    try:
        return [_entry(row) for row in pq.read_table(path).to_pylist()]
    except (OSError, pa.ArrowException, ValueError, TypeError, OverflowError) as error:
        raise StorageError(
            f"The fetch log has a damaged segment, {path}: {_said(error)} {_ADVICE}"
        ) from error


def _journal_entries(path: Path) -> list[LogEntry]:
    """The rows of a journal; a last line without its end was being written when the run was killed."""
    try:
        *lines, _unfinished = path.read_bytes().split(b"\n")
        return [_entry(_timed(json.loads(line))) for line in lines]
    except FileNotFoundError:
        raise
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise StorageError(
            f"The fetch log has a damaged journal, {path}: {_said(error)} {_ADVICE}"
        ) from error


def _said(error: Exception) -> str:
    return f"{str(error).rstrip('.')}."


def _timed(row: Row) -> Row:
    moment = row["fetched_at"]
    return row | {"fetched_at": moment and datetime.fromisoformat(moment)}


def _entry(row: Row) -> LogEntry:
    """A row as written by this version of the code, or an earlier one that had fewer columns."""
    return LogEntry(**{name: value for name, value in row.items() if name in _COLUMNS})
