"""Measure text repair, and ftfy beside it, on texts that the statistics never saw.

    python -m benchmarks.repair [CORPUS.parquet] [--held] [--only WORDS] [--cases FOLDER] [--posted]
        [--texts N] [--show N]

CORPUS has the columns `split`, `lang` and `text`; only rows of split 'dev' are read. Without it the invented
questions and answers of the tests are used. What is measured, and what each column says, is in README.md of
this folder.

With --cases the test cases of ftfy in FOLDER are run, with --posted the words of tests/repair/posted.tsv that
people posted; with either of them and no CORPUS nothing else is.
With --held the statistics are derived without one fold of split 'train', whose texts are measured instead;
--texts measures only the first texts, and --show prints the first words that are not as they were.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, product
from pathlib import Path
from typing import Annotated

import ftfy
from typer import Option

from benchmarks.common import OptionalPath, command, faults_shown
from benchmarks.repair import cases
from benchmarks.repair.corpus import LANGUAGES, HeldOption, Texts, measured_texts
from benchmarks.repair.damages import BY_TABLE, TABLES, DamageClass, by_table, classes
from benchmarks.repair.score import Score, Tool, damaged_pages, measure, not_shown, scored
from tasks.repair import repair_text

LOADING = "BelgiŽ in d?partement r?gion"
SETTINGS = ftfy.TextFixerConfig(uncurl_quotes=False)
HEAD = "class                                damaged  restored %  wrong %   harm/M  either %   MB/s  again"
UNDAMAGED = DamageClass("", "undamaged", str)


def _tools(language: str) -> list[Tool]:
    return [lambda text: repair_text(text, language).text, lambda text: ftfy.fix_text(text, SETTINGS)]


def _row(score: Score) -> str:
    speeds = (score.size / 1e6 / max(seconds, 1e-9) for seconds in (score.seconds, score.seconds_again))
    shares = f"{score.restored_percent:10.2f} {score.wrong_percent:8.3f} {score.harm:8.1f}"
    return f"{shares} {score.either_percent:9.3f} " + " ".join(f"{speed:6.1f}" for speed in speeds)


def _by_class(pieces: Texts, only: str, show: int, scores: list[Score]) -> Iterator[str]:
    """Yield every class whose group and name have these words in both languages, then undamaged text."""
    yield HEAD
    entries = (entry for entry in [*classes(), UNDAMAGED] if only in f"{entry.group}: {entry.name}")
    for group, of_group in groupby(entries, lambda entry: entry.group):
        yield group
        for entry, (language, texts) in product(of_group, pieces.items()):
            ours, theirs = measure(texts, entry.damage, _tools(language))
            head = f"{entry.name:32} {language} {ours.damaged:8}"
            yield f"{head}  {_row(ours)}  ftfy {_row(theirs)}"
            yield from faults_shown(ours.faults, show)
            scores.append(ours)


def _cells(scores: Sequence[Score]) -> str:
    return "".join(f"{f'{score.restored_percent:.2f}/{score.wrong_percent:.2f}':>14}" for score in scores)


def _by_table(pieces: Texts, only: str, show: int, scores: list[Score]) -> Iterator[str]:
    """Yield UTF-8 read with each table in both languages."""
    charsets = [charset for charset in TABLES if only in f"{BY_TABLE}: {charset}"]
    if charsets:
        forms = "".join(f"{form:>14}" for form in ("once", "twice", "mixed"))
        head = f"{'restored % / wrong %':32} {'':2} {'damaged':>8} {'not shown':>9} {forms} {'either %':>9}"
        yield f"\n{BY_TABLE}\n{head}  ftfy {forms}"
    for charset, (language, texts) in product(charsets, pieces.items()):
        pages = [damaged_pages(texts, entry.damage) for entry in by_table(charset)]
        ours, theirs = ([scored(form, tool) for form in pages] for tool in _tools(language))
        missing = "/".join(str(not_shown(form)) for form in pages[:2])
        either = min(score.either_percent for score in ours)
        head = f"{charset:32} {language} {ours[0].damaged:8} {missing:>9}"
        yield f"{head} {_cells(ours)} {either:9.3f}  ftfy {_cells(theirs)}"
        for score in ours:
            yield from faults_shown(score.faults, show)
        scores += ours


@command
def main(  # noqa: PLR0913 - the options of a command
    corpus: OptionalPath = None,
    *,
    texts: int | None = None,
    only: str = "",
    held: HeldOption = False,
    cases_of: Annotated[Path | None, Option("--cases")] = None,
    posted: bool = False,
    show: int = 0,
) -> Iterator[str]:
    for language in LANGUAGES:  # so that no class pays for loading the data
        repair_text(LOADING, language)
    if corpus or not (cases_of or posted):
        with measured_texts(corpus, unseen=held) as pieces:
            first = {language: pieces[language][:texts] for language in pieces}
            scores: list[Score] = []
            yield from _by_class(first, only, show, scores)
            yield from _by_table(first, only, show, scores)
        summed = ("words", "wrong", "recased")
        total = Score(**{name: sum(getattr(score, name) for score in scores) for name in summed})
        yield f"\n{total.words:,} words: {total.either_percent:.3f} % as they were or as they were damaged"
        yield f"words whose case alone is not as it was: {total.recased}"
    if cases_of:
        yield from cases.report_suite(cases_of, show)
    if posted:
        yield from cases.report_posted(show)
