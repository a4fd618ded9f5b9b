"""Comparison of the pages of one question before it is assembled."""

from collections.abc import Sequence

from schemas.records import PageRecord
from tasks.assemble.bilingual_split import split_by_sisters
from tasks.assemble.choice import read_pages
from tasks.assemble.keyword_cells import split_cells_by_sisters
from tasks.assemble.repair_check import check_repairs


def compare_sisters(records: Sequence[PageRecord]) -> list[PageRecord]:
    """The pages of one question, in any order, each improved by its sisters.

    Keywords in one cell are split where a sister has them singly; what a bilingual page runs together is
    split where a sister has one of the halves; a repair is confirmed or refuted where a sister has the word
    undamaged.
    """
    if len(records) == 1:
        return list(records)
    pages = read_pages(records)
    records = [split_cells_by_sisters(record, pages) for record in records]
    own = read_pages(records)
    return check_repairs([split_by_sisters(record, own) for record in records])
