"""How well extraction does on the gold set: printed, or put into the docs.

    python -m benchmarks.score [--write] [--wrong] [--corpus FILE.parquet [--half HALF]]

`--wrong` prints what it got wrong in the half from which rules may be written. With a corpus, the gold set on
real prose is scored (`benchmarks.real`), of which the project holds the marks; half `test` is for the end,
half `answered` is that of a corpus of answers.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from benchmarks.real import ANSWERED, real_cases
from schemas.codes import FOUND_BY, LANGUAGES, MENTION_KINDS
from tasks.extract import AnswerPart, Mention, answer_parts, mentions, subquestions
from tests.gold.cases import HALVES, NEWS, MarkedMention, MarkedText, cases
from tests.support import PROJECT

PAGE = PROJECT / "docs" / "entities.md"
BEGINS, ENDS = "<!-- score: generated -->", "<!-- /score -->"
_BLANKS = re.compile(r"\s+")


@dataclass
class Tally:
    """What was found of what was marked; `wrong` keeps the cases for those who mend rules."""

    right: int = 0
    missed: int = 0
    extra: int = 0
    values: Counter[bool] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def marked(self) -> int:
        return self.right + self.missed

    @property
    def precision(self) -> float:
        found = self.right + self.extra
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.marked if self.marked else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def value_share(self) -> float | None:
        """Share of the mentions found whose value and unit are right; None for kinds without."""
        judged = sum(self.values.values())
        return self.values[True] / judged if judged else None


Score = dict[tuple[str, str], Tally]
"""By kind (of mention, 'sub-questions' or 'answers') and language."""


def score(half: str) -> Score:
    """The tallies of one half."""
    tallies: Score = {}
    for case in cases(half):
        for text in case:
            found = mentions(text.text, text.language)
            for kind in MENTION_KINDS:
                _count_mentions(text, found, kind, tallies.setdefault((kind, text.language), Tally()))
        for language in LANGUAGES:
            texts = {text.part: text for text in case if text.language == language}
            _count_structure(texts, language, tallies)
    return tallies


def real_score(corpus: Path, half: str) -> Score:
    """The tallies of one half of the gold set on real prose, by kind of mention."""
    tallies: Score = {(kind, language): Tally() for kind in MENTION_KINDS for language in LANGUAGES}
    for text in real_cases(corpus, half):
        found = mentions(text.text, text.language)
        for kind in MENTION_KINDS:
            _count_mentions(text, found, kind, tallies[kind, text.language])
    return tallies


def _together(tallies: Iterable[Tally]) -> Tally:
    """Several tallies as one."""
    whole = Tally()
    for tally in tallies:
        whole.right, whole.missed = whole.right + tally.right, whole.missed + tally.missed
        whole.extra += tally.extra
        whole.values.update(tally.values)
    return whole


def _count_mentions(text: MarkedText, all_found: Sequence[Mention], kind: str, tally: Tally) -> None:
    marked = {(m.start, m.end): m for m in text.mentions if m.kind == kind}
    found = {(m.start, m.end): m for m in all_found if m.kind == kind}
    for place in sorted(marked.keys() | found.keys()):
        shown = f"{text.case} {text.language}: {text.text[slice(*place)]!r}"
        if place not in found:
            tally.missed += 1
            tally.wrong.append(f"missed {shown}")
        elif place not in marked:
            tally.extra += 1
            tally.wrong.append(f"extra  {shown}")
        else:
            tally.right += 1
            _judge_value(marked[place], found[place], tally, shown)


def _judge_value(marked: MarkedMention, found: Mention, tally: Tally, shown: str) -> None:
    if marked.value is None:
        return
    right = _same(marked.value, found.value) and (marked.unit is None or marked.unit == found.unit)
    tally.values[right] += 1
    if not right:
        tally.wrong.append(f"value  {shown}: {found.value} {found.unit}, not {marked.value} {marked.unit}")


def _same(one: str, other: str | None) -> bool:
    """Whether two values are the same, as numbers when they are numbers."""
    if other is None:
        return False
    try:
        return [Decimal(part) for part in one.split("/")] == [Decimal(part) for part in other.split("/")]
    except InvalidOperation:
        return one == other


def _count_structure(texts: dict[str, MarkedText], language: str, tallies: Score) -> None:
    asked, answered = texts.get("question"), texts.get("answer")
    if asked is None:
        return
    found = subquestions(asked.paragraphs, answered.paragraphs if answered else ())
    marked = [(part.labels, part.numbering, _plain(part.text)) for part in asked.parts]
    split = [((item.label,) if item.label else (), item.numbering, _plain(item.text)) for item in found]
    _count(marked, split, tallies.setdefault(("sub-questions", language), Tally()), asked)
    if answered is None:
        return
    labels = [item.label for item in found if item.label]
    parts = answer_parts(answered.paragraphs, labels)
    wanted = [(part.printed, part.labels, part.kind, _plain(part.text)) for part in answered.parts]
    given = [
        (part.label_printed(), part.answers, part.kind, _plain(part.text)) for part in map(_Given, parts)
    ]
    _count(wanted, given, tallies.setdefault(("answers", language), Tally()), answered)


class _Given:
    """A part as extraction gives it, in the words of the gold set: an ordinal belongs to the sentence."""

    def __init__(self, part: AnswerPart) -> None:
        self._label = part.label
        self.answers, self.kind, self.text = part.answers, part.kind, part.text

    def label_printed(self) -> str:
        label = self._label or ""
        return "" if self.text.startswith(label) else label


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _count(marked: list, found: list, tally: Tally, text: MarkedText) -> None:
    wanted, given = Counter(map(repr, marked)), Counter(map(repr, found))
    tally.right += (wanted & given).total()
    tally.missed += (wanted - given).total()
    tally.extra += (given - wanted).total()
    tally.wrong += (f"missed {text.case} {text.language}: {one}" for one in wanted - given)
    tally.wrong += (f"extra  {text.case} {text.language}: {one}" for one in given - wanted)


def table(tallies: Score) -> Iterator[str]:
    """The score as a Markdown table, a line a kind that is marked or found."""
    yield "| | marked nl | precision | recall | F1 | value | marked fr | precision | recall | F1 | value |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    for kind in dict.fromkeys(kind for kind, _ in tallies):
        apart = [tallies[kind, language] for language in LANGUAGES]
        if any(tally.marked or tally.extra for tally in apart):
            yield f"| {kind} | {' | '.join(cell for tally in apart for cell in _cells(tally))} |"


def _cells(tally: Tally) -> Iterable[str]:
    share = "" if tally.value_share is None else f"{tally.value_share:.3f}"
    return (str(tally.marked), f"{tally.precision:.3f}", f"{tally.recall:.3f}", f"{tally.f1:.3f}", share)


def share_by_source(texts: Iterable[MarkedText]) -> Iterator[str]:
    """How many mentions of each `found_by` are right, as a Markdown table."""
    counts: Counter[tuple[str, bool]] = Counter()
    for text in texts:
        marked = {(m.start, m.end, m.kind) for m in text.mentions}
        found = mentions(text.text, text.language)
        counts.update((m.found_by, (m.start, m.end, m.kind) in marked) for m in found)
    yield "| found by | mentions | right |"
    yield "|---|---|---|"
    for source in FOUND_BY:
        right, wrong = counts[source, True], counts[source, False]
        yield f"| {source} | {right + wrong:,} | {right / max(1, right + wrong):.3f} |"


def section() -> str:
    """Both halves and the news, as they stand in the docs."""
    lines = []
    for half in (*HALVES, NEWS):
        count, tallies = len(list(cases(half))), score(half)
        false = sum(tally.extra for tally in tallies.values())
        lines += [
            "",
            f"News, {count} articles in Dutch or French, {false} false mentions:"
            if half == NEWS
            else f"The {half} half, {count} questions in both languages:",
            "",
            *table(tallies),
            "",
            *share_by_source(text for case in cases(half) for text in case),
        ]
    return "\n".join([*lines, ""])


def with_section(page: str) -> str:
    """A page with the score made anew between its marks."""
    before, _, rest = page.partition(BEGINS)
    return f"{before}{BEGINS}\n{section()}\n{ENDS}{rest.partition(ENDS)[2]}"


_FEW = 20
"""Below this many marks a share says little."""


def _of_real_prose(corpus: Path, half: str) -> str:
    """The scores of a half, a line a kind, with both languages together and apart."""
    tallies = real_score(corpus, half)
    lines = [f"{'':14}marked  precision  recall     F1  values  F1 nl  F1 fr"]
    for kind in MENTION_KINDS:
        apart = [tallies[kind, language] for language in LANGUAGES]
        whole = _together(apart)
        if whole.marked or whole.extra:
            few = "" if whole.marked >= _FEW else f"  fewer than {_FEW} marks"
            lines.append(f"{kind:14}{_line(whole)}{''.join(map(_f1, apart))}{few}")
    questions = len(list(real_cases(corpus, half)))
    whole = f"{'all':14}{_line(_together(tallies.values()))}"
    sources = share_by_source(real_cases(corpus, half))
    return "\n".join([f"{questions} questions, the {half} half, exact spans", *lines, whole, "", *sources])


def _f1(tally: Tally) -> str:
    return f"{tally.f1:7.3f}" if tally.marked else f"{'–':>7}"


def _line(tally: Tally) -> str:
    share = "" if tally.value_share is None else f"{tally.value_share:.3f}"
    return f"{tally.marked:6}{tally.precision:11.3f}{tally.recall:8.3f}{tally.f1:7.3f}{share:>8}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the scores, what was wrong, or put the scores into the docs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--half", choices=(*HALVES, ANSWERED), default=HALVES[0])
    given = parser.parse_args(arguments)
    if given.write:
        PAGE.write_text(with_section(PAGE.read_text("utf-8")), "utf-8")
    elif given.wrong:
        tallies = real_score(given.corpus, HALVES[0]) if given.corpus else score(HALVES[0])
        sys.stdout.write("\n".join(line for tally in tallies.values() for line in tally.wrong) + "\n")
    else:
        sys.stdout.write((_of_real_prose(given.corpus, given.half) if given.corpus else section()) + "\n")


if __name__ == "__main__":
    main()
