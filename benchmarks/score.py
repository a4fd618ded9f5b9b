"""How well extraction does on the gold set: printed, or put into the docs.

    python -m benchmarks.score [--write] [--wrong] [--readers] [--corpus FILE.parquet [--half HALF]]

`--wrong` prints what it got wrong in the half from which rules may be written. With a corpus, the gold set on
real prose is scored (`benchmarks.real`), of which the project holds the marks; half `test` is for the end,
half `answered` is that of a corpus of answers. `--readers` prints how far two readers agree who marked the
same questions of it, neither having seen the other's marks: the F1 of one by the other is what extraction can
be expected to reach.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import chain, product
from pathlib import Path
from typing import Literal

from benchmarks.common import command
from benchmarks.real import AGAIN, MENTIONS, Mark, marks, real_cases
from schemas.codes import FOUND_BY, LANGUAGES, MENTION_KINDS
from tasks.extract import AnswerPart, Mention, answer_parts, mentions, subquestions
from tests.gold.cases import HALVES, NEWS, MarkedText, cases
from tests.support import PROJECT

PAGE = PROJECT / "benchmarks" / "README.md"
BEGINS, ENDS = "<!-- score: generated -->", "<!-- /score -->"
FEW = 20  # below this many marks a share says little


@dataclass
class Tally:
    """What was found of what was marked; `wrong` keeps the cases for those who mend rules."""

    right: int = 0
    missed: int = 0
    extra: int = 0
    values: Counter[bool] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(one + two for one, two in zip(vars(self).values(), vars(other).values(), strict=True)))

    @property
    def marked(self) -> int:
        return self.right + self.missed

    @property
    def precision(self) -> float:
        return _share(self.right, self.right + self.extra)

    @property
    def recall(self) -> float:
        return _share(self.right, self.marked)

    @property
    def f1(self) -> float:
        return _share(2 * self.right, self.marked + self.right + self.extra)

    @property
    def value_share(self) -> float | None:
        """Share of the mentions found whose value and unit are right; None for kinds without."""
        return _share(self.values[True], self.values.total()) if self.values else None

    def count(self, marked: Collection[Hashable], found: Collection[Hashable], where: str) -> None:
        """Count what was found of what was marked."""
        wanted, given = Counter(list(marked)), Counter(list(found))
        missed, extra = wanted - given, given - wanted
        self.right += (wanted & given).total()
        self.missed += missed.total()
        self.extra += extra.total()
        self.wrong += (f"missed {where}: {one}" for one in missed)
        self.wrong += (f"extra  {where}: {one}" for one in extra)


def _share(part: int, total: int) -> float:
    return part / total if total else 1.0


Score = dict[tuple[str, str], Tally]  # by kind (of mention, 'sub-questions' or 'answers') and language


def together(tallies: Iterable[Tally]) -> Tally:
    """Several tallies as one."""
    return sum(tallies, Tally())


def score(half: str) -> Score:
    """The tallies of one half."""
    tallies = score_mentions(chain.from_iterable(cases(half)))
    tallies |= {(name, language): Tally() for language in LANGUAGES for name in ("sub-questions", "answers")}
    for case, language in product(cases(half), LANGUAGES):
        _count_structure([text for text in case if text.language == language], language, tallies)
    return tallies


def score_mentions(texts: Iterable[MarkedText]) -> Score:
    """The tallies of mentions, by kind and language."""
    tallies: Score = {(kind, language): Tally() for kind in MENTION_KINDS for language in LANGUAGES}
    for text in texts:
        found = extracted(text)
        for kind in MENTION_KINDS:
            _count_mentions(text, found, kind, tallies[kind, text.language])
    return tallies


def extracted(text: MarkedText) -> Sequence[Mention]:
    """The mentions that extraction finds in a text."""
    return mentions(text.text, "nl" if text.language == "nl" else "fr")


def _count_mentions(text: MarkedText, all_found: Sequence[Mention], kind: str, tally: Tally) -> None:
    marked, found = (
        {(m.start, m.end, text.text[m.start : m.end]): m for m in several if m.kind == kind}
        for several in (text.mentions, all_found)
    )
    where = f"{text.case} {text.language}"
    tally.count(marked, found, where)
    for place in sorted(marked.keys() & found.keys()):
        was, now = marked[place], found[place]
        if was.value is None:
            continue
        right = _same(was.value, now.value or "") and was.unit in (None, now.unit)
        tally.values[right] += 1
        if not right:
            shown = f"{place[-1]!r}: {now.value} {now.unit}, not {was.value} {was.unit}"
            tally.wrong.append(f"value  {where}: {shown}")


def _same(one: str, other: str) -> bool:
    """Whether two values are the same, as numbers when they are numbers."""
    try:
        return [Decimal(part) for part in one.split("/")] == [Decimal(part) for part in other.split("/")]
    except InvalidOperation:
        return one == other


def _count_structure(texts: Sequence[MarkedText], language: str, tallies: Score) -> None:
    if not texts or texts[0].part != "question":
        return
    asked, *answers = texts
    where = f"{asked.case} {language}"
    found = subquestions(asked.paragraphs, answers[0].paragraphs if answers else ())
    marked = [(part.labels, part.numbering, _plain(part.text)) for part in asked.parts]
    split = [((item.label,) if item.label else (), item.numbering, _plain(item.text)) for item in found]
    tallies["sub-questions", language].count(marked, split, where)
    for answered in answers:
        parts = answer_parts(answered.paragraphs, [item.label for item in found if item.label])
        wanted = [(part.printed, part.labels, part.kind, _plain(part.text)) for part in answered.parts]
        given = [(_printed(part), part.answers, part.kind, _plain(part.text)) for part in parts]
        tallies["answers", language].count(wanted, given, where)


def _printed(part: AnswerPart) -> str:
    """The label of a part in the words of the gold set: an ordinal belongs to the sentence."""
    label = part.label or ""
    return "" if part.text.startswith(label) else label


def _plain(text: str) -> str:
    return " ".join(text.split())


def table(tallies: Score) -> Iterator[str]:
    """The score as a Markdown table, a line a kind that is marked or found."""
    yield "| | marked nl | precision | recall | F1 | value | marked fr | precision | recall | F1 | value |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    for kind in dict.fromkeys(kind for kind, _ in tallies):
        apart = [tallies[kind, language] for language in LANGUAGES]
        if any(tally.marked or tally.extra for tally in apart):
            yield f"| {kind} | {' | '.join(cell for tally in apart for cell in _cells(tally))} |"


def _cells(tally: Tally) -> tuple[str, ...]:
    share = "" if tally.value_share is None else f"{tally.value_share:.3f}"
    return (str(tally.marked), f"{tally.precision:.3f}", f"{tally.recall:.3f}", f"{tally.f1:.3f}", share)


def share_by_source(texts: Iterable[MarkedText]) -> Iterator[str]:
    """How many mentions of each `found_by` are right, as a Markdown table."""
    counts: Counter[tuple[str, bool]] = Counter()
    for text in texts:
        marked = {(m.start, m.end, m.kind) for m in text.mentions}
        counts.update((m.found_by, (m.start, m.end, m.kind) in marked) for m in extracted(text))
    yield "| found by | mentions | right |"
    yield "|---|---|---|"
    for source in FOUND_BY:
        right, wrong = counts[source, True], counts[source, False]
        yield f"| {source} | {right + wrong:,} | {right / max(1, right + wrong):.3f} |"


def section() -> Iterator[str]:
    """Both halves and the news, as they stand in the docs."""
    for half in (*HALVES, NEWS):
        count, tallies = len(list(cases(half))), score(half)
        title = f"The {half} half, {count} questions in both languages:"
        if half == NEWS:
            false = together(tallies.values()).extra
            title = f"News, {count} articles in Dutch or French, {false} false mentions:"
        yield from ("", title, "", *table(tallies), "")
        yield from share_by_source(chain.from_iterable(cases(half)))
    yield ""


def with_section(page: str) -> str:
    """A page with the score made anew between its marks."""
    before, _, rest = page.partition(BEGINS)
    return "\n".join((f"{before}{BEGINS}", *section(), f"{ENDS}{rest.partition(ENDS)[2]}"))


def of_real_prose(corpus: Path, half: str) -> Iterator[str]:
    """The scores of a half, a line a kind, with both languages together and apart."""
    texts = list(real_cases(corpus, half))
    tallies = score_mentions(texts)
    yield f"{len(texts)} questions, the {half} half, exact spans"
    yield f"{'':14}marked  precision  recall     F1  values  F1 nl  F1 fr"
    for kind in MENTION_KINDS:
        apart = [tallies[kind, language] for language in LANGUAGES]
        both = together(apart)
        if both.marked or both.extra:
            few = "" if both.marked >= FEW else f"  fewer than {FEW} marks"
            yield f"{kind:14}{_line(both)}{''.join(map(_f1, apart))}{few}"
    yield from (f"{'all':14}{_line(together(tallies.values()))}", "", *share_by_source(texts))


def _f1(tally: Tally) -> str:
    return f"{tally.f1:7.3f}" if tally.marked else f"{'–':>7}"


def _line(tally: Tally) -> str:
    marked, precision, recall, f1, share = _cells(tally)
    return f"{marked:>6}{precision:>11}{recall:>8}{f1:>7}{share:>8}"


def agreement(first: set[Mark], second: set[Mark]) -> Iterator[str]:
    """A line a kind: marks of both readers in the questions that both have read, and their F1."""
    read = {mark[:2] for mark in second}
    both = [[mark for mark in several if mark[:2] in read] for several in (first, second)]
    yield f"{len(read)} questions with marks of both readers, exact spans"
    yield f"{'':14}{'first':>6}{'second':>8}{'F1':>7}"
    for kind in (*MENTION_KINDS, "all"):
        tally = Tally()
        one, two = ([mark for mark in marked if kind in (mark[-1], "all")] for marked in both)
        tally.count(one, two, kind)
        if tally.marked or tally.extra:
            yield f"{kind:14}{tally.marked:6}{tally.right + tally.extra:8}{tally.f1:7.3f}"


@command
def main(
    *,
    write: bool = False,
    wrong: bool = False,
    readers: bool = False,
    corpus: Path | None = None,
    half: Literal["tuning", "test", "answered"] = "tuning",
) -> Iterator[str]:
    if write:
        PAGE.write_text(with_section(PAGE.read_text("utf-8")), "utf-8")
    elif readers:
        yield from agreement(marks(MENTIONS), marks(AGAIN))
    elif wrong:
        tallies = score_mentions(real_cases(corpus, HALVES[0])) if corpus else score(HALVES[0])
        yield from together(tallies.values()).wrong
    else:
        yield from of_real_prose(corpus, half) if corpus else section()
