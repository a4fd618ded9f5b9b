"""Floors: the least share of questions that must have a value, by the pages that show them."""

from dataclasses import dataclass
from functools import cache, partial
from typing import Literal

from schemas.codes import Variant
from schemas.vocabulary.rows import records

Among = Literal["all", "sent", "answered"]
"""All questions, those whose chronology has the event 'sent', or those that are answered."""


@dataclass(frozen=True, slots=True)
class Floor:
    """The least share of some questions that have a value in a table, from 0 to 1.

    One of the `columns` suffices. A question counts by `among`, by its best page in `variants`, and by its
    legislature. `source` is the reason for the share.
    """

    table: str
    columns: tuple[str, ...]
    among: Among
    variants: tuple[Variant, ...]
    legislatures: tuple[int, ...]
    least: float
    source: str

    def __post_init__(self) -> None:
        if not 0 < self.least <= 1:
            raise ValueError(
                f"column `least`: {self.least:g} is not above 0 and at most 1. Write a share as 0.95."
            )


floors = cache(partial(records, Floor, "floors.tsv"))
"""Every floor."""
