"""Pages of a release that were seen again, unchanged: seldom does that change the state of a question."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.page_tables import PAGES
from schemas.records import Capture
from schemas.tables import QUESTIONS
from tasks.assemble import depends_on_day, settle
from tasks.release.published.manifest import table_file
from tasks.tables.arrow_tables import replaced

_STATE = ("status", "status_reason", "is_late")
_OF_QUESTION = ("question_id", "legislature", "seen_on", "deadline_on", *_STATE)
_OF_PAGE = ("page_id", "question_id", "url", "evidence", "variant", "outcome", "is_whole", "seen_at")


def change_states(release: Path, captures: Sequence[Capture]) -> bool:
    """Whether the times at which the pages of a release were last seen change the state of a question.

    A release that cannot be read counts as changed.
    """
    try:
        pages = pq.read_table(release / table_file(PAGES.name), columns=list(_OF_PAGE))
        questions = pq.read_table(release / table_file(QUESTIONS.name), columns=list(_OF_QUESTION))
    except (OSError, pa.ArrowException):
        return True
    pages_now = with_sightings(pages, captures)
    again = pages["question_id"].filter(pc.not_equal(pages["seen_at"], pages_now["seen_at"]))
    rows = questions.filter(pc.is_in(questions["question_id"], again)).to_pylist()
    before = [row for row in rows if depends_on_day(row)]
    now = [dict(row) for row in before]
    ids = pa.array([row["question_id"] for row in now], pa.string())
    settle(now, pages_now.filter(pc.is_in(pages["question_id"], ids)).to_pylist())
    return any(one[name] != other[name] for one, other in zip(before, now, strict=True) for name in _STATE)


def with_sightings(pages: pa.Table, captures: Sequence[Capture]) -> pa.Table:
    """Rows of `pages` with the times at which they were last seen by captures."""
    places = pc.index_in(pages["page_id"], pa.array([one.page_id for one in captures], pa.string()))
    times = pa.array([one.seen_at for one in captures], pages["seen_at"].type)
    return replaced(pages, "seen_at", pc.take(times, places))
