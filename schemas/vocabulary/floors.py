"""Floors: the least share of questions that must have a value, by the pages that show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeVar, get_args

from schemas import codes
from schemas.errors import VocabularyError
from schemas.vocabulary.rows import several, vocabulary_rows

Among = Literal["all", "sent", "answered"]
"""All questions, those whose chronology has the event 'sent', or those that are answered."""
AMONG: tuple[Among, ...] = get_args(Among)
FILE = "floors.tsv"
T = TypeVar("T", bound=str)


@dataclass(frozen=True, slots=True)
class Floor:
    """The least share of some questions that have a value in a table, from 0 to 1.

    One of the `columns` suffices. A question counts by `among`, by its best page in `variants`, and by its
    legislature. `source` is the reason for the share.
    """

    table: str
    columns: tuple[str, ...]
    among: Among
    variants: tuple[codes.Variant, ...]
    legislatures: tuple[int, ...]
    least: float
    source: str


@cache
def floors() -> tuple[Floor, ...]:
    """Every floor, from floors.tsv."""
    return tuple(map(_floor, vocabulary_rows(FILE)))


def _floor(row: Mapping[str, str]) -> Floor:
    try:
        return Floor(
            table=row["table"],
            columns=several(row["columns"]),
            among=_known(row["among"], AMONG),
            variants=tuple(_known(variant, codes.VARIANTS) for variant in several(row["variants"])),
            legislatures=tuple(map(int, several(row["of_legislatures"]))),
            least=_share(row["least"]),
            source=row["source"],
        )
    except ValueError as error:
        raise VocabularyError(
            f"schemas/vocabulary/{FILE}, row '{row['table']} {row['columns']}': {error}"
        ) from error


def _known(name: str, known: tuple[T, ...]) -> T:
    for one in known:
        if one == name:
            return one
    raise ValueError(f"'{name}' is none of {', '.join(known)}.")


def _share(cell: str) -> float:
    share = float(cell)
    if not 0 < share <= 1:
        raise ValueError(f"A share of {cell} is not above 0 and at most 1.")
    return share
