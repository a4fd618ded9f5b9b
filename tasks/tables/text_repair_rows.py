"""The places of repaired letters in the texts of a question."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, chain

from schemas.codes import Language, Part
from schemas.records import PARAGRAPH_BREAK, LetterRepair, PageRecord, QuestionRecord, Row
from schemas.tables import TEXT_REPAIRS
from tasks.tables.text_rows import in_place

Place = tuple[Language, Part]
_BEHIND_A_SPACE = chr(ord(" ") + 1)
"""The first character that sorts after a space."""


def text_repair_rows(question: QuestionRecord, records: Iterable[PageRecord]) -> Iterator[Row]:
    """Rows of `text_repairs`: the changes of pages with a text exactly like the question's."""
    for record in records:
        texts = record.reading.texts if record.reading and record.repairs else {}
        for place, paragraphs in texts.items():
            if question.texts.get(place) == paragraphs:
                text = PARAGRAPH_BREAK.join(paragraphs)
                for start, repair in _placed(record.repairs, place, texts):
                    yield in_place(_row(question.question_id, place, start, record, repair), "after", text)


def _row(question_id: str, place: Place, start: int, record: PageRecord, repair: LetterRepair) -> Row:
    language, part = place
    placed = repair._replace(start_at=start, end_at=start + len(repair.after))
    return TEXT_REPAIRS.row(
        question_id=question_id,
        language=language,
        part=part,
        page_id=record.capture.page_id,
        block_start=repair.start_at,
        **TEXT_REPAIRS.values_of(placed),
    )


def _placed(
    repairs: Iterable[LetterRepair], place: Place, texts: Mapping[Place, Sequence[str]]
) -> Iterator[tuple[int, LetterRepair]]:
    """Each repair whose paragraph is certain, with its place in a text.

    A line is a paragraph, or the end of one after its number in a list. Several paragraphs with the same
    letters are certain when all of them were repaired, and none is in the other language.
    """
    paragraphs = texts[place]
    starts = list(accumulate((len(one) + len(PARAGRAPH_BREAK) for one in paragraphs), initial=0))
    theirs = (text for (language, part), text in texts.items() if part == place[1] and language != place[0])
    others = _ByEnd(list(chain.from_iterable(theirs)))
    known = _ByEnd(paragraphs)
    for line, places in _lines(repairs, place[1]).items():
        if known.count(line) == len(places) and not others.count(line):
            for at, of_line in zip(known.places(line), places.values(), strict=True):
                begins = starts[at] + len(paragraphs[at]) - len(line)
                yield from ((begins + repair.at, repair) for repair in of_line)


class _ByEnd:
    """Finds the paragraphs that are a line, or end with it after a space, without scanning them all."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        backwards = [one[::-1] for one in paragraphs]
        self._order = sorted(range(len(backwards)), key=backwards.__getitem__)
        self._backwards = [backwards[at] for at in self._order]

    def count(self, line: str) -> int:
        """How many there are."""
        return sum(map(len, self._ranges(line)))

    def places(self, line: str) -> list[int]:
        """Their places, in order."""
        return sorted(self._order[at] for found in self._ranges(line) for at in found)

    def _ranges(self, line: str) -> tuple[range, range]:
        """Ranges in the sorted paragraphs: those equal to the line, and those that end with it."""
        end = line[::-1]
        find = partial(bisect_left, self._backwards)
        same = range(find(end), bisect_right(self._backwards, end))
        return same, range(find(end + " "), find(end + _BEHIND_A_SPACE))


def _lines(repairs: Iterable[LetterRepair], part: Part) -> Mapping[str, Mapping[int, list[LetterRepair]]]:
    """The repairs of a part by the letters of their lines, then by the lines that have them, in order."""
    found: dict[str, dict[int, list[LetterRepair]]] = defaultdict(lambda: defaultdict(list))
    for repair in repairs:
        if repair.line and repair.field == part:
            found[repair.line.text][repair.line.starts_at].append(repair)
    return found
