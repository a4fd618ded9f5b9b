"""Measure text repair, and ftfy beside it, on texts that the statistics never saw.

    python -m benchmarks.repair [CORPUS.parquet] [--held] [--only WORDS] [--cases FOLDER] [--posted]

CORPUS has the columns `split`, `lang` and `text`; only rows of split 'dev' are read. Without it the invented
questions and answers of the tests are used. Each text is damaged in one class and repaired; per class and
language this is printed, with the same for ftfy:

- restored: damaged words that came back exactly;
- wrong: changed words that are not what they were before the damage, as a share of all changed words;
- harm: words that the damage left alone and repair changed, a million;
- either: words that are as they were or as the damage left them (the lowest of three in the rows by table);
- MB/s: of processor time, the data loaded, the memories empty: each class learns its words anew;
- again: the same texts once more, as in the middle of a long run.

Both are given the texts undamaged too. Then UTF-8 is read with each of many tables: once, twice, and with
every other letter right. With --cases the test cases of ftfy in FOLDER are run, with --posted the words of
tests/repair/posted.tsv that people posted; with either of them and no CORPUS nothing else is.
With --held the statistics are derived without one fold of split 'train', whose texts are measured instead.
"""

import argparse
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

import ftfy

from benchmarks.repair import cases, tables
from benchmarks.repair.corpus import LANGUAGES, UNITS, texts
from benchmarks.repair.damages import BY_TABLE, TABLES, DamageClass, classes
from benchmarks.repair.folds import held
from benchmarks.repair.score import Score, measure
from tasks.repair import forget, repair_text

LOADING = "BelgiŽ in d?partement r?gion"
SETTINGS = ftfy.TextFixerConfig(uncurl_quotes=False)
HEAD = (
    f"{'class':32} {'':2} {'damaged':>8}  {'restored %':>10} {'wrong %':>8} {'harm/M':>8}"
    f" {'either %':>9} {'MB/s':>6} {'again':>6}"
)
UNDAMAGED = DamageClass("", "undamaged", str)


def _with_ftfy(text: str) -> str:
    return ftfy.fix_text(text, SETTINGS)


def _tools(language: str | None) -> list[Callable[[str], str]]:
    return [lambda text: repair_text(text, language).text, _with_ftfy]


def _row(score: Score) -> str:
    return (
        f"{score.restored_percent:10.2f} {score.wrong_percent:8.3f} {score.harm:8.1f}"
        f" {score.either_percent:9.3f} {score.speed:6.1f} {score.speed_again:6.1f}"
    )


def _faults(score: Score, shown: int) -> None:
    for fault in score.faults[:shown]:
        print("   ", *map(repr, fault))


def _by_class(given: argparse.Namespace, pieces: dict[str, list[str]]) -> Iterable[Score]:
    """Print every class in both languages, then undamaged text."""
    group = None
    print(HEAD)
    for entry in [*classes(), UNDAMAGED]:
        if given.only not in f"{entry.group}: {entry.name}":
            continue
        if entry.group != group:
            print(entry.group)
            group = entry.group
        for language, texts_of in pieces.items():
            tools = _tools(None if given.detect else language)
            ours, theirs = measure(texts_of, entry.damage, tools, forget)
            print(
                f"{entry.name:32} {language} {ours.damaged:8}  {_row(ours)}  ftfy {_row(theirs)}", flush=True
            )
            _faults(ours, given.show)
            yield ours


def _by_table(given: argparse.Namespace, pieces: dict[str, list[str]]) -> Iterable[Score]:
    """Print UTF-8 read with each table in both languages."""
    wanted = [charset for charset in TABLES if given.only in f"{BY_TABLE}: {charset}"]
    if wanted:
        print(f"\n{BY_TABLE}\n{tables.HEAD}")
    for charset in wanted:
        for language, texts_of in pieces.items():
            tools = _tools(None if given.detect else language)
            printed, ours = tables.row(charset, language, texts_of, tools)
            print(printed, flush=True)
            for score in ours:
                _faults(score, given.show)
            yield from ours


def _total(scores: Iterable[Score]) -> None:
    found = list(scores)
    words, wrong = sum(score.words for score in found), sum(score.wrong for score in found)
    recased = sum(score.recased for score in found)
    print(
        f"\n{words:,} words: {100 * (1 - wrong / max(1, words)):.3f} % as they were or as they were damaged"
    )
    print(f"words whose case alone is not as it was: {recased}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--unit", choices=UNITS, default="text")
    parser.add_argument("--texts", type=int, default=None, help="so many texts only")
    parser.add_argument("--only", default="", help="classes whose group and name hold this")
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--detect", action="store_true", help="do not say which language a text is in")
    parser.add_argument("--held", action="store_true", help="measure a fold that the statistics leave out")
    parser.add_argument("--cases", type=Path, help="folder with the test cases of ftfy")
    parser.add_argument("--posted", action="store_true", help="words that people posted")
    parser.add_argument("--show", type=int, default=0, help="print so many words that are not as they were")
    return parser.parse_args()


def _pieces(given: argparse.Namespace, source: dict[str, list[str]] | None) -> dict[str, list[str]]:
    return {
        language: texts(given.corpus, language, given.unit, whole=source[language] if source else None)[
            : given.texts
        ]
        for language in given.languages.split(",")
    }


def main() -> None:
    """Measure classes, tables, cases and posted words."""
    given = _arguments()
    with ExitStack() as folder:
        source = folder.enter_context(held(given.corpus)) if given.held else None
        for language in LANGUAGES:  # so that no class pays for loading the data
            repair_text(LOADING, language)
        if given.corpus or not (given.cases or given.posted):
            pieces = _pieces(given, source)
            _total([*_by_class(given, pieces), *_by_table(given, pieces)])
        if given.cases:
            cases.report_suite(given.cases, given.show)
        if given.posted:
            cases.report_posted(given.show)


if __name__ == "__main__":
    main()
