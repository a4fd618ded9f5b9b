"""Belgian acts with their numbers, by which the ELI of Justel names them.

acts.tsv has those that are cited most, with names in both languages; laws.tsv the federal laws since 1994
with the words that their French titles begin with.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from schemas.vocabulary.rows import record, several, vocabulary_rows


@dataclass(frozen=True, slots=True)
class Act:
    """An act: its kind in ELI, its day, and its number in the Belgian Official Gazette (numac).

    `names_nl` and `names_fr` mean it wherever they are, `names_with_day` beside its day; `titles` are words
    that its title begins with and that of no other act of that kind and day. `is_known_by_day` says that
    texts which cite that day mean this act.
    """

    kind: str
    day: str
    numac: str
    names_nl: tuple[str, ...]
    names_fr: tuple[str, ...]
    names_with_day: tuple[str, ...]
    titles: tuple[str, ...]
    is_known_by_day: bool

    @property
    def names(self) -> tuple[str, ...]:
        """What texts call it beside its day."""
        return self.names_nl + self.names_fr + self.names_with_day

    @property
    def eli(self) -> str:
        """Its European Legislation Identifier, with the Dutch name of its kind."""
        return f"eli/{self.kind}/{self.day.replace('-', '/')}/{self.numac}"


@cache
def eli_kinds() -> Mapping[str, str]:
    """The kinds of acts that ELI has, by their codes in act_kinds.tsv."""
    return {row["code"]: row["eli"] for row in vocabulary_rows("act_kinds.tsv") if row["eli"]}


@cache
def cited_acts() -> tuple[Act, ...]:
    """The acts that are cited most, from acts.tsv."""
    return tuple(
        record(
            Act,
            row,
            titles=several(row["titles_nl"]) + several(row["titles_fr"]),
            is_known_by_day=row["known_by_day"] == "yes",
        )
        for row in vocabulary_rows("acts.tsv")
    )


@cache
def _by_day() -> Mapping[tuple[str, str], tuple[Act, ...]]:
    """All acts by kind and day; one of acts.tsv has the title of laws.tsv too."""
    laws = {(row["day"], row["numac"]): row for row in vocabulary_rows("laws.tsv")}
    found: dict[tuple[str, str], tuple[Act, ...]] = defaultdict(tuple)
    for act in cited_acts():
        law = laws.pop((act.day, act.numac), {"titles": ""})
        found[act.kind, act.day] += (replace(act, titles=act.titles + several(law["titles"])),)
    for row in laws.values():
        names, titles = several(row["names_with_day"]), several(row["titles"])
        act = Act("wet", row["day"], row["numac"], (), (), names, titles, is_known_by_day=False)
        found[act.kind, act.day] += (act,)
    return found


def acts_of(kind: str, day: str) -> tuple[Act, ...]:
    """The acts of a kind in ELI and a day that are listed."""
    return _by_day().get((kind, day), ())
