"""The pages of one question beside each other, before the question is put together from them."""

from collections.abc import Sequence

from schemas.records import PageRecord
from tasks.assemble.bilingual_split import part_by_sisters
from tasks.assemble.choice import witnesses
from tasks.assemble.keyword_cells import part_cells_by_sisters
from tasks.assemble.repair_check import with_verdicts


def compare_sisters(records: Sequence[PageRecord]) -> list[PageRecord]:
    """The pages of one question, each with what its sisters know better.

    Keywords in one cell are parted where a sister has them one by one; what a bilingual page runs together is
    parted where a sister shows one of the halves; a repair is confirmed or refuted where a sister shows the
    word undamaged.

    Args:
        records: Read pages of one question; their order does not matter.
    """
    if len(records) == 1:
        return list(records)
    shown = witnesses(records)
    records = [part_cells_by_sisters(record, shown) for record in records]
    own = witnesses(records)
    return with_verdicts([part_by_sisters(record, own) for record in records])
