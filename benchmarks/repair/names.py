"""Measure what repair does to 1,000 names: on clean sentences, and on pages damaged as a whole.

    python -m benchmarks.repair.names

The names, with their sources, are those of tests/repair/names.tsv. A name on a clean page must stay. On a
damaged page, which damages the name too, it must come back exactly or stay as it was damaged: anything else
is a third text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import zip_longest

from benchmarks.common import command, rows
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


def outcome(name: str, shown: str, now: str) -> str:
    """What became of a name: a third text when one of its words is neither right nor as it was damaged."""
    if now == name:
        return "exact"
    words = zip_longest(name.split(" "), shown.split(" "), now.split(" "))
    return "as damaged" if all(word in (was, broken) for was, broken, word in words) else "third"


def clean(name: str) -> Iterator[str]:
    """Yield what became of a name in its sentence alone, in both languages, given and not."""
    for language, page in PAGES.items():
        sentence = page.split(". ")[1].format(name)
        for known in (language, None):
            yield "exact" if repair_text(sentence, known).text == sentence else "third"


def damaged(name: str, language: str, damage: Damage) -> str:
    """Return what became of a name on its damaged page."""
    before = PAGES[language].split("{}")[0].count(" ")
    was = PAGES[language].format(name).split(" ")
    shown = [damage(word) for word in was]
    words = list(aligned(was, shown, repair_text(" ".join(shown), language).text))
    found = words[before : before + len(name.split(" "))]
    return outcome(*(" ".join(part) for part in zip(*found, strict=True)))


def _row(title: str, outcomes: Iterable[str]) -> str:
    counts = Counter(outcomes)
    figures = (f"{one} {counts[one]:5}" for one in ("exact", "as damaged", "third"))
    return f"{title:24} {counts.total():5}  {'  '.join(figures)}"


@command
def main() -> Iterator[str]:
    names = [row["name"] for row in rows(NAMES)]
    yield _row("clean", (one for name in names for one in clean(name)))
    for title, damage in DAMAGES.items():
        for language in PAGES:
            yield _row(f"{title} {language}", (damaged(name, language, damage) for name in names))
