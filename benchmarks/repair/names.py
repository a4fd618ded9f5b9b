"""Measure what repair does to 1,000 names: on clean sentences, and on pages damaged as a whole.

    python -m benchmarks.repair.names [--show N]

The names, with their sources, are those of tests/repair/names.tsv. A name on a clean page must stay. On a
damaged page, which damages the name too, it must come back exactly or stay as it was damaged: anything else
is a third text.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from benchmarks.common import rows, run, show_faults
from benchmarks.repair.damages import Damage, lost, misread, utf8
from benchmarks.repair.score import aligned
from tasks.repair import repair_text
from tests.support import TESTS

NAMES = TESTS / "repair/names.tsv"
PAGES = {
    "nl": (
        "Het is officiële informatie over België en Financiën: de coördinerende diensten zijn geëvalueerd. "
        "De minister heeft in zijn antwoord gezegd dat {} in dit dossier een rol speelt. "
        "Patiënten die geïnformeerd zijn vóór de eerste één à twee weken krijgen financiële steun."
    ),
    "fr": (
        "Les données générales ont été reçues à Liège après la première année, où l’été a été contrôlé. "
        "Le ministre a dit dans sa réponse que {} joue un grand rôle dans ce dossier. "
        "L’État a décidé que les bénéficiaires âgés seront informés dès que le système sera prêt."
    ),
}
"""A page of each language; all that a damage can touch is damaged, the name too."""
DAMAGES: dict[str, Damage] = {
    "mac_latin2": misread("cp1252", "mac_latin2"),
    "cp852": misread("cp1252", "cp852"),
    "cp850": misread("cp1252", "cp850"),
    "UTF-8 as cp1252": partial(utf8, charset="cp1252"),
    "lost: ?": lost("?", signs=True),
    "lost: U+FFFD": lost("\ufffd", signs=True),
}


class Kept(NamedTuple):
    """A name, as it was damaged and as it was repaired."""

    name: str
    shown: str
    now: str

    @property
    def outcome(self) -> str:
        """What became of it: a third text when one of its words is neither right nor as it was damaged."""
        if self.now == self.name:
            return "exact"
        words = zip_longest(*(text.split(" ") for text in self))
        return "as damaged" if all(now in (was, shown) for was, shown, now in words) else "third"


def clean(names: Sequence[str]) -> Iterator[Kept]:
    """Yield each name after repair of its sentence alone, in both languages, given and not."""
    for name in names:
        for language, page in PAGES.items():
            sentence = page.split(". ")[1].format(name)
            for known in (language, None):
                now = repair_text(sentence, known).text
                yield Kept(name, name, name if now == sentence else now)


def damaged(names: Sequence[str], language: str, damage: Damage) -> Iterator[Kept]:
    """Yield each name after repair of its damaged page."""
    before = PAGES[language].split("{}")[0].count(" ")
    for name in names:
        was = PAGES[language].format(name).split(" ")
        shown = [damage(word) for word in was]
        words = list(aligned(was, shown, repair_text(" ".join(shown), language).text))
        found = words[before : before + len(name.split(" "))]
        yield Kept(*(" ".join(part) for part in zip(*found, strict=True)))


def _report(title: str, found: Sequence[Kept], shown: int) -> None:
    counts = Counter(kept.outcome for kept in found)
    figures = (f"{outcome} {counts[outcome]:5}" for outcome in ("exact", "as damaged", "third"))
    print(f"{title:24} {len(found):5}  {'  '.join(figures)}", flush=True)
    show_faults((kept for kept in found if kept.outcome == "third"), shown)


def main(show: int = 0) -> None:
    names = [row["name"] for row in rows(NAMES)]
    _report("clean", list(clean(names)), show)
    for title, damage in DAMAGES.items():
        for language in PAGES:
            _report(f"{title} {language}", list(damaged(names, language, damage)), show)


if __name__ == "__main__":
    run(main)
