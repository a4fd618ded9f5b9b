"""Missing questions and the reasons: the tables `legislatures` and `gaps`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from schemas.codes import GAP_KINDS, SAMPLE_SOURCE, FetchOutcome, GapKind
from schemas.question_number import QuestionNumber, question_number
from schemas.records import Attempt, Row, Tables
from schemas.tables import GAPS, LEGISLATURES
from schemas.vocabulary import known_legislature
from schemas.vocabulary.houses import house_of, term_of

_NEVER_ASKED = "It was never requested."
NAMED_REACH = 1000
"""A number named by another question may exceed all stored numbers by this much."""


class Gap(NamedTuple):
    """Why a number is missing."""

    kind: GapKind
    reason: str


_REASONS: dict[FetchOutcome, Gap] = {
    "absent": Gap("missing", "The site says that it has no such page."),
    "no_evidence": Gap("refused", "The site's response does not say whether there is such a page."),
    "failed": Gap("refused", "The request for it failed; the fetch log says why."),
    "blocked": Gap("refused", "The site blocked the request for it."),
    "forbidden": Gap("refused", "The site's robots.txt forbids it."),
}


class Run(NamedTuple):
    """Consecutive numbers, both ends included; without a gap they are stored."""

    first: int
    last: int
    gap: Gap | None


def gap_tables(tables: Tables, attempts: Sequence[Attempt]) -> Tables:
    """The rows of `legislatures` and `gaps`.

    The sample's pages leave no gaps: their legislature has a row that expects none, unless it has other
    pages. `attempts` are failed requests for questions.
    """
    own = [page for page in tables["pages"] if page["source"] != SAMPLE_SOURCE]
    stored = _by_legislature(_questions(page for page in own if page["outcome"] == "read"))
    named = _by_legislature(
        question_number(link["target_id"])
        for link in tables["links"]
        if link["target_kind"] == "written_question"
    )
    known = _known_gaps(own, attempts)
    rows: Tables = {"legislatures": [], "gaps": []}
    asked = _by_legislature(_questions(page for page in tables["pages"] if page["outcome"] == "read")).keys()
    tried = {*stored, *(legislature for legislature, _ in known)}
    for legislature in sorted(tried | asked):
        there = stored.get(legislature, set())
        expected = _expected(legislature, there, named.get(legislature, set())) if legislature in tried else 0
        if not expected and legislature not in asked:
            continue  # only the first numbers of a legislature that has not begun were tried
        marked = {number: gap for (leg, number), gap in known.items() if leg == legislature}
        runs = list(_runs(expected, there, marked))
        rows["legislatures"].append(_legislature_row(legislature, expected, len(there), runs))
        rows["gaps"] += (
            GAPS.row(
                legislature=legislature,
                house=house_of(legislature).code,
                term=term_of(legislature),
                first_number=run.first,
                last_number=run.last,
                numbers=run.last - run.first + 1,
                kind=run.gap and run.gap.kind,
                reason=run.gap and run.gap.reason,
            )
            for run in runs
        )
    return rows


def _expected(legislature: int, stored: Iterable[int], named: Iterable[int]) -> int:
    """The highest number known to exist; one named far above all others is a typing error.

    0 where numbers do not follow each other, so that none is missing.
    """
    if not house_of(legislature).consecutive:
        return 0
    known = known_legislature(legislature)
    highest = max([(known and known.seen_number) or 0, *stored])
    return max([highest, *(number for number in named if number <= highest + NAMED_REACH)])


def _runs(expected: int, stored: AbstractSet[int], marked: Mapping[int, Gap]) -> Iterator[Run]:
    """The runs of missing numbers up to `expected`, in fewer steps than there are numbers."""
    before = Run(0, 0, None)
    for number in sorted({*stored, *marked, expected + 1}):
        if number > expected + 1:
            break
        if number > before.last + 1:
            if before.gap:
                yield before
            before = Run(before.last + 1, number - 1, Gap("not_fetched", _NEVER_ASKED))
        gap = None if number in stored or number > expected else marked.get(number)
        if gap == before.gap:
            before = before._replace(last=number)
            continue
        if before.gap:
            yield before
        before = Run(number, number, gap)


def _questions(pages: Iterable[Row]) -> Iterator[QuestionNumber]:
    for page in pages:
        if page["question_id"]:
            yield question_number(page["question_id"])


def _by_legislature(questions: Iterable[QuestionNumber]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for legislature, number in questions:
        found.setdefault(legislature, set()).add(number)
    return found


def _known_gaps(pages: Iterable[Row], attempts: Iterable[Attempt]) -> dict[QuestionNumber, Gap]:
    """Known reasons why questions are missing: failed requests and unreadable pages."""
    gaps = {
        QuestionNumber(attempt.legislature, attempt.number): _REASONS[attempt.outcome]
        for attempt in attempts
        if attempt.outcome in _REASONS
    }
    quarantined = [page for page in pages if page["outcome"] == "quarantined" and page["question_id"]]
    for page in sorted(quarantined, key=lambda page: str(page["page_id"]), reverse=True):
        gaps[question_number(page["question_id"])] = Gap(
            "refused", f"Its page could not be read: {page['reason']}"
        )
    return gaps


def _legislature_row(legislature: int, expected: int, stored: int, runs: Sequence[Run]) -> Row:
    house, known = house_of(legislature), known_legislature(legislature)
    counts: Counter[str] = Counter()
    for run in runs:
        counts[run.gap.kind if run.gap else ""] += run.last - run.first + 1
    return LEGISLATURES.row(
        legislature=legislature,
        house=house.code,
        term=term_of(legislature),
        elected_on=known.elected_on if known else None,
        opened_on=known.opened_on if known and not house.ahead else None,
        ended_on=known.ended_on if known else None,
        expected=expected,
        held=stored,
        **{kind: counts[kind] for kind in GAP_KINDS},
    )
