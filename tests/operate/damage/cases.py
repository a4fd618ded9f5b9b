"""The one table of what may be broken in a data folder: what the product says of it, and what mends it.

`cases.tsv` has a line for each place and outcome. Its columns:

    broken  what is broken, in words
    done    what was done to it, in words
    path    where, below the data folder: a pattern, of which the first match is meant; `current/` is the
            folder to which the link leads, and nothing the data folder itself
    harms   what happens to it: names of `harms`, or of groups of them
    says    what `status --check` says, in words
    named   what must be in what it says: {name} is the name of the file; - when there is nothing to say,
            so that it ends with 0; * when either is right
    mends   what mends it: a key of MENDS
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random

from tests.operate.damage.harms import HARMS, named

TABLE = Path(__file__).with_name("cases.tsv")
MENDS = {
    "run": "the next run, or `senate-questions rebuild` right away",
    "rebuild": "`senate-questions rebuild`",
    "nothing": "no repair needed",
    "source": "a backup, or `ingest --from` a source that has it, which names what is in its way",
    "backup": "a backup; `senate-questions raw verify` names the file",
    "remove": "fix or remove the file",
    "move": "the next run; if it names something that is in the way, move that away first",
}
IN_ORDER, EITHER = "-", "*"


@dataclass(frozen=True)
class Case:
    """One harm to one place, and what is expected of the product."""

    path: str
    harm: str
    named: str
    mends: str

    def place(self, data: Path) -> Path:
        """The file or folder that is meant."""
        if self.path == "current/":
            return (data / "current").resolve()
        return min(data.glob(self.path)) if "*" in self.path else data / self.path

    @property
    def asks_for_a_hand(self) -> bool:
        """Whether the next run must fail, and name what to fix."""
        return self.mends in {"backup", "remove"} and self.named != EITHER

    @property
    def may_ask(self) -> bool:
        """Whether the next run may fail, and name what is in its way."""
        return self.named == EITHER or self.mends in {"move", "source"}

    def __str__(self) -> str:
        return f"{self.path or 'data'}: {self.harm}"


def lines() -> list[dict[str, str]]:
    """The lines of the table, each as column name to cell."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def cases_of(line: dict[str, str]) -> list[Case]:
    """A case for each harm of a line."""
    harms = named(line["harms"])
    assert HARMS.keys() >= set(harms), harms
    assert line["mends"] in MENDS, line["mends"]
    return [Case(line["path"], harm, line["named"], line["mends"]) for harm in harms]


def all_cases() -> list[Case]:
    """Every case of the table."""
    return list(chain.from_iterable(map(cases_of, lines())))


def covering(cases: Sequence[Case], turn: int) -> Iterator[Case]:
    """A few of the cases, in which every place and every harm occurs; each turn has others."""
    order, met = Random(turn).sample(cases, len(cases)), set()
    for least in (2, 1):
        for case in order:
            new = {("place", case.path), ("harm", case.harm)} - met
            if len(new) >= least:
                met |= new
                yield case


def few_cases(of_each: int) -> list[Case]:
    """Some cases of each line, in turn, and one of each harm that none of them does."""
    found = []
    for number, line in enumerate(lines()):
        cases = cases_of(line)
        found += [cases[(number + turn) % len(cases)] for turn in range(min(of_each, len(cases)))]
    done = {case.harm for case in found}
    more = {case.harm: case for case in all_cases() if case.harm not in done}
    return list(dict.fromkeys((*found, *more.values())))


def one_of_each_kind() -> list[Case]:
    """A case for each file or folder that stands in a data folder."""
    return list({case.path.split("/")[0]: case for case in reversed(few_cases(1))}.values())
