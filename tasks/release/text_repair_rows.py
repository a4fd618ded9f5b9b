"""Where in the texts of a question the repaired letters of its pages stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from schemas.codes import Language, Part
from schemas.records import LetterRepair, PageRecord, QuestionRecord, Row
from tasks.release.text_rows import PARAGRAPH_BREAK

Place = tuple[Language, Part]


def text_repair_rows(question: QuestionRecord, records: Iterable[PageRecord]) -> Iterator[Row]:
    """Rows of `text_repairs`: the changes of pages that show a text just as the question has it.

    Args:
        question: The question.
        records: Its pages, read.
    """
    for record in records:
        texts = record.reading.texts if record.reading and record.repairs else {}
        for place, paragraphs in texts.items():
            if question.texts.get(place) == paragraphs:
                for start, repair in _placed(record.repairs, place, texts):
                    yield _row(question.question_id, place, start, record, repair)


def _row(question_id: str, place: Place, start: int, record: PageRecord, repair: LetterRepair) -> Row:
    language, part = place
    return {
        "question_id": question_id,
        "language": language,
        "part": part,
        "start_at": start,
        "end_at": start + len(repair.after),
        "page_id": record.capture.page_id,
        "before": repair.before,
        "after": repair.after,
        "rule": repair.rule,
        "certainty": repair.certainty,
    }


def _placed(
    repairs: Iterable[LetterRepair], place: Place, texts: Mapping[Place, Sequence[str]]
) -> Iterator[tuple[int, LetterRepair]]:
    """Each repair of which the paragraph is certain, with its place in a text.

    A line is a paragraph, or with its number in a list the end of one. Where several paragraphs have the
    same letters, they are certain when all of them were repaired, and none is in the other language.
    """
    paragraphs = texts[place]
    starts = list(accumulate((len(one) + len(PARAGRAPH_BREAK) for one in paragraphs), initial=0))
    others = [
        one
        for (language, part), text in texts.items()
        for one in text
        if part == place[1] and language != place[0]
    ]
    for line, places in _lines(repairs, place[1]).items():
        found = [at for at, one in enumerate(paragraphs) if _ends_with(one, line)]
        if len(found) == len(places) and not any(_ends_with(one, line) for one in others):
            for at, of_line in zip(found, places.values(), strict=True):
                begins = starts[at] + len(paragraphs[at]) - len(line)
                yield from ((begins + repair.line.at, repair) for repair in of_line if repair.line)


def _ends_with(paragraph: str, line: str) -> bool:
    return paragraph == line or paragraph.endswith(f" {line}")


def _lines(repairs: Iterable[LetterRepair], part: Part) -> Mapping[str, Mapping[int, list[LetterRepair]]]:
    """The repairs of a part by the letters of their lines, then by the lines that have them, in order."""
    found: dict[str, dict[int, list[LetterRepair]]] = defaultdict(lambda: defaultdict(list))
    for repair in repairs:
        if repair.line and repair.field == part:
            found[repair.line.text][repair.line.starts_at].append(repair)
    return found
