"""Measure text repair, and ftfy beside it, on texts that the statistics never saw.

    python -m benchmarks.repair [CORPUS.parquet] [--unit text|sentence|page] [--only WORDS] [--show N]

CORPUS has the columns `split`, `lang` and `text`; only rows of split 'dev' are read. Without it the invented
questions and answers of the tests are used. Each text is damaged in one class and repaired; per class and
language this is printed, with the same for ftfy:

- restored: damaged words that came back exactly;
- wrong: changed words that are not what they were before the damage, as a share of all changed words;
- harm: words that the damage left alone and repair changed, a million;
- MB/s: of processor time, the data loaded, the memories empty: each class learns its words anew;
- again: the same texts once more, as in the middle of a long run.

Last, both are given the texts undamaged.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import ftfy

from benchmarks.repair.corpus import LANGUAGES, UNITS, texts
from benchmarks.repair.damages import DamageClass, classes
from benchmarks.repair.score import Score, measure
from tasks.repair import forget, repair_text

LOADING = "BelgiŽ in d?partement r?gion"
SETTINGS = ftfy.TextFixerConfig(uncurl_quotes=False)
HEAD = (
    f"{'class':32} {'':2} {'damaged':>8}  {'restored %':>10} {'wrong %':>8} {'harm/M':>8}"
    f" {'MB/s':>6} {'again':>6}"
)


def _with_ftfy(text: str) -> str:
    return ftfy.fix_text(text, SETTINGS)


def _tools(language: str | None) -> list[Callable[[str], str]]:
    return [lambda text: repair_text(text, language).text, _with_ftfy]


def _row(score: Score) -> str:
    return (
        f"{score.restored_percent:10.2f} {score.wrong_percent:8.3f} {score.harm:8.1f}"
        f" {score.speed:6.1f} {score.speed_again:6.1f}"
    )


def _report(name: str, language: str, scores: list[Score], shown: int) -> None:
    ours, theirs = scores
    print(f"{name:32} {language} {ours.damaged:8}  {_row(ours)}  ftfy {_row(theirs)}", flush=True)
    for fault in ours.faults[:shown]:
        print("   ", *map(repr, fault))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--unit", choices=UNITS, default="text")
    parser.add_argument("--texts", type=int, default=None, help="so many texts only")
    parser.add_argument("--only", default="", help="classes whose group and name hold this")
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--detect", action="store_true", help="do not say which language a text is in")
    parser.add_argument("--show", type=int, default=0, help="print so many words that are not as they were")
    return parser.parse_args()


def main() -> None:
    """Measure every class in both languages, then undamaged text."""
    given = _arguments()
    undamaged = DamageClass("", "undamaged", str)
    group = None
    for language in LANGUAGES:  # so that no class pays for loading the data
        repair_text(LOADING, language)
    print(HEAD)
    for entry in [*classes(), undamaged]:
        if given.only not in f"{entry.group}: {entry.name}":
            continue
        if entry.group != group:
            print(entry.group)
            group = entry.group
        for language in given.languages.split(","):
            pieces = texts(given.corpus, language, given.unit)[: given.texts]
            scores = measure(pieces, entry.damage, _tools(None if given.detect else language), forget)
            _report(entry.name, language, scores, given.show)


if __name__ == "__main__":
    main()
