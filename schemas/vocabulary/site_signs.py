"""The signs by which many pages together tell that the site has changed, and the shares that count."""

from dataclasses import dataclass
from functools import cache

from schemas.vocabulary.rows import record, vocabulary_rows


@dataclass(frozen=True, slots=True)
class Sign:
    """What may be the same on many new pages, named by `words`, with shares from 0 to 1.

    Of a value, the `query` gives it for each question; it must be the same for so many different `askers`,
    authors or what else `by` names, since one senator may ask a series. Fewer new pages than `fewest`, or
    questions with different texts, may be alike by chance. A sign tells of a changed site from the share
    `first` if nothing was held before, else from `beyond` more than is usual; a night is refused from the
    share `refuses`. None means never.
    """

    sign: str
    words: str
    query: str
    by: str
    askers: int
    fewest: int
    first: float | None
    beyond: float
    refuses: float | None
    source: str

    def tells(self, share: float, usual: float | None) -> bool:
        """Whether a share of the new pages is too large beside the usual one, None if there is none."""
        least = self.first if usual is None else usual + self.beyond
        return least is not None and share >= least


@cache
def site_signs() -> dict[str, Sign]:
    """Every sign by its name, from site_signs.tsv."""
    return {row["sign"]: record(Sign, row) for row in vocabulary_rows("site_signs.tsv")}
